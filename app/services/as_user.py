"""Runs a service as whoever is logged in with a token, for as long as that login holds."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import col, select

from app.data.people_tables import LoginRow
from app.domain.errors import NotAllowed
from app.services.context import Context
from app.services.preferences import clock_shift_in
from app.services.turn import keep_up

P = ParamSpec("P")
T = TypeVar("T")


class LoggedOutError(NotAllowed):
    """The login has ended: logged out in another window, or by a new password."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("登录已经失效，再登录一次")


def as_user(
    context: Context,
    token: str,
    function: Callable[Concatenate[Context, int, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run ``function(context, user_id, …)`` for the user of this login, on the install's day.

    The day may have been moved by another process on the same files; what the calendar has brought since is booked.

    Raises:
        LoggedOutError: the login has ended.
    """
    digest = context.vault.digest("token", token)
    with context.database.read() as session:
        user_id = session.exec(
            select(LoginRow.user_id).where(LoginRow.token_digest == digest, col(LoginRow.ended_at).is_(None))
        ).first()
        shift_days = clock_shift_in(session)
    if context.clock.shift_days != shift_days:
        context.clock.shift_days = shift_days
    if user_id is None:
        raise LoggedOutError
    keep_up(context)
    return function(context, user_id, *args, **kwargs)
