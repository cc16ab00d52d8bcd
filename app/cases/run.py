"""Run cases against the rules of the app, by the same engine as the screens."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.cases.case import Case, Fact
from app.cases.facts import Outcome, facts_of
from app.domain.fees import Fee, pay_fee
from app.domain.money import plain_yuan
from app.domain.rulebook import Rules
from app.domain.settlement import Visit, settle
from app.domain.sharing import BindRequest, check_binding

NOTHING = "（没有）"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A key of a case that came out otherwise: both sides as they would stand in the file."""

    key: str
    expected: str
    actual: str


def run_case(rules: Rules, case: Case) -> list[Mismatch]:
    """Run a case and compare the keys that it expects; an empty list: passed."""
    actual = facts_of(case.event, outcome_of(rules, case))
    return [
        Mismatch(key, show(expected), show(actual.get(key)))
        for key, expected in case.expect.items()
        if actual.get(key) != expected
    ]


def outcome_of(rules: Rules, case: Case) -> Outcome:
    """Let the event of a case happen."""
    match case.event:
        case Visit():
            return settle(rules, case.situation, case.event)
        case Fee():
            return pay_fee(rules, case.situation, case.event)
        case BindRequest():
            return check_binding(rules, case.situation, case.event)


def show(fact: Fact | None) -> str:
    """Write a fact as a person reads it: amounts as ``30.00``, tables as ``{父亲 = 30.00}``."""
    if fact is None:
        return NOTHING
    if isinstance(fact, Mapping):
        return "{" + ", ".join(f"{name} = {show(value)}" for name, value in fact.items()) + "}"
    return fact if isinstance(fact, str) else plain_yuan(fact)
