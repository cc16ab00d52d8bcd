"""记录: what happened, by page, month, person and kind. A sharer who only lent money sees what was used of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.data.fee_tables import FeeRow, NewbornConfirmationRow
from app.data.money_tables import SettlementRow, SettlementSourceRow, TransferRow
from app.data.people_tables import PersonRow
from app.data.queries.people import people
from app.data.queries.records import RecordFilter, lenders_recorded, newest_records, people_recorded
from app.data.queries.settlements import Viewer
from app.data.record_tables import RecordKind, RecordRow
from app.data.refund_tables import RefundRow, RefundSourceRow
from app.domain.settlement import SourceKind
from app.domain.words import NOTHING, Words
from app.services.access import me
from app.services.context import Context
from app.services.receipts import FIELDS, Receipt, ReceiptItem, number_of, receipt, viewer_of
from app.services.visit_templates import visit_name

__all__ = [
    "FIELDS",
    "PAGE",
    "Receipt",
    "ReceiptItem",
    "RecordFilter",
    "RecordKind",
    "RecordLine",
    "RecordPage",
    "my_records",
    "number_of",
    "receipt",
    "record_lenders",
    "record_people",
]

PAGE = 30
Parts = Mapping[int, Sequence[tuple[SourceKind, int | None, int]]]
"""By the id of what was booked: kind of money, whose account, 分."""


@dataclass(frozen=True)
class RecordLine:
    """Something that happened, in the list; amounts in 分, above 0 whichever way the money went (see `kind`).

    `ref_id` is the id of the settlement, refund, fee, confirmation or transfer. `parts` are (kind of money, 分) of what
    the viewer may see, zeros left out. Without `whole` the total is only the viewer's own part.
    """

    record_id: int
    kind: RecordKind
    ref_id: int
    person_id: int
    person_name: str
    badge: int
    title: Words
    note: Words
    day: date
    total_fen: int
    parts: tuple[tuple[SourceKind, int], ...]
    whole: bool


@dataclass(frozen=True)
class RecordPage:
    """Some records, newest first; `more` tells whether older ones are left (ask with `before` = the last id)."""

    lines: tuple[RecordLine, ...]
    more: bool


EVERYTHING = RecordFilter()


def my_records(
    context: Context, user_id: int, wanted: RecordFilter = EVERYTHING, *, before: int | None = None, most: int = PAGE
) -> RecordPage:
    """Give a page of what happened to people the user looks after, by the user, or out of the user's account."""
    with context.database.read() as session:
        viewer = viewer_of(session, me(session, user_id))
        rows = newest_records(session, viewer, wanted, before, most + 1)
        return RecordPage(_lines(session, viewer, rows[:most]), len(rows) > most)


def record_people(context: Context, user_id: int) -> list[tuple[int, str, int]]:
    """Give whom there are records of, as (id, name, badge), for the filter."""
    with context.database.read() as session:
        return _named(session, people_recorded(session, viewer_of(session, me(session, user_id))))


def record_lenders(context: Context, user_id: int) -> list[tuple[int, str, int]]:
    """Give whose shared money the records tell of, as (id, name, badge), for the filter."""
    with context.database.read() as session:
        return _named(session, lenders_recorded(session, viewer_of(session, me(session, user_id))))


def _named(session: Session, ids: set[int]) -> list[tuple[int, str, int]]:
    found = people(session, ids).items()
    return sorted(((key, row.name, row.badge) for key, row in found), key=lambda one: (one[2], one[0]))


def _lines(session: Session, viewer: Viewer, rows: Sequence[RecordRow]) -> tuple[RecordLine, ...]:
    named = people(session, {row.person_id for row in rows})
    ids = {kind: [row.ref_id for row in rows if row.kind == kind.value] for kind in RecordKind}
    words = _words(session, ids)
    parts = {
        RecordKind.VISIT: _paid(session, ids[RecordKind.VISIT]),
        RecordKind.REFUND: _given_back(session, ids[RecordKind.REFUND]),
        RecordKind.FEE: _fees(session, ids[RecordKind.FEE]),
    }
    lines = []
    for row in rows:
        kind = RecordKind(row.kind)
        sources = parts.get(kind, {}).get(row.ref_id, ())
        lines.append(_line(viewer, row, named[row.person_id], words[kind, row.ref_id], sources))
    return tuple(lines)


def _line(
    viewer: Viewer,
    row: RecordRow,
    person: PersonRow,
    words: tuple[Words, Words],
    sources: Sequence[tuple[SourceKind, int | None, int]],
) -> RecordLine:
    whole = row.payer_id == viewer.person_id or row.person_id in viewer.looks_after
    totals: dict[SourceKind, int] = {}
    for kind, owner, fen in sources:
        if whole or owner == viewer.person_id:
            totals[kind] = totals.get(kind, 0) + fen
    title, note = words
    return RecordLine(
        record_id=row.id or 0,
        kind=RecordKind(row.kind),
        ref_id=row.ref_id,
        person_id=row.person_id,
        person_name=person.name,
        badge=person.badge,
        title=title,
        note=note,
        day=row.day,
        total_fen=row.amount_fen if whole else sum(totals.values()),
        parts=tuple(totals.items()),
        whole=whole,
    )


def _words(
    session: Session, ids: Mapping[RecordKind, Sequence[int]]
) -> dict[tuple[RecordKind, int], tuple[Words, Words]]:
    """Give title and note of each record."""
    found: dict[tuple[RecordKind, int], tuple[Words, Words]] = {}
    visits = select(SettlementRow).where(col(SettlementRow.id).in_(ids[RecordKind.VISIT]))
    for visit in session.exec(visits):
        found[RecordKind.VISIT, visit.id or 0] = (Words(visit.place_name), Words(visit_name(visit.med_type)))
    refunds = (
        select(RefundRow, SettlementRow.place_name)
        .join(SettlementRow, col(SettlementRow.id) == RefundRow.settlement_id)
        .where(col(RefundRow.id).in_(ids[RecordKind.REFUND]))
    )
    for refund, place in session.exec(refunds):
        found[RecordKind.REFUND, refund.id or 0] = (Words(place), Words(refund.kind))
    for fee in session.exec(select(FeeRow).where(col(FeeRow.id).in_(ids[RecordKind.FEE]))):
        title = Words("{fee} {year} 年度", fee=Words(fee.kind), year=fee.year)
        found[RecordKind.FEE, fee.id or 0] = (title, Words(fee.channel))
    confirmations = select(NewbornConfirmationRow).where(col(NewbornConfirmationRow.id).in_(ids[RecordKind.FREE_YEAR]))
    for one in session.exec(confirmations):
        found[RecordKind.FREE_YEAR, one.id or 0] = (Words("新生儿免缴确认"), Words("{year} 年度", year=one.year))
    for transfer in session.exec(select(TransferRow).where(col(TransferRow.id).in_(ids[RecordKind.ACCOUNT]))):
        found[RecordKind.ACCOUNT, transfer.id or 0] = (Words(transfer.memo or _MOVED), Words(NOTHING))
    return found


_MOVED = "账户变动"


def _paid(session: Session, ids: Sequence[int]) -> Parts:
    rows = session.exec(
        select(SettlementSourceRow)
        .where(col(SettlementSourceRow.settlement_id).in_(ids), SettlementSourceRow.paid_fen > 0)
        .order_by(col(SettlementSourceRow.line))
    )
    return _grouped((row.settlement_id, SourceKind(row.kind), row.person_id, row.paid_fen) for row in rows)


def _given_back(session: Session, ids: Sequence[int]) -> Parts:
    rows = session.exec(
        select(RefundSourceRow).where(col(RefundSourceRow.refund_id).in_(ids)).order_by(col(RefundSourceRow.line))
    )
    return _grouped((row.refund_id, SourceKind(row.kind), row.person_id, row.amount_fen) for row in rows)


def _fees(session: Session, ids: Sequence[int]) -> Parts:
    rows = session.exec(select(FeeRow).where(col(FeeRow.id).in_(ids)))
    own, lent = SourceKind.OWN, SourceKind.SHARER
    return _grouped(
        (row.id or 0, own if row.payer_id == row.beneficiary_id else lent, row.payer_id, row.amount_fen) for row in rows
    )


def _grouped(found: Iterable[tuple[int, SourceKind, int | None, int]]) -> Parts:
    parts: dict[int, list[tuple[SourceKind, int | None, int]]] = {}
    for key, kind, owner, fen in found:
        parts.setdefault(key, []).append((kind, owner, fen))
    return parts
