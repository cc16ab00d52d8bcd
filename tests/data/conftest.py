"""What the tests of the data share."""

import pytest

from app.data import engine
from tests.services.install import Install


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Don't wait for the disk: only a power cut would show the difference."""
    monkeypatch.setattr(engine, "SYNCHRONOUS", "OFF")


@pytest.fixture
def install(tmp_path):
    made = Install(tmp_path)
    yield made
    made.context.database.close()


@pytest.fixture
def shared(tmp_path):
    made = Install(tmp_path, shared=True)
    yield made
    made.context.database.close()
