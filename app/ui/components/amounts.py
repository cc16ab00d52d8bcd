"""Sums: always two decimals; on hero sums ¥ and decimals at .6, in tables full size and right-aligned."""

import flet as ft

from app.domain.money import format_yuan
from app.ui.components.measure import text_width
from app.ui.i18n import tr
from app.ui.theme import Role, Style, text, text_style

_SMALL = 0.6


def amount(
    style: Style, fen: int, *, role: Role = "amount", color: str | None = None, spoken: str | None = None
) -> ft.Control:
    """Return a hero sum of ``fen`` with its ¥: ``amount`` (the page's), ``amount_2`` or ``title_1``.

    It stays on one line: where text is large or the sum is, it is set as small as that takes.
    """
    whole, decimals = format_yuan(fen).split(".")
    full = text_style(style, role).size or 1
    wide = text_width(whole, full) + text_width(f"¥.{decimals}", full * _SMALL) + style.size.sign_gap
    room = style.content_width - 2 * style.space.s5
    size = full * min(1.0, room / (wide * style.window.text_scale))
    less = size * _SMALL
    base = text_style(style, role, color=color, size=size)
    small = text_style(style, role, color=color, size=less)
    sign = text_style(style, role, color=color, size=less, spacing=style.size.sign_gap)
    return ft.Text(
        spans=[ft.TextSpan("¥", sign), ft.TextSpan(whole, base), ft.TextSpan(f".{decimals}", small)],
        semantics_label=spoken or tr("{yuan}元", yuan=format_yuan(fen)),
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
    ink = style.color.ink_2
    right = text(style, "amount_3", format_yuan(right_fen))
    if style.window.stacked:
        second = ft.MergeSemantics(
            ft.Column([text(style, "label", right_label, color=ink), right], spacing=0, tight=True)
        )
        return ft.Column([amount_block(style, label, fen), second], spacing=style.space.s2, tight=True)
    apart = ft.MainAxisAlignment.SPACE_BETWEEN
    labels: list[ft.Control] = [text(style, "label", words, color=ink) for words in (label, right_label)]
    sums: list[ft.Control] = [amount(style, fen), ft.Container(right, padding=ft.Padding.only(bottom=style.space.s1))]
    return ft.Semantics(
        content=ft.Column(
            [
                ft.Row(labels, alignment=apart),
                ft.Row(sums, alignment=apart, vertical_alignment=ft.CrossAxisAlignment.END),
            ],
            spacing=0,
            tight=True,
        ),
        label=tr(
            "{label} {yuan} 元，{right_label} {right} 元",
            label=label,
            yuan=format_yuan(fen),
            right_label=right_label,
            right=format_yuan(right_fen),
        ),
        exclude_semantics=True,
    )
