"""Triggers that refuse, as SQL: what several tables' guards are made of."""


def refuse(name: str, when: str, words: str) -> str:
    """Give a trigger that refuses what `when` describes ("UPDATE ON account", with a WHEN clause if need be)."""
    return f"CREATE TRIGGER {name} BEFORE {when}\nBEGIN SELECT RAISE(ABORT, '{words}'); END"


def kept(table: str, keys: str, words: str) -> tuple[str, str]:
    """Refuse to take a row of the table away, by DELETE or by REPLACE; `keys` finds the row in the way."""
    return (
        refuse(f"{table}_no_delete", f"DELETE ON {table}", words),
        refuse(
            f"{table}_no_replace",
            f"INSERT ON {table}\nWHEN EXISTS (SELECT 1 FROM {table} WHERE {keys})",  # noqa: S608 - names from here
            words,
        ),
    )
