"""Changes a database as somebody would who wants to hide it."""

import sqlite3
from contextlib import closing


def tamper(install, *statements, keep_triggers=False):
    """As somebody would who knows SQLite: triggers dropped and put back, checks and foreign keys off."""
    with closing(sqlite3.connect(install.path, isolation_level=None)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        if not keep_triggers:
            for name, _ in triggers:
                raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
        if not keep_triggers:
            for _, sql in triggers:
                raw.execute(sql)
