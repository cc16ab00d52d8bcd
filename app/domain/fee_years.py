"""What the rules know of an insured year of 居民医保: what it costs, when it is paid, from when on it covers (JX26)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.book import RuleBook
from app.domain.days import months_after
from app.domain.people import Person


class YearState(StrEnum):
    """What an insured year is to somebody on a day."""

    PAID = "paid"
    NOT_NEEDED = "not_needed"
    FREE = "free"
    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"
    OVER = "over"
    NOT_YET = "not_yet"
    OPEN = "open"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class YearTerms:
    """The terms of one insured year. What no source states is None; ``amount_fen`` in 分, for who gets no help.

    Paid through ``full_year_until`` it covers the whole year, from ``next_day_from`` on the days after the payment,
    after the window what comes ``late_wait_months`` later.
    """

    year: int
    amount_fen: int | None
    window: tuple[date, date] | None
    full_year_until: date | None
    next_day_from: date | None
    late_wait_months: int | None

    def state(self, day: date) -> YearState:
        """Tell whether the year can be paid on a day, by the year alone; with no window stated, it can all year."""
        if self.amount_fen is None:
            return YearState.UNKNOWN
        if day.year > self.year:
            return YearState.OVER
        if self.window is not None and day < self.window[0]:
            return YearState.NOT_YET
        if self.window is not None and day > self.window[1]:
            return YearState.LATE
        return YearState.OPEN

    def covers_from(self, paid_on: date) -> date | None:
        """Give the first day of cover of who pays on a day of the window, None where the sources don't say."""
        if self.full_year_until is not None and paid_on <= self.full_year_until:
            return date(self.year, 1, 1)
        if self.next_day_from is not None and paid_on >= self.next_day_from:
            return paid_on + timedelta(days=1)
        return None

    def late_covers_from(self, paid_on: date) -> date | None:
        """Give the first day of cover of who pays after the window, None if that is past the year or not known."""
        if self.late_wait_months is None:
            return None
        first = months_after(paid_on, self.late_wait_months)
        return first if first.year == self.year else None


def terms_of(home: RuleBook, year: int) -> YearTerms:
    """Give what 江西's book knows of an insured year."""
    key = f"resident_fee.{year:04d}"
    return YearTerms(
        year=year,
        amount_fen=home.resident_fee_fen(year),
        window=home.fee_window(year),
        full_year_until=home.date_of(f"{key}.full_year_until"),
        next_day_from=home.date_of(f"{key}.next_day_from"),
        late_wait_months=home.number(f"{key}.late_wait_months"),
    )


def state_for(home: RuleBook, person: Person, year: int, *, paid: bool, confirmed: bool) -> YearState:
    """Tell what an insured year is to somebody on the book's day, whoever would pay for it."""
    if paid:
        return YearState.PAID
    if person.insutype in home.fee_free_insutypes:
        return YearState.NOT_NEEDED
    if home.newborn_free(person.born, year):
        return YearState.CONFIRMED if confirmed else YearState.FREE
    return terms_of(home, year).state(home.day)
