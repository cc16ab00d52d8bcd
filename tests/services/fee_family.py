"""A family that pays fees: short words for the tests of fees."""

from datetime import date, datetime

from app.config import CHINA
from app.services.devices import LoggedIn
from app.services.fees import Channel, FeeForm, FeeKind, FeeQuote, quote_fee, settle_fee
from tests.services.install import Install

IN_WINDOW, IN_JANUARY, CLOSED, LATE_IN_YEAR = (
    date(2025, 11, 10),
    date(2026, 1, 20),
    date(2026, 6, 12),
    date(2026, 11, 22),
)
OTHER = "13900000001"


def go_to(install: Install, day: date) -> None:
    install.clock.moment = datetime(day.year, day.month, day.day, 10, 24, tzinfo=CHINA)


def family_on(install: Install, day: date, quota: str = "", **money: str) -> tuple[LoggedIn, int]:
    """On a day: a father in 鹰潭 with 3000.00 of prior years and 800.00 of this, who shares with his mother."""
    go_to(install, day)
    return install.family(quota=quota, **money)


def resident(person: int, year: int = 2026, channel: Channel = Channel.GANFUTONG) -> FeeForm:
    return FeeForm(FeeKind.RESIDENT, person, year, channel)


def huiminbao_of(person: int, relation: str = "", amount: str = "69.00", **rest) -> FeeForm:
    return FeeForm(FeeKind.HUIMINBAO, person, rest.pop("year", 2026), relation=relation, amount=amount, **rest)


def quote(install: Install, who: LoggedIn, form: FeeForm) -> FeeQuote:
    return quote_fee(install.context, who.user_id, form)


def pay(install: Install, who: LoggedIn, form: FeeForm, request: str | None = None) -> int:
    return settle_fee(install.context, who.user_id, request or install.context.token(), quote(install, who, form))


def refused(install: Install, who: LoggedIn, form: FeeForm) -> str:
    """The rule that refuses a fee; its words are whole and tell their source."""
    found = quote(install, who, form)
    why = found.refusal
    assert why is not None
    assert found.parts == ()
    for text in (why.title, why.why, why.next_step):
        assert text
        assert "{" not in text
    assert why.source_title
    assert why.section
    assert why.sentence
    assert why.since is not None
    assert found.sentence == why.why
    return why.rule_name
