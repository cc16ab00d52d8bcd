"""Leaving a page closes what it had open: by the browser's Back the question would stay, over the next page.

A browser that comes back at another address has been sent the page before it is asked here: flet_mends.py closes then.
A link from outside is such a leaving, too: its address becomes one of the app's own.
"""

import asyncio
from typing import Any

import flet as ft

from app.ui.deep_links import own_address
from app.ui.guard import safe, use_safe_effect

_LOOK_AGAIN_S = 0.02
_GONE_S = 0.1
"""Flet's client has to begin closing before its page is exchanged: at the same moment it forgets to."""
_KINDS = (ft.AlertDialog, ft.BottomSheet, ft.DatePicker)


def use_leaving() -> None:
    """Close dialogs and sheets before another address is shown (a hook, beside a Router)."""
    page = ft.context.page
    page.route = own_address(page.route)  # the Router, which comes next, begins with it

    async def listen() -> None:
        while getattr(page.on_route_change, "__module__", "") != ft.Router.__module__:  # noqa: ASYNC110 - Flet says nothing
            await asyncio.sleep(_LOOK_AGAIN_S)
        show: Any = page.on_route_change

        async def leave(event: ft.RouteChangeEvent) -> None:
            if _closed(page):
                await asyncio.sleep(_GONE_S)
            event.route = page.route = own_address(event.route)
            show(event)

        page.on_route_change = safe(leave)

    use_safe_effect(listen, [])


def _closed(page: ft.Page) -> bool:
    """Close what is open; tell whether anything was."""
    dialogs = page._dialogs.controls  # noqa: SLF001 - Flet tells of them in no other way
    shown = [one for one in dialogs if isinstance(one, _KINDS) and one.open]
    for one in shown:
        one.open = False
        one.update()
    return bool(shown)
