"""Which fees were paid and which years confirmed as free: for whom, and as far as the viewer may know."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select

from app.data.fee_tables import FeeRow, FeeTransferRow, NewbornConfirmationRow
from app.data.money_tables import AccountRow, TransferRow
from app.data.queries.settlements import Viewer
from app.domain.fees import FeeKind
from app.domain.ledger import AccountKind


@dataclass(frozen=True)
class Done:
    """That an insured year was paid or confirmed, and on which day; `record_id` None: its slip isn't the viewer's."""

    year: int
    day: date
    record_id: int | None


def is_paid(session: Session, person_id: int, kind: FeeKind, year: int) -> bool:
    """Tell whether a fee was paid for somebody, whoever paid it."""
    paid = select(FeeRow.id).where(FeeRow.beneficiary_id == person_id, FeeRow.kind == kind.value, FeeRow.year == year)
    return session.exec(paid).first() is not None


def paid_years(session: Session, viewer: Viewer, person_id: int, kind: FeeKind) -> dict[int, Done]:
    """Give the insured years paid for somebody, whoever paid."""
    rows = session.exec(select(FeeRow).where(FeeRow.beneficiary_id == person_id, FeeRow.kind == kind.value))
    return {row.year: _done(viewer, row) for row in rows}


def paid_for(
    session: Session, viewer: Viewer, person_ids: Collection[int], kind: FeeKind, years: Collection[int]
) -> dict[int, list[Done]]:
    """Give which of these years were paid for each of these people, by year; nobody for whom none was."""
    rows = session.exec(
        select(FeeRow)
        .where(col(FeeRow.beneficiary_id).in_(person_ids), FeeRow.kind == kind.value, col(FeeRow.year).in_(years))
        .order_by(col(FeeRow.year))
    )
    found: dict[int, list[Done]] = {}
    for row in rows:
        found.setdefault(row.beneficiary_id, []).append(_done(viewer, row))
    return found


def confirmed_years(session: Session, viewer: Viewer, person_id: int) -> dict[int, Done]:
    """Give the insured years of a child confirmed as free."""
    rows = session.exec(select(NewbornConfirmationRow).where(NewbornConfirmationRow.person_id == person_id))
    return {row.year: Done(row.year, row.day, row.id if sees_confirmation(viewer, row) else None) for row in rows}


def fee_by_request(session: Session, request_id: str) -> FeeRow | None:
    """Give the fee that a request has led to."""
    return session.exec(select(FeeRow).where(FeeRow.request_id == request_id)).first()


def confirmation_of(session: Session, person_id: int, year: int) -> NewbornConfirmationRow | None:
    """Give the confirmation of a child's year, whoever made it."""
    return session.exec(
        select(NewbornConfirmationRow).where(
            NewbornConfirmationRow.person_id == person_id, NewbornConfirmationRow.year == year
        )
    ).first()


def sees_fee(viewer: Viewer, row: FeeRow) -> bool:
    """Tell whether a fee is theirs to see: they paid it, or look after the payer or the beneficiary."""
    return row.made_by == viewer.person_id or bool({row.payer_id, row.beneficiary_id} & viewer.looks_after)


def sees_confirmation(viewer: Viewer, row: NewbornConfirmationRow) -> bool:
    """Tell whether a confirmation is theirs to see: they made it, or look after the child."""
    return row.made_by == viewer.person_id or row.person_id in viewer.looks_after


def fees_for(session: Session, viewer: Viewer) -> list[FeeRow]:
    """Give the fees that are theirs to see, newest first."""
    rows = session.exec(
        select(FeeRow)
        .where(
            or_(
                FeeRow.made_by == viewer.person_id,
                col(FeeRow.payer_id).in_(viewer.looks_after),
                col(FeeRow.beneficiary_id).in_(viewer.looks_after),
            )
        )
        .order_by(col(FeeRow.id).desc())
    )
    return list(rows)


def confirmations_for(session: Session, viewer: Viewer) -> list[NewbornConfirmationRow]:
    """Give the confirmations that are theirs to see, newest first."""
    rows = session.exec(
        select(NewbornConfirmationRow)
        .where(
            or_(
                NewbornConfirmationRow.made_by == viewer.person_id,
                col(NewbornConfirmationRow.person_id).in_(viewer.looks_after),
            )
        )
        .order_by(col(NewbornConfirmationRow.id).desc())
    )
    return list(rows)


def fee_for(session: Session, viewer: Viewer, fee_id: int) -> FeeRow | None:
    """Give one fee if it is theirs to see."""
    row = session.get(FeeRow, fee_id)
    return row if row is not None and sees_fee(viewer, row) else None


def confirmation_for(session: Session, viewer: Viewer, confirmation_id: int) -> NewbornConfirmationRow | None:
    """Give one confirmation if it is theirs to see."""
    row = session.get(NewbornConfirmationRow, confirmation_id)
    return row if row is not None and sees_confirmation(viewer, row) else None


def fee_parts(session: Session, fee_id: int) -> list[tuple[AccountKind, int]]:
    """Give out of which balances a fee was paid, and how much of each (分)."""
    rows = session.exec(
        select(AccountRow.kind, TransferRow.amount_fen)
        .join(TransferRow, col(TransferRow.debit_account_id) == AccountRow.id)
        .join(FeeTransferRow, col(FeeTransferRow.transfer_id) == TransferRow.id)
        .where(FeeTransferRow.fee_id == fee_id)
        .order_by(col(TransferRow.id))
    )
    return [(AccountKind(kind), fen) for kind, fen in rows]


def _done(viewer: Viewer, row: FeeRow) -> Done:
    return Done(row.year, row.day, row.id if sees_fee(viewer, row) else None)
