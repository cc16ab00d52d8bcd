"""What a phone can do besides showing a page: be felt, shine, and stay awake."""

import asyncio
import logging
from collections.abc import Awaitable
from enum import Enum, auto
from weakref import WeakKeyDictionary

import flet as ft

from app.ui.guard import use_safe_effect
from app.ui.ticking import on_screen, session_alive

_log = logging.getLogger("gongji.ui")
_LOOK_AGAIN_S = 0.5
_WAIT_S = 5


# Kept: a late answer to a service that is gone is an error in Flet.
_hands: WeakKeyDictionary[ft.Page, ft.HapticFeedback] = WeakKeyDictionary()


class Feel(Enum):
    """A moment that can be felt."""

    CHANGED = auto()
    """Another person, another choice."""
    DONE = auto()
    """Something is paid, or settled for good."""
    REFUSED = auto()
    """Something can't be."""


def is_phone(page: ft.Page) -> bool:
    """Tell whether this is the app on a phone; a phone's browser can do less."""
    return not page.web and page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)


async def feel(page: ft.Page, moment: Feel) -> None:
    """Let a moment be felt, on phones."""
    if not is_phone(page):
        return
    touch = _hands.get(page) or _hands.setdefault(page, ft.HapticFeedback())
    strength = {Feel.CHANGED: touch.selection_click, Feel.DONE: touch.medium_impact, Feel.REFUSED: touch.heavy_impact}
    await _asked(strength[moment]())  # type: ignore[no-untyped-call]


def use_felt_no(refused: bool) -> None:  # noqa: FBT001 - the one thing it is about
    """Let a refusal be felt when it comes (a hook)."""
    page = ft.context.page

    async def tell() -> None:
        if refused:
            await feel(page, Feel.REFUSED)

    use_safe_effect(tell, [refused])


class _Lamp:
    """The screen of one window: bright and awake while at least one page holds it so."""

    def __init__(self) -> None:
        self.holders: set[str] = set()
        self.awake: ft.Wakelock | None = None
        self.brightness: ft.ScreenBrightness | None = None

    async def turn(self, page: ft.Page, path: str, *, on: bool) -> None:
        """Let the page at ``path`` hold it, or let go."""
        before = bool(self.holders)
        (self.holders.add if on else self.holders.discard)(path)
        if bool(self.holders) == before:
            return
        self.awake = self.awake or ft.Wakelock()
        await _asked(self.awake.enable() if on else self.awake.disable())  # type: ignore[no-untyped-call]
        if is_phone(page):  # browsers and windows can't
            self.brightness = self.brightness or ft.ScreenBrightness()
            await _asked(
                self.brightness.set_application_screen_brightness(1.0)
                if on
                else self.brightness.reset_application_screen_brightness()  # type: ignore[no-untyped-call]
            )


_lamps: WeakKeyDictionary[ft.Page, _Lamp] = WeakKeyDictionary()


def use_bright_screen(path: str, *, wanted: bool) -> None:
    """Keep the screen bright and awake while the page at ``path`` is on it (a hook), and give it back on leaving."""
    page = ft.context.page
    lamp = _lamps.setdefault(page, _Lamp())

    async def follow() -> None:
        while session_alive(page):
            await lamp.turn(page, path, on=wanted and on_screen(page, path))
            if page.app_visible:
                await asyncio.sleep(_LOOK_AGAIN_S)
            else:
                await page.wait_until_visible()

    async def let_go() -> None:
        await lamp.turn(page, path, on=False)

    use_safe_effect(follow, [path, wanted], let_go)


async def _asked(work: Awaitable[object]) -> None:
    """Wait for a client that may not be able to: the page is the same without."""
    try:
        await asyncio.wait_for(work, _WAIT_S)
    except (TimeoutError, RuntimeError, AttributeError) as error:  # the last: Flet has no queue for who has just gone
        _log.debug("the client can't: %s", error)
