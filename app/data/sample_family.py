"""The sample family: synthetic people, whose dates count from the day on which they are filled in.

Their ID numbers carry area codes that are not assigned (360698, 360699).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.certificates import check_character
from app.domain.days import months_after

PHONE = "13800001234"
PIN = "246810"
BABY_CERTIFICATE = "X990012345"
MONTHS_OLD = 4
PAID_DAYS_AGO = 20


@dataclass(frozen=True)
class SampleDays:
    """The days of the sample family's life, seen from today."""

    baby_born: date
    mother_paused: date
    grandmother_shared: date
    grandmother_paid: date


def days(today: date, first_day: date) -> SampleDays:
    """Give the sample's days: the baby is four months old, the mother's insurance has paused for three.

    What the app did lies not before `first_day`, the first for which there are rules.
    """
    return SampleDays(
        baby_born=months_after(today, -MONTHS_OLD),
        mother_paused=months_after(today, -3).replace(day=1),
        grandmother_shared=max(today - timedelta(days=90), first_day),
        grandmother_paid=max(today - timedelta(days=PAID_DAYS_AGO), first_day),
    )


def id_number(area: str, born: date, sequence: int) -> str:
    """Give a valid number with this area, day of birth and sequence (odd = male)."""
    first = f"{area}{born:%Y%m%d}{sequence:03d}"
    return first + check_character(first)


FATHER_BORN = date(1992, 3, 4)
MOTHER_BORN = date(1993, 4, 5)
GRANDMOTHER_BORN = date(1960, 5, 6)
FATHER_NO = id_number("360698", FATHER_BORN, 1)
MOTHER_NO = id_number("360699", MOTHER_BORN, 2)
GRANDMOTHER_NO = id_number("360698", GRANDMOTHER_BORN, 4)
