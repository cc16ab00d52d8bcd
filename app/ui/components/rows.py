"""Rows of cards: things to open, answers to change, amounts, money by source. Dividers start at the text's edge."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

from collections.abc import Sequence

import flet as ft

from app.ui.components.buttons import Handler, plain
from app.ui.components.surfaces import divider, ends
from app.ui.components.touch import touchable
from app.ui.guard import safe
from app.ui.i18n import Language, joined, mark, tr
from app.ui.theme import Style, text


def list_row(
    style: Style,
    title: str,
    *,
    subtitle: str | None = None,
    value: str | None = None,
    leading: ft.Control | None = None,
    icon: ft.IconData | None = None,
    trailing: ft.Control | None = None,
    on_click: Handler | None = None,
    chevron: bool | None = None,
    strong: bool = False,
    selected: bool = False,
    spoken: str | None = None,
) -> ft.Control:
    """Return a row of 54 to 72: leading, title over subtitle, value, chevron only if it opens something."""
    color = style.color
    words: list[ft.Control] = [text(style, "body", title, strong=strong)]
    if subtitle:
        words.append(text(style, "caption", subtitle, color=color.ink_3))
    pieces: list[ft.Control] = []
    if icon:
        pieces.append(ft.Icon(icon, size=style.size.icon, color=color.cobalt))
    if leading:
        pieces.append(leading)
    stacked = bool(value) and style.window.stacked
    if value and stacked:
        words.append(text(style, "label", value, color=color.ink_2))
    pieces.append(ft.Column(words, spacing=0, tight=True, expand=True))
    if value and not stacked:
        pieces.append(text(style, "label", value, color=color.ink_2))
    if trailing and (style.elder or style.window.huge or (style.window.stacked and style.window.narrow)):
        words.append(trailing)
    elif trailing:
        pieces.append(trailing)
    if chevron if chevron is not None else on_click is not None:
        pieces.append(ft.Icon(ft.Icons.CHEVRON_RIGHT, size=style.size.icon, color=color.ink_3))
    box = ft.Container(
        ft.Row(pieces, spacing=style.space.h7),
        padding=ft.Padding.symmetric(
            horizontal=style.space.s4, vertical=style.space.s3 if subtitle else style.space.row
        ),
        bgcolor=color.glaze if selected else None,
        border_radius=style.corner.row if selected else None,
        on_click=safe(on_click) if on_click else None,
        ink=on_click is not None,
    )
    if on_click is None:
        return box
    said = spoken or joined(title, subtitle, value)
    return touchable(box, said, selected=selected or None)


def rows(style: Style, items: Sequence[ft.Control], *, indent: float | None = None) -> ft.Control:
    """Return rows with dividers between them, to be the content of a card with ``padding=0``."""
    edge = style.size.edge_icon if indent is None else indent
    pieces: list[ft.Control] = []
    for index, item in enumerate(items):
        if index:
            pieces.append(divider(style, indent=edge))
        pieces.append(item)
    return ft.Column(pieces, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def answer_row(
    style: Style,
    question: str,
    answer: str,
    *,
    note: str | None = None,
    on_change: Handler | None = None,
    change: str = mark("修改"),
) -> ft.Control:
    """Return a given answer with a way to change it, for 核对 (check your answers)."""
    color = style.color
    said: list[ft.Control] = [text(style, "body", answer)]
    if note:
        said.append(text(style, "caption", note, color=color.ink_3))
    label = text(style, "label", question, color=color.ink_2)
    body = ft.Column(said, spacing=0, tight=True, expand=True)
    link = (
        [plain(style, change, on_change, strong=False, spoken=tr("修改{question}", question=question))]
        if on_change
        else []
    )
    if style.window.huge:
        inner: ft.Control = ft.Column([label, *said, *link], spacing=0, tight=True)
    elif style.window.stacked or style.window.narrow or style.language is Language.ENGLISH:  # its words are wider
        inner = ft.Row([ft.Column([label, *said], spacing=0, tight=True, expand=True), *link])
    else:
        inner = ft.Row([ft.Container(label, width=style.size.answer_label), body, *link], spacing=style.space.s2)
    return ft.Container(inner, padding=ft.Padding.symmetric(vertical=style.space.s2))


def fact(style: Style, label: str, value: str, *, strong: bool = False) -> ft.Control:
    """Return a label over its value, for details in columns."""
    return ft.Column(
        [
            text(style, "caption", label, color=style.color.ink_3),
            text(style, "body", value, strong=strong),
        ],
        spacing=0,
        tight=True,
    )


def sum_row(
    style: Style,
    label: str,
    value: str,
    *,
    strong: bool = False,
    quiet: bool = False,
    lead: ft.Control | None = None,
    on_click: Handler | None = None,
) -> ft.Control:
    """Return a line of a table of money: the label left, the sum right-aligned. ``lead`` stands after the label."""
    color = style.color
    ink = color.ink_3 if quiet else color.ink
    side = ft.TextAlign.START if style.window.huge else ft.TextAlign.END
    words: list[ft.Control] = [text(style, "label", label, color=color.ink_2 if not strong else color.ink)]
    if lead:
        words.append(lead)
    box = ft.Container(
        ends(
            style,
            ft.Row(words, spacing=style.space.s2, wrap=True),
            text(style, "body", value, strong=strong, color=ink, align=side),
        ),
        padding=ft.Padding.symmetric(vertical=style.space.line),
        on_click=safe(on_click) if on_click else None,
    )
    if on_click is None:
        return ft.MergeSemantics(box)
    return touchable(box, tr("{label}，{value}元", label=label, value=value))


def source_row(
    style: Style, swatch: ft.Control, title: str, value: str, *, note: str | None = None, quiet: bool = False
) -> ft.Control:
    """Return one source of a settlement: swatch, name, what it paid, and why not more. ``quiet``: it paid nothing."""
    color = style.color
    head = ends(
        style,
        text(style, "body", title, strong=not quiet, color=color.ink_2 if quiet else color.ink),
        text(style, "title_2" if not quiet else "body", value, color=color.ink_3 if quiet else None),
        side=ft.CrossAxisAlignment.START,
    )
    words: list[ft.Control] = [head]
    if note:
        words.append(text(style, "caption", note, color=color.ink_3))
    return ft.MergeSemantics(
        ft.Container(
            ft.Row(
                [
                    ft.Container(swatch, padding=ft.Padding.only(top=style.size.swatch / 2)),
                    ft.Column(words, spacing=0, tight=True, expand=True),
                ],
                spacing=style.space.h5,
                vertical_alignment=ft.CrossAxisAlignment.START,
            ),
            padding=ft.Padding.symmetric(vertical=style.space.h5),
        )
    )
