"""When there is nothing, not yet, or no way: empty state, skeleton, error card."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui.components import buttons
from app.ui.components.surfaces import card
from app.ui.components.waiting import long_wait
from app.ui.i18n import mark, tr
from app.ui.theme import Style, text


def empty_state(
    style: Style,
    title: str,
    body: str | None = None,
    *,
    icon: ft.IconData = ft.Icons.INBOX_OUTLINED,
    action: str | None = None,
    on_action: Callable[..., Any] | None = None,
) -> ft.Control:
    """Return what stands where nothing is yet: what it will be, and how to begin."""
    color = style.color
    pieces: list[ft.Control] = [
        ft.Container(
            ft.Icon(icon, size=style.size.icon_l, color=color.cobalt),
            width=style.size.badge_l,
            height=style.size.badge_l,
            bgcolor=color.glaze,
            border_radius=style.corner.card,
            alignment=ft.Alignment.CENTER,
        ),
        text(style, "title_2", title, align=ft.TextAlign.CENTER),
    ]
    if body:
        pieces.append(text(style, "label", body, color=color.ink_2, align=ft.TextAlign.CENTER))
    if action:
        pieces.append(buttons.tonal(style, action, on_action))
    return ft.Container(
        ft.Column(pieces, spacing=style.space.s3, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER),
        padding=ft.Padding.symmetric(vertical=style.space.s8, horizontal=0 if style.window.stacked else style.space.s4),
        alignment=ft.Alignment.CENTER,
    )


def skeleton(
    style: Style, *, lines: int = 3, height: float | None = None, saying: str = mark("正在取数据")
) -> ft.Control:
    """Return a card's shape while its content is on the way; ``saying`` is heard, and after a second read."""
    color, thick = style.color, style.size.skeleton_line
    bars: list[ft.Control] = [
        ft.Row(
            [
                ft.Container(
                    expand=6 if number == lines - 1 else 10, height=thick, border_radius=thick / 2, bgcolor=color.glaze
                ),
                ft.Container(expand=4 if number == lines - 1 else 1),
            ],
            spacing=0,
        )
        for number in range(lines)
    ]
    body = ft.Container(
        ft.Column(
            [*bars, long_wait(saying)],
            spacing=style.space.s4,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        height=height,
        padding=ft.Padding.symmetric(vertical=style.space.s2),
    )
    return ft.Semantics(content=card(style, body), label=tr(saying), exclude_semantics=True, live_region=True)


def error_card(style: Style, message: str, *, on_retry: Callable[..., Any] | None = None) -> ft.Control:
    """Return a failure in words, with a way to try again."""
    color = style.color
    pieces: list[ft.Control] = [
        ft.Row(
            [
                ft.Icon(ft.Icons.ERROR_OUTLINE, size=style.size.icon, color=color.vermilion_ink),
                text(style, "body", message, expand=True),
            ],
            spacing=style.space.s3,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
    ]
    if on_retry:
        pieces.append(buttons.plain(style, tr("再试一次"), on_retry))
    return ft.Semantics(
        content=ft.Container(
            ft.Column(pieces, spacing=style.space.s2, tight=True),
            bgcolor=color.vermilion_tint,
            border_radius=style.corner.card,
            padding=style.space.s4,
        ),
        live_region=True,
    )
