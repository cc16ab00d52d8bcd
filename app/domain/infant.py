"""An infant's way from birth to being covered: its steps, and whether it was registered in time (GC21)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class InfantStep(StrEnum):
    """What is done for an infant, in the order in which it is done."""

    BORN = "born"
    REGISTER = "register"
    FREE = "free"
    SHARE = "share"
    LINK = "link"
    VISIT = "visit"


class StepState(StrEnum):
    """How far a step is: `WAITS` for an earlier one, or for its day; `NEXT` is the first that can be done."""

    DONE = "done"
    NEXT = "next"
    OPEN = "open"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Registration:
    """Until when an infant is registered in time: `last_day` is the last of those days, `days_left` may be negative.

    `in_time` is None while nobody has registered it.
    """

    last_day: date
    days_left: int
    in_time: bool | None


def registration_of(born: date, insured_since: date | None, day: date, within_days: int) -> Registration:
    """Tell how an infant stands on a day, insured from `insured_since` on, None for not yet."""
    last_day = born + timedelta(days=within_days)
    in_time = None if insured_since is None else insured_since <= last_day
    return Registration(last_day, (last_day - day).days, in_time)


def with_next(states: Iterable[StepState]) -> tuple[StepState, ...]:
    """Mark the first step that can be done as the next one."""
    marked, found = [], False
    for state in states:
        is_next = state is StepState.OPEN and not found
        found = found or is_next
        marked.append(StepState.NEXT if is_next else state)
    return tuple(marked)
