"""亲情账户 and age: a guardian agrees for a child until the day from which the member's own consent is asked."""

from datetime import date
from enum import StrEnum

from app.domain.people import age_on


class Consent(StrEnum):
    """Who agreed that a code may be shown on somebody else's phone."""

    GUARDIAN = "guardian"
    MEMBER = "member"


def grown_on(born: date, consent_age: int) -> date:
    """Give the day on which somebody is old enough to agree themselves; born on 29 February: maybe 1 March."""
    try:
        return born.replace(year=born.year + consent_age)
    except ValueError:
        return date(born.year + consent_age, 3, 1)


def asks_member(consent: Consent, born: date, day: date, consent_age: int) -> bool:
    """Tell whether a guardian's consent has ended by the day, so that nothing is shown until the member agrees."""
    return consent is Consent.GUARDIAN and age_on(born, day) >= consent_age
