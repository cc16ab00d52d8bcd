"""The split bar: who pays, in true proportions and a fixed order, with a sentence for screen readers.

统筹基金, 门诊家庭账户, 本人, 家人共济, 现金. Nothing is narrower than 6 px; zero isn't drawn (the list below names it).
"""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import flet as ft
import flet.canvas as cv

from app.domain.money import format_yuan
from app.ui.components.measure import text_width, use_width
from app.ui.guard import component, safe, use_safe_effect
from app.ui.i18n import tr
from app.ui.theme import FONT_STRONG, Style, text, use_style
from app.ui.tokens import Pair

Payer = Literal["fund", "family", "own", "pooled", "cash"]
_ORDER: tuple[Payer, ...] = ("fund", "family", "own", "pooled", "cash")
_GAP = 2
_LEAST = 6
_PAD = 12
_HATCH = 7.5
_STEM = 14
_EXPAND = 100
_TWO = 2
_LATEST_S = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """One payer of a split: what it is, the word on it, its sum in 分. ``refused``: a source said no to this part."""

    payer: Payer
    label: str
    amount_fen: int
    refused: bool = False


def pair_of(style: Style, payer: Payer) -> Pair:
    """Return a payer's colours."""
    found: Pair = getattr(style.split, payer)
    return found


@component
def split_bar(pieces: Sequence[Piece], spoken: str, *, height: int | None = None, stem: bool = False) -> ft.Control:
    """Return the bar (a component); ``spoken`` is the card's sentence, ``stem`` ties a refusal to what follows.

    It draws itself from the left, once.
    """
    style = use_style()
    width, on_size = use_width(style.content_width)
    grown, set_grown = ft.use_state(False)  # noqa: FBT003 - a hook's first value

    async def grow() -> None:
        await asyncio.sleep(_LATEST_S)  # measured or not
        set_grown(lambda _old: True)

    def on_drawn(event: ft.LayoutSizeChangeEvent[ft.LayoutControl]) -> None:
        on_size(event)
        set_grown(lambda _old: True)

    use_safe_effect(grow, [])
    drawn = sorted((piece for piece in pieces if piece.amount_fen > 0), key=lambda piece: _ORDER.index(piece.payer))
    widths = piece_widths([piece.amount_fen for piece in drawn], width)
    tall = style.scaled(height or (style.size.bar_1 if stem else style.size.bar_2))
    outside = [style.window.stacked or not _fits(style, piece, wide) for piece, wide in zip(drawn, widths, strict=True)]
    boxes = [
        _box(style, piece, wide, tall, bare=bare, first=not index, last=index == len(drawn) - 1)
        for index, (piece, wide, bare) in enumerate(zip(drawn, widths, outside, strict=True))
    ]
    below: list[ft.Control] = []
    above: list[ft.Control] = []
    bare_pieces = [piece for piece, bare in zip(drawn, outside, strict=True) if bare]
    tied = stem and any(piece.refused for piece in drawn)
    if style.window.stacked or len(bare_pieces) > _TWO or (tied and bare_pieces):
        (above if tied else below).append(_legend(style, bare_pieces, above=tied))
    elif bare_pieces:
        below.append(_hanging(style, drawn, widths, outside, width))
    if tied:
        below.append(_stem(style, drawn, widths))
    whole = ft.Container(ft.Row(boxes, spacing=_GAP), left=0, top=0, width=width, height=tall)
    seen = ft.Container(
        ft.Stack([whole]),
        width=width if grown else 0,
        height=tall,
        border_radius=style.corner.control,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        animate=ft.Animation(style.time.bar_grow, ft.AnimationCurve.EASE_OUT),
    )
    bar = ft.Container(ft.Row([seen], spacing=0), height=tall, on_size_change=safe(on_drawn))
    return ft.Semantics(
        content=ft.Column(
            [*above, bar, *below], spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        ),
        label=tr(spoken),
        exclude_semantics=True,
    )


def piece_widths(amounts: Sequence[int], width: float) -> list[float]:
    """Return the pieces' widths in pixels: proportional to their sums, none under 6, together the width less gaps."""
    room = max(width - _GAP * (len(amounts) - 1), 1.0)
    small: set[int] = set()
    while True:  # each round finds another piece too narrow, or ends
        rest = sum(amount for index, amount in enumerate(amounts) if index not in small) or 1
        left = max(room - _LEAST * len(small), 1.0)
        widths = [_LEAST if index in small else amount * left / rest for index, amount in enumerate(amounts)]
        found = {index for index, wide in enumerate(widths) if wide < _LEAST} - small
        if not found:
            return widths
        small |= found


def _fits(style: Style, piece: Piece, wide: float) -> bool:
    words = max(
        text_width(piece.label, style.texts.caption.size),
        text_width(format_yuan(piece.amount_fen), style.texts.title_2.size),
    )
    return wide >= words * style.window.text_scale + 2 * _PAD - 4


def _box(style: Style, piece: Piece, wide: float, tall: float, *, bare: bool, first: bool, last: bool) -> ft.Control:
    pair = pair_of(style, piece.payer)
    corner = style.corner.control
    radius = ft.BorderRadius.horizontal(left=corner if first else 0, right=corner if last else 0)
    inset = 2 if piece.refused else 1 if piece.payer == "cash" else 0
    layers: list[ft.Control] = []
    if piece.payer == "cash":
        start = (
            0.0
            if bare
            else max(text_width(format_yuan(piece.amount_fen), style.texts.title_2.size), style.space.s6) + _PAD
        )
        layers.append(_hatching(style, start, wide, tall))
    if not bare:
        words = ft.Column(
            [
                text(style, "caption", piece.label, color=pair.ink),
                ft.Text(
                    format_yuan(piece.amount_fen),
                    style=_sum_style(style, pair.ink),
                    no_wrap=True,
                ),
            ],
            spacing=0,
            tight=True,
        )
        layers.append(ft.Container(words, left=_PAD - inset, top=(tall - style.scaled(46)) / 2 - inset))
    line = None
    if piece.refused:
        line = ft.Border.all(2, style.color.vermilion)
    elif piece.payer == "cash":
        line = ft.Border.all(1, style.color.outline_strong)
    return ft.Container(
        ft.Stack(layers, expand=True),
        expand=max(round(wide * _EXPAND), 1),
        height=tall,
        bgcolor=pair.fill,
        border=line,
        border_radius=radius,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )


def _sum_style(style: Style, ink: str) -> ft.TextStyle:
    look = style.texts.title_2
    return ft.TextStyle(size=look.size, height=24 / look.size, font_family=FONT_STRONG, color=ink)


def _hatching(style: Style, start: float, wide: float, tall: float) -> ft.Control:
    """Return lines at 45° from ``start`` on, fading in, so that the text left of them stays clear."""
    ink = style.split.cash_line
    fade = ft.PaintLinearGradient((start, 0), (wide, 0), [ft.Colors.with_opacity(0, ink), ink], [0.0, 0.6])
    paint = ft.Paint(stroke_width=1.5, style=ft.PaintingStyle.STROKE, gradient=fade if start else None, color=ink)
    count = int((wide + tall) / _HATCH) + 1
    lines: list[cv.Shape] = [
        cv.Line(number * _HATCH, 0, number * _HATCH - tall, tall, paint) for number in range(1, count)
    ]
    return cv.Canvas(shapes=lines, width=wide, height=tall)


def swatch(style: Style, payer: Payer, *, size: int = 14) -> ft.Control:
    """Return a payer's colour as a small square, for lists and legends; cash is hatched."""
    pair = pair_of(style, payer)
    content = _swatch_hatching(style, size) if payer == "cash" else None
    return ft.Container(
        content,
        width=size,
        height=size,
        bgcolor=pair.fill,
        border=ft.Border.all(1, style.color.outline_strong) if payer == "cash" else None,
        border_radius=4,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )


def _swatch_hatching(style: Style, size: int) -> ft.Control:
    paint = ft.Paint(stroke_width=2, style=ft.PaintingStyle.STROKE, color=style.split.cash_line)
    return cv.Canvas(
        shapes=[cv.Line(x, 0, x - size, size, paint) for x in (size * 0.55, size * 1.05, size * 1.55)],
        width=size,
        height=size,
    )


def legend_item(style: Style, payer: Payer, words: str) -> ft.Control:
    """Return a swatch with its words."""
    return ft.Row(
        [swatch(style, payer), text(style, "caption", words, color=style.color.ink_2)],
        spacing=style.space.s1 + 2,
        tight=True,
    )


def _legend(style: Style, pieces: Sequence[Piece], *, above: bool) -> ft.Control:
    items: list[ft.Control] = [
        legend_item(style, piece.payer, f"{piece.label} {format_yuan(piece.amount_fen)}") for piece in pieces
    ]
    return ft.Container(
        ft.Row(items, wrap=True, spacing=style.space.s4, run_spacing=2),
        padding=ft.Padding.only(top=0 if above else style.space.s2, bottom=style.space.s2 if above else 0),
    )


def _hanging(
    style: Style, drawn: Sequence[Piece], widths: Sequence[float], outside: Sequence[bool], width: float
) -> ft.Control:
    """Return the labels of narrow pieces below the bar, each on a line of 1 px from its piece's middle."""
    ink = style.color.outline_strong
    hung = [index for index, bare in enumerate(outside) if bare]
    pieces: list[ft.Control] = []
    step = 22
    for level, index in enumerate(hung):
        middle = sum(widths[:index]) + _GAP * index + widths[index] / 2
        words = f"{drawn[index].label} {format_yuan(drawn[index].amount_fen)}"
        label = text(style, "caption", words, color=style.color.ink)
        depth = 6 + step * level
        pieces.append(ft.Container(width=1, height=depth + 12, left=middle, top=0, bgcolor=ink))
        if middle > width / 2:
            pieces.append(ft.Container(label, right=width - middle + 6, top=depth - 2))
        else:
            pieces.append(ft.Container(label, left=middle + 6, top=depth - 2))
    return ft.Stack(pieces, height=8 + step * len(hung))


def _stem(style: Style, drawn: Sequence[Piece], widths: Sequence[float]) -> ft.Control:
    index = next(index for index, piece in enumerate(drawn) if piece.refused)
    middle = sum(widths[:index]) + _GAP * index + widths[index] / 2
    return ft.Stack([ft.Container(width=2, height=_STEM, left=middle - 1, bgcolor=style.color.vermilion)], height=_STEM)


def bracket(style: Style, words: str) -> ft.Control:
    """Return a bracket under the whole bar with its meaning: 都有人付，您不用掏钱."""
    line = ft.BorderSide(1.25, style.color.outline_strong)
    return ft.Column(
        [
            ft.Container(height=6, border=ft.Border(left=line, right=line, bottom=line)),
            ft.Container(width=1.25, height=5, bgcolor=style.color.outline_strong),
            text(style, "label", words, color=style.color.ink_2, align=ft.TextAlign.CENTER),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
