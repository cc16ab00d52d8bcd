"""The countdown of a code: 60 s a round; the last 10 in ochre."""

import flet as ft
import flet.canvas as cv

from app.ui.components.quota import arc_shapes
from app.ui.i18n import tr
from app.ui.theme import FONT_STRONG, Style

_LAST = 10
_STROKE = 5


def ring(style: Style, left_s: int, *, whole_s: int = 60, size: int | None = None) -> ft.Control:
    """Return the countdown ring with ``left_s`` seconds in it. Drawn anew each second, at 125 bytes."""
    edge = size or style.size.ring
    ink = style.color.ochre if left_s < _LAST else style.color.cobalt
    share = max(0.0, min(1.0, left_s / whole_s))
    number = ft.Text(
        str(max(left_s, 0)),
        size=style.fixed(edge * 20 / 56),
        font_family=FONT_STRONG,
        color=style.color.ink,
        style=ft.TextStyle(height=1.2),
        no_wrap=True,
    )
    drawing = cv.Canvas(shapes=arc_shapes(style, edge, _STROKE * edge / 56, share, ink), width=edge, height=edge)
    return ft.Semantics(
        content=ft.Stack([drawing, ft.Container(number, width=edge, height=edge, alignment=ft.Alignment.CENTER)]),
        label=tr("{left_s} 秒后换新码", left_s=left_s),
        exclude_semantics=True,
    )
