"""Which payments there are for somebody: each question follows an index and stops after a page."""

from dataclasses import dataclass

from sqlalchemy import Select, union
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.data.money_tables import SettlementRow, SettlementSourceRow
from app.data.people_tables import PersonRow
from app.data.sharing_tables import SharingRow

Ids = SelectOfScalar[int | None] | SelectOfScalar[int]


@dataclass(frozen=True)
class Viewer:
    """Whose eyes a payment is looked up for: who they are, and whom they look after (themself among them)."""

    person_id: int
    looks_after: frozenset[int]

    def sees_whole(self, row: SettlementRow) -> bool:
        """Tell whether the whole bill is theirs to see: they paid at the counter, or look after the patient."""
        return row.payer_id == self.person_id or row.patient_id in self.looks_after


def newest_settlements(
    session: Session, viewer: Viewer, patient_id: int | None, before: int | None, most: int
) -> list[SettlementRow]:
    """Give the newest payments of those they look after, paid by them, or out of their account; newest first."""
    wanted = union(*(_newest(query, before, most) for query in _sources(viewer, patient_id)))
    rows = session.exec(
        select(SettlementRow)
        .where(col(SettlementRow.id).in_(wanted))
        .order_by(col(SettlementRow.id).desc())
        .limit(most)
    )
    return list(rows)


def settlement_for(session: Session, viewer: Viewer, settlement_id: int) -> SettlementRow | None:
    """Give one payment if it is theirs to see, whole or in part."""
    row = session.get(SettlementRow, settlement_id)
    if row is None or viewer.sees_whole(row):
        return row
    lent = select(SettlementSourceRow.line).where(
        SettlementSourceRow.settlement_id == settlement_id,
        SettlementSourceRow.person_id == viewer.person_id,
        SettlementSourceRow.paid_fen > 0,
    )
    return row if session.exec(lent).first() is not None else None


def patients_for(session: Session, viewer: Viewer) -> set[int]:
    """Give the patients of all payments that `newest_settlements` can come to."""
    treated = select(col(SettlementRow.id)).where(SettlementRow.patient_id == col(PersonRow.id)).exists()
    own = session.exec(select(PersonRow.id).where(col(PersonRow.id).in_(viewer.looks_after), treated))
    paid = session.exec(select(SettlementRow.patient_id).where(SettlementRow.payer_id == viewer.person_id).distinct())
    lent = session.exec(
        select(SharingRow.member_id).where(SharingRow.sharer_id == viewer.person_id, SharingRow.used_fen > 0)
    )
    return {one for one in (*own, *paid, *lent) if one is not None}


def _sources(viewer: Viewer, patient_id: int | None) -> list[Ids]:
    """Give one query of settlement ids for each way in which a payment concerns the viewer."""
    if patient_id in viewer.looks_after:
        return [select(col(SettlementRow.id)).where(SettlementRow.patient_id == patient_id)]
    paid = select(col(SettlementRow.id)).where(SettlementRow.payer_id == viewer.person_id)
    lent = select(col(SettlementSourceRow.settlement_id)).where(
        SettlementSourceRow.person_id == viewer.person_id, SettlementSourceRow.paid_fen > 0
    )
    if patient_id is not None:
        of_patient = lent.join(SettlementRow, col(SettlementRow.id) == SettlementSourceRow.settlement_id)
        return [query.where(SettlementRow.patient_id == patient_id) for query in (paid, of_patient)]
    treated = [
        select(col(SettlementRow.id)).where(SettlementRow.patient_id == one) for one in sorted(viewer.looks_after)
    ]
    return [*treated, paid, lent]


def _newest(query: Ids, before: int | None, most: int) -> Select[tuple[int | None]]:
    """Give a query of the newest ids of a query, which can be one of a union."""
    settlement_id = query.selected_columns[0]  # the index's own: ordering by another's would sort them all
    older = query if before is None else query.where(settlement_id < before)
    newest = older.order_by(settlement_id.desc()).limit(most).subquery()
    return sql_select(newest.c[0])
