"""Options of the whole suite."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what a run can be asked for."""
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        help="keep the pictures of the key pages as they are now: look at them, then commit tests/browser/snapshots",
    )
