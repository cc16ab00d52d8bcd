"""Writes the ledger: accounts made when first needed, transfers only ever added. Amounts in 分."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert
from sqlmodel import Session, col, select

from app.data.errors import EarlierDayError
from app.data.money_tables import AccountRow, TransferRow
from app.domain.ledger import AccountKind, AccountRef, Posting


@dataclass(frozen=True)
class Entry:
    """What every transfer of one event has in common."""

    kind: str
    day: date
    made_at: datetime
    settlement_id: int | None = None
    refund_id: int | None = None


def account_id(session: Session, ref: AccountRef) -> int:
    """Give the account's id; the account is made, empty, if it isn't there."""
    found = session.exec(
        select(AccountRow.id).where(AccountRow.kind == ref.kind.value, AccountRow.owner == ref.owner)
    ).first()
    if found is not None:
        return found
    made = insert(AccountRow).values(kind=ref.kind.value, owner=ref.owner, balance_fen=0, last_transfer_id=0)
    return session.connection().execute(made.returning(col(AccountRow.id))).scalar_one() or 0


def last_day(session: Session) -> date | None:
    """Give the day of the last transfer, None without any: nothing can be booked before it."""
    day: date | None = session.scalar(select(col(TransferRow.day)).order_by(col(TransferRow.id).desc()).limit(1))
    return day


def post(session: Session, postings: Iterable[Posting], entry: Entry) -> list[int]:
    """Add one transfer a posting and give their ids; the triggers keep the balances, the checks refuse an overdraft.

    Raises:
        EarlierDayError: the day is before that of the last transfer.
        sqlalchemy.exc.IntegrityError: the database refused; nothing of the unit may be committed then.
    """
    session.flush()
    last = last_day(session)
    if last is not None and entry.day < last:
        raise EarlierDayError(last)
    return [_add(session, posting, entry) for posting in postings]


def _add(session: Session, posting: Posting, entry: Entry) -> int:
    added = insert(TransferRow).values(
        debit_account_id=account_id(session, posting.debit),
        credit_account_id=account_id(session, posting.credit),
        amount_fen=posting.amount_fen,
        kind=entry.kind,
        memo=posting.memo,
        settlement_id=entry.settlement_id,
        refund_id=entry.refund_id,
        reverses_id=posting.reverses,
        day=entry.day,
        made_at=entry.made_at,
    )
    return session.connection().execute(added.returning(col(TransferRow.id))).scalar_one() or 0


def balances(session: Session, kind: AccountKind, owners: Collection[str]) -> dict[str, int]:
    """Give the balance in 分 of each owner's account of a kind; an owner without one isn't there."""
    rows = session.exec(
        select(AccountRow.owner, AccountRow.balance_fen).where(
            AccountRow.kind == kind.value, col(AccountRow.owner).in_(owners)
        )
    )
    return dict(rows.all())


def set_balance(session: Session, ref: AccountRef, balance_fen: int, entry: Entry) -> bool:
    """Bring an account to what its owner says it holds, by a transfer from or to 「期初」; False if it already did."""
    session.flush()
    account = session.get_one(AccountRow, account_id(session, ref), populate_existing=True)
    difference = balance_fen - account.balance_fen
    if difference == 0:
        return False
    opening = AccountRef(AccountKind.OPENING, f"{ref.kind.value} {ref.owner}")
    debit, credit = (opening, ref) if difference > 0 else (ref, opening)
    post(session, [Posting(debit, credit, abs(difference), "本人填报")], entry)
    return True
