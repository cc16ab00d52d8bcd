"""Nothing a user does may freeze the page or show a traceback.

Flet 1.0.5 freezes a session when rendering fails, and sends the traceback of a failing handler to the client. So every
component of ours is made by :func:`component`, every handler and effect goes through :func:`safe`, a watchdog restarts
the session's scheduler, and :func:`install` replaces what Flet sends to the client. An expected failure
(:class:`~app.domain.errors.GongjiError`) is told in its own words; anything else is logged, and told in one sentence.
"""

import asyncio
import functools
import inspect
import logging
import secrets
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, ParamSpec, TypeVar, cast, overload

import flet as ft
from flet.messaging.protocol import Message, MessageAction, SessionCrashedBody
from flet.messaging.session import Session

from app.domain.errors import GongjiError
from app.ui import flet_mends
from app.ui.i18n import mark, tr
from app.ui.sizes import Size, Space, Times

P = ParamSpec("P")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])

_log = logging.getLogger("gongji.ui")
_tasks: set[asyncio.Future[Any]] = set()
NEUTRAL = mark("出了点问题，刚才的操作没有完成。再试一次；还是不行，记下编号 {number}。")
_SIZE, _SPACE, _TIMES = Size(), Space(), Times()


def notify(message: str) -> None:
    """Show a sentence in a snack bar of the page at hand; screen readers read it out."""
    ft.context.page.show_dialog(
        ft.SnackBar(
            ft.Semantics(content=ft.Text(message), live_region=True), duration=ft.Duration(milliseconds=_TIMES.snack)
        )
    )


def report(error: Exception, where: str) -> str:
    """Tell the user about a failure, and give what was told.

    An expected one is told in its words; any other is logged, and told in the neutral sentence with its number.
    """
    words = tr(error.words) if isinstance(error, GongjiError) else log_failure(error, f"unhandled in {where}")
    _tell(words)
    return words


def log_failure(error: BaseException | str, where: str) -> str:
    """Log a failure under a new number, and give the neutral sentence with it: so the two can be brought together."""
    number = secrets.token_hex(3).upper()
    if isinstance(error, BaseException):
        _log.error("[%s] %s", number, where, exc_info=error)
    else:
        _log.error("[%s] %s: %s", number, where, error)
    return tr(NEUTRAL, number=number)


def _tell(message: str) -> None:
    try:
        notify(message)
    except Exception:  # noqa: BLE001 - a page that can't even show a snack bar must not fail twice
        _log.exception("could not notify")


def safe(function: F) -> F:
    """Guard a handler, an effect or a task: failures are reported, never raised.

    The result keeps the function's arity and coroutine-ness, as Flet looks at both. A plain function that returns a
    coroutine (``lambda e: save()``) has it run, which Flet by itself forgets.
    """
    where = getattr(function, "__qualname__", None) or type(function).__qualname__
    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def guarded_async(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the guarded function
            return await _awaited(function(*args, **kwargs), where)

        return cast("F", guarded_async)

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the guarded function
        try:
            result = function(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - the boundary itself
            report(error, where)
            return None
        if inspect.iscoroutine(result):
            task = asyncio.ensure_future(_awaited(result, where))
            _tasks.add(task)
            task.add_done_callback(_tasks.discard)
            return None
        return result

    return cast("F", guarded)


async def _awaited(work: Coroutine[Any, Any, R], where: str) -> R | None:
    try:
        return await work
    except Exception as error:  # noqa: BLE001 - the boundary itself; cancellation passes
        report(error, where)
        return None


def use_safe_effect(
    setup: Callable[[], Any],
    dependencies: Sequence[Any] | None = None,
    cleanup: Callable[[], Any] | None = None,
) -> None:
    """Run a guarded effect (a hook). There always is a cleanup: without one Flet never cancels an async effect."""
    ft.use_effect(safe(setup), dependencies, safe(cleanup or _nothing))


def _nothing() -> None:
    """Stand in for a cleanup."""


@overload
def component(function: Callable[P, R]) -> Callable[P, R]: ...
@overload
def component(*, view: bool) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
def component(
    function: Callable[P, R] | None = None, *, view: bool = False
) -> Callable[P, R] | Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a component that never freezes the page: when it fails, a retry is shown in its place.

    Use it instead of ``ft.component``. ``view=True`` is for components of a route, which must return an ``ft.View``.
    One that lies below another page stays as it was shown last: what has changed is drawn when it is on top again.
    """
    if function is None:
        return lambda found: _boundary(found, view=view)
    return _boundary(function, view=view)


def _boundary(function: Callable[P, R], *, view: bool) -> Callable[P, R]:
    @ft.component
    @functools.wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        # These hooks come first in every render, so that the fallback needs none: hooks are positional.
        _, set_attempt = ft.use_state(0)
        path = (ft.use_view_path() or "/") if view else ""
        shown = ft.use_ref(cast("R | None", None))
        if shown.current is not None and view and below_another(path):
            return shown.current
        try:
            shown.current = function(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - the boundary itself
            words = log_failure(error, f"render of {function.__qualname__}")
            body = _fallback(words, lambda: set_attempt(lambda count: count + 1))
            return cast("R", _fallback_view(path, body) if view else body)
        return shown.current

    return guarded


def below_another(path: str) -> bool:
    """Tell whether the page with this path lies below that of the address, and has no dialog open over all pages."""
    page = ft.context.page
    top = page.route.partition("?")[0]
    if top == path or not top.startswith(path.rstrip("/") + "/"):
        return False
    return not any(dialog.open for dialog in page._dialogs.controls)  # noqa: SLF001 - it has no other name


def _fallback(words: str, retry: Callable[[], None]) -> ft.Control:
    return ft.Container(
        ft.Column(
            [
                ft.Icon(ft.Icons.ERROR_OUTLINE),
                ft.Text(tr("这一块没能显示出来")),
                ft.Text(words),
                ft.Button(tr("再试一次"), on_click=safe(retry), height=_SIZE.touch),
            ],
            tight=True,
        ),
        padding=_SPACE.s5,
    )


def _fallback_view(path: str, body: ft.Control) -> ft.View:
    return ft.View(route=path, appbar=ft.AppBar(title=tr("出错了")), controls=[body])


def install() -> None:
    """Replace what Flet sends to a client when something fails, once for the process: no traceback leaves it."""
    flet_mends.mend(lambda error: _tell(log_failure(error, "drawing before an event")))
    Session.error = _session_error  # type: ignore[method-assign, assignment]


def _session_error(session: Session, message: str) -> None:
    words = log_failure(message, f"session {session.id}")
    try:
        session.page.show_dialog(ft.SnackBar(words))
    except Exception:  # noqa: BLE001 - the boundary itself
        _log.exception("could not notify")
        connection = session.connection
        if connection is not None:  # nothing is on the screen yet: Flet's own error page, with our sentence
            connection.send_message(Message(MessageAction.SESSION_CRASHED, SessionCrashedBody(words)))


def watch(page: ft.Page) -> None:
    """Restart the session's scheduler when it dies (a wrong control, an unserialisable value), and say so.

    Call it once after ``page.render_views``.
    """
    _watch_session(page.session)


def _watch_session(session: Session) -> None:
    session.start_updates_scheduler()  # type: ignore[no-untyped-call]
    task = cast("asyncio.Task[None]", session._Session__updates_task)  # type: ignore[attr-defined] # noqa: SLF001

    def on_end(ended: "asyncio.Task[None]") -> None:
        if ended.cancelled() or session._Session__closed:  # type: ignore[attr-defined] # noqa: SLF001
            return
        error = ended.exception()
        if error is not None:
            words = log_failure(error, "the page's scheduler died; restarting it")
            _watch_session(session)
            _tell(words)

    task.add_done_callback(on_end)
