"""What the calendar brings by itself: the months and years that have come, and what comes back out of wallets.

It is booked when the app opens, when its day is moved, and before any money moves: once, whoever asks, however long
nobody did, each on its day and in the order of days.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial

from sqlmodel import Session, col, delete

from app.data.errors import StorageError
from app.data.ledger import last_day
from app.data.queries.turn import newest_month, nothing_due
from app.data.queries.wallets import due_back, left_behind
from app.data.turn_tables import TurnRow
from app.domain.days import month_of, months_come
from app.domain.wallet import over_since
from app.services.context import Context
from app.services.month_turn import book_month
from app.services.wallet_money import give_back_waiting, release

Due = tuple[datetime, Callable[[], int]]


def turn(context: Context) -> int:
    """Book all that has come by now, whole or not at all; give how many transfers.

    Raises:
        StorageError: the file can't be read or written.
    """
    with context.database.write() as unit:
        booked = catch_up(context, unit.session)
        unit.commit()
    return booked


def keep_up(context: Context) -> None:
    """Do so if this process hasn't in this hour of the app's clock; a file that can't be written can still be read."""
    hour = context.clock.now().replace(minute=0, second=0, microsecond=0)
    if context.kept_up.hour == hour:
        return
    try:
        turn(context)
    except StorageError:
        return
    context.kept_up.hour = hour


def catch_up(context: Context, session: Session) -> int:
    """Book all that has come by now, in a unit that is to move money; give how many transfers. The caller commits."""
    if nothing_due(session, context.clock.now()):
        return 0
    due = sorted([*_months(context, session), *_out_of_wallets(context, session)], key=lambda one: one[0])
    return sum(book() for _, book in due)


def _months(context: Context, session: Session) -> Iterator[Due]:
    today = context.clock.today()
    known = _known_month(context, session, today)
    for month in months_come(known, today):
        yield _midnight(context, month), partial(book_month, context, session, month)


def _known_month(context: Context, session: Session, today: date) -> date:
    """Give the last month that is booked. An install begins with that of its last transfer, or with today's.

    Where the clock went back before anything was booked, months that seemed to have come are to come again.
    """
    reached = max(today, last_day(session) or today)
    known = newest_month(session)
    if known is not None and known > reached:
        session.exec(delete(TurnRow).where(col(TurnRow.month) > reached))
        known = newest_month(session)
    if known is None:
        known = month_of(last_day(session) or today)
        session.add(TurnRow(month=known, made_at=context.clock.now()))
        session.flush()
    return known


def _out_of_wallets(context: Context, session: Session) -> Iterator[Due]:
    now = context.clock.now()
    for top_up in session.exec(due_back(now)).all():
        at = top_up.returns_at.astimezone(now.tzinfo)
        yield at, partial(give_back_waiting, context, session, top_up, at.date())
    for row in session.exec(left_behind(now.date())).all():
        day = over_since(row.until, row.revoked_on, row.ended_on)
        if day is not None:
            yield _midnight(context, day), partial(release, context, session, row, day)


def _midnight(context: Context, day: date) -> datetime:
    return datetime.combine(day, time.min, context.clock.now().tzinfo)
