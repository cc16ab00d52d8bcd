"""Changes what a sharer has set for a sharing: quota, most at once, last day."""

from datetime import date

from sqlmodel import Session

from app.data.people_tables import PersonRow
from app.data.sharing_tables import EventKind, SharingEventRow, SharingRow
from app.domain.errors import InputError, NotAllowed
from app.domain.money import format_yuan
from app.domain.words import Words
from app.services.access import Me, me
from app.services.context import Context
from app.services.notices import NewNotice, notify
from app.services.share import check_terms


def change_terms(  # noqa: PLR0913, PLR0917 - the terms as they were given
    context: Context, user_id: int, sharing_id: int, quota: str, per_payment: str, until: date | None
) -> None:
    """Set quota and most at once (yuan as typed, "" for none) and the last day of one's own sharing, from now on.

    Raises:
        InputError: fields "quota" (below what is used; or of a 医保钱包: its quota is the money in it), "per_payment",
            "until".
        NotAllowed: only the sharer changes it, and only before it has ended.
    """
    quota_fen, cap_fen = check_terms(context, quota, per_payment, until)
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        row = session.get(SharingRow, sharing_id)
        if row is None or row.sharer_id != who.person_id:
            raise NotAllowed("没有找到这份共济，或者它不是您的，不能改")
        if is_over(row, context.clock.today()):
            raise NotAllowed("这份共济已经结束了，不能再改。想接着用，重新授权一次")
        _check(row, quota_fen, until)
        if row.is_wallet:
            quota_fen = row.quota_fen
        if (row.quota_fen, row.per_payment_fen, row.until) == (quota_fen, cap_fen, until):
            return
        event = _event(context, who, row)
        row.quota_fen, row.per_payment_fen, row.until = quota_fen, cap_fen, until
        event.quota_fen, event.per_payment_fen, event.until = quota_fen, cap_fen, until
        session.add_all([row, event])
        _tell_member(context, session, who, row)
        unit.commit()


def is_over(row: SharingRow, today: date) -> bool:
    """Tell whether a sharing has ended; one that is yet to begin hasn't."""
    return today >= row.since and not row.in_force(today)


def _check(row: SharingRow, quota_fen: int | None, until: date | None) -> None:
    if row.is_wallet and quota_fen is not None:
        raise InputError("quota", "医保钱包的额度就是转进去的钱：要多些就再转，解除时没用完的退回来")
    if quota_fen is not None and quota_fen < row.used_fen:
        raise InputError("quota", "已经用了 {used} 元，额度不能比它小", used=format_yuan(row.used_fen))
    if until is not None and until < row.since:
        raise InputError("until", "不能早于开始的日子 {since}", since=f"{row.since:%Y-%m-%d}")


def _event(context: Context, who: Me, row: SharingRow) -> SharingEventRow:
    """Give the event of a change, with the terms until now."""
    return SharingEventRow(
        sharing_id=row.id or 0,
        kind=EventKind.CHANGED.value,
        day=context.clock.today(),
        made_at=context.clock.now(),
        made_by=who.person_id,
        old_quota_fen=row.quota_fen,
        old_per_payment_fen=row.per_payment_fen,
        old_until=row.until,
    )


def _tell_member(context: Context, session: Session, who: Me, row: SharingRow) -> None:
    quota = Words("不限额度")
    if row.quota_fen is not None:
        quota = Words("额度 {quota} 元", quota=format_yuan(row.quota_fen))
    until = Words("不设到期")
    if row.until is not None:
        until = Words("到 {until} 为止", until=f"{row.until:%Y-%m-%d}")
    name = session.get_one(PersonRow, who.person_id).name
    title = Words("{name}改了给您的家庭共济", name=name)
    body = Words("现在{quota}，{until}。", quota=quota, until=until)
    notify(context, session, row.member_id, NewNotice("changed", title, body, f"/family/sharing/{row.id}"))
