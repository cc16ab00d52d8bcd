"""Back from a page that stands on another: Flet's router comes back from a modal's child to where the modal was opened.

A page that says where its arrow, the system's Back and a swipe lead, comes back to the page it was opened on.
"""

from collections.abc import Awaitable, Callable
from weakref import ref

import flet as ft

from app.ui.guard import safe
from app.ui.paths import go, go_tab


def use_way_back(view: ft.View, path: str) -> ft.View:
    """Let a page's view lead back to an address (a hook; ``page_view(…, below=CLASHES)`` calls it)."""
    # Weak: a view that holds itself stays until somebody looks for garbage. In a tuple: what can be called is called.
    newest = ft.use_ref((ref(view),))
    newest.current = (ref(view),)

    async def back(_event: object) -> None:
        go(path)
        shown = newest.current[0]() if newest.current else None
        if shown is not None:
            await shown.confirm_pop(False)  # noqa: FBT003 - Flet's own

    view.can_pop = False
    view.on_confirm_pop = safe(back)
    return view


def back_from(tab: int | None) -> Callable[..., Awaitable[None]]:
    """Give what Android's Back does at a tab: from 首页 it leaves the app, from any other it leads there."""

    async def back(event: ft.Event[ft.View]) -> None:
        if tab:
            go_tab(0)
        await event.control.confirm_pop(not tab)

    return back
