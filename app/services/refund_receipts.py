"""退费单: what was given back, and to whom. A sharer who only lent money sees what came back to them, not the bill."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from app.data.money_tables import SettlementItemRow, SettlementRow
from app.data.people_tables import PersonRow
from app.data.queries.people import people
from app.data.queries.refunds import refund_for, refunds_seen, sources_given_back, turned_by_owner
from app.data.refund_tables import RefundItemRow, RefundRow
from app.domain.errors import NotAllowed
from app.domain.words import Words
from app.services.access import me
from app.services.context import Context
from app.services.receipts import number_of, viewer_of
from app.services.refund_parts import BackPart, back_sentence, part_of
from app.services.visit_templates import visit_name


@dataclass(frozen=True)
class RefundedItem:
    """A line of the bill of which something was given back (分)."""

    line: int
    name: str
    kind: str
    in_scope: bool
    amount_fen: int


@dataclass(frozen=True)
class RefundReceipt:
    """A 退费单 (`kind` 退费) or the slip of a 冲正; amounts in 分. Without `whole`, only what came back to oneself."""

    refund_id: int
    number: str
    kind: str
    settlement_id: int
    settlement_number: str
    state: str
    patient_id: int
    patient_name: str
    badge: int
    place_name: str
    visit: str
    paid_on: date
    day: date
    refunded_at: datetime
    made_by: str
    amount_fen: int
    items: tuple[RefundedItem, ...]
    parts: tuple[BackPart, ...]
    sentence: Words
    whole: bool


@dataclass(frozen=True)
class RefundEvent:
    """One refund of a payment in a list; what the viewer may see of it, in 分."""

    refund_id: int
    kind: str
    day: date
    refunded_at: datetime
    amount_fen: int


def refund_number(day: date, refund_id: int) -> str:
    """Give the number on a 退费单."""
    return f"SIM{day:%Y%m%d}-T{refund_id:06d}"


def refund_receipt(context: Context, user_id: int, refund_id: int) -> RefundReceipt:
    """Give the slip of one refund.

    Raises:
        NotAllowed: not this user's to see.
    """
    with context.database.read() as session:
        viewer = viewer_of(session, me(session, user_id))
        row = refund_for(session, viewer, refund_id)
        if row is None:
            raise NotAllowed("没有找到这张退费单")
        paid = session.get_one(SettlementRow, row.settlement_id)
        whole = viewer.sees_whole(paid)
        parts = _parts(session, row, None if whole else viewer.person_id)
        items = _items(session, row) if whole else ()
        patient = session.get_one(PersonRow, row.patient_id)
        made_by = session.get_one(PersonRow, row.made_by).name if whole else ""
    return RefundReceipt(
        refund_id=refund_id,
        number=refund_number(row.day, refund_id),
        kind=row.kind,
        settlement_id=row.settlement_id,
        settlement_number=number_of(paid.day, row.settlement_id),
        state=paid.state,
        patient_id=row.patient_id,
        patient_name=patient.name,
        badge=patient.badge,
        place_name=paid.place_name,
        visit=visit_name(paid.med_type),
        paid_on=paid.day,
        day=row.day,
        refunded_at=row.refunded_at,
        made_by=made_by,
        amount_fen=sum(part.amount_fen for part in parts),
        items=items,
        parts=parts,
        sentence=back_sentence(parts),
        whole=whole,
    )


def refunds_of(context: Context, user_id: int, settlement_id: int) -> tuple[RefundEvent, ...]:
    """Give the refunds of a payment, oldest first; none if the payment isn't this user's to see."""
    with context.database.read() as session:
        seen = refunds_seen(session, viewer_of(session, me(session, user_id)), settlement_id)
    return tuple(RefundEvent(row.id or 0, row.kind, row.day, row.refunded_at, fen) for row, fen in seen)


def _parts(session: Session, row: RefundRow, only: int | None) -> tuple[BackPart, ...]:
    sources = sources_given_back(session, row.id or 0, only)
    named = people(session, {source.person_id for source in sources if source.person_id})
    turned = turned_by_owner(session, row.id or 0)
    return tuple(part_of(one, one.amount_fen, named, turned.get(str(one.person_id), 0)) for one in sources)


def _items(session: Session, row: RefundRow) -> tuple[RefundedItem, ...]:
    rows = session.exec(
        select(SettlementItemRow, RefundItemRow)
        .join(RefundItemRow, col(RefundItemRow.line) == SettlementItemRow.line)
        .where(SettlementItemRow.settlement_id == row.settlement_id, RefundItemRow.refund_id == row.id)
        .order_by(col(SettlementItemRow.line))
    )
    return tuple(RefundedItem(item.line, item.name, item.kind, item.in_scope, back.amount_fen) for item, back in rows)
