"""The schema's history: `NNNN_name.sql`, applied in order; `PRAGMA user_version` says how far a file has come.

A script that has shipped is never changed. A new one is made by hand, and a test holds the result against the models.
"""

from importlib import resources

from sqlalchemy import Connection, Engine

from app.domain.errors import GongjiError

SEPARATOR = "\n;;\n"


class NewerDatabaseError(GongjiError):
    """The file was written by a later version of the app; it is left as it is."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            "这份数据是更新版本的共济通写的（数据版本 {found}，这里只认识到 {known}）。请升级共济通再打开，数据没有动。",
            found=found,
            known=known,
        )


def scripts() -> list[tuple[int, str]]:
    """Every migration as (version, SQL text), in order."""
    found = [
        (int(entry.name[:4]), entry.read_text(encoding="utf-8"))
        for entry in resources.files(__name__).iterdir()
        if entry.name.endswith(".sql")
    ]
    return sorted(found)


def migrate(engine: Engine) -> int:
    """Bring the file to the newest schema, whole or not at all; return its version.

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
            found = _version(connection)
            if found > newest:
                raise NewerDatabaseError(found, newest)
            for version, script in known:
                if version > found:
                    for statement in script.split(SEPARATOR):
                        connection.exec_driver_sql(statement)
                    connection.exec_driver_sql(f"PRAGMA user_version = {version}")
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
    return newest


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
