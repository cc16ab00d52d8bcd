"""记录: payments by page. A sharer who only lent money sees what was used of it, not the bill."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.data.money_tables import SettlementRow, SettlementSourceRow
from app.data.people_tables import PersonRow
from app.data.queries.people import people
from app.data.queries.settlements import Viewer, newest_settlements, patients_for
from app.domain.settlement import SourceKind
from app.services.access import me
from app.services.context import Context
from app.services.receipts import FIELDS, Receipt, ReceiptItem, number_of, receipt, viewer_of
from app.services.visit_templates import visit_name

__all__ = [
    "FIELDS",
    "PAGE",
    "Receipt",
    "ReceiptItem",
    "RecordLine",
    "RecordPage",
    "my_records",
    "number_of",
    "receipt",
    "record_people",
]

PAGE = 30


@dataclass(frozen=True)
class RecordLine:
    """A payment in the list; amounts in 分. `parts` are (kind, 分) of what the viewer may see, zeros left out."""

    settlement_id: int
    patient_id: int
    patient_name: str
    badge: int
    place_name: str
    visit: str
    day: date
    total_fen: int
    parts: tuple[tuple[SourceKind, int], ...]
    whole: bool


@dataclass(frozen=True)
class RecordPage:
    """Some records, newest first; `more` tells whether older ones are left (ask with `before` = the last id)."""

    lines: tuple[RecordLine, ...]
    more: bool


def my_records(
    context: Context, user_id: int, *, patient_id: int | None = None, before: int | None = None
) -> RecordPage:
    """Give a page of payments: of people the user looks after, paid by the user, or out of the user's account."""
    with context.database.read() as session:
        viewer = viewer_of(session, me(session, user_id))
        rows = newest_settlements(session, viewer, patient_id, before, PAGE + 1)
        return RecordPage(_lines(session, viewer, rows[:PAGE]), len(rows) > PAGE)


def record_people(context: Context, user_id: int) -> list[tuple[int, str, int]]:
    """Give whose payments there are, as (id, name, badge), for the filter."""
    with context.database.read() as session:
        ids = patients_for(session, viewer_of(session, me(session, user_id)))
        named = people(session, ids)
        return sorted(((key, row.name, row.badge) for key, row in named.items()), key=lambda one: (one[2], one[0]))


def _lines(session: Session, viewer: Viewer, rows: Sequence[SettlementRow]) -> tuple[RecordLine, ...]:
    named = people(session, {row.patient_id for row in rows})
    sources: dict[int, list[SettlementSourceRow]] = {}
    for source in session.exec(
        select(SettlementSourceRow)
        .where(col(SettlementSourceRow.settlement_id).in_([row.id for row in rows]), SettlementSourceRow.paid_fen > 0)
        .order_by(col(SettlementSourceRow.line))
    ):
        sources.setdefault(source.settlement_id, []).append(source)
    return tuple(_line(viewer, row, named[row.patient_id], sources.get(row.id or 0, [])) for row in rows)


def _line(viewer: Viewer, row: SettlementRow, patient: PersonRow, sources: Sequence[SettlementSourceRow]) -> RecordLine:
    whole = viewer.sees_whole(row)
    totals: dict[SourceKind, int] = {}
    for source in sources:
        if whole or source.person_id == viewer.person_id:
            kind = SourceKind(source.kind)
            totals[kind] = totals.get(kind, 0) + source.paid_fen
    return RecordLine(
        settlement_id=row.id or 0,
        patient_id=row.patient_id,
        patient_name=patient.name,
        badge=patient.badge,
        place_name=row.place_name,
        visit=visit_name(row.med_type),
        day=row.day,
        total_fen=row.medfee_sumamt_fen if whole else sum(totals.values()),
        parts=tuple(totals.items()),
        whole=whole,
    )
