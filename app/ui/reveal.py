"""Bringing into view what went wrong below the fold, once it is drawn."""

import asyncio
from collections.abc import Callable
from typing import cast

import flet as ft

from app.ui.guard import use_safe_effect

DRAWN_S, SCROLL_MS = 0.15, 240


class Reveal:
    """A page's body (give ``scroller`` to ``page_view`` as ``body_ref``) that can be moved to its top or its end."""

    def __init__(self) -> None:
        """Begin without a body; the page's first render brings it."""
        self.scroller = ft.Ref[ft.Column]()

    async def show(self, *, top: bool) -> None:
        """Move to the top or the end, after what is drawn just now."""
        await asyncio.sleep(DRAWN_S)
        body = self.scroller.current
        if body is not None:
            await body.scroll_to(offset=0 if top else -1, duration=SCROLL_MS)


def use_reveal_end() -> tuple[Reveal, Callable[[], None]]:
    """Return a body, and what moves it to its end (a hook): for pages whose question stands last."""
    kept = ft.use_ref(cast("Reveal | None", None))
    reveal = kept.current = kept.current or Reveal()
    times, set_times = ft.use_state(0)

    async def show() -> None:
        if times:
            await reveal.show(top=False)

    use_safe_effect(show, [times])
    return reveal, lambda: set_times(lambda old: old + 1)
