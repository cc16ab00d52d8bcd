"""One payment for somebody, and who may see how much of it."""

from dataclasses import dataclass

from sqlmodel import Session, select

from app.data.money_tables import SettlementRow, SettlementSourceRow


@dataclass(frozen=True)
class Viewer:
    """Whose eyes a payment is looked up for: who they are, and whom they look after (themself among them)."""

    person_id: int
    looks_after: frozenset[int]

    def sees_whole(self, row: SettlementRow) -> bool:
        """Tell whether the whole bill is theirs to see: they paid at the counter, or look after the patient."""
        return row.payer_id == self.person_id or row.patient_id in self.looks_after


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
