"""What would let a refused fee be paid: another channel, a sharing, another payer, a day on which it is open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from app.domain.fees import Channel, Fee, FeeKind, FeePayment, pay_fee
from app.domain.rulebook import Rules
from app.domain.settlement import Refusal
from app.domain.sharing import BindRequest, Mode, Sharing, check_binding
from app.domain.situation import Situation

_NEW = "neighbour"


class FeeChange(IntEnum):
    """What is different, by how little it asks of people."""

    CHANNEL = 0
    SHARING = 1
    PAYER = 2
    DAY = 3


@dataclass(frozen=True, slots=True)
class FeeNeighbour:
    """One thing different, and the payment that comes of it. ``mode``: of a sharing made for it; ``day``: from then."""

    change: FeeChange
    fee: Fee
    outcome: FeePayment
    mode: Mode | None = None
    day: date | None = None


def fee_neighbours(
    rules: Rules, situation: Situation, fee: Fee, payers: Iterable[str] = ()
) -> tuple[FeeNeighbour, ...]:
    """Give the first change of each kind that lets a refused fee be paid; nothing where it is paid as it is."""
    if not isinstance(pay_fee(rules, situation, fee), Refusal):
        return ()
    found: dict[FeeChange, FeeNeighbour] = {}
    for change, where, one, mode in _tried(rules, situation, fee, payers):
        outcome = pay_fee(rules, where, one)
        if isinstance(outcome, FeePayment):
            day = where.day if where.day != situation.day else None
            found.setdefault(change, FeeNeighbour(change, one, outcome, mode, day))
    return tuple(found[change] for change in sorted(found))


def _tried(
    rules: Rules, situation: Situation, fee: Fee, payers: Iterable[str]
) -> Iterator[tuple[FeeChange, Situation, Fee, Mode | None]]:
    for channel in Channel:
        if channel is not fee.channel:
            yield FeeChange.CHANNEL, situation, replace(fee, channel=channel), None
    for shared, mode in _shared(rules, situation, fee):
        yield FeeChange.SHARING, shared, fee, mode
    for payer in payers:
        if payer != fee.payer and fee.kind is FeeKind.RESIDENT:
            other = replace(fee, payer=payer)
            yield FeeChange.PAYER, situation, other, None
            yield from ((FeeChange.PAYER, shared, other, mode) for shared, mode in _shared(rules, situation, other))
    window = rules.home_book(situation.day).fee_window(fee.year)
    if window is not None and situation.day < window[0]:
        yield FeeChange.DAY, replace(situation, day=window[0]), fee, None


def _shared(rules: Rules, situation: Situation, fee: Fee) -> Iterator[tuple[Situation, Mode]]:
    """Give the situation with a sharing from payer to beneficiary, where the rules let it be made."""
    if fee.for_oneself or fee.kind is not FeeKind.RESIDENT:
        return
    relations = rules.book(situation.person(fee.payer).region, situation.day).relations
    relation = fee.relation if fee.relation in relations else next(iter(relations), "")
    for mode in Mode:
        if check_binding(rules, situation, BindRequest(fee.payer, fee.beneficiary, relation, mode)) is None:
            made = Sharing(_NEW, fee.payer, fee.beneficiary, relation, situation.day, mode=mode)
            yield replace(situation, sharings=(*situation.sharings, made)), mode
