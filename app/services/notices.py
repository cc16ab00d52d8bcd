"""What a person should know: written by the services, read on 首页 and in the list of notices."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select, update

from app.data.people_tables import NoticeRow
from app.domain.words import Words, pack
from app.services.access import me
from app.services.context import Context

PAGE = 50


@dataclass(frozen=True)
class Notice:
    """One notice as shown; `route` is the page it opens, "" for none."""

    notice_id: int
    kind: str
    title: Words
    body: Words
    route: str
    created_at: datetime
    is_read: bool


@dataclass(frozen=True)
class NewNotice:
    """What to tell; `route` is the page it opens, "" for none. Title and body share the names of what fills them."""

    kind: str
    title: Words
    body: Words
    route: str = ""


def notify(context: Context, session: Session, person_id: int, new: NewNotice) -> None:
    """Leave a notice for a person; the caller commits."""
    session.add(
        NoticeRow(
            person_id=person_id,
            kind=new.kind,
            title=new.title.text,
            body=new.body.text,
            params=pack({**new.title.params, **new.body.params}),
            route=new.route,
            created_at=context.clock.now(),
        )
    )
    context.bell.ring(person_id)


def newest_notice(context: Context, user_id: int) -> Notice | None:
    """Give the newest notice of who is logged in that they haven't read."""
    with context.database.read() as session:
        return latest_unread(session, me(session, user_id).person_id)


def my_notices(context: Context, user_id: int) -> list[Notice]:
    """Give the newest notices of who is logged in, newest first."""
    with context.database.read() as session:
        who = me(session, user_id)
        rows = session.exec(
            select(NoticeRow).where(NoticeRow.person_id == who.person_id).order_by(col(NoticeRow.id).desc()).limit(PAGE)
        )
        return [_notice(row) for row in rows]


def unread_count(session: Session, person_id: int) -> int:
    """Count the notices that this person hasn't read."""
    return session.exec(
        select(func.count(col(NoticeRow.id))).where(NoticeRow.person_id == person_id, col(NoticeRow.read_at).is_(None))
    ).one()


def latest_unread(session: Session, person_id: int) -> Notice | None:
    """Give the newest notice this person hasn't read."""
    row = session.exec(
        select(NoticeRow)
        .where(NoticeRow.person_id == person_id, col(NoticeRow.read_at).is_(None))
        .order_by(col(NoticeRow.id).desc())
        .limit(1)
    ).first()
    return _notice(row) if row else None


def mark_read(context: Context, user_id: int) -> None:
    """Mark all notices of who is logged in as read."""
    with context.database.write() as unit:
        who = me(unit.session, user_id)
        unit.session.exec(
            update(NoticeRow)
            .where(col(NoticeRow.person_id) == who.person_id, col(NoticeRow.read_at).is_(None))
            .values(read_at=context.clock.now())
        )
        unit.commit()


def _notice(row: NoticeRow) -> Notice:
    return Notice(
        notice_id=row.id or 0,
        kind=row.kind,
        title=Words.unpacked(row.title, row.params),
        body=Words.unpacked(row.body, row.params),
        route=row.route,
        created_at=row.created_at,
        is_read=row.read_at is not None,
    )
