"""Flet's own window: where it was and how large, no smaller than it may be, and to the front when asked."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import flet as ft

from app.web.single import Place
from app.web.window_box import LEAST_HEIGHT, LEAST_WIDTH, Box, keep_box, read_box

Show = Callable[[ft.Page], Awaitable[None]]
KEPT_AT = frozenset({ft.WindowEventType.RESIZED, ft.WindowEventType.MOVED, ft.WindowEventType.CLOSE})
FRONT_SECONDS = 3


def in_own_window(show: Show, folder: Path, place: Place) -> Show:
    """Give what shows the app in a window that opens where it was, and keeps in `folder` where it is."""

    async def show_there(page: ft.Page) -> None:
        _put(page.window, read_box(folder))
        page.window.on_event = lambda event: _keep(folder, page.window, event)
        place.to_front = _to_front(page)
        await show(page)

    return show_there


def _put(window: ft.Window, box: Box) -> None:
    window.min_width, window.min_height = LEAST_WIDTH, LEAST_HEIGHT
    window.width, window.height = box.width, box.height
    if box.left is not None and box.top is not None:
        window.left, window.top = box.left, box.top


def _keep(folder: Path, window: ft.Window, event: ft.WindowEvent[ft.Window]) -> None:
    if event.type not in KEPT_AT or window.maximized or window.minimized or window.full_screen:
        return
    if window.width and window.height:
        left, top = (None if one is None else round(one) for one in (window.left, window.top))
        keep_box(folder, Box(round(window.width), round(window.height), left, top))


def _to_front(page: ft.Page) -> Callable[[], bool]:
    """Give a function for another thread that brings the window to the front, and tells whether it did."""
    loop = asyncio.get_running_loop()

    async def come() -> None:
        page.window.minimized = False
        page.window.update()
        await page.window.to_front()  # type: ignore[no-untyped-call]

    def to_front() -> bool:
        with contextlib.suppress(TimeoutError, RuntimeError):
            asyncio.run_coroutine_threadsafe(come(), loop).result(FRONT_SECONDS)
            return True
        return False

    return to_front
