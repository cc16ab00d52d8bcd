"""One bill under the rules of 鹰潭, of the rest of 江西, and by 医保钱包: the same people, insured elsewhere."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.people import Insutype, Person
from app.domain.regions import CITIES, is_yingtan
from app.domain.rulebook import Rules
from app.domain.settlement import Refusal, Settlement, settle
from app.domain.sharing import Mode, Sharing
from app.domain.situation import Household, Situation
from app.domain.visit import Visit

IN_YINGTAN = next(city for city in CITIES if is_yingtan(city))
ELSEWHERE = next(city for city in CITIES if not is_yingtan(city))
"""The cities whose rules are compared: 鹰潭, and one of all others of 江西, which share theirs."""
_HELPER = "helper"


class Under(StrEnum):
    """Whose rules are tried."""

    YINGTAN = "鹰潭"
    JIANGXI = "江西其他市"
    WALLET = "医保钱包"


@dataclass(frozen=True, slots=True)
class Column:
    """What comes of the bill under some rules, None where they don't hold yet on the day."""

    under: Under
    situation: Situation
    outcome: Settlement | Refusal | None


def compare(rules: Rules, situation: Situation, visit: Visit, helper: Person | None = None) -> tuple[Column, ...]:
    """Settle one bill three times. ``helper`` shares where nobody does, so that there is something to compare."""
    shared = _with_sharer(situation, visit.patient, helper)
    situations = {
        Under.YINGTAN: _insured_in(rules, shared, IN_YINGTAN, visit.patient),
        Under.JIANGXI: _insured_in(rules, shared, ELSEWHERE, visit.patient),
        Under.WALLET: _by_wallet(rules, shared),
    }
    return tuple(
        Column(under, one, None if _not_yet(rules, one, under) else settle(rules, one, visit))
        for under, one in situations.items()
    )


def _not_yet(rules: Rules, situation: Situation, under: Under) -> bool:
    return under is Under.WALLET and not rules.home_book(situation.day).wallet_available


def _with_sharer(situation: Situation, patient: str, helper: Person | None) -> Situation:
    day = situation.day
    if helper is None or any(one.in_force(day) for one in situation.sharings_of(patient)):
        return situation
    person = replace(helper, id=_HELPER)
    made = Sharing(_HELPER, _HELPER, patient, "", day)
    people = {**situation.people, _HELPER: person}
    return replace(situation, people=people, sharings=(*situation.sharings, made))


def _insured_in(rules: Rules, situation: Situation, city: str, patient: str) -> Situation:
    """Give everybody insured in one city, sharing inside the province, with a 门诊家庭账户 where rules know one."""
    people = {key: replace(one, region=city) for key, one in situation.people.items()}
    sharings = tuple(replace(one, mode=Mode.PROVINCE, set_aside=False) for one in situation.sharings)
    book = rules.book(city, situation.day)
    yearly_fen = book.number("family_account.yearly")
    households = situation.households if yearly_fen is not None else ()
    one = people[patient]
    if yearly_fen is not None and situation.household_of(patient) is None and one.insutype is Insutype.RESIDENT:
        households = (*households, Household(_HELPER, frozenset({patient}), yearly_fen))
    return replace(situation, people=people, sharings=sharings, households=households)


def _by_wallet(rules: Rules, situation: Situation) -> Situation:
    """Give every sharing by 医保钱包, with as much put in as goes at once, and as the account may give."""
    most_fen = rules.home_book(situation.day).number("wallet.topup_most")
    sharings = tuple(
        replace(one, mode=Mode.WALLET, quota_left_fen=most_fen if one.quota_left_fen is None else one.quota_left_fen)
        for one in situation.sharings
    )
    return replace(situation, sharings=sharings)
