"""Opens the database file: pragmas at each connection, BEGIN left to the unit of work."""

import sqlite3
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import create_engine

from app.domain.errors import GongjiError

SQLITE_MAGIC = b"SQLite format 3\x00"
BUSY_TIMEOUT_MS = 10_000


class NotADatabaseError(GongjiError):
    """The file at the database's place is something else; it is left as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "{path} 不是共济通的数据文件，没有动它。请把它移走，或用 --data 换一个文件夹。", path=str(path)
        )


def check_file(path: Path) -> None:
    """Refuse a file that exists, isn't empty, and doesn't begin as SQLite files do.

    Raises:
        NotADatabaseError: before anything was written.
    """
    if path.exists():
        if not path.is_file():
            raise NotADatabaseError(path)
        with path.open("rb") as file:
            head = file.read(len(SQLITE_MAGIC))
        if head and head != SQLITE_MAGIC:
            raise NotADatabaseError(path)


def open_engine(path: Path) -> Engine:
    """An engine on the file: foreign keys on, WAL where the platform has it, else a rollback journal.

    Raises:
        NotADatabaseError: if the file is not an SQLite database.
    """
    check_file(path)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _prepare)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    except Exception as error:
        engine.dispose()
        if isinstance(getattr(error, "orig", error), sqlite3.DatabaseError):
            raise NotADatabaseError(path) from error
        raise
    return engine


def _prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Set what SQLite forgets between connections. `isolation_level = None`: our own BEGIN, not the driver's."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    if cursor.fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode = DELETE")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()
