"""开光: a person's badge, a shape and a colour kept for life with the last character of the name in it."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

import flet as ft
import flet.canvas as cv

from app.ui.components.shapes import badge_path
from app.ui.theme import FONT_STRONG, LIGHT, Style

_VIEW = 104
"""The badges are drawn in a square of 104 with the shape in the middle 100."""
_TEXT = 0.42
_TEXT_DIAMOND = 0.36


def badge(
    style: Style,
    slot: int,
    name: str,
    *,
    size: int | None = None,
    paused: bool = False,
    on_hero: bool = False,
    ring: bool = False,
    spoken: str | None = None,
) -> ft.Control:
    """Return a person's badge.

    ``slot`` is the person's place in order of joining, from 0; from the seventh on shapes repeat with the next colour.
    ``paused`` draws a white body with a dashed line, or on cobalt a pause dot. ``ring`` adds a white edge, for cobalt.
    ``spoken`` names it to screen readers; without it the badge is silent, as beside the written name.
    """
    edge = size or style.size.badge_m
    count = len(style.people)
    shape = style.people[slot % count].shape
    look = style.people[(slot + slot // count) % count]
    dashed = paused and not on_hero
    ink = style.color.paper if not dashed else (look.line_dark if style.dark else look.fill)
    fill = style.color.surface if dashed else look.fill
    letter = edge * (_TEXT_DIAMOND if shape == "diamond" else _TEXT)
    drawn = _shapes(shape, edge, (fill, ink, style.color.paper), dashed=dashed, ring=ring)
    drawing = cv.Canvas(shapes=drawn, width=edge, height=edge)
    label = ft.Container(
        ft.Text(
            name[-1:],
            size=style.fixed(letter),
            style=ft.TextStyle(height=1.15),
            font_family=FONT_STRONG,
            color=ink,
            no_wrap=True,
        ),
        alignment=ft.Alignment.CENTER,
        width=edge,
        height=edge,
    )
    pieces: list[ft.Control] = [drawing, label]
    if paused and on_hero:
        pieces.append(_pause_dot(edge))
    return ft.Semantics(
        content=ft.Container(ft.Stack(pieces, clip_behavior=ft.ClipBehavior.NONE), width=edge, height=edge),
        label=spoken,
        image=True if spoken else None,
        exclude_semantics=True,
    )


def _shapes(shape: str, edge: float, paint: tuple[str, str, str], *, dashed: bool, ring: bool) -> list[cv.Shape]:
    fill, ink, white = paint
    scale = edge / _VIEW
    if dashed:
        line = ft.Paint(
            color=ink,
            style=ft.PaintingStyle.STROKE,
            stroke_width=5 * scale,
            stroke_dash_pattern=[9 * scale, 7 * scale],
        )
        return [
            badge_path(shape, edge, 0.93, ft.Paint(color=fill)),
            badge_path(shape, edge, 0.93, line),
        ]
    drawn: list[cv.Shape] = []
    if ring:
        around = ft.Paint(color=white, style=ft.PaintingStyle.STROKE, stroke_width=7 * scale)
        drawn.append(badge_path(shape, edge, 1.0, around))
    body = ft.Paint(color=fill)
    hair = ft.Paint(
        color=ft.Colors.with_opacity(0.5, white), style=ft.PaintingStyle.STROKE, stroke_width=2 * 0.84 * scale
    )
    return [*drawn, badge_path(shape, edge, 1.0, body), badge_path(shape, edge, 0.84, hair)]


def _pause_dot(edge: float) -> ft.Control:
    dot = max(18.0, edge * 0.5)
    return ft.Container(
        ft.Icon(ft.Icons.PAUSE, size=dot * 0.72, color=LIGHT.color.ochre_ink),
        width=dot,
        height=dot,
        right=-dot * 0.4,
        bottom=-dot * 0.2,
        bgcolor=LIGHT.color.ochre_tint,
        shape=ft.BoxShape.CIRCLE,
        alignment=ft.Alignment.CENTER,
    )
