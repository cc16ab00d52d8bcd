"""Back from a page that stands on another: Flet's router comes back from a modal's child to where the modal was opened.

A page that says where its arrow, the system's Back and a swipe lead, comes back to the page it was opened on.
"""

from collections.abc import Awaitable, Callable
from typing import cast

import flet as ft

from app.ui.paths import go

Back = Callable[[object], Awaitable[None]]
Keep = Callable[[ft.View], ft.View]


def use_way_back(path: str) -> tuple[Back, Keep]:
    """Give the handler for ``on_confirm_pop`` (with ``can_pop=False``), and what the page's view goes through (a hook).

    ``back, keep = use_way_back(CLASHES)``, then ``return keep(page_view(…, can_pop=False, on_confirm_pop=back))``.
    """
    view_ref = ft.use_ref(cast("ft.View | None", None))

    async def back(_event: object) -> None:
        go(path)
        if view_ref.current is not None:
            await view_ref.current.confirm_pop(False)  # noqa: FBT003 - Flet's own

    def keep(view: ft.View) -> ft.View:
        view_ref.current = view
        return view

    return back, keep
