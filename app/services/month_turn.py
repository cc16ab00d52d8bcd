"""The first day of a month: 划入 as the family set it; of a year, what was this year's is prior years' now (年初结转).

A 门诊家庭账户 gets the year's money for each member who has one (S1 §二). What is left of last year's stays: no source
says what becomes of it (family_account.rest_kept).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.data.ledger import Entry, last_day, post
from app.data.queries.people import people, registered
from app.data.queries.turn import Insured, contributions, members_of_households, this_year_balances
from app.data.turn_tables import TurnEntryRow, TurnKind, TurnRow
from app.domain.ledger import FUND_OWNER, AccountKind, AccountRef, Posting
from app.domain.money import format_yuan
from app.domain.people import Insutype
from app.domain.words import Words, listed
from app.services.context import Context
from app.services.notices import NewNotice, notify

TRANSFER_KINDS = {TurnKind.YEAR: "turn", TurnKind.FAMILY: "turn", TurnKind.CONTRIBUTION: "contribution"}
ROUTE = "/records"


@dataclass(frozen=True)
class _Brought:
    """One transfer that a month brings to one person."""

    kind: TurnKind
    person_id: int
    posting: Posting
    household_id: int | None = None


def book_month(context: Context, session: Session, month: date) -> int:
    """Book what this first day of a month brings, and that it has come; give how many transfers. The caller commits."""
    session.add(TurnRow(month=month, made_at=context.clock.now()))
    session.flush()
    booked = 0
    if month.month == 1:
        turned = [_turned(*one) for one in this_year_balances(session, month)]
        filled = list(_filled(context, members_of_households(session, month), month))
        booked = _book(context, session, month, [*turned, *filled])
        _tell_turned(context, session, month, turned)
        _tell_filled(context, session, month, filled)
    return booked + book_contributions(context, session, month)


def book_contributions(context: Context, session: Session, month: date, person_id: int | None = None) -> int:
    """Book what is paid in on this first day of a month, for all or for one; give how many transfers."""
    brought = [
        _paid_in(who.person_id, fen)
        for who, fen in contributions(session, month)
        if person_id in {None, who.person_id} and who.insutype == Insutype.EMPLOYEE.value
    ]
    return _book(context, session, month, brought)


def _turned(person_id: int, fen: int) -> _Brought:
    owner = str(person_id)
    this_year, prior_years = AccountRef(AccountKind.THIS_YEAR, owner), AccountRef(AccountKind.PRIOR_YEARS, owner)
    return _Brought(TurnKind.YEAR, person_id, Posting(this_year, prior_years, fen, "年初结转"))


def _paid_in(person_id: int, fen: int) -> _Brought:
    owner = str(person_id)
    employer, this_year = AccountRef(AccountKind.EMPLOYER, owner), AccountRef(AccountKind.THIS_YEAR, owner)
    return _Brought(TurnKind.CONTRIBUTION, person_id, Posting(employer, this_year, fen, "每月划入"))


def _filled(context: Context, members: Sequence[Insured], month: date) -> Iterator[_Brought]:
    """Give what each member brings to the account of their household, where the rules of their region know one."""
    fund = AccountRef(AccountKind.FUND, FUND_OWNER)
    for who in members:
        if month < context.first_day:
            return
        book = context.rules.book(who.region, month)
        fen = book.number("family_account.yearly") or 0
        if fen and book.family_account_area is not None and who.insutype in book.family_account_insutypes:
            account = AccountRef(AccountKind.FAMILY, str(who.household_id))
            posting = Posting(fund, account, fen, "门诊家庭账户划入")
            yield _Brought(TurnKind.FAMILY, who.person_id, posting, who.household_id)


def _book(context: Context, session: Session, month: date, brought: Sequence[_Brought]) -> int:
    """Write each transfer with its entry; on a later day, if something has been booked on one."""
    now = context.clock.now()
    day = max(month, last_day(session) or month)
    for one in brought:
        (transfer_id,) = post(session, [one.posting], Entry(TRANSFER_KINDS[one.kind], day, now))
        session.add(
            TurnEntryRow(
                kind=one.kind.value,
                person_id=one.person_id,
                household_id=one.household_id,
                month=month,
                amount_fen=one.posting.amount_fen,
                transfer_id=transfer_id,
                made_at=now,
            )
        )
    session.flush()
    return len(brought)


def _tell_turned(context: Context, session: Session, month: date, turned: Sequence[_Brought]) -> None:
    users = registered(session, [one.person_id for one in turned])
    for one in turned:
        if one.person_id in users:
            title = Words("当年余额 {amount} 元转成了历年余额", amount=format_yuan(one.posting.amount_fen))
            body = Words("{year} 年开始了，账户里的钱一分没少。", year=month.year)
            notify(context, session, one.person_id, NewNotice("turned", title, body, ROUTE))


def _tell_filled(context: Context, session: Session, month: date, filled: Sequence[_Brought]) -> None:
    """Tell the members of each household, or who entered those who haven't registered."""
    rows = people(session, [one.person_id for one in filled])
    users = registered(session, rows)
    for household_id in dict.fromkeys(one.household_id for one in filled):
        ours = [one for one in filled if one.household_id == household_id]
        names = listed(rows[one.person_id].name for one in ours)
        amount = format_yuan(sum(one.posting.amount_fen for one in ours))
        title = Words("门诊家庭账户划入 {amount} 元", amount=amount)
        body = Words("{names}，{year} 年的。去年剩下的还在。", names=names, year=month.year)
        keepers = (one.person_id if one.person_id in users else rows[one.person_id].created_by for one in ours)
        for person_id in dict.fromkeys(keepers):
            if person_id is not None:
                notify(context, session, person_id, NewNotice("family_account", title, body, ROUTE))
