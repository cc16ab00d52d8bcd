"""What is left: the quota bar, the balance bar on cobalt, and the large ring of a sharing."""

# ruff: noqa: PLR0913, PLR0917 - how a piece may look is said by its arguments

import math
from collections.abc import Callable
from typing import Any

import flet as ft
import flet.canvas as cv

from app.domain.money import format_yuan
from app.ui.components.touch import touchable
from app.ui.guard import safe
from app.ui.i18n import mark, tr
from app.ui.theme import Style, text

_WHOLE = 10_000
_STROKE = 11 / 144


def quota_bar(style: Style, left_fen: int, whole_fen: int, *, spoken: str | None = None) -> ft.Control:
    """Return a bar of 8 whose filled part is what is left of the whole."""
    share = 0 if whole_fen <= 0 else max(0, min(_WHOLE, left_fen * _WHOLE // whole_fen))
    radius = style.size.quota_bar / 2
    filled = ft.Container(expand=max(share, 1), bgcolor=style.color.cobalt, border_radius=radius, visible=share > 0)
    rest = ft.Container(expand=max(_WHOLE - share, 1), visible=share < _WHOLE)
    bar = ft.Container(
        ft.Row([filled, rest], spacing=0),
        height=style.size.quota_bar,
        bgcolor=style.color.outline,
        border_radius=radius,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
    said = spoken or tr("还剩 {left} 元，共 {whole} 元", left=format_yuan(left_fen), whole=format_yuan(whole_fen))
    return ft.Semantics(content=bar, label=said, exclude_semantics=True)


def quota_row(
    style: Style,
    leading: ft.Control,
    name: str,
    note: str,
    left_fen: int,
    whole_fen: int,
    *,
    until: str,
    on_click: Callable[..., Any] | None = None,
    selected: bool = False,
) -> ft.Control:
    """Return a sharing in words: who, what is left of the quota and until when (「至 12 月 31 日」)."""
    ink = style.color.ink_3
    who: list[ft.Control] = [text(style, "body", name, strong=True), text(style, "label", note, color=ink)]
    left: list[ft.Control] = [
        text(style, "label", tr("还剩"), color=style.color.ink_2),
        text(style, "title_2", format_yuan(left_fen)),
    ]
    gap = style.space.s2
    apart = ft.MainAxisAlignment.SPACE_BETWEEN
    whole: list[ft.Control] = [
        text(style, "caption", tr("额度 {whole}", whole=format_yuan(whole_fen)), color=ink),
        text(style, "caption", until, color=ink),
    ]
    lines: list[ft.Control] = [
        ft.Row(
            [ft.Row(who, spacing=gap, tight=True), ft.Row(left, spacing=gap, tight=True)],
            alignment=apart,
            wrap=style.window.stacked or style.window.narrow,
            spacing=gap,
            run_spacing=0,
        ),
        quota_bar(style, left_fen, whole_fen),
        ft.Row(whole, alignment=apart, wrap=style.window.stacked or style.window.narrow, spacing=gap, run_spacing=0),
    ]
    box = ft.Container(
        ft.Row(
            [
                leading,
                ft.Column(
                    lines,
                    spacing=style.space.s1,
                    tight=True,
                    expand=True,
                    horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                ),
            ],
            spacing=style.space.s4,
        ),
        padding=style.space.s4,
        bgcolor=style.color.glaze if selected else None,
        border_radius=style.corner.row if selected else None,
        on_click=safe(on_click) if on_click else None,
        ink=on_click is not None,
    )
    said = tr(
        "{name}，{note}，还剩 {left} 元，额度 {whole} 元，{until}",
        name=name,
        note=note,
        left=format_yuan(left_fen),
        whole=format_yuan(whole_fen),
        until=until,
    )
    return touchable(box, said, button=on_click is not None, selected=selected or None)


def balance_bar(style: Style, shared_fen: int, kept_fen: int, *, spoken: str) -> ft.Control:
    """Return the bar on the cobalt card: what can be shared filled, what stays mine outlined."""
    ink = style.color.on_hero
    height = style.size.balance_bar
    whole = max(shared_fen, 0) + max(kept_fen, 0)
    both = shared_fen > 0 and kept_fen > 0
    outer, inner = height / 2, style.space.h1
    filled = ft.Container(
        expand=max(shared_fen * _WHOLE // whole, 200) if whole else 1,
        height=height,
        bgcolor=ink,
        border_radius=ft.BorderRadius.horizontal(left=outer, right=inner if both else outer),
        visible=shared_fen > 0,
    )
    kept = ft.Container(
        expand=max(kept_fen * _WHOLE // whole, 200) if whole else 1,
        height=height,
        border=ft.Border.all(style.size.line, style.color.on_hero_2),
        border_radius=ft.BorderRadius.horizontal(left=inner if both else outer, right=outer),
        visible=kept_fen > 0 or whole == 0,
    )
    return ft.Semantics(content=ft.Row([filled, kept], spacing=style.space.s1), label=spoken, exclude_semantics=True)


def quota_ring(
    style: Style, left_fen: int, whole_fen: int, *, size: int | None = None, label: str = mark("还剩")
) -> ft.Control:
    """Return the large ring of a sharing, with what is left in it."""
    edge = size or style.size.quota_ring
    share = 0.0 if whole_fen <= 0 else max(0.0, min(1.0, left_fen / whole_fen))
    words = ft.Column(
        [
            text(style, "label", label, color=style.color.ink_3),
            text(style, "amount_2", format_yuan(left_fen)),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    arcs = arc_shapes(style, edge, edge * _STROKE, share, style.color.cobalt)
    drawing = cv.Canvas(shapes=arcs, width=edge, height=edge)
    said = tr(
        "{label} {left} 元，共 {whole} 元",
        label=label,
        left=format_yuan(left_fen),
        whole=format_yuan(whole_fen),
    )
    return ft.Semantics(
        content=ft.Stack([drawing, ft.Container(words, width=edge, height=edge, alignment=ft.Alignment.CENTER)]),
        label=said,
        exclude_semantics=True,
    )


def arc_shapes(style: Style, size: float, stroke: float, share: float, ink: str) -> list[cv.Shape]:
    """Return a ring's track and the part of it that is left, starting at the top."""
    inset = stroke / 2 + 1
    edge = size - 2 * inset

    def paint(color: str) -> ft.Paint:
        return ft.Paint(color=color, style=ft.PaintingStyle.STROKE, stroke_width=stroke, stroke_cap=ft.StrokeCap.ROUND)

    track = cv.Arc(inset, inset, edge, edge, 0, 2 * math.pi, paint=paint(style.color.outline))
    if share <= 0:
        return [track]
    return [track, cv.Arc(inset, inset, edge, edge, -math.pi / 2, 2 * math.pi * share, paint=paint(ink))]
