"""What goes on by itself while a page is open: it ends with the session, and rests while nobody looks."""

from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import parse_qs, urlparse

import flet as ft

from app.ui.guard import safe


def session_alive(page: ft.Page) -> bool:
    """Tell whether a window may still come back. Flet doesn't cancel the effects of a session that has expired."""
    try:
        expires_at = page.session.expires_at
    except RuntimeError:  # the session is gone altogether
        return False
    return expires_at is None or datetime.now(UTC) < expires_at


def watch_window(page: ft.Page) -> None:
    """Look at a window anew when it connects: a reload says that the old page hid, not that the new one shows.

    Nor does it say that the window has another size than the old page had.
    """

    def shown() -> None:
        event = ft.AppLifecycleStateChangeEvent(
            name="app_lifecycle_state_change", control=page, state=ft.AppLifecycleState.RESUME
        )
        page.before_event(cast("ft.Event[Any]", event))
        if page.on_resize is not None:
            size = ft.PageResizeEvent(name="resize", control=page, width=page.width or 0, height=page.height or 0)
            cast("Any", page.on_resize)(size)

    page.on_connect = safe(shown)


def on_screen(page: ft.Page, path: str) -> bool:
    """Tell whether the page at this address is on top, in a window that is there and can be seen."""
    connection = cast("object | None", page.session.connection)  # None while the client is away, whatever Flet says
    return page.app_visible and connection is not None and urlparse(page.route or "/").path == path


def asked_for(page: ft.Page, path: str, name: str) -> int | None:
    """Give a number from the query string, if the window is at this address: 3 of ``/code?who=3`` for ``who``."""
    address = urlparse(page.route or "/")
    found = parse_qs(address.query).get(name, [""])[0]
    return int(found) if address.path == path and found.isdecimal() else None
