"""往来 of one sharing: all that happened with it, newest first, by the page."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlmodel import Session

from app.data.money_tables import STATES
from app.data.queries.sharing_events import fees_of, life_of, payments_of, refunds_of, returns_of, top_ups_of
from app.data.refund_tables import RefundKind
from app.data.sharing_tables import EventKind as LifeKind
from app.data.sharing_tables import SharingEventRow, SharingRow, Side
from app.data.wallet_tables import WalletTopUpRow
from app.domain.money import format_yuan
from app.domain.wallet import over_since
from app.domain.words import NOTHING, Words, listed
from app.services.context import Context
from app.services.sharings import SharingView, sharing
from app.services.visit_templates import visit_name

PAGE = 30


class EventKind(StrEnum):
    """What happened."""

    BEGUN = "开始共济"
    PAID = "付款"
    FEE = "缴费"
    REFUNDED = "退费"
    REVERSED = "撤销"
    CHANGED = "改了约定"
    TOPPED_UP = "转入医保钱包"
    ACCEPTED = "接收"
    RETURNED = "没有接收，退回"
    RELEASED = "没用完，退回"
    REVOKED = "解除共济"
    ENDED = "自动停止"
    EXPIRED = "到期"


@dataclass(frozen=True)
class SharingEvent:
    """One line of the history. `day` is that from which it counts.

    `paid_fen` is what was paid out of this sharing, came back to it, or was moved into its wallet and out of it (分).
    `state` is told only of a payment that was given back since; `words` say who did it, or what was changed.
    """

    kind: EventKind
    day: date
    settlement_id: int | None = None
    place_name: str = ""
    visit: str = ""
    paid_fen: int = 0
    state: str = ""
    refund_id: int | None = None
    fee_id: int | None = None
    top_up_id: int | None = None
    words: Words | str = NOTHING


@dataclass(frozen=True)
class HistoryPage:
    """Some events, newest first; `older` asks for the next page, None where there is none."""

    events: tuple[SharingEvent, ...]
    older: Mapping[str, int] | None


@dataclass(frozen=True)
class _Asked:
    """Whose history is asked for."""

    session: Session
    view: SharingView
    row: SharingRow
    now: datetime


@dataclass(frozen=True)
class _Found:
    """An event of one source, by its number there, and its moment."""

    source: str
    number: int
    at: datetime
    event: SharingEvent


Told = tuple[int | None, datetime, SharingEvent]
"""The number of an event in its source, its moment, and the event."""


def history_page(
    context: Context, user_id: int, sharing_id: int, older: Mapping[str, int] | None = None
) -> HistoryPage:
    """Give a page of what happened with a sharing: the newest, or what `older` of another page asks for.

    Raises:
        NotAllowed: it isn't this family's.
    """
    seen = dict(older or {})
    view = sharing(context, user_id, sharing_id)
    with context.database.read() as session:
        asked = _Asked(session, view, session.get_one(SharingRow, sharing_id), context.clock.now())
        found = [one for name, source in SOURCES.items() for one in _in_order(name, source(asked, seen.get(name)))]
    found.sort(key=lambda one: one.at, reverse=True)  # of one moment, by the order of the sources
    shown = found[:PAGE]
    seen.update({one.source: one.number for one in shown})
    return HistoryPage(tuple(one.event for one in shown), seen if len(found) > PAGE else None)


def _in_order(name: str, told: Iterator[Told]) -> Iterator[_Found]:
    """Keep the events of a source in the order of their numbers, even if the clock went back between them."""
    last: datetime | None = None
    for number, at, event in told:
        last = at if last is None else min(last, at)
        yield _Found(name, number or 0, last, event)


def _begun(asked: _Asked, before: int | None) -> Iterator[Told]:
    if before is None:
        yield 1, asked.row.created_at, SharingEvent(EventKind.BEGUN, asked.row.since)


def _expired(asked: _Asked, before: int | None) -> Iterator[Told]:
    until = asked.row.until
    over = over_since(until, asked.row.revoked_on, asked.row.ended_on)
    if before is not None or until is None or over is None or over > asked.now.date():
        return
    if over == until + timedelta(days=1):
        yield 1, datetime.combine(over, time.min, asked.now.tzinfo), SharingEvent(EventKind.EXPIRED, until)


def _life(asked: _Asked, before: int | None) -> Iterator[Told]:
    for row, name, top_up in life_of(asked.session, asked.view.sharing_id, before, PAGE + 1):
        yield row.id, row.made_at, _life_event(asked, row, name, top_up)


def _life_event(asked: _Asked, row: SharingEventRow, name: str | None, top_up: WalletTopUpRow | None) -> SharingEvent:
    match LifeKind(row.kind):
        case LifeKind.CHANGED:
            return SharingEvent(EventKind.CHANGED, row.day, words=_changes(row))
        case LifeKind.REVOKED:
            return SharingEvent(EventKind.REVOKED, row.day, words=Words("{name}解除的", name=name))
        case LifeKind.ENDED:
            by_sharer = asked.row.ended_side == Side.SHARER.value
            stopped = asked.view.sharer if by_sharer else asked.view.member
            return SharingEvent(EventKind.ENDED, row.day, words=Words("{name}的参保不正常", name=stopped.name))
        case LifeKind.ACCEPTED:
            fen = top_up.amount_fen if top_up else 0
            words = Words("{name}接收的", name=name)
            return SharingEvent(EventKind.ACCEPTED, row.day, paid_fen=fen, top_up_id=row.top_up_id, words=words)


def _changes(row: SharingEventRow) -> Words | str:
    """Say what was changed, each term once."""
    said = []
    if row.old_quota_fen != row.quota_fen:
        said.append(Words("额度从{old}改成{new}", old=_yuan(row.old_quota_fen), new=_yuan(row.quota_fen)))
    if row.old_per_payment_fen != row.per_payment_fen:
        old, new = _yuan(row.old_per_payment_fen), _yuan(row.per_payment_fen)
        said.append(Words("一次最多从{old}改成{new}", old=old, new=new))
    if row.old_until != row.until:
        said.append(Words("到期从{old}改成{new}", old=_last(row.old_until), new=_last(row.until)))
    return listed(said)


def _yuan(fen: int | None) -> Words:
    return Words("不限") if fen is None else Words(" {yuan} 元", yuan=format_yuan(fen))


def _last(day: date | None) -> Words:
    return Words("不设") if day is None else Words(" {day} ", day=f"{day:%Y-%m-%d}")


def _payments(asked: _Asked, before: int | None) -> Iterator[Told]:
    for row, fen in payments_of(asked.session, asked.view.sharing_id, before, PAGE + 1):
        state = "" if row.state == STATES[0] else row.state
        visit = visit_name(row.med_type)
        yield row.id, row.settled_at, SharingEvent(EventKind.PAID, row.day, row.id, row.place_name, visit, fen, state)


def _refunds(asked: _Asked, before: int | None) -> Iterator[Told]:
    for row, fen, place in refunds_of(asked.session, asked.view.sharing_id, before, PAGE + 1):
        kind = EventKind.REVERSED if row.kind == RefundKind.REVERSAL.value else EventKind.REFUNDED
        event = SharingEvent(kind, row.day, row.settlement_id, place, paid_fen=fen, refund_id=row.id)
        yield row.id, row.refunded_at, event


def _fees(asked: _Asked, before: int | None) -> Iterator[Told]:
    for row in fees_of(asked.session, asked.view.sharing_id, before, PAGE + 1):
        words = Words("{year} 年度{kind}", year=row.year, kind=Words(row.kind))
        event = SharingEvent(EventKind.FEE, row.day, paid_fen=row.amount_fen, fee_id=row.id, words=words)
        yield row.id, row.paid_at, event


def _top_ups(asked: _Asked, before: int | None) -> Iterator[Told]:
    for row in top_ups_of(asked.session, asked.view.sharing_id, before, PAGE + 1):
        event = SharingEvent(EventKind.TOPPED_UP, row.day, paid_fen=row.amount_fen, top_up_id=row.id)
        yield row.id, row.made_at, event


def _returns(asked: _Asked, before: int | None) -> Iterator[Told]:
    for row in returns_of(asked.session, asked.view.sharing_id, before, PAGE + 1):
        kind = EventKind.RELEASED if row.top_up_id is None else EventKind.RETURNED
        yield row.id, row.made_at, SharingEvent(kind, row.day, paid_fen=row.amount_fen, top_up_id=row.top_up_id)


SOURCES: Mapping[str, Callable[[_Asked, int | None], Iterator[Told]]] = {
    "return": _returns,
    "life": _life,
    "top_up": _top_ups,
    "refund": _refunds,
    "payment": _payments,
    "fee": _fees,
    "expired": _expired,
    "begun": _begun,
}
