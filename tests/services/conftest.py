"""What the tests of the services share."""

from shutil import copy

import pytest

from app.data import engine
from app.data.unit_of_work import Database
from tests.services.install import Install


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Don't wait for the disk: only a power cut would show the difference."""
    monkeypatch.setattr(engine, "SYNCHRONOUS", "OFF")


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    """An empty database, to copy."""
    path = tmp_path_factory.mktemp("empty") / "gongji.db"
    Database(path).close()
    return path


@pytest.fixture
def install(tmp_path, empty):
    made = Install(copy(empty, tmp_path / "gongji.db").parent)
    yield made
    made.context.database.close()


@pytest.fixture
def shared(tmp_path, empty):
    made = Install(copy(empty, tmp_path / "gongji.db").parent, shared=True)
    yield made
    made.context.database.close()
