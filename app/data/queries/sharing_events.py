"""What happened with a sharing, by where it is kept: each question gives the newest rows before an id, newest first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, true
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from app.data.fee_tables import FeeRow
from app.data.money_tables import SettlementRow, SettlementSourceRow
from app.data.people_tables import PersonRow
from app.data.refund_tables import RefundRow, RefundSourceRow
from app.data.sharing_tables import SharingEventRow
from app.data.wallet_tables import WalletReturnRow, WalletTopUpRow


def life_of(
    session: Session, sharing_id: int, before: int | None, most: int
) -> Sequence[tuple[SharingEventRow, str | None, WalletTopUpRow | None]]:
    """Give changes, ends and acceptances, with the name of who made each, and of an acceptance the top-up."""
    number = col(SharingEventRow.id)
    return session.exec(
        select(SharingEventRow, PersonRow.name, WalletTopUpRow)
        .outerjoin(PersonRow, col(PersonRow.id) == SharingEventRow.made_by)
        .outerjoin(WalletTopUpRow, col(WalletTopUpRow.id) == SharingEventRow.top_up_id)
        .where(SharingEventRow.sharing_id == sharing_id, _older(number, before))
        .order_by(number.desc())
        .limit(most)
    ).all()


def payments_of(
    session: Session, sharing_id: int, before: int | None, most: int
) -> Sequence[tuple[SettlementRow, int]]:
    """Give payments, and what of each came out of this sharing (分)."""
    number = col(SettlementSourceRow.settlement_id)
    return session.exec(
        select(SettlementRow, SettlementSourceRow.paid_fen)
        .join(SettlementSourceRow, number == SettlementRow.id)
        .where(SettlementSourceRow.sharing_id == sharing_id, SettlementSourceRow.paid_fen > 0, _older(number, before))
        .order_by(number.desc())
        .limit(most)
    ).all()


def refunds_of(
    session: Session, sharing_id: int, before: int | None, most: int
) -> Sequence[tuple[RefundRow, int, str]]:
    """Give refunds and reversals, what of each came back to this sharing (分), and where it had been paid."""
    number = col(RefundSourceRow.refund_id)
    return session.exec(
        select(RefundRow, RefundSourceRow.amount_fen, SettlementRow.place_name)
        .join(RefundSourceRow, number == RefundRow.id)
        .join(SettlementRow, col(SettlementRow.id) == RefundRow.settlement_id)
        .where(RefundSourceRow.sharing_id == sharing_id, _older(number, before))
        .order_by(number.desc())
        .limit(most)
    ).all()


def fees_of(session: Session, sharing_id: int, before: int | None, most: int) -> Sequence[FeeRow]:
    """Give the fees that used its quota."""
    number = col(FeeRow.id)
    return session.exec(
        select(FeeRow)
        .where(FeeRow.sharing_id == sharing_id, _older(number, before))
        .order_by(number.desc())
        .limit(most)
    ).all()


def top_ups_of(session: Session, sharing_id: int, before: int | None, most: int) -> Sequence[WalletTopUpRow]:
    """Give what was put into its wallet."""
    number = col(WalletTopUpRow.id)
    return session.exec(
        select(WalletTopUpRow)
        .where(WalletTopUpRow.sharing_id == sharing_id, _older(number, before))
        .order_by(number.desc())
        .limit(most)
    ).all()


def returns_of(session: Session, sharing_id: int, before: int | None, most: int) -> Sequence[WalletReturnRow]:
    """Give what came back out of its wallet."""
    number = col(WalletReturnRow.id)
    return session.exec(
        select(WalletReturnRow)
        .where(WalletReturnRow.sharing_id == sharing_id, _older(number, before))
        .order_by(number.desc())
        .limit(most)
    ).all()


def _older(number: Mapped[Any], before: int | None) -> ColumnElement[bool]:
    return true() if before is None else number < before
