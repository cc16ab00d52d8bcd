"""新生儿免缴确认: which insured years of a child are free, and when each can be confirmed (JX26; clashes 11 and 12)."""

from app.domain.book import RuleBook
from app.domain.people import Person
from app.domain.regions import lies_in
from app.domain.rule_names import NoteName, RuleName


def newborn_years(home: RuleBook, child: Person) -> range:
    """Give the insured years that count for a newborn: that of birth and those after it; none if born too early."""
    from_day, years = home.date_of("newborn.born_from"), home.number("newborn.free_years")
    if from_day is None or years is None or child.born < from_day:
        return range(0)
    return range(child.born.year, child.born.year + years)


def confirmation_refused(home: RuleBook, child: Person, year: int, *, paid: bool) -> RuleName | NoteName | None:
    """Tell why a year can't be confirmed as free on the book's day, None if it can.

    A confirmation is made within the window of the year; in the year of birth on any day, as the sources don't say
    when else a child is confirmed that was born after the window.
    """
    years = newborn_years(home, child)
    checks = (
        (RuleName.FEE_BEFORE_BIRTH, year < child.born.year),
        (NoteName.NEWBORN_BORN_EARLIER, not years),
        (NoteName.NEWBORN_YEARS_UP, year not in years),
        (NoteName.NEWBORN_YEAR_PAYS, not home.newborn_free(child.born, year)),
        (NoteName.NEWBORN_ELSEWHERE, bool(child.region) and not lies_in(child.region, home.region)),
        (RuleName.FEE_ALREADY_PAID, paid),
        (NoteName.NEWBORN_YEAR_OVER, home.day.year > year),
    )
    return next((rule for rule, forbids in checks if forbids), None) or _not_today(home, child, year)


def _not_today(home: RuleBook, child: Person, year: int) -> NoteName | None:
    if home.newborn_any_day_of_birth_year and child.born <= home.day and child.born.year == year:
        return None
    window = home.fee_window(year)
    if window is None:
        return NoteName.NEWBORN_WINDOW_UNKNOWN
    return None if window[0] <= home.day <= window[1] else NoteName.NEWBORN_WINDOW
