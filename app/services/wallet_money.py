"""Moves the money of 医保钱包: into the wallet of a sharing, and back to the sharer. Amounts in 分. Callers commit."""

from datetime import date

from sqlmodel import Session

from app.data.ledger import Entry, balances, last_day, post
from app.data.people_tables import PersonRow
from app.data.queries.wallets import this_year_in, waiting
from app.data.sharing_tables import SharingRow
from app.data.wallet_tables import WalletReturnRow, WalletTopUpRow
from app.domain.ledger import AccountKind, AccountRef, Posting
from app.domain.money import format_yuan
from app.domain.wallet import Parts, parts_back
from app.domain.words import Words
from app.services.context import Context
from app.services.notices import NewNotice, notify


def put_in(session: Session, row: SharingRow, parts: Parts, entry: Entry) -> None:
    """Set money of the sharer aside in the sharing's wallet.

    Raises:
        EarlierDayError: the day is before that of the last transfer.
    """
    this_year, prior_years, wallet = _accounts(row)
    moved = ((this_year, parts.this_year_fen), (prior_years, parts.prior_years_fen))
    post(session, [Posting(account, wallet, fen, "转入医保钱包") for account, fen in moved if fen], entry)


def give_back_waiting(context: Context, session: Session, top_up: WalletTopUpRow, on: date) -> int:
    """Give back what nobody has accepted, to the balances it came from; give how many transfers."""
    session.refresh(top_up)  # the end of its sharing may have given it back by now
    if not top_up.is_waiting:
        return 0
    row = session.get_one(SharingRow, top_up.sharing_id)
    day = _day(session, on)
    turned = top_up.day.year < day.year
    parts = parts_back(top_up.amount_fen, 0 if turned else top_up.this_year_fen)
    booked = _give_back(context, session, row, parts, day, top_up.id)
    name = session.get_one(PersonRow, row.member_id).name
    body = Words("转给{name}的这笔钱没有人接收，退回您的个人账户。", name=name)
    _tell(context, session, row, parts, body)
    return booked


def release(context: Context, session: Session, row: SharingRow, on: date) -> int:
    """Give back what an ended sharing has left in its wallet, accepted or not; give how many transfers."""
    booked = sum(give_back_waiting(context, session, top_up, on) for top_up in waiting(session, row.id or 0))
    wallet = str(row.id)
    left_fen = balances(session, AccountKind.WALLET, [wallet]).get(wallet, 0)
    if left_fen:
        day = _day(session, on)
        parts = parts_back(left_fen, this_year_in(session, row.id or 0, day))
        booked += _give_back(context, session, row, parts, day, None)
        name = session.get_one(PersonRow, row.member_id).name
        body = Words("给{name}的共济结束了，没用完的钱退回您的个人账户。", name=name)
        _tell(context, session, row, parts, body)
    row.quota_fen = row.used_fen or None
    session.add(row)
    session.flush()
    return booked


def _give_back(  # noqa: PLR0913, PLR0917 - one movement, whole
    context: Context, session: Session, row: SharingRow, parts: Parts, day: date, top_up_id: int | None
) -> int:
    now = context.clock.now()
    this_year, prior_years, wallet = _accounts(row)
    moved = ((this_year, parts.this_year_fen), (prior_years, parts.prior_years_fen))
    postings = [Posting(wallet, account, fen, "医保钱包退回") for account, fen in moved if fen]
    booked = post(session, postings, Entry("return", day, now))
    session.add(
        WalletReturnRow(
            sharing_id=row.id or 0,
            top_up_id=top_up_id,
            this_year_fen=parts.this_year_fen,
            prior_years_fen=parts.prior_years_fen,
            day=day,
            made_at=now,
        )
    )
    session.flush()
    return len(booked)


def _accounts(row: SharingRow) -> tuple[AccountRef, AccountRef, AccountRef]:
    sharer = str(row.sharer_id)
    return (
        AccountRef(AccountKind.THIS_YEAR, sharer),
        AccountRef(AccountKind.PRIOR_YEARS, sharer),
        AccountRef(AccountKind.WALLET, str(row.id)),
    )


def _day(session: Session, on: date) -> date:
    """Give the day on which something is booked: as it is due, or later, if something has been booked later."""
    return max(on, last_day(session) or on)


def _tell(context: Context, session: Session, row: SharingRow, parts: Parts, body: Words) -> None:
    title = Words("医保钱包退回 {amount} 元", amount=format_yuan(parts.amount_fen))
    notify(context, session, row.sharer_id, NewNotice("returned", title, body, f"/family/sharing/{row.id}"))
