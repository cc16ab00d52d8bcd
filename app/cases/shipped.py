"""The cases that ship with the app: each shows a rule, and all of them are run by the tests."""

from functools import cache
from pathlib import Path

import app.rules
from app.cases.case import Case
from app.cases.read import read_cases

FOLDER = Path(app.rules.__file__).parent / "cases"


@cache
def shipped_cases() -> tuple[Case, ...]:
    """Give every shipped case; read once, which takes a moment."""
    return tuple(case for path in sorted(FOLDER.glob("*.toml")) for case in read_cases(path))
