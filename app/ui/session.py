"""Who uses this window: the user, their device, and the way to the services."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import flet as ft

from app.services import devices
from app.services.as_user import LoggedOutError, as_user
from app.services.context import Context
from app.services.devices import LoggedIn
from app.ui.paths import GUEST_PATHS, HOME
from app.ui.run import call

P = ParamSpec("P")
T = TypeVar("T")

TOKEN_KEY = "gongji.token"  # noqa: S105 - the name of a place, not a secret
DEVICE_KEY = "gongji.device"
STORE_WAIT_S = 5


@ft.observable
@dataclass
class Session:
    """One window's session. `version` grows when something was changed, so that open pages load anew."""

    context: Context
    user: LoggedIn | None = None
    token: str = ""
    device: str = ""
    ready: bool = False
    version: int = 0

    async def start(self) -> None:
        """Log in who is still logged in on this device."""
        self.device = await _stored(DEVICE_KEY) or ""
        if not self.device:
            self.device = secrets.token_urlsafe(16)
            await _store(DEVICE_KEY, self.device)
        self.token = await _stored(TOKEN_KEY)
        self.user = await call(self.context, devices.resume, self.token) if self.token else None
        self.ready = True

    async def enter(self, user: LoggedIn) -> None:
        """Begin as this user, and stay logged in on this device."""
        await _store(TOKEN_KEY, user.token)
        page = ft.context.page
        self.token = user.token
        self.user = user
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
            return await call(self.context, cast("Any", as_user), self.token, function, *args, **kwargs)
        except LoggedOutError:
            self.user = None
            self.token = ""
            raise

    def set_theme(self, theme: str) -> None:
        """Show the app in another theme at once."""
        if self.user is not None:
            self.user = replace(self.user, theme=theme)

    def changed(self) -> None:
        """Let every open page load its data anew."""
        self.version += 1


SessionContext = ft.create_context(cast("Session", None))


def use_session() -> Session:
    """Give the session of this window (a hook)."""
    return ft.use_context(SessionContext)


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
