"""Days as people write them: 2026-05-01, 2026年5月1日, 5月1日, 今天, 明天, 去年, 2024年."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_FULL = re.compile(r"(\d{4})\s*(?:[-/.年])\s*(\d{1,2})\s*(?:[-/.月])\s*(\d{1,2})(?!\d)\s*[日号]?")
_MONTH = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
_SAID: dict[str, Callable[[date], date]] = {
    "今天": lambda today: today,
    "明天": lambda today: today + timedelta(days=1),
    "后天": lambda today: today + timedelta(days=2),
    "昨天": lambda today: today - timedelta(days=1),
    "前天": lambda today: today - timedelta(days=2),
    "去年": lambda today: date(today.year - 1, 12, 31),
    "前年": lambda today: date(today.year - 2, 12, 31),
    "明年": lambda today: date(today.year + 1, 1, 1),
}


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day in a text, and where its words end."""

    end: int
    day: date


def day_at(text: str, start: int, today: date) -> FoundDay | None:
    """Read the day that begins at a place of a text; None where none does, or one that the calendar doesn't have.

    A year alone stands for its last day if it is over, for its first if it lies ahead.
    """
    for word, reckon in _SAID.items():
        if text.startswith(word, start):
            try:
                return FoundDay(start + len(word), reckon(today))
            except (ValueError, OverflowError):
                return None
    if start and text[start - 1].isdigit():
        return None
    return _day(text, start, today) or _year(text, start, today)


def _day(text: str, start: int, today: date) -> FoundDay | None:
    full, month = _FULL.match(text, start), _MONTH.match(text, start)
    match = full or month
    if match is None:
        return None
    numbers = [int(one) for one in match.groups()]
    year, *rest = numbers if full else [today.year, *numbers]
    try:
        return FoundDay(match.end(), date(year, *rest))
    except ValueError:
        return None


def _year(text: str, start: int, today: date) -> FoundDay | None:
    match = _YEAR.match(text, start)
    if match is None:
        return None
    number = int(match[1])
    ends = {True: date(number, 12, 31), False: date(number, 1, 1)}
    return FoundDay(match.end(), today if number == today.year else ends[number < today.year])
