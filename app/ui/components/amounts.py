"""Sums: always two decimals; on hero sums ¥ and decimals at .6, in tables full size and right-aligned."""

import flet as ft

from app.domain.money import format_yuan
from app.ui.theme import Role, Style, text, text_style

_SMALL = 0.6


def amount(
    style: Style, fen: int, *, role: Role = "amount", color: str | None = None, spoken: str | None = None
) -> ft.Control:
    """Return a hero sum of ``fen`` with its ¥: ``amount`` (the page's), ``amount_2`` or ``title_1``."""
    whole, decimals = format_yuan(fen).split(".")
    base = text_style(style, role, color=color)
    small = text_style(style, role, color=color)
    small.size = (base.size or 1) * _SMALL
    sign = text_style(style, role, color=color)
    sign.size = small.size
    sign.letter_spacing = 3
    return ft.Text(
        spans=[ft.TextSpan("¥", sign), ft.TextSpan(whole, base), ft.TextSpan(f".{decimals}", small)],
        semantics_label=spoken or f"{format_yuan(fen)}元",
        no_wrap=True,
    )


def amount_block(style: Style, label: str, fen: int, *, color: str | None = None) -> ft.Control:
    """Return a label over the page's sum."""
    return ft.MergeSemantics(
        ft.Column(
            [text(style, "label", label, color=color or style.color.ink_2), amount(style, fen, color=color)],
            spacing=0,
            tight=True,
        )
    )


def amount_pair(style: Style, label: str, fen: int, right_label: str, right_fen: int) -> ft.Control:
    """Return the page's sum left and a second one right, on one line (below each other when text is large)."""
    left = amount_block(style, label, fen)
    at_end = ft.CrossAxisAlignment.START if style.window.stacked else ft.CrossAxisAlignment.END
    right = ft.MergeSemantics(
        ft.Column(
            [
                text(style, "label", right_label, color=style.color.ink_2),
                text(style, "amount_2", format_yuan(right_fen)),
            ],
            spacing=0,
            tight=True,
            horizontal_alignment=at_end,
        )
    )
    if style.window.stacked:
        return ft.Column([left, right], spacing=style.space.s2, tight=True)
    return ft.Row(
        [left, right],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        vertical_alignment=ft.CrossAxisAlignment.END,
    )
