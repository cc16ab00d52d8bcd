"""How a sharing ends: revoked by either side, or by itself, when one side's insurance is no longer normal (JX23)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, or_, select

from app.data.queries.people import insurance_on, looked_after, people
from app.data.sharing_tables import EventKind, SharingEventRow, SharingRow, Side
from app.data.situation import load_people
from app.domain.errors import InputError, NotAllowed
from app.domain.people import Person
from app.domain.words import Words
from app.services.access import Me, me
from app.services.context import Context
from app.services.notices import NewNotice, notify
from app.services.sharings import concerns
from app.services.turn import catch_up
from app.services.wallet_money import release


def revoke(context: Context, user_id: int, sharing_id: int, on: date | None = None) -> None:
    """End a sharing from a day on, today if none is named; either side may, and whoever looks after one of them.

    An end that lies ahead can still be brought forward.

    Raises:
        InputError: the day has passed (field "on").
        NotAllowed: not a side of it, or it ends no later anyway.
    """
    today = context.clock.today()
    if on is not None and on < today:
        raise InputError("on", "选今天或以后的日子")
    with context.database.write() as unit:
        session = unit.session
        catch_up(context, session)
        who = me(session, user_id)
        row = session.get(SharingRow, sharing_id)
        if row is None or not concerns(row, looked_after(session, who.person_id)):
            raise NotAllowed("没有找到这份共济")
        day = max(on or today, row.since)
        if row.revoked_on is not None and row.revoked_on <= max(day, today):
            raise NotAllowed("这份共济已经解除了，从 {day} 起不能用", day=f"{row.revoked_on:%Y-%m-%d}")
        _revoke(context, session, who, row, day)
        unit.commit()


def end_with_insurance(context: Context, session: Session, person_id: int) -> None:
    """End this person's sharings for which their insurance of today won't do; the caller commits."""
    today = context.clock.today()
    rows = session.exec(
        select(SharingRow)
        .where(
            or_(SharingRow.sharer_id == person_id, SharingRow.member_id == person_id),
            or_(col(SharingRow.revoked_on).is_(None), col(SharingRow.revoked_on) > today),
            or_(col(SharingRow.until).is_(None), col(SharingRow.until) >= today),
            col(SharingRow.ended_on).is_(None),
        )
        .order_by(col(SharingRow.id))
    ).all()
    if not rows:
        return
    insured = load_people(session, [person_id], today)
    since = insurance_on(session, [person_id], today)[person_id].since
    for row in rows:
        side = Side.SHARER if row.sharer_id == person_id else Side.MEMBER
        if _stops(context, insured[str(person_id)], side, today):
            _end(context, session, row, side, max(since, row.since))


def _revoke(context: Context, session: Session, who: Me, row: SharingRow, day: date) -> None:
    row.revoked_on, row.revoked_by = day, who.person_id
    event = SharingEventRow(
        sharing_id=row.id or 0,
        kind=EventKind.REVOKED.value,
        day=day,
        made_at=context.clock.now(),
        made_by=who.person_id,
    )
    session.add_all([row, event])
    named = people(session, [row.sharer_id, row.member_id])
    names = {"sharer": named[row.sharer_id].name, "member": named[row.member_id].name}
    when = Words("今天") if day == context.clock.today() else Words(" {day} ", day=f"{day:%Y-%m-%d}")
    body = Words("{sharer}给{member}的共济从{when}起不能再用，账户里的钱没有动。", when=when, **names)
    if row.is_wallet:
        body = Words(
            "{sharer}给{member}的共济从{when}起不能再用，钱包里没用完的退回{sharer}的账户。", when=when, **names
        )
    told = NewNotice("revoked", Words("家庭共济已解除"), body, f"/family/sharing/{row.id}")
    for person_id in (row.sharer_id, row.member_id):
        notify(context, session, person_id, told)
    if row.is_wallet and day <= context.clock.today():
        release(context, session, row, day)


def _stops(context: Context, person: Person, side: Side, today: date) -> bool:
    """Tell whether an insurance makes shared money unusable, by the book of where it is."""
    book = context.rules.book(person.region, today)
    if side is Side.SHARER:
        return not book.can_share(person)
    return book.ends_with_insurance and not person.is_insured


def _end(context: Context, session: Session, row: SharingRow, side: Side, day: date) -> None:
    row.ended_on, row.ended_side = day, side.value
    now = context.clock.now()
    event = SharingEventRow(sharing_id=row.id or 0, kind=EventKind.ENDED.value, day=day, made_at=now)
    session.add_all([row, event])
    named = {key: one.name for key, one in people(session, [row.sharer_id, row.member_id]).items()}
    _tell(context, session, row, named, day)
    if row.is_wallet:
        release(context, session, row, now.date())


def _tell(context: Context, session: Session, row: SharingRow, named: Mapping[int, str], day: date) -> None:
    sharer, member = named[row.sharer_id], named[row.member_id]
    stopped = sharer if row.ended_side == Side.SHARER.value else member
    title = Words("{sharer}给{member}的共济停了", sharer=sharer, member=member)
    body = Words("{day} 起，{name}的参保不正常。恢复参保以后，要重新授权。", day=f"{day:%Y-%m-%d}", name=stopped)
    told = NewNotice("ended", title, body, f"/family/sharing/{row.id}")
    for person_id in (row.sharer_id, row.member_id):
        notify(context, session, person_id, told)
