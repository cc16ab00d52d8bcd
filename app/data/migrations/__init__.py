"""The schema's history: `NNNN_name.sql`, applied in order; `PRAGMA user_version` says how far a file has come.

A script that has shipped is never changed. A new one is made by hand (`tools/dump_schema.py` writes the schema of the
models, to compare), and a test holds the result of all scripts against the models.
"""

from importlib import resources

from sqlalchemy import Connection, Engine

from app.data.errors import NewerDatabaseError

SEPARATOR = "\n;;\n"


def scripts() -> list[tuple[int, str]]:
    """Give every migration as (version, SQL text), in order."""
    found = [
        (int(entry.name[:4]), entry.read_text(encoding="utf-8"))
        for entry in resources.files(__name__).iterdir()
        if entry.name.endswith(".sql")
    ]
    return sorted(found)


def newest_version() -> int:
    """Give the version of the last migration."""
    return scripts()[-1][0]


def migrate(engine: Engine) -> int:
    """Bring the file to the newest schema, whole or not at all; return its version.

    Two processes may do so at once: the second waits for the first and finds nothing left to do.

    Raises:
        NewerDatabaseError: the file is ahead of this app.
    """
    known = scripts()
    newest = known[-1][0]
    with engine.connect() as connection:
        if _version(connection) == newest:
            return newest
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            _apply(connection, known)
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
    return newest


def _apply(connection: Connection, known: list[tuple[int, str]]) -> None:
    found, newest = _version(connection), known[-1][0]
    if found > newest:
        raise NewerDatabaseError(found, newest)
    for version, script in known:
        if version > found:
            for statement in script.split(SEPARATOR):
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
