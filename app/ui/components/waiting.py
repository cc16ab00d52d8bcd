"""What takes longer than a second says so: a bar that moves, and words."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import flet as ft

from app.ui.guard import component, use_safe_effect
from app.ui.i18n import mark, tr
from app.ui.theme import Style, text, use_style

LONG_S = 1.0
WORKING = mark("还在办，再等一下")


@component
def long_wait(saying: str) -> ft.Control:
    """Show nothing for a second, then a bar with ``saying`` (a component)."""
    style = use_style()
    long, set_long = ft.use_state(False)  # noqa: FBT003 - a hook's first value

    async def wait() -> None:
        await asyncio.sleep(LONG_S)
        set_long(True)

    use_safe_effect(wait, [])
    return wait_bar(style, saying) if long else ft.Container()


def wait_bar(style: Style, saying: str) -> ft.Control:
    """Return a bar that moves, and what is waited for."""
    color, tall = style.color, style.size.wait_bar
    return ft.Column(
        [
            ft.ProgressBar(bar_height=tall, color=color.cobalt, bgcolor=color.glaze, border_radius=tall / 2),
            text(style, "label", saying, color=color.ink_2),
        ],
        spacing=style.space.s2,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@asynccontextmanager
async def waited_for(page: ft.Page, style: Style) -> AsyncIterator[None]:
    """Show on top of the page, after a second, that what runs inside is still running."""
    telling = asyncio.ensure_future(_tell(page, style))
    try:
        yield
    finally:
        telling.cancel()
        with suppress(asyncio.CancelledError, RuntimeError):
            await telling


async def _tell(page: ft.Page, style: Style) -> None:
    await asyncio.sleep(LONG_S)
    said = ft.Semantics(content=wait_bar(style, tr(WORKING)), live_region=True)
    sign = ft.Container(
        ft.SafeArea(ft.Container(said, padding=style.space.s4), avoid_intrusions_bottom=False),
        left=0,
        right=0,
        top=0,
        bgcolor=style.color.surface,
        shadow=style.card_shadow,
        ignore_interactions=True,
    )
    page.overlay.append(sign)
    page.update()
    try:
        await asyncio.Event().wait()
    finally:
        with suppress(RuntimeError, ValueError):  # the session may be gone
            page.overlay.remove(sign)
            page.update()
