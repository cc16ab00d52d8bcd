"""A unit of work: reads see one state, writes happen whole or not at all."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.data.engine import BUSY_TIMEOUT_MS, check_file, open_engine
from app.data.errors import BUSY, StorageError, in_words
from app.data.migrations import migrate, newest_version


class UnitOfWork:
    """One database transaction. Whoever leaves it without `commit()` has changed nothing."""

    def __init__(self, session: Session) -> None:
        """Wrap a session whose transaction has begun."""
        self.session = session

    def commit(self) -> None:
        """Keep everything written in this unit, and close it: the session can't be used after it."""
        self.session.commit()
        self.session.close()


class _Step(UnitOfWork):
    """A unit inside a larger one: kept if the larger one is."""

    def commit(self) -> None:
        """Hand what was written to the larger unit."""
        self.session.flush()
        nested = self.session.get_nested_transaction()
        if nested is not None:
            nested.commit()


class Database:
    """The install's database file. `shut`: why nothing may be written for now, in words; nothing: it may."""

    shut: str = ""

    def __init__(self, path: Path) -> None:
        """Open the file, made and migrated if need be.

        Raises:
            NotADatabaseError, NewerDatabaseError: the file isn't ours, or of a later version; it is untouched.
            StorageError: it can't be opened, read or written.
        """
        check_file(path, newest_version())
        self.path = path
        self.engine = open_engine(path)
        self._turn = threading.Lock()
        try:
            migrate(self.engine)
        except (DBAPIError, sqlite3.Error) as error:
            self.engine.dispose()
            raise in_words(error, path) from error
        except BaseException:
            self.engine.dispose()
            raise

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session on one snapshot; what is written in it is rolled back.

        Raises:
            StorageError: the file can't be read.
        """
        with self._begin("BEGIN") as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """Open a unit that writes. BEGIN IMMEDIATE takes the write lock first: what it reads holds till it commits.

        Threads of one process take turns before they ask SQLite, which lets whoever happens to ask at the right moment
        go first, and others wait for ever.

        Raises:
            ConflictError: the database refused what was written.
            StorageError: the file can't be written or is shut, or others have been writing for too long.
        """
        if self.shut:
            raise StorageError(self.shut)
        if not self._turn.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
            raise StorageError(BUSY)
        try:
            with self._begin("BEGIN IMMEDIATE") as session:
                yield UnitOfWork(session)
        finally:
            self._turn.release()

    @contextmanager
    def all_or_nothing(self) -> Iterator["Database"]:
        """Make one transaction of several units: those of the database handed out are kept together when this ends."""
        with self.write() as unit:
            yield _Inside(self, unit.session)
            unit.commit()

    @contextmanager
    def _begin(self, how: str) -> Iterator[Session]:
        try:
            with self.engine.connect() as connection:
                connection.exec_driver_sql(how)
                session = Session(
                    connection, expire_on_commit=False, join_transaction_mode="control_fully", close_resets_only=False
                )
                try:
                    yield session
                finally:
                    session.close()
        except (DBAPIError, sqlite3.Error) as error:
            raise in_words(error, self.path) from error

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


class _Inside(Database):
    """The database as seen from inside one open unit."""

    def __init__(self, outer: Database, session: Session) -> None:
        self.path, self.engine = outer.path, outer.engine
        self._session = session

    @contextmanager
    def read(self) -> Iterator[Session]:
        yield self._session

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        nested = self._session.begin_nested()
        try:
            yield _Step(self._session)
        finally:
            if nested.is_active:
                nested.rollback()

    def close(self) -> None:
        """Leave the file to the outer database."""
