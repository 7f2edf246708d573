"""Django's SQLite, whose writers within one process take turns (see docs/decisions/0003-web-speed.md)."""
