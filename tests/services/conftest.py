"""What the tests of the services share."""

import pytest

from tests.services.install import Install


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
