"""The large rows of 长辈版: one thing to do each, with a tile, its name and one line about it."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

import flet as ft

from app.ui.components.buttons import Handler
from app.ui.components.marks import plate
from app.ui.components.measure import text_width
from app.ui.components.surfaces import hero_gradient
from app.ui.components.touch import touchable
from app.ui.guard import safe
from app.ui.i18n import tr
from app.ui.theme import Style, text


def elder_row(
    style: Style,
    icon: ft.IconData,
    title: str,
    note: str,
    on_click: Handler,
    *,
    first: bool = False,
    spoken: str | None = None,
) -> ft.Control:
    """Return a row of 114; the ``first`` of a page is a cobalt block of 132, with the plate in its corner."""
    color = style.color
    bare = style.window.huge and style.window.narrow  # the words need all of the room
    room = style.content_width - style.size.icon_tile - 3 * style.space.s4
    large = first and text_width(tr(title), style.texts.title_1.size) * style.window.text_scale <= room
    words = ft.Column(
        [
            text(style, "title_1" if large else "title_2", title, color=color.on_hero if first else None),
            text(style, "label", note, color=color.on_hero_2 if first else color.ink_2),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    inside = ft.Container(
        ft.Row([words] if bare else [_tile(style, icon, on_hero=first), words], spacing=style.space.s4),
        padding=ft.Padding.symmetric(horizontal=style.space.s4, vertical=style.space.s3),
    )
    least = ft.Container(height=style.size.elder_first if first else style.size.elder_row)
    layers: list[ft.Control] = [least, inside]
    if first:
        up, out = -style.size.plate_hero_up, -style.size.plate / 2
        layers.insert(0, plate(style, color=color.on_hero, opacity=0.2, right=out, top=up))
    box = ft.Container(
        ft.Stack(layers, fit=ft.StackFit.PASS_THROUGH, alignment=ft.Alignment.CENTER_LEFT),
        gradient=hero_gradient(style) if first else None,
        bgcolor=None if first else color.surface,
        border=None if first else ft.Border.all(style.size.line, color.outline),
        border_radius=style.corner.card,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        on_click=safe(on_click),
    )
    said = spoken or tr("{title}，{note}", title=title, note=note)
    return touchable(box, said, ring=color.on_hero if first else color.cobalt, inside=first)


def _tile(style: Style, icon: ft.IconData, *, on_hero: bool) -> ft.Control:
    color = style.color
    return ft.Container(
        ft.Icon(icon, size=style.size.icon_l, color=color.on_hero if on_hero else color.cobalt),
        width=style.size.icon_tile,
        height=style.size.icon_tile,
        bgcolor=ft.Colors.with_opacity(style.size.faint, color.on_hero) if on_hero else color.glaze,
        border_radius=style.corner.card,
        alignment=ft.Alignment.CENTER,
    )
