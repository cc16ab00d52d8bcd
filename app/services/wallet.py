"""医保钱包: the sharer puts money into the wallet of a sharing, the member accepts it; then it is the sharing's quota.

Three times a day, 2,000 yuan at once, not at night (WAL). The money is set aside; what nobody accepts comes back the
next morning, and what is left when the sharing ends (N26).
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from app.data.ledger import Entry
from app.data.people_tables import PersonRow
from app.data.queries.people import looked_after
from app.data.queries.wallets import top_ups_on, waiting
from app.data.sharing_tables import EventKind, SharingEventRow, SharingRow
from app.data.situation import load_people
from app.data.wallet_tables import WalletTopUpRow
from app.domain.errors import InputError, NotAllowed
from app.domain.limits import account_limits, draw, held_back, shareable_fen
from app.domain.money import format_yuan, parse_amount
from app.domain.people import Person
from app.domain.rulebook import RuleBook
from app.domain.wallet import Parts, WalletTerms, wallet_terms
from app.domain.words import Words
from app.services.access import Me, me
from app.services.context import Context
from app.services.explain import explain
from app.services.log_in import check_pin
from app.services.notices import NewNotice, notify
from app.services.pay import OtherContentError
from app.services.share_terms import Basis, basis_of
from app.services.sharings import concerns
from app.services.turn import catch_up
from app.services.wallet_money import put_in

TERMS = (
    "wallet.quota_set_aside",
    "wallet.topups_per_day",
    "wallet.topup_most",
    "wallet.closed_from",
    "wallet.returns_at",
    "wallet.unused_returns",
)


@dataclass(frozen=True)
class WaitingTopUp:
    """Money that waits to be accepted until `returns_at`, in 分."""

    top_up_id: int
    amount_fen: int
    made_at: datetime
    returns_at: datetime
    may_accept: bool


@dataclass(frozen=True)
class WalletView:
    """The wallet of one sharing; amounts in 分. `left_fen` can be spent, of all the `quota_fen` that was put in.

    For the sharer: how much at most can be put in now, how often still today, and why not, if not. `basis` says who
    says so.
    """

    sharing_id: int
    quota_fen: int
    used_fen: int
    waiting: tuple[WaitingTopUp, ...]
    may_top_up: bool
    most_fen: int
    times_left: int
    shut: Words | None
    basis: tuple[Basis, ...]

    @property
    def left_fen(self) -> int:
        """What can be spent."""
        return self.quota_fen - self.used_fen


@dataclass(frozen=True)
class _Sharer:
    """Who puts money in: the person as the rules see them today, their book, and what it says of wallets."""

    person: Person
    book: RuleBook
    terms: WalletTerms
    made_today: int


def wallet(context: Context, user_id: int, sharing_id: int) -> WalletView:
    """Give the wallet of a sharing.

    Raises:
        NotAllowed: it isn't this family's, or not by 医保钱包.
    """
    with context.database.read() as session:
        who = me(session, user_id)
        mine = looked_after(session, who.person_id)
        row = _wallet(session, sharing_id, mine)
        sharer = _sharer(context, session, row)
        lying = tuple(_waiting(one, row.member_id in mine) for one in waiting(session, sharing_id))
    is_sharer = row.sharer_id == who.person_id
    shut = _shut(context, row, sharer) if is_sharer else None
    return WalletView(
        sharing_id=sharing_id,
        quota_fen=row.quota_fen or 0,
        used_fen=row.used_fen,
        waiting=lying,
        may_top_up=is_sharer and shut is None,
        most_fen=min(sharer.terms.top_up_most_fen, shareable_fen(sharer.book, sharer.person)) if is_sharer else 0,
        times_left=max(0, sharer.terms.top_ups_per_day - sharer.made_today) if is_sharer else 0,
        shut=shut,
        basis=tuple(basis_of(context.rules, sharer.book.rules[key]) for key in TERMS if key in sharer.book.rules),
    )


def top_up(  # noqa: PLR0913, PLR0917 - as one pays
    context: Context, user_id: int, request_id: str, sharing_id: int, amount: str, pin: str
) -> int:
    """Check the payment password, then set money aside in the wallet; give the top-up's id. It waits to be accepted.

    The same `request_id` again gives the same top-up.

    Raises:
        InputError: fields "amount" (too much, too often today, at night), "pin".
        NotAllowed: only the sharer puts money in.
        OtherContentError: the request was used for something else.
    """
    fen = parse_amount("amount", amount)
    check_pin(context, user_id, pin)
    digest = hashlib.sha256(json.dumps([sharing_id, fen]).encode()).hexdigest()
    now = context.clock.now()
    with context.database.write() as unit:
        session = unit.session
        catch_up(context, session)
        who = me(session, user_id)
        row = _wallet(session, sharing_id, {who.person_id})
        if row.sharer_id != who.person_id:
            raise NotAllowed("只有出钱的人能往医保钱包里转")
        done = session.exec(select(WalletTopUpRow).where(WalletTopUpRow.request_id == request_id)).first()
        if done is not None:
            if done.request_digest != digest:
                raise OtherContentError
            return done.id or 0
        sharer = _sharer(context, session, row)
        parts = _parts(context, row, sharer, fen)
        made = WalletTopUpRow(
            request_id=request_id,
            request_digest=digest,
            sharing_id=sharing_id,
            this_year_fen=parts.this_year_fen,
            prior_years_fen=parts.prior_years_fen,
            day=now.date(),
            made_at=now,
            returns_at=sharer.terms.comes_back_at(now),
        )
        session.add(made)
        put_in(session, row, parts, Entry("topup", made.day, made.made_at))
        _tell_member(context, session, who, row, made)
        top_up_id = made.id or 0
        unit.commit()
    return top_up_id


def accept(context: Context, user_id: int, top_up_id: int) -> None:
    """Accept what was put in: from now on it can be spent. Once more changes nothing.

    Raises:
        NotAllowed: not for the member, nor for who looks after them; it has gone back; or the sharing has ended.
    """
    with context.database.write() as unit:
        session = unit.session
        catch_up(context, session)
        who = me(session, user_id)
        made = session.get(WalletTopUpRow, top_up_id)
        row = session.get_one(SharingRow, made.sharing_id) if made else None
        if made is None or row is None or row.member_id not in looked_after(session, who.person_id):
            raise NotAllowed("没有找到这笔钱")
        if made.accepted_at is not None:
            return
        if made.returned_at is not None:
            raise NotAllowed("这笔钱没有及时接收，已经退回去了")
        if not row.in_force(context.clock.today()):
            raise NotAllowed("这份共济现在不能用，这笔钱会退回去")
        made.accepted_at = context.clock.now()
        made.accepted_by = who.person_id
        row.quota_fen = (row.quota_fen or 0) + made.amount_fen
        session.add_all([made, row, _accepted(context, who, made)])
        if who.person_id != row.sharer_id:
            name = session.get_one(PersonRow, row.member_id).name
            title = Words("{name}接收了 {amount} 元", name=name, amount=format_yuan(made.amount_fen))
            body = Words("这笔钱单独放着，给{name}看病买药。", name=name)
            notify(context, session, row.sharer_id, NewNotice("accepted", title, body, f"/family/sharing/{row.id}"))
        unit.commit()


def _wallet(session: Session, sharing_id: int, mine: set[int]) -> SharingRow:
    """Give a sharing by 医保钱包 that concerns one of these people.

    Raises:
        NotAllowed: there is none, or it is of the other kind.
    """
    row = session.get(SharingRow, sharing_id)
    if row is None or not concerns(row, mine):
        raise NotAllowed("没有找到这份共济")
    if not row.is_wallet:
        raise NotAllowed("这份共济不是医保钱包，不用往里转钱")
    return row


def _sharer(context: Context, session: Session, row: SharingRow) -> _Sharer:
    today = context.clock.today()
    person = load_people(session, [row.sharer_id], today)[str(row.sharer_id)]
    book = context.rules.book(person.region, today)
    return _Sharer(person, book, wallet_terms(book), top_ups_on(session, row.sharer_id, today))


def _shut(context: Context, row: SharingRow, sharer: _Sharer) -> Words | None:
    """Tell why nothing can be put in now, None if something can."""
    terms, now = sharer.terms, context.clock.now()
    if not row.in_force(now.date()):
        return Words("这份共济现在不能用，不能往里转")
    if terms.is_closed(now.time()):
        closed, opens = f"{terms.closed_from:%H:%M}", f"{terms.closed_until:%H:%M}"
        return Words("{closed} 到 {opens} 不能转，{opens} 以后再来", closed=closed, opens=opens)
    if sharer.made_today >= terms.top_ups_per_day:
        return Words("今天已经转了 {times} 次，明天再来", times=sharer.made_today)
    return _held_back(context, sharer, 1)


def _parts(context: Context, row: SharingRow, sharer: _Sharer, fen: int) -> Parts:
    """Give the balances from which an amount is set aside.

    Raises:
        InputError: it can't be (field "amount").
    """
    shut = _shut(context, row, sharer)
    if shut is None and fen > sharer.terms.top_up_most_fen:
        shut = Words("一次最多转 {most} 元", most=format_yuan(sharer.terms.top_up_most_fen))
    shut = shut or _held_back(context, sharer, fen)
    if shut is not None:
        raise InputError("amount", shut)
    return Parts(*draw(sharer.person, fen, prior_only=sharer.book.prior_years_only))


def _held_back(context: Context, sharer: _Sharer, fen: int) -> Words | None:
    """Tell why so much can't be taken from the account for somebody else, None if it can."""
    most_fen, rule = held_back(fen, account_limits(sharer.book, sharer.person))
    if rule is None:
        return None
    floor = Words("{yuan} 元", yuan=format_yuan(sharer.book.balance_floor_fen))
    balance = Words("{yuan} 元", yuan=format_yuan(sharer.person.balance_fen))
    named = {"sharer": sharer.person.name, "floor": floor, "balance": balance}
    why = explain(context.rules, rule, sharer.person.region, sharer.book.day, **named).why
    return Words("现在最多转 {most} 元。{why}", most=format_yuan(most_fen), why=why)


def _waiting(row: WalletTopUpRow, may_accept: bool) -> WaitingTopUp:  # noqa: FBT001 - one fact of several
    return WaitingTopUp(row.id or 0, row.amount_fen, row.made_at, row.returns_at, may_accept)


def _accepted(context: Context, who: Me, made: WalletTopUpRow) -> SharingEventRow:
    return SharingEventRow(
        sharing_id=made.sharing_id,
        kind=EventKind.ACCEPTED.value,
        day=context.clock.today(),
        made_at=context.clock.now(),
        made_by=who.person_id,
        top_up_id=made.id,
    )


def _tell_member(context: Context, session: Session, who: Me, row: SharingRow, made: WalletTopUpRow) -> None:
    until = f"{made.returns_at:%Y-%m-%d %H:%M}"
    title = Words("{name}往您的医保钱包转了 {amount} 元", name=who.person.name, amount=format_yuan(made.amount_fen))
    body = Words("{until} 以前接收，过了就退回去。", until=until)
    notify(context, session, row.member_id, NewNotice("topped_up", title, body, f"/family/sharing/{row.id}"))
