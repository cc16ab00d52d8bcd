"""Who uses this window: the user, their device, and the way to the services."""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, Collection
from contextvars import copy_context
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakSet

import flet as ft

from app.services import devices
from app.services.as_user import LoggedOutError, as_user
from app.services.bell import heard
from app.services.context import Context
from app.services.devices import LoggedIn
from app.services.notices import newest_notice
from app.services.preferences import set_look
from app.ui.guard import notify, safe
from app.ui.i18n import tr
from app.ui.paths import GUEST_PATHS, HOME
from app.ui.run import call
from app.ui.ticking import session_alive

P = ParamSpec("P")
T = TypeVar("T")

TOKEN_KEY = "gongji.token"  # noqa: S105 - the name of a place, not a secret
DEVICE_KEY = "gongji.device"
LOOK_KEY = "gongji.look"
STORE_WAIT_S = 5


@dataclass(frozen=True, slots=True)
class Look:
    """How the app looks to somebody: theme (see ThemeChoice), language (see Language), 长辈版 or not."""

    theme: str = "system"
    language: str = "zh"
    elder: bool = False


@dataclass(slots=True)
class _Above:
    words: str = ""


_above = _Above()


@ft.observable
@dataclass(eq=False)
class Changes:
    """How often something was changed. Apart from the session: who only holds pages isn't drawn anew by it."""

    count: int = 0


@ft.observable
@dataclass(eq=False)
class Session:
    """One window's session."""

    context: Context
    user: LoggedIn | None = None
    token: str = ""
    device: str = ""
    ready: bool = False
    changes: Changes = field(default_factory=Changes)
    guest_look: Look = field(default_factory=Look)
    chosen_as_guest: dict[str, Any] = field(default_factory=dict)
    """What was chosen on the login page: it is kept for whoever logs in there."""

    _heard: int | None = None
    """The last notice that this window knows of; None before it has looked. Underscored: it draws no page anew."""
    _rung: bool = False
    page: ft.Page | None = None
    standing: str = field(default_factory=lambda: _above.words)
    """What stands above every page, as a message id: why this tab of a browser only shows, or keeps nothing."""

    async def start(self) -> None:
        """Log in who is still logged in on this device."""
        self.page = ft.context.page
        _windows.add(self)
        # Asked at the same time: each answer takes as long as a tap does to come here.
        self.device, self.token, look = await asyncio.gather(*map(_stored, (DEVICE_KEY, TOKEN_KEY, LOOK_KEY)))
        self.guest_look = _look(look)
        self.user = await call(self.context, devices.resume, self.token) if self.token else None
        known, self.device = self.device, self.device or secrets.token_urlsafe(16)
        self.ready = True
        if not known:
            await _store(DEVICE_KEY, self.device)

    async def enter(self, user: LoggedIn) -> None:
        """Begin as this user, and stay logged in on this device."""
        await _store(TOKEN_KEY, user.token)
        page = ft.context.page
        self.token = user.token
        self.user = user
        if self.chosen_as_guest:
            chosen, self.chosen_as_guest = self.chosen_as_guest, {}
            await self.set_look(**chosen)
        if page.route in GUEST_PATHS:
            page.navigate(HOME)

    async def leave(self) -> None:
        """Log out on this device."""
        await call(self.context, devices.log_out, self.token)
        await _store(TOKEN_KEY, "")
        self.token = ""
        self.user = None
        ft.context.page.navigate(HOME)

    async def run(self, function: Callable[Concatenate[Context, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a service that asks for no user."""
        return await call(self.context, function, *args, **kwargs)

    async def ask(self, function: Callable[Concatenate[Context, int, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a service as the logged-in user; where the login has ended elsewhere, go back to the login page.

        Raises:
            LoggedOutError: nobody is logged in (any more).
        """
        try:
            result, told = await call(self.context, heard, cast("Any", as_user), self.token, function, *args, **kwargs)
        except LoggedOutError:
            self.user = None
            self.token = ""
            raise
        ring(told, self)
        return cast("T", result)

    async def listen(self) -> None:
        """Show what was told to this user since the window last looked, but for what was just done here."""
        if self.user is None:
            self._heard = None
            return
        newest = await self.ask(newest_notice)
        last, self._heard = self._heard, newest.notice_id if newest else 0
        if newest is not None and last is not None and newest.notice_id > last and self._rung:
            notify(tr(newest.title))
        self._rung = False

    @property
    def look(self) -> Look:
        """How this window looks: as its user chose, before a login as this device did."""
        return Look(self.user.theme, self.user.language, self.user.elder) if self.user else self.guest_look

    async def set_look(self, **chosen: Any) -> None:  # noqa: ANN401 - a field of Look each
        """Show the app in another theme, language or 长辈版 at once, and keep the choice (of the user, the device)."""
        self.guest_look = replace(self.guest_look, **chosen)
        await _store(LOOK_KEY, json.dumps(asdict(self.guest_look)))
        if self.user is not None:
            await self.ask(set_look, **chosen)
            self.user = replace(self.user, **chosen)
        else:
            self.chosen_as_guest |= chosen

    async def wake(self) -> None:
        """Load anew because of what was done in another window."""
        self._rung = True
        self.changed()

    async def stand(self) -> None:
        """Show what stands above every page now, and load anew."""
        self.standing = _above.words
        self.changed()

    def changed(self) -> None:
        """Let every open page load its data anew, and show what its user was told meanwhile."""
        self.changes.count += 1
        _run_in(self, self.listen)


_windows: WeakSet[Session] = WeakSet()


def stand_above(words: str) -> None:
    """Let this stand above every page of all windows (nothing: no more), and let them load anew."""
    _above.words = words
    for window in list(_windows):
        _run_in(window, window.stand)


def ring(told: Collection[int], by: Session) -> None:
    """Let the other windows of these people load anew, and say what they were told."""
    for window in list(_windows) if told else ():
        page = window.page
        if window is by or page is None or window.user is None or window.user.person_id not in told:
            continue
        _run_in(window, window.wake)


def _run_in(window: Session, step: Callable[[], Awaitable[None]]) -> None:
    """Have a step done in a window that is there."""
    page = window.page
    if page is not None and session_alive(page) and page.session.connection is not None:
        # In a context of its own: Flet makes the page whose task it is the one at hand.
        copy_context().run(page.run_task, safe(step))


SessionContext = ft.create_context(cast("Session", None))
ChangesContext = ft.create_context(cast("Changes", None))


def use_session() -> Session:
    """Give the session of this window (a hook)."""
    return ft.use_context(SessionContext)


def use_changes() -> int:
    """Tell how often something was changed in this window (a hook): what it loads depends on it, with what it shows."""
    return ft.use_context(ChangesContext).count


def _look(kept: str) -> Look:
    """Read what the device keeps; anything else is the look of a new device."""
    try:
        return Look(**json.loads(kept))
    except (TypeError, ValueError):
        return Look()


async def _stored(key: str) -> str:
    """Give a text kept on the device; nothing where the client doesn't answer."""
    try:
        value = await asyncio.wait_for(ft.SharedPreferences().get(key), STORE_WAIT_S)
    except (TimeoutError, RuntimeError):
        return ""
    return value if isinstance(value, str) else ""


async def _store(key: str, value: str) -> None:
    try:
        await asyncio.wait_for(ft.SharedPreferences().set(key, value), STORE_WAIT_S)
    except (TimeoutError, RuntimeError):
        return
