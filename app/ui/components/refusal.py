"""Every no has four parts: what isn't paid, why in one sentence, the source and its day, what would change it."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.ui.components.rows import rows
from app.ui.components.surfaces import card, section, source_line
from app.ui.components.tags import tag
from app.ui.components.touch import touchable
from app.ui.guard import safe
from app.ui.i18n import joined, mark, tr
from app.ui.theme import Style, rich, text


@dataclass(frozen=True, slots=True)
class WayOut:
    """What would change a refusal: a title, a condition, the computed outcome. ``works`` False: no source says."""

    title: str
    note: str | None
    outcome: str
    works: bool
    icon: ft.IconData = ft.Icons.SWAP_HORIZ
    on_click: Callable[..., Any] | None = None


def refusal_card(
    style: Style,
    title: str,
    why: str,
    *,
    quote: str | None = None,
    source: str,
    on_source: Callable[..., Any] | None = None,
) -> ft.Control:
    """Return the first three parts of a no. In ``why``, ``**words**`` are set in 600."""
    color, huge = style.color, style.window.huge
    sign = ft.Icon(ft.Icons.BLOCK, size=style.size.icon_no, color=color.vermilion_ink)
    head = ft.Semantics(
        content=text(style, "title_2", title, color=color.vermilion_ink), header=True, expand=None if huge else True
    )
    pieces: list[ft.Control] = [
        ft.Column([sign, head], spacing=0, tight=True)
        if huge
        else ft.Row([sign, head], spacing=style.space.h5, vertical_alignment=ft.CrossAxisAlignment.START),
        rich(style, "body", why),
    ]
    if quote:
        pieces.append(
            ft.Container(
                text(style, "label", tr("“{quote}”", quote=quote), color=color.ink_2),
                padding=ft.Padding.only(left=style.space.s3),
                border=ft.Border.only(left=ft.BorderSide(style.size.quote_line, color.vermilion)),
            )
        )
    pieces.append(source_line(style, source, on_source, spoken=tr("依据：{source}", source=source)))
    return ft.Semantics(
        content=ft.Container(
            ft.Column(pieces, spacing=style.space.s2, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
            bgcolor=color.vermilion_tint,
            border_radius=style.corner.card,
            padding=ft.Padding.only(
                left=style.space.s4,
                right=style.space.s4,
                top=style.space.s4,
                bottom=style.space.s1 if on_source else style.space.s4,
            ),
        ),
        container=True,
    )


def ways_out(
    style: Style, ways: Sequence[WayOut], *, title: str = mark("怎样才能付？"), note: str = mark("都替您试算过")
) -> ft.Control:
    """Return the fourth part: what would change it, each with its computed outcome as a tag."""
    tried = text(style, "caption", note, color=style.color.ink_3)
    titled = section(style, title)
    if style.window.stacked:
        head: ft.Control = ft.Column([titled, tried], spacing=0, tight=True)
    else:
        head = ft.Row([ft.Container(titled, expand=True), tried])
    listed = [_way(style, way) for way in ways]
    return ft.Column(
        [
            head,
            card(
                style, rows(style, listed, indent=style.space.s4), padding=ft.Padding.symmetric(vertical=style.space.s1)
            ),
        ],
        spacing=style.space.s2,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _way(style: Style, way: WayOut) -> ft.Control:
    words: list[ft.Control] = [text(style, "body", way.title)]
    if way.note:
        words.append(text(style, "caption", way.note, color=style.color.ink_3))
    outcome = tag(style, "covered" if way.works else "paused", way.outcome, icon=False, strong=True)
    body = ft.Column(words, spacing=0, tight=True, expand=True)
    pieces: list[ft.Control] = [ft.Icon(way.icon, size=style.size.icon, color=style.color.cobalt), body]
    if style.window.stacked or style.window.narrow:
        words.append(ft.Row([outcome]))
    else:
        pieces.append(outcome)
    box = ft.Container(
        ft.Row(pieces, spacing=style.space.s3),
        padding=ft.Padding.symmetric(horizontal=style.space.s4, vertical=style.space.h5),
        on_click=safe(way.on_click) if way.on_click else None,
    )
    if way.on_click is None:
        return ft.MergeSemantics(box)
    said = joined(way.title, way.note, way.outcome)
    return touchable(box, said)
