"""A unit of work: reads see one state, writes happen whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from app.data.engine import open_engine
from app.data.migrations import migrate


class UnitOfWork:
    """One database transaction. Whoever leaves it without `commit()` has changed nothing."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.committed = False

    def commit(self) -> None:
        """Keep everything written in this unit. Nothing may be written after it."""
        self.session.commit()
        self.committed = True


class Database:
    """The install's database file."""

    def __init__(self, path: Path) -> None:
        """Open the file, made and migrated if need be.

        Raises:
            NotADatabaseError, NewerDatabaseError: see engine.py and migrations.
        """
        self.path = path
        self.engine: Engine = open_engine(path)
        try:
            migrate(self.engine)
        except BaseException:
            self.engine.dispose()
            raise

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session on one snapshot; what is written in it is rolled back."""
        with self._begin("BEGIN") as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """A unit that writes. BEGIN IMMEDIATE takes the write lock first, so what it reads stays true until it commits."""
        with self._begin("BEGIN IMMEDIATE") as session:
            yield UnitOfWork(session)

    @contextmanager
    def _begin(self, how: str) -> Iterator[Session]:
        with self.engine.connect() as connection:
            connection.exec_driver_sql(how)
            session = Session(connection, expire_on_commit=False, join_transaction_mode="control_fully")
            try:
                yield session
            finally:
                session.rollback()
                session.close()

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()
