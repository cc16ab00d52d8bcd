"""Opens the database file: pragmas at each connection, BEGIN left to the unit of work."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import create_engine

from app.data.errors import NewerDatabaseError, NotADatabaseError, StorageError, in_words

SQLITE_MAGIC = b"SQLite format 3\x00"
BUSY_TIMEOUT_MS = 10_000
# What was answered as paid stays paid, even if the power fails.
SYNCHRONOUS = "FULL"
# A file of ours has these; a file of another program that happens to be SQLite doesn't.
OUR_TABLES = frozenset({"account", "transfer", "setting"})


def check_file(path: Path, newest: int) -> None:
    """Refuse a file that isn't ours to open, before a byte of it is changed. No file, or an empty one, is fine.

    Raises:
        NotADatabaseError: it is something else, or another program's database.
        NewerDatabaseError: its schema is later than `newest`.
        StorageError: it can't be read, or is damaged.
    """
    try:
        if not path.exists():
            return
        if not path.is_file():
            raise NotADatabaseError(path)
        with path.open("rb") as file:
            head = file.read(len(SQLITE_MAGIC))
    except OSError as error:
        raise StorageError("读不了数据文件 {path}。看一下文件和文件夹的权限。", path=str(path)) from error
    if not head:
        return
    if head != SQLITE_MAGIC:
        raise NotADatabaseError(path)
    version, tables = _look_into(path)
    if version > newest and tables >= OUR_TABLES:
        raise NewerDatabaseError(version, newest)
    if (version or tables) and not tables >= OUR_TABLES:
        raise NotADatabaseError(path)


def _look_into(path: Path) -> tuple[int, frozenset[str]]:
    """Give the schema version and the tables of a database file, read without writing."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    except sqlite3.Error as error:
        raise in_words(error, path) from error
    return int(version), frozenset(name for (name,) in names)


def open_engine(path: Path) -> Engine:
    """Make an engine on the file: foreign keys on, WAL where the platform has it, else a rollback journal.

    The connection used last is used next: those that a rush has opened rest, and their caches stay small.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000},
        max_overflow=-1,
        pool_use_lifo=True,
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Set what SQLite forgets between connections. `isolation_level = None`: our own BEGIN, not the driver's."""
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        _prefer_wal(cursor)
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
    finally:
        cursor.close()


def _prefer_wal(cursor: DBAPICursor) -> None:
    """Switch the file to WAL; where that can't be had (no shared memory, another process busy), it stays as it is.

    It doesn't wait: two processes that both wait for the other's lock would wait for nothing. In a browser the file
    lies in memory, and one file is easier to keep than three.
    """
    if sys.platform == "emscripten":
        return
    cursor.execute("PRAGMA journal_mode")
    mode = cursor.fetchone()
    if mode is not None and mode[0] == "wal":
        return
    try:
        cursor.execute("PRAGMA busy_timeout = 0")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.fetchone()
    except sqlite3.OperationalError:
        return
