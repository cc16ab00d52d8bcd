"""The paper of every slip: cobalt head with 卷草, the tear line, 弦纹 and 底款 at the foot, a torn edge."""

from collections.abc import Sequence

import flet as ft
import flet.canvas as cv

from app.ui.components.marks import TEETH, lotus, scroll_band, seal, seal_on_paper, xian_lines
from app.ui.components.surfaces import column, hero_gradient
from app.ui.theme import Style, text

_TEETH_HIGH = 7
_LINE_WIDE = 1200
_NOTCH = 20


def paper(  # noqa: PLR0913, PLR0917 - what stands on a slip
    style: Style,
    title: str,
    when: str,
    pieces: Sequence[ft.Control],
    tail: Sequence[ft.Control],
    foot: Sequence[str],
) -> ft.Control:
    """Return a side of a slip: ``pieces`` above the tear line, ``tail`` below it, the lines of ``foot`` beside 底款."""
    pad = style.space.s5
    upper = ft.Container(
        column(style, list(pieces), gap=style.space.s4),
        padding=ft.Padding.only(left=pad, right=pad, top=style.space.s5),
    )
    lower = ft.Container(
        column(
            style,
            [
                *tail,
                ft.Container(xian_lines(style), padding=ft.Padding.symmetric(vertical=style.space.s2)),
                _foot(style, foot),
            ],
            gap=0,
        ),
        padding=ft.Padding.only(left=pad, right=pad, bottom=style.space.s5),
    )
    whole = ft.Container(
        column(style, [_head(style, title, when), upper, _tear_line(style), lower], gap=0),
        bgcolor=style.color.surface,
        border_radius=ft.BorderRadius.vertical(top=style.corner.card),
        border=ft.Border.all(1, style.color.outline) if style.dark else None,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
    return ft.Container(
        ft.Stack([ft.Container(whole, padding=ft.Padding.only(bottom=_TEETH_HIGH - 1)), _teeth(style)]),
        border_radius=ft.BorderRadius.vertical(top=style.corner.card),
        shadow=style.card_shadow,
    )


def _head(style: Style, title: str, when: str) -> ft.Control:
    color = style.color
    words = ft.Column(
        [
            text(style, "title_2", title, color=color.on_hero),
            text(style, "label", when, color=color.on_hero_2),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    mark = seal(style, color=color.on_hero, scale=style.size.seal_scale)
    # Large words need the room of the sign.
    large = style.elder or style.window.huge
    pieces = [words, mark] if large else [lotus(size=style.size.icon_xl), words, mark]
    row = ft.Row(pieces, spacing=style.space.s3)
    return ft.Container(
        column(
            style,
            [ft.Container(row, padding=ft.Padding.only(left=20, right=20, top=14, bottom=8)), scroll_band()],
            gap=0,
        ),
        gradient=hero_gradient(style, low=True),
    )


def _foot(style: Style, said: Sequence[str]) -> ft.Control:
    lines: list[ft.Control] = [text(style, "caption", words, color=style.color.ink_2) for words in said]
    if style.window.huge:
        return column(style, [*lines, ft.Row([seal_on_paper(style)], alignment=ft.MainAxisAlignment.END)], gap=0)
    return ft.Row(
        [ft.Column(lines, spacing=0, tight=True, expand=True), seal_on_paper(style)],
        spacing=style.space.s3,
        vertical_alignment=ft.CrossAxisAlignment.END,
    )


def _tear_line(style: Style) -> ft.Control:
    """Return a dashed line with a half-round notch at either edge."""
    half = _NOTCH / 2
    paint = ft.Paint(
        color=style.color.outline, stroke_width=2, stroke_dash_pattern=[8, 6], style=ft.PaintingStyle.STROKE
    )
    line = cv.Canvas([cv.Line(0, half, _LINE_WIDE, half, paint)], height=_NOTCH)

    def notch(*, left: float | None = None, right: float | None = None) -> ft.Control:
        return ft.Container(
            width=_NOTCH, height=_NOTCH, bgcolor=style.color.ground, border_radius=half, top=0, left=left, right=right
        )

    return ft.Container(
        ft.Stack(
            [
                ft.Container(
                    line, left=style.space.s5, right=style.space.s5, top=0, clip_behavior=ft.ClipBehavior.HARD_EDGE
                ),
                notch(left=-half),
                notch(right=-half),
            ],
            height=_NOTCH,
        ),
        margin=ft.Margin.symmetric(vertical=style.space.s2),
    )


def _teeth(style: Style) -> ft.Control:
    """Return the perforated edge: a band of paper with holes in the colour of the ground, cropped to the width.

    It lies at the foot of a Stack, and a pixel over what is above it: between two that meet a hairline would show.
    """
    return ft.Image(
        src=TEETH,
        height=_TEETH_HIGH,
        fit=ft.BoxFit.COVER,
        color=style.color.surface,
        exclude_from_semantics=True,
        left=0,
        right=0,
        bottom=0,
    )
