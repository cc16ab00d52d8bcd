"""What happened, page by page, for somebody; and what was spent, month by month. Each question follows an index."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, text, union
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from app.data.money_tables import SettlementItemRow
from app.data.people_tables import PersonRow
from app.data.queries.settlements import Viewer
from app.data.record_tables import MonthSumRow, RecordKind, RecordLenderRow, RecordRow

# Whom somebody paid for: from one person of the index to the next, however many payments lie between.
_PAID_FOR = text(
    """
    WITH RECURSIVE other (id) AS (
        SELECT min(person_id) FROM record WHERE payer_id = :payer
        UNION ALL
        SELECT (SELECT min(person_id) FROM record WHERE payer_id = :payer AND person_id > other.id)
        FROM other WHERE other.id IS NOT NULL
    )
    SELECT id FROM other WHERE id IS NOT NULL
    """
)
Ids = SelectOfScalar[int | None] | SelectOfScalar[int]


@dataclass(frozen=True)
class RecordFilter:
    """Which records are wanted; "" and None leave a question open.

    `person_id`: whom it was for. `lender_id`: out of whose account. `month`: `YYYY-MM`, or a year. `kind`: see
    RecordKind; without one everything but the movements inside an account. `text`: words that all must be found in the
    place, the person's name or an item of the bill.
    """

    person_id: int | None = None
    lender_id: int | None = None
    month: str = ""
    kind: str = ""
    text: str = ""


def newest_records(
    session: Session, viewer: Viewer, wanted: RecordFilter, before: int | None, most: int
) -> list[RecordRow]:
    """Give the newest records of those they look after, made by them, or out of their account; newest first."""
    sources = [_newest(query, before, most) for query in _sources(viewer, wanted)]
    if not sources:
        return []
    rows = session.exec(
        select(RecordRow).where(col(RecordRow.id).in_(union(*sources))).order_by(col(RecordRow.id).desc()).limit(most)
    )
    return list(rows)


def lent_to(session: Session, person_id: int, record_ids: Sequence[int]) -> set[int]:
    """Give those of these records that this person's account paid for."""
    return set(
        session.exec(
            select(RecordLenderRow.record_id).where(
                RecordLenderRow.person_id == person_id, col(RecordLenderRow.record_id).in_(record_ids)
            )
        )
    )


def month_sums(session: Session, viewer: Viewer, year: int, person_id: int | None) -> list[MonthSumRow]:
    """Give what was spent in a year for those they look after, and out of their account for others."""
    first, last = f"{year}-01", f"{year}-12"
    of_family = select(MonthSumRow).where(
        col(MonthSumRow.person_id).in_(viewer.looks_after), col(MonthSumRow.month).between(first, last)
    )
    lent = select(MonthSumRow).where(
        MonthSumRow.lender_id == viewer.person_id,
        col(MonthSumRow.month).between(first, last),
        col(MonthSumRow.person_id).not_in(viewer.looks_after),
    )
    rows = [*session.exec(of_family), *session.exec(lent)]
    return [row for row in rows if person_id in {None, row.person_id}]


def first_month(session: Session, viewer: Viewer) -> str | None:
    """Give the first month in which something was spent, None if nothing ever was."""
    first = select(func.min(MonthSumRow.month))
    of_family = session.exec(first.where(col(MonthSumRow.person_id).in_(viewer.looks_after))).one()
    lent = session.exec(first.where(MonthSumRow.lender_id == viewer.person_id)).one()
    return min((month for month in (of_family, lent) if month), default=None)


def people_recorded(session: Session, viewer: Viewer) -> set[int]:
    """Give whom the records that `newest_records` can come to are about."""
    recorded = (
        select(col(RecordRow.id))
        .where(RecordRow.person_id == col(PersonRow.id), RecordRow.kind != RecordKind.ACCOUNT.value)
        .exists()
    )
    own = session.exec(select(PersonRow.id).where(col(PersonRow.id).in_(viewer.looks_after), recorded))
    made = session.connection().execute(_PAID_FOR, {"payer": viewer.person_id}).scalars()
    lent = session.exec(select(MonthSumRow.person_id).where(MonthSumRow.lender_id == viewer.person_id).distinct())
    return {one for one in (*own, *made, *lent) if one is not None}


def lenders_recorded(session: Session, viewer: Viewer) -> set[int]:
    """Give whose accounts paid for those they look after, and themself if they lent to anybody."""
    lent_here = session.exec(
        select(MonthSumRow.lender_id)
        .where(col(MonthSumRow.person_id).in_(viewer.looks_after), MonthSumRow.lender_id > 0)
        .distinct()
    )
    mine = session.exec(select(MonthSumRow.lender_id).where(MonthSumRow.lender_id == viewer.person_id).limit(1))
    return {*lent_here, *mine}


def _sources(viewer: Viewer, wanted: RecordFilter) -> list[Ids]:
    """Give one query of record ids for each way in which a record concerns the viewer."""
    one = wanted.person_id
    conditions = _conditions(wanted)
    whole = [*conditions, *_found(wanted.text, with_items=True)]
    if wanted.lender_id is not None:
        whole.append(_lent_by(wanted.lender_id))
    if one in viewer.looks_after:
        return [_ids(col(RecordRow.person_id) == one, *whole)]
    narrowed = [] if one is None else [col(RecordRow.person_id) == one]
    sources = [_ids(col(RecordRow.payer_id) == viewer.person_id, *narrowed, *whole)]
    if wanted.lender_id in {None, viewer.person_id}:
        lent = (
            select(RecordLenderRow.record_id)
            .join(RecordRow, col(RecordRow.id) == RecordLenderRow.record_id)
            .where(RecordLenderRow.person_id == viewer.person_id, *narrowed, *conditions)
            .where(*_found(wanted.text, with_items=False))
        )
        if wanted.kind:
            lent = lent.where(RecordLenderRow.kind == wanted.kind)
        sources.append(lent)
    if one is None:
        sources += [_ids(col(RecordRow.person_id) == each, *whole) for each in sorted(viewer.looks_after)]
    return sources


def _ids(*conditions: ColumnElement[bool]) -> Ids:
    return select(col(RecordRow.id)).where(*conditions)


def _conditions(wanted: RecordFilter) -> list[ColumnElement[bool]]:
    kind, day = col(RecordRow.kind), col(RecordRow.day)
    found: list[ColumnElement[bool]] = [
        kind == wanted.kind if wanted.kind else kind != RecordKind.ACCOUNT.value,
    ]
    if wanted.month:
        found.append(func.substr(day, 1, len(wanted.month)) == wanted.month)
    return found


def _lent_by(person_id: int) -> ColumnElement[bool]:
    return (
        select(RecordLenderRow.record_id)
        .where(RecordLenderRow.person_id == person_id, RecordLenderRow.record_id == col(RecordRow.id))
        .exists()
    )


def _found(text: str, *, with_items: bool) -> list[ColumnElement[bool]]:
    """Ask that every word be found; the items of a bill only where the viewer may read them."""
    found = []
    for word in text.split():
        named = select(PersonRow.id).where(
            col(PersonRow.id) == RecordRow.person_id, col(PersonRow.name).contains(word, autoescape=True)
        )
        places = [col(RecordRow.place).contains(word, autoescape=True), named.exists()]
        if with_items:
            items = select(SettlementItemRow.line).where(
                SettlementItemRow.settlement_id == RecordRow.settlement_id,
                col(SettlementItemRow.name).contains(word, autoescape=True),
            )
            places.append(items.exists())
        found.append(or_(*places))
    return found


def _newest(query: Ids, before: int | None, most: int) -> Select[tuple[int | None]]:
    """Give a query of the newest ids of a query, which can be one of a union."""
    record_id = query.selected_columns[0]  # the index's own: ordering by another's would sort them all
    older = query if before is None else query.where(record_id < before)
    newest = older.order_by(record_id.desc()).limit(most).subquery()
    return sql_select(newest.c[0])
