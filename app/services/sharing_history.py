"""往来 of one sharing: its beginning, what was paid out of it, its end; newest first."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session, col, select

from app.data.money_tables import STATES, SettlementRow, SettlementSourceRow
from app.services.context import Context
from app.services.sharings import SharingView, sharing
from app.services.visit_templates import visit_name


class EventKind(StrEnum):
    """What happened."""

    BEGUN = "开始共济"
    PAID = "付款"
    REVOKED = "解除共济"
    EXPIRED = "到期"


@dataclass(frozen=True)
class SharingEvent:
    """One line of the history; of a payment: the settlement, place and visit, and what came out of this sharing (分).

    `state` is told only of a payment that was given back since.
    """

    kind: EventKind
    day: date
    settlement_id: int | None = None
    place_name: str = ""
    visit: str = ""
    paid_fen: int = 0
    state: str = ""


def history(context: Context, user_id: int, sharing_id: int) -> list[SharingEvent]:
    """Give all that happened with a sharing, newest first.

    Raises:
        NotAllowed: it isn't this family's.
    """
    view = sharing(context, user_id, sharing_id)
    with context.database.read() as session:
        payments = _payments(session, sharing_id)
    return [*_end(view, context.clock.today()), *payments, SharingEvent(EventKind.BEGUN, view.since)]


def _end(view: SharingView, today: date) -> list[SharingEvent]:
    if view.revoked_on is not None:
        return [SharingEvent(EventKind.REVOKED, view.revoked_on)]
    if view.until is not None and view.until < today:
        return [SharingEvent(EventKind.EXPIRED, view.until)]
    return []


def _payments(session: Session, sharing_id: int) -> list[SharingEvent]:
    rows = session.exec(
        select(SettlementRow, SettlementSourceRow)
        .join(SettlementSourceRow, col(SettlementSourceRow.settlement_id) == SettlementRow.id)
        .where(SettlementSourceRow.sharing_id == sharing_id, SettlementSourceRow.paid_fen > 0)
        .order_by(col(SettlementRow.id).desc())
    ).all()
    return [
        SharingEvent(
            EventKind.PAID,
            row.day,
            row.id,
            row.place_name,
            visit_name(row.med_type),
            source.paid_fen,
            "" if row.state == STATES[0] else row.state,
        )
        for row, source in rows
    ]
