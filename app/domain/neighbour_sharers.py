"""Sharings that are not, but could be: by the rules for beginning one, from whoever may be asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.limits import shareable_fen
from app.domain.neighbour_days import on_day
from app.domain.people import InsuranceStatus, Insutype, Person
from app.domain.regions import CITIES, city_of
from app.domain.rule_names import RuleName
from app.domain.rulebook import Rules
from app.domain.sharing import BindRequest, Mode, Sharing, check_binding
from app.domain.situation import Situation
from app.domain.visit import Visit

SOMEBODY = "somebody"
_NEW = "neighbour"


@dataclass(frozen=True, slots=True)
class SharerTrial:
    """A situation in which ``sharer`` shares with the patient by ``mode``.

    ``instead_of``: whose sharings had to end for it. ``known``: how they are related is on record. ``restored``: the
    sharer's insurance is in order again. ``shares_now``: they share already, on other terms. ``has_wallet``: they do so
    by 医保钱包, into which more money is put (``topped_up``) or whose cap is gone. ``somebody``: nobody we know of.
    ``day``: the day on which it can begin, None: now.
    """

    situation: Situation
    sharer: str
    mode: Mode = Mode.PROVINCE
    instead_of: tuple[str, ...] = ()
    known: bool = True
    restored: bool = False
    shares_now: bool = False
    has_wallet: bool = False
    topped_up: bool = False
    somebody: bool = False
    day: date | None = None


def shared_by(rules: Rules, situation: Situation, visit: Visit, sharers: Sequence[str]) -> Iterator[SharerTrial]:
    """Give every sharing that these people could make for the visit's patient, by the rules for beginning one."""
    patient = situation.person(visit.patient)
    for key in sharers:
        sharer = situation.person(key)
        if key == patient.id or sharer.insutype is not Insutype.EMPLOYEE:
            continue
        again = situation
        if not sharer.is_normal:
            again = with_person(situation, replace(sharer, status=InsuranceStatus.NORMAL))
        yield from _trials(rules, visit, SharerTrial(again, key, restored=again is not situation))
    for stranger in _strangers(rules, situation, visit, patient):
        yield from _trials(rules, visit, SharerTrial(with_person(situation, stranger), stranger.id, somebody=True))


def with_person(situation: Situation, person: Person) -> Situation:
    """Give the situation with this person in it, as they are here."""
    return replace(situation, people={**situation.people, person.id: person})


def _strangers(rules: Rules, situation: Situation, visit: Visit, patient: Person) -> Iterator[Person]:
    """Give employees with enough in their accounts: of the patient's own city, and of the first other one."""
    home = city_of(patient.region)
    elsewhere = next(city for city in CITIES if city != home)
    for region in dict.fromkeys([home if home in CITIES else elsewhere, elsewhere]):
        floor_fen = rules.book(region, situation.day).balance_floor_fen
        yield Person(SOMEBODY, "", patient.born, Insutype.EMPLOYEE, region, prior_years_fen=visit.total_fen + floor_fen)


def _trials(rules: Rules, visit: Visit, wish: SharerTrial) -> Iterator[SharerTrial]:
    """Give the wish by each mode that the rules allow; by 医保钱包 from the day on which it begins.

    Who shares by 医保钱包 already stays with it: the money that lies in it is not the account's any more.
    """
    there = _wallet_of(wish, visit.patient)
    if there is not None and not wish.restored:
        yield from _with_more(rules, wish, there)
        return
    yield from _by_the_rules(rules, visit, wish)
    if wish.somebody:
        return
    begins = _wallet_begins(rules, wish.situation)
    later = on_day(rules, wish.situation, begins) if begins else wish.situation
    yield from _by_the_rules(rules, visit, replace(wish, situation=later, mode=Mode.WALLET, day=begins))


def _wallet_of(wish: SharerTrial, patient: str) -> Sharing | None:
    """Give the sharing by 医保钱包 of this sharer that is in force."""
    own = (one for one in wish.situation.sharings_of(patient) if one.sharer == wish.sharer)
    return next((one for one in own if one.mode is Mode.WALLET and one.in_force(wish.situation.day)), None)


def _with_more(rules: Rules, wish: SharerTrial, there: Sharing) -> Iterator[SharerTrial]:
    """Give a 医保钱包 without its cap, and with as much more in it as one transfer from the account can put there."""
    sharer, day = wish.situation.person(wish.sharer), wish.situation.day
    book = rules.book(sharer.region, day)
    more = []
    if there.per_payment_fen is not None:
        more.append((replace(there, per_payment_fen=None), False))
    if there.quota_left_fen is not None and there.set_aside:
        put_fen = min(book.number("wallet.topup_most") or 0, shareable_fen(book, sharer))
        more.append((replace(there, quota_left_fen=there.quota_left_fen + put_fen), True))
    for sharing, topped_up in more:
        sharings = tuple(sharing if one == there else one for one in wish.situation.sharings)
        situation = replace(wish.situation, sharings=sharings)
        yield replace(
            wish, situation=situation, mode=Mode.WALLET, shares_now=True, has_wallet=True, topped_up=topped_up
        )


def _by_the_rules(rules: Rules, visit: Visit, wish: SharerTrial) -> Iterator[SharerTrial]:
    """Give the sharing beside those there are, else in their place; the sharer's own one ends for it in any case."""
    patient, day, before = visit.patient, wish.situation.day, wish.situation
    own = [one for one in before.sharings_of(patient) if one.sharer == wish.sharer]
    book = rules.book(before.person(wish.sharer).region, day)
    relation = next((one.relation for one in reversed(own)), next(iter(book.relations), ""))
    others = [one for one in before.sharings if one not in own]
    away = [one for one in others if one.member == patient and one.in_force(day)]
    request = BindRequest(wish.sharer, patient, relation, wish.mode)
    instead_of: tuple[str, ...] = ()
    rule = check_binding(rules, replace(before, sharings=tuple(others)), request)
    if rule == RuleName.ALREADY_SHARED and away:
        others = [one for one in others if one not in away]
        instead_of = tuple(dict.fromkeys(one.sharer for one in away))
        rule = check_binding(rules, replace(before, sharings=tuple(others)), request)
    if rule is not None:
        return
    quota_fen = book.number("wallet.topup_most") if wish.mode is Mode.WALLET else None
    made = Sharing(_NEW, wish.sharer, patient, relation, day, mode=wish.mode, quota_left_fen=quota_fen)
    yield replace(
        wish,
        situation=replace(before, sharings=(*others, made)),
        instead_of=instead_of,
        known=bool(own),
        shares_now=any(one.in_force(day) for one in own),
    )


def _wallet_begins(rules: Rules, situation: Situation) -> date | None:
    """Give the day on which 医保钱包 begins if it lies ahead."""
    if rules.home_book(situation.day).wallet_available:
        return None
    days = [rule.since for rule in rules.all if rule.key == "wallet.available" and rule.value is True]
    return min((day for day in days if day > situation.day), default=None)
