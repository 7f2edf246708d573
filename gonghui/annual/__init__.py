"""年度: what the year adds up to: targets, plans, tables, the summary."""
