"""What would change an answer: the same bill with one thing different, settled by the same engine. Nothing is guessed.

Tried are: one's own code, another place, other terms of a sharing, a sharing not yet made, an insurance in order again,
a later day, another kind of visit, another kind of item, and somebody who could share.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from app.domain.neighbour_days import later_days, on_day
from app.domain.neighbour_sharers import SharerTrial, shared_by, with_person
from app.domain.people import InsuranceStatus
from app.domain.rulebook import Rules
from app.domain.settlement import Refusal, Settlement, settle
from app.domain.sharing import Mode
from app.domain.situation import Situation
from app.domain.visit import ItemKind, MedType, Place, PlaceKind, Visit

MOST = 4
_STAYS = (MedType.INPATIENT, MedType.SPECIAL)
_SHOPS = (PlaceKind.PHARMACY, PlaceKind.CHECKUP)


class Change(IntEnum):
    """What is different, by how little it asks of people: of two that pay the same, the first is named first."""

    OWN_CODE = 0
    PLACE = 1
    TERMS = 2
    TOP_UP = 3
    WALLET = 4
    SHARER = 5
    INSURANCE = 6
    DAY = 7
    MED_TYPE = 8
    ITEMS = 9
    SOMEBODY = 10


_BY_PEOPLE = (Change.TERMS, Change.TOP_UP, Change.WALLET, Change.SHARER)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One thing different, and what comes of it. ``cash_fen`` is left to pay; before, it was ``before_fen``.

    ``sharer`` is who shares then, by ``mode``, in the place of ``instead_of``; ``known`` False: whether they are near
    relatives is not on record. ``restored`` is whose insurance has to be in order again. ``day``: from then on.
    """

    change: Change
    situation: Situation
    visit: Visit
    outcome: Settlement
    before_fen: int = 0
    sharer: str | None = None
    mode: Mode | None = None
    instead_of: tuple[str, ...] = ()
    known: bool = True
    restored: str | None = None
    day: date | None = None

    @property
    def cash_fen(self) -> int:
        """What is left to pay in cash."""
        return self.outcome.psn_cash_pay_fen

    @property
    def saved_fen(self) -> int:
        """How much less cash that is."""
        return self.before_fen - self.cash_fen


def cash_of(visit: Visit, outcome: Settlement | Refusal) -> int:
    """Give what is left to pay in cash, in 分: all of a bill that is refused."""
    return visit.total_fen if isinstance(outcome, Refusal) else outcome.psn_cash_pay_fen


def neighbours(
    rules: Rules, situation: Situation, visit: Visit, places: Sequence[Place] = (), sharers: Iterable[str] = ()
) -> tuple[Neighbour, ...]:
    """Give the few changes that leave less cash to pay, the best first.

    ``places`` are where else one could go, ``sharers`` the ids of people of the situation who might be asked to share.
    """
    before_fen = cash_of(visit, settle(rules, situation, visit))
    if not before_fen:
        return ()
    tried = (
        *_other_visits(rules, situation, visit, places),
        *_other_times(rules, situation, visit),
        *_other_sharers(rules, situation, visit, sharers),
    )
    found = [replace(one, before_fen=before_fen) for one in tried if one.cash_fen < before_fen]
    best: dict[Change, Neighbour] = {}
    for one in sorted(found, key=lambda one: one.cash_fen):
        best.setdefault(one.change, one)
    people = [one for change, one in best.items() if change in _BY_PEOPLE]
    if any(one.cash_fen <= best[Change.SOMEBODY].cash_fen for one in people if Change.SOMEBODY in best):
        del best[Change.SOMEBODY]
    return tuple(sorted(best.values(), key=lambda one: (one.cash_fen, one.change))[:MOST])


def _other_visits(rules: Rules, situation: Situation, visit: Visit, places: Sequence[Place]) -> Iterator[Neighbour]:
    visits = [
        *((Change.OWN_CODE, one) for one in _own_code(visit)),
        *((Change.PLACE, one) for one in _elsewhere(visit, places)),
        *((Change.MED_TYPE, one) for one in _as_outpatient(visit)),
        *((Change.ITEMS, one) for one in _other_items(rules, situation, visit)),
    ]
    for change, one in visits:
        outcome = settle(rules, situation, one)
        if isinstance(outcome, Settlement):
            yield Neighbour(change, situation, one, outcome)


def _other_times(rules: Rules, situation: Situation, visit: Visit) -> Iterator[Neighbour]:
    for insured in _insured_again(situation, visit):
        outcome = settle(rules, insured, visit)
        if isinstance(outcome, Settlement):
            yield Neighbour(Change.INSURANCE, insured, visit, outcome, restored=visit.patient)
    for day in later_days(rules, situation, visit.patient):
        later = on_day(rules, situation, day)
        outcome = settle(rules, later, visit)
        if isinstance(outcome, Settlement):
            yield Neighbour(Change.DAY, later, visit, outcome, day=day)


def _other_sharers(rules: Rules, situation: Situation, visit: Visit, sharers: Iterable[str]) -> Iterator[Neighbour]:
    for trial in shared_by(rules, situation, visit, tuple(sharers)):
        outcome = settle(rules, trial.situation, visit)
        if isinstance(outcome, Settlement) and outcome.pooled_from.get(trial.sharer):
            yield Neighbour(
                _change_of(trial),
                trial.situation,
                visit,
                outcome,
                sharer=trial.sharer,
                mode=trial.mode,
                instead_of=trial.instead_of,
                known=trial.known,
                restored=trial.sharer if trial.restored else None,
                day=trial.day,
            )


def _change_of(trial: SharerTrial) -> Change:
    if trial.somebody:
        return Change.SOMEBODY
    if trial.restored:
        return Change.INSURANCE
    if trial.topped_up:
        return Change.TOP_UP
    if trial.has_wallet:
        return Change.TERMS
    if trial.shares_now:
        return Change.WALLET if trial.mode is Mode.WALLET else Change.TERMS
    return Change.SHARER


def _own_code(visit: Visit) -> Iterator[Visit]:
    if visit.code_of not in (None, visit.patient):
        yield replace(visit, code_of=None)


def _elsewhere(visit: Visit, places: Sequence[Place]) -> Iterator[Visit]:
    """Give the visit at the other places that can do the same; medicine is also had where a doctor prescribes it."""
    for place in places:
        if place == visit.place or not place.designated:
            continue
        if (place.kind in _SHOPS) == (visit.place.kind in _SHOPS):
            if place.kind is visit.place.kind or place.kind not in _SHOPS:
                yield replace(visit, place=place)
        elif visit.med_type is MedType.PHARMACY and place.kind not in _SHOPS:
            yield replace(visit, place=place, med_type=MedType.OUTPATIENT)


def _as_outpatient(visit: Visit) -> Iterator[Visit]:
    if visit.med_type in _STAYS:
        yield replace(visit, med_type=MedType.OUTPATIENT)


def _other_items(rules: Rules, situation: Situation, visit: Visit) -> Iterator[Visit]:
    """Give the visit with medicine for what nobody may pay, and with 中医 where only that is paid."""
    patient = situation.person(visit.patient)
    shut_out = rules.home_book(situation.day).out_of_scope_kinds
    if any(item.kind in shut_out for item in visit.items):
        yield _with_kinds(visit, shut_out, ItemKind.DRUG)
    book = rules.book(patient.region, situation.day)
    paid = sorted(book.family_account_tcm_kinds)
    if visit.place.kind in book.family_account_tcm_places and paid and situation.household_of(patient.id):
        others = frozenset(ItemKind) - shut_out - book.family_account_tcm_kinds
        if any(item.kind in others for item in visit.items):
            yield _with_kinds(visit, others, paid[0])


def _with_kinds(visit: Visit, kinds: frozenset[ItemKind], kind: ItemKind) -> Visit:
    return replace(visit, items=tuple(replace(item, kind=kind) if item.kind in kinds else item for item in visit.items))


def _insured_again(situation: Situation, visit: Visit) -> Iterator[Situation]:
    patient = situation.person(visit.patient)
    if not patient.is_insured and patient.insutype:
        yield with_person(situation, replace(patient, status=InsuranceStatus.NORMAL))
