"""Pages of no chapter: sign-in, home, search, drill-down, the audit trail; base templates and static files."""
