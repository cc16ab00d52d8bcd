"""What lies in wallets, and what of it is to go back."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from app.data.sharing_tables import HOLDS_MONEY, SharingRow
from app.data.wallet_tables import WalletReturnRow, WalletTopUpRow

WAITS = (col(WalletTopUpRow.accepted_at).is_(None), col(WalletTopUpRow.returned_at).is_(None))


def due_back(now: datetime) -> SelectOfScalar[WalletTopUpRow]:
    """Ask for the top-ups that nobody has accepted in time, in the order in which they are to go back."""
    return (
        select(WalletTopUpRow)
        .where(*WAITS, WalletTopUpRow.returns_at <= now)
        .order_by(col(WalletTopUpRow.returns_at), col(WalletTopUpRow.id))
    )


def waiting(session: Session, sharing_id: int) -> Sequence[WalletTopUpRow]:
    """Give the top-ups of a sharing that wait to be accepted, oldest first."""
    return session.exec(
        select(WalletTopUpRow).where(WalletTopUpRow.sharing_id == sharing_id, *WAITS).order_by(col(WalletTopUpRow.id))
    ).all()


def left_behind(today: date) -> SelectOfScalar[SharingRow]:
    """Ask for the sharings that are over, with money left in their wallets."""
    return (
        select(SharingRow)
        .where(
            HOLDS_MONEY,
            or_(
                col(SharingRow.until) < today,
                col(SharingRow.revoked_on) <= today,
                col(SharingRow.ended_on) <= today,
            ),
        )
        .order_by(col(SharingRow.id))
    )


def top_ups_on(session: Session, sharer_id: int, day: date) -> int:
    """Count how often a sharer has put money into wallets on a day."""
    return session.exec(
        select(func.count(col(WalletTopUpRow.id)))
        .join(SharingRow, col(SharingRow.id) == WalletTopUpRow.sharing_id)
        .where(SharingRow.sharer_id == sharer_id, WalletTopUpRow.day == day)
    ).one()


def this_year_in(session: Session, sharing_id: int, day: date) -> int:
    """Give what came into a wallet from this year's balance in the day's year, and hasn't gone back (分)."""
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    came, went = (
        session.exec(
            select(func.coalesce(func.sum(table.this_year_fen), 0)).where(
                table.sharing_id == sharing_id, col(table.day).between(first, last)
            )
        ).one()
        for table in (WalletTopUpRow, WalletReturnRow)
    )
    return int(came) - int(went)
