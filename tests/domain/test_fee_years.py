"""What is known of an insured year, and when a newborn's is confirmed as free."""

from datetime import date

import pytest

from app.domain.days import months_after
from app.domain.fee_years import YearState, state_for, terms_of
from app.domain.newborn import confirmation_refused, newborn_years
from app.domain.people import Insutype, Person
from app.rules.load import load_rules

YINGTAN, HANGZHOU = "360602", "330106"


def home(day):
    return load_rules().home_book(day)


def person(born, insutype=Insutype.RESIDENT, region=YINGTAN):
    return Person("1", "李小满", born, insutype, region)


def test_what_is_known_of_a_year():
    terms = terms_of(home(date(2026, 6, 12)), 2026)
    assert (terms.amount_fen, terms.window) == (40_000, (date(2025, 10, 15), date(2026, 2, 28)))
    assert (terms.full_year_until, terms.next_day_from) == (date(2025, 12, 31), date(2026, 1, 1))
    assert terms.late_wait_months == 3


def test_what_no_source_says_stays_open():
    early, unknown = terms_of(home(date(2025, 6, 12)), 2025), terms_of(home(date(2026, 6, 12)), 2027)
    assert (early.amount_fen, early.window, early.late_wait_months) == (40_000, None, None)
    assert early.covers_from(date(2025, 6, 12)) is None
    assert early.late_covers_from(date(2025, 6, 12)) is None
    assert (unknown.amount_fen, unknown.window) == (None, None)


@pytest.mark.parametrize(
    ("year", "day", "state"),
    [
        (2025, date(2025, 1, 1), YearState.OPEN),
        (2025, date(2026, 1, 1), YearState.OVER),
        (2026, date(2025, 10, 14), YearState.NOT_YET),
        (2026, date(2025, 10, 15), YearState.OPEN),
        (2026, date(2026, 2, 28), YearState.OPEN),
        (2026, date(2026, 3, 1), YearState.LATE),
        (2026, date(2026, 12, 31), YearState.LATE),
        (2026, date(2027, 1, 1), YearState.OVER),
        (2027, date(2026, 10, 15), YearState.UNKNOWN),
        (2027, date(2028, 1, 1), YearState.UNKNOWN),
    ],
)
def test_the_state_of_a_year(year, day, state):
    assert terms_of(home(day), year).state(day) is state


@pytest.mark.parametrize(
    ("paid_on", "covers_from"),
    [
        (date(2025, 10, 15), date(2026, 1, 1)),
        (date(2025, 12, 31), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2026, 1, 2)),
        (date(2026, 2, 28), date(2026, 3, 1)),
    ],
)
def test_from_when_on_it_covers(paid_on, covers_from):
    assert terms_of(home(paid_on), 2026).covers_from(paid_on) == covers_from


@pytest.mark.parametrize(
    ("paid_on", "covers_from"),
    [
        (date(2026, 3, 1), date(2026, 6, 1)),
        (date(2026, 9, 30), date(2026, 12, 30)),
        (date(2026, 10, 1), None),
        (date(2026, 11, 22), None),
    ],
)
def test_a_late_payment_waits_for_three_months_and_may_come_too_late(paid_on, covers_from):
    assert terms_of(home(paid_on), 2026).late_covers_from(paid_on) == covers_from


@pytest.mark.parametrize(
    ("who", "done", "state"),
    [
        (person(date(1960, 5, 6)), {}, YearState.OPEN),
        (person(date(1960, 5, 6)), {"paid": True}, YearState.PAID),
        (person(date(1960, 5, 6), Insutype.EMPLOYEE), {}, YearState.NOT_NEEDED),
        (person(date(2025, 5, 6)), {}, YearState.FREE),
        (person(date(2025, 5, 6)), {"confirmed": True}, YearState.CONFIRMED),
        (person(date(2023, 12, 31)), {}, YearState.OPEN),
        (person(date(1960, 5, 6), Insutype.NONE, ""), {}, YearState.OPEN),
    ],
)
def test_what_a_year_is_to_somebody(who, done, state):
    assert state_for(home(date(2025, 11, 1)), who, 2026, **{"paid": False, "confirmed": False, **done}) is state


def test_the_years_that_count_for_a_newborn():
    book = home(date(2026, 6, 12))
    assert list(newborn_years(book, person(date(2024, 1, 1)))) == [2024, 2025, 2026]
    assert list(newborn_years(book, person(date(2026, 12, 31)))) == [2026, 2027, 2028]
    assert list(newborn_years(book, person(date(2023, 12, 31)))) == []


@pytest.mark.parametrize(
    ("born", "year", "day", "refused_by"),
    [
        # In the window, or in the year of birth on any day.
        (date(2025, 5, 6), 2026, date(2025, 10, 15), None),
        (date(2025, 5, 6), 2026, date(2026, 2, 28), None),
        (date(2026, 2, 12), 2026, date(2026, 6, 12), None),
        (date(2026, 6, 12), 2026, date(2026, 6, 12), None),
        (date(2026, 2, 12), 2026, date(2026, 12, 31), None),
        # Else not.
        (date(2025, 5, 6), 2026, date(2025, 10, 14), "newborn-window"),
        (date(2025, 5, 6), 2026, date(2026, 3, 1), "newborn-window"),
        (date(2026, 6, 12), 2026, date(2026, 6, 11), "newborn-window"),
        (date(2026, 2, 12), 2027, date(2026, 11, 22), "newborn-window-unknown"),
        (date(2026, 2, 12), 2028, date(2028, 1, 5), "newborn-window-unknown"),
        (date(2026, 2, 12), 2026, date(2027, 1, 1), "newborn-year-over"),
        (date(2024, 5, 6), 2025, date(2025, 11, 1), "newborn-year-pays"),
        (date(2024, 5, 6), 2027, date(2026, 11, 1), "newborn-years-up"),
        (date(2023, 12, 31), 2026, date(2025, 11, 1), "newborn-born-earlier"),
        (date(2026, 2, 12), 2025, date(2026, 2, 12), "fee-before-birth"),
    ],
)
def test_when_a_free_year_is_confirmed(born, year, day, refused_by):
    assert confirmation_refused(home(day), person(born), year, paid=False) == refused_by


def test_a_year_that_was_paid_is_not_confirmed_nor_one_of_a_child_insured_elsewhere():
    book, born = home(date(2025, 11, 1)), date(2025, 5, 6)
    assert confirmation_refused(book, person(born), 2026, paid=True) == "fee-already-paid"
    assert confirmation_refused(book, person(born, region=HANGZHOU), 2026, paid=False) == "newborn-elsewhere"
    assert confirmation_refused(book, person(born, Insutype.NONE, ""), 2026, paid=False) is None


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 6, 12), 3, date(2026, 9, 12)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 3, 31), -4, date(2025, 11, 30)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
    ],
)
def test_months_by_the_calendar(day, months, then):
    assert months_after(day, months) == then
