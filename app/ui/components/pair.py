"""Who gives to whom: two people and an arrow."""

import flet as ft
import flet.canvas as cv

from app.ui.components.badges import badge
from app.ui.i18n import tr
from app.ui.theme import Style, text

_HEAD = 7
_HEIGHT = 2 * _HEAD + 4


def arrow(style: Style, *, width: int = 52) -> ft.Control:
    """Return the arrow of shared money, in cobalt."""
    line = ft.Paint(
        color=style.color.cobalt,
        style=ft.PaintingStyle.STROKE,
        stroke_width=2.5,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )
    middle, end = _HEIGHT / 2, width - 2
    drawn: list[cv.Shape] = [
        cv.Line(2, middle, end, middle, paint=line),
        cv.Path(
            [
                cv.Path.MoveTo(end - _HEAD, middle - _HEAD),
                cv.Path.LineTo(end, middle),
                cv.Path.LineTo(end - _HEAD, middle + _HEAD),
            ],
            line,
        ),
    ]
    return cv.Canvas(shapes=drawn, width=width, height=_HEIGHT)


def pair(style: Style, giver: tuple[int, str], taker: tuple[int, str]) -> ft.Control:
    """Return both people with their names and what they do, and the arrow between; (badge, name) each."""
    narrow = style.window.narrow or style.window.stacked
    between = [ft.Icon(ft.Icons.ARROW_FORWARD, color=style.color.cobalt)] if narrow else [arrow(style)]
    return ft.Semantics(
        content=ft.Row(
            [_person(style, giver, tr("出钱")), *between, _person(style, taker, tr("使用"))],
            alignment=ft.MainAxisAlignment.CENTER,
            spacing=style.space.s3 if narrow else style.space.s4,
            wrap=style.window.stacked,
        ),
        label=tr("{giver}出钱，{taker}使用", giver=giver[1], taker=taker[1]),
        exclude_semantics=True,
    )


def _person(style: Style, person: tuple[int, str], does: str) -> ft.Control:
    slot, name = person
    words = ft.Column(
        [text(style, "label", name, strong=True), text(style, "caption", does, color=style.color.ink_3)],
        spacing=0,
        tight=True,
    )
    return ft.Row([badge(style, slot, name), words], spacing=style.space.s2, tight=True)
