"""Passwords tried: each try is counted before it is checked, so that many at once get no further than one by one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete

from app.data.people_tables import TryRow
from app.domain.errors import InputError
from app.domain.words import Words
from app.services.context import Context

FREE_TRIES = 3
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=30)
KEPT = timedelta(days=1)
MINUTE = 60


def wait_after(wrong_tries: int) -> timedelta:
    """Give the wait after so many wrong tries in a row: none after two, 30 s after three, doubling up to 30 min."""
    if wrong_tries < FREE_TRIES:
        return timedelta()
    doublings = min(wrong_tries - FREE_TRIES, 12)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


@dataclass(frozen=True)
class Lock:
    """What a password opens: whose tries are counted (`subject`), the field it is typed in, the words when wrong.

    `wrong` may use {left}, `wrong_and_wait` {wait}.
    """

    subject: str
    field: str
    wrong: str
    wrong_and_wait: str


def try_password(context: Context, lock: Lock, kept: str | None, typed: str) -> None:
    """Check a password against what is kept (None: there is none, which takes as long and sounds the same).

    Slow on purpose: never call it while holding the write lock. After a right one the caller forgets the tries.

    Raises:
        InputError: wrong, or too many tries (the lock's field).
    """
    tries = _count(context, lock)
    if kept is None:
        context.passwords.hash(typed)
    elif context.passwords.matches(kept, typed):
        return
    wait = wait_after(tries)
    if wait:
        raise InputError(lock.field, lock.wrong_and_wait, wait=in_words(wait))
    raise InputError(lock.field, lock.wrong, left=FREE_TRIES - tries)


def forget_tries(context: Context, session: Session, subject: str) -> None:
    """Start counting anew, as after a right password; the caller commits."""
    session.exec(delete(TryRow).where(col(TryRow.subject) == _digest(context, subject)))


def _count(context: Context, lock: Lock) -> int:
    """Count one more try and give how many there are now; refuse while there is a wait."""
    now, subject = context.clock.real_now(), _digest(context, lock.subject)
    with context.database.write() as unit:
        unit.session.exec(delete(TryRow).where(col(TryRow.last_at) < now - KEPT))
        row = unit.session.get(TryRow, subject) or TryRow(subject=subject, tries=0, last_at=now)
        _check_wait(row.locked_until, now, lock.field)
        row.tries += 1
        row.last_at = now
        row.locked_until = now + wait_after(row.tries)
        tries = row.tries
        unit.session.add(row)
        unit.commit()
    return tries


def _check_wait(until: datetime | None, now: datetime, field: str) -> None:
    # A clock moved back must not lock anybody out for longer than the longest wait.
    if until is not None and now < until <= now + LONGEST_WAIT:
        raise InputError(field, "错得太多次，{wait}后再试", wait=in_words(until - now))


def _digest(context: Context, subject: str) -> str:
    return context.vault.digest("tries", subject)


def in_words(wait: timedelta) -> Words:
    """Give a wait in words: seconds below a minute, else minutes, rounded up."""
    seconds = max(-(-wait // timedelta(seconds=1)), 1)
    if seconds < MINUTE:
        return Words("{seconds} 秒", seconds=seconds)
    return Words("{minutes} 分钟", minutes=-(-seconds // MINUTE))
