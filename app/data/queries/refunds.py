"""What of a payment has been given back, and what hasn't."""

from collections.abc import Sequence

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from app.data.money_tables import AccountRow, SettlementItemRow, SettlementSourceRow, TransferRow
from app.data.people_tables import HouseholdMemberRow
from app.data.queries.settlements import Viewer
from app.data.refund_tables import RefundItemRow, RefundRow, RefundSourceRow
from app.domain.ledger import AccountKind, AccountRef
from app.domain.refund import BillLine, PaidPart
from app.domain.settlement import SourceKind

SOURCE_OF_ACCOUNT = {
    AccountKind.FUND: SourceKind.FUND,
    AccountKind.FAMILY: SourceKind.FAMILY,
    AccountKind.CASH: SourceKind.CASH,
}


def bill_of(session: Session, settlement_id: int) -> list[BillLine]:
    """Give the lines of a bill, with what hasn't been given back of each (分)."""
    returned = dict(
        session.exec(
            select(RefundItemRow.line, func.sum(RefundItemRow.amount_fen))
            .join(RefundRow, col(RefundRow.id) == RefundItemRow.refund_id)
            .where(RefundRow.settlement_id == settlement_id)
            .group_by(col(RefundItemRow.line))
        ).all()
    )
    rows = session.exec(
        select(SettlementItemRow)
        .where(SettlementItemRow.settlement_id == settlement_id)
        .order_by(col(SettlementItemRow.line))
    )
    return [
        BillLine(row.line, row.in_scope, row.amount_fen, row.amount_fen - returned.get(row.line, 0)) for row in rows
    ]


def parts_of(session: Session, sources: Sequence[SettlementSourceRow], settlement_id: int) -> list[PaidPart]:
    """Give the transfers that paid, in order, with what hasn't gone back of each (分); `sources` are the payment's."""
    back = aliased(TransferRow)
    returned = (
        select(func.coalesce(func.sum(back.amount_fen), 0))
        .where(back.reverses_id == col(TransferRow.id))
        .correlate(TransferRow)
        .scalar_subquery()
    )
    rows = session.exec(
        select(TransferRow, AccountRow, returned)
        .join(AccountRow, col(AccountRow.id) == TransferRow.debit_account_id)
        .where(TransferRow.settlement_id == settlement_id, TransferRow.kind == "settlement")
        .order_by(col(TransferRow.id))
    )
    return [
        PaidPart(
            transfer_id=transfer.id or 0,
            source=_source(sources, account),
            account=AccountRef(AccountKind(account.kind), account.owner),
            day=transfer.day,
            amount_fen=transfer.amount_fen,
            left_fen=transfer.amount_fen - gone,
        )
        for transfer, account, gone in rows
    ]


def _source(sources: Sequence[SettlementSourceRow], account: AccountRow) -> int:
    """Give the number of the source of money that an account paid for: each account pays for one."""
    kind = SOURCE_OF_ACCOUNT.get(AccountKind(account.kind))
    for source in sources:
        if not source.paid_fen:
            continue
        if kind is not None:
            found = source.kind == kind.value
        elif account.kind == AccountKind.WALLET.value:
            found = str(source.sharing_id) == account.owner
        else:
            found = source.kind in {SourceKind.OWN, SourceKind.SHARER} and str(source.person_id) == account.owner
        if found:
            return source.line
    raise LookupError(f"no source of money for account {account.id}")


def sources_of(session: Session, settlement_id: int) -> Sequence[SettlementSourceRow]:
    """Give the sources of money of a payment, in the order of funds."""
    return session.exec(
        select(SettlementSourceRow)
        .where(SettlementSourceRow.settlement_id == settlement_id)
        .order_by(col(SettlementSourceRow.line))
    ).all()


def refund_for(session: Session, viewer: Viewer, refund_id: int) -> RefundRow | None:
    """Give one refund if it is theirs to see, whole or in part."""
    row = session.get(RefundRow, refund_id)
    if row is None or _sees_whole(viewer, row):
        return row
    return row if sources_given_back(session, refund_id, viewer.person_id) else None


def refunds_seen(session: Session, viewer: Viewer, settlement_id: int) -> list[tuple[RefundRow, int]]:
    """Give the refunds of a payment, oldest first, and what the viewer may see of each: all, or their own part (分)."""
    rows = session.exec(
        select(RefundRow).where(RefundRow.settlement_id == settlement_id).order_by(col(RefundRow.id))
    ).all()
    lent: dict[int, int] = dict(
        session.exec(
            select(RefundSourceRow.refund_id, func.sum(RefundSourceRow.amount_fen))
            .join(RefundRow, col(RefundRow.id) == RefundSourceRow.refund_id)
            .where(RefundRow.settlement_id == settlement_id, RefundSourceRow.person_id == viewer.person_id)
            .group_by(col(RefundSourceRow.refund_id))
        ).all()
    )
    seen = [(row, row.amount_fen if _sees_whole(viewer, row) else lent.get(row.id or 0, 0)) for row in rows]
    return [(row, fen) for row, fen in seen if fen]


def _sees_whole(viewer: Viewer, row: RefundRow) -> bool:
    return row.payer_id == viewer.person_id or row.patient_id in viewer.looks_after


def sources_given_back(session: Session, refund_id: int, person_id: int | None) -> Sequence[RefundSourceRow]:
    """Give to which sources a refund went, the one that paid last first; of one person only, if one is named."""
    wanted = select(RefundSourceRow).where(RefundSourceRow.refund_id == refund_id)
    if person_id is not None:
        wanted = wanted.where(RefundSourceRow.person_id == person_id)
    return session.exec(wanted.order_by(col(RefundSourceRow.line).desc())).all()


def turned_by_owner(session: Session, refund_id: int) -> dict[str, int]:
    """Give what of a refund came back as prior years' money although it was this year's when it paid (分), by owner."""
    paid = aliased(TransferRow)
    rows = session.exec(
        select(AccountRow.owner, func.sum(TransferRow.amount_fen))
        .join(paid, col(paid.id) == TransferRow.reverses_id)
        .join(AccountRow, col(AccountRow.id) == TransferRow.credit_account_id)
        .where(TransferRow.refund_id == refund_id, paid.debit_account_id != TransferRow.credit_account_id)
        .group_by(col(AccountRow.owner))
    )
    return dict(rows.all())


def household_is_empty(session: Session, household_id: int) -> bool:
    """Tell whether nobody belongs to a household any more."""
    member = select(HouseholdMemberRow.person_id).where(HouseholdMemberRow.household_id == household_id)
    return session.exec(member).first() is None
