"""Tags: a tint and the ink of one colour, icon first. 24 high."""

from typing import Literal

import flet as ft

from app.ui.theme import Style, text

Kind = Literal["covered", "refused", "paused", "info", "neutral"]
_ICONS: dict[Kind, ft.IconData | None] = {
    "covered": ft.Icons.CHECK,
    "refused": ft.Icons.BLOCK,
    "paused": ft.Icons.PAUSE,
    "info": None,
    "neutral": None,
}


def tag(style: Style, kind: Kind, value: str, *, icon: bool = True, strong: bool = False) -> ft.Control:
    """Return a tag.

    covered: works; refused: doesn't; paused: stopped, or not stated; info: a fact; neutral: a class of things.
    """
    color = style.color
    tint, ink = {
        "covered": (color.celadon_tint, color.celadon_ink),
        "refused": (color.vermilion_tint, color.vermilion_ink),
        "paused": (color.ochre_tint, color.ochre_ink),
        "info": (color.glaze, color.cobalt),
        "neutral": (color.glaze, color.ink_2),
    }[kind]
    sign = _ICONS[kind]
    pieces: list[ft.Control] = []
    if icon and sign:
        pieces.append(ft.Icon(sign, size=style.size.icon_xs, color=ink))
    pieces.append(text(style, "caption", value, color=ink, strong=strong))
    return ft.Container(
        ft.Row(pieces, tight=True, spacing=style.space.s1),
        bgcolor=tint,
        border_radius=style.corner.chip,
        padding=ft.Padding.symmetric(horizontal=style.space.s2, vertical=style.size.hair),
    )
