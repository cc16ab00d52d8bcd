"""The set of cases to begin with that ships with the app."""

from functools import cache
from pathlib import Path

from app.cases.case import Case
from app.cases.read import read_cases

FILE = Path(__file__).with_name("starter.toml")


@cache
def starter_cases() -> tuple[Case, ...]:
    """Give the cases of the set; read once."""
    return tuple(read_cases(FILE))
