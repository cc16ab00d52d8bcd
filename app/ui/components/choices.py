"""Choosing: segmented, chips, switch and checkbox rows, radio cards. The whole row or card is the target."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.ui.components.measure import text_width
from app.ui.components.touch import touchable
from app.ui.guard import safe
from app.ui.i18n import term_below, tr
from app.ui.theme import Style, rich, text

OnKey = Callable[[str], Any]
OnFlag = Callable[[bool], Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: its key, its word, and for lists a second line, an icon and a leading badge."""

    key: str
    label: str
    note: str | None = None
    icon: ft.IconData | None = None
    leading: ft.Control | None = None


def segmented(
    style: Style, choices: Sequence[Choice], selected: str, on_select: OnKey, *, compact: bool = False
) -> ft.Control:
    """Return two or three choices of equal rank, 48 high; ``compact`` hugs its words, for the end of a row.

    Words that don't fit beside each other stand below each other.
    """
    color = style.color
    below = not _fit_in_line(style, choices, compact=compact)
    pieces: list[ft.Control] = []
    for choice in choices:
        chosen = choice.key == selected
        thumb = ft.Container(
            text(
                style,
                "label",
                term_below(choice.label),
                strong=chosen,
                color=color.cobalt if chosen else color.ink_2,
                align=ft.TextAlign.CENTER,
            ),
            alignment=ft.Alignment.CENTER,
            padding=ft.Padding.symmetric(
                horizontal=style.space.h7 if compact else style.space.s1, vertical=style.space.s2
            ),
            bgcolor=color.surface if chosen else None,
            border_radius=style.corner.thumb,
            shadow=style.card_shadow if chosen else [],
        )
        target = ft.Container(thumb, padding=style.space.s1, on_click=safe(functools.partial(on_select, choice.key)))
        pieces.append(touchable(target, choice.label, selected=chosen, expand=None if compact or below else True))
    stretched = ft.CrossAxisAlignment.STRETCH
    return ft.Container(
        ft.Column(pieces, spacing=0, tight=True, horizontal_alignment=stretched)
        if below
        else ft.Row(pieces, spacing=0, tight=compact),
        bgcolor=color.glaze,
        border_radius=style.corner.control,
    )


def _fit_in_line(style: Style, choices: Sequence[Choice], *, compact: bool) -> bool:
    """Tell whether the words of all choices have room beside each other, in the narrowest place there is."""
    size, space = style.texts.label.size, style.space
    room = min(style.content_width, style.size.list_pane_narrow - 2 * space.s6)
    words = [text_width(term_below(choice.label), size) * style.window.text_scale for choice in choices]
    if compact:
        return sum(words) + 2 * len(words) * (space.h7 + space.s1) <= room - 2 * space.s4
    return max(words) + 4 * space.s1 <= room / len(words)


def chip(
    style: Style,
    label: str,
    on_click: Callable[[], Any],
    *,
    selected: bool = False,
    leading: ft.Control | None = None,
    check: bool = True,
    spoken: str | None = None,
) -> ft.Control:
    """Return a chip, 48 high: selected filled with a check, otherwise with a line."""
    color = style.color
    pieces: list[ft.Control] = []
    if selected and check and leading is None:
        pieces.append(ft.Icon(ft.Icons.CHECK, size=style.size.icon_m, color=color.on_cobalt))
    if leading:
        pieces.append(leading)
    words = text(style, "label", label, strong=selected, color=color.on_cobalt if selected else color.ink)
    words.expand = words.expand_loose = True
    pieces.append(words)
    look, touch = style.texts.label, style.size.touch
    held = leading.size if isinstance(leading, ft.Icon) else style.size.badge_xs
    high = max(look.line, float(held or 0)) if leading else look.line
    missing = touch - text_width(tr(label), look.size) * style.window.text_scale
    box = ft.Container(
        ft.Row(pieces, spacing=style.space.s2, tight=True),
        padding=ft.Padding.symmetric(
            horizontal=max(style.space.h7, missing / 2), vertical=(touch - high) / 2 - style.size.line
        ),
        bgcolor=color.cobalt if selected else color.surface,
        border=ft.Border.all(style.size.line, color.cobalt if selected else color.outline_strong),
        border_radius=style.corner.control,
        on_click=safe(on_click),
    )
    ring = color.on_cobalt if selected else color.cobalt
    return touchable(box, spoken or label, selected=selected, ring=ring, inside=selected)


def chips(
    style: Style,
    choices: Sequence[Choice],
    selected: str | None,
    on_select: OnKey,
    *,
    wrap: bool = False,
    check: bool = True,
) -> ft.Control:
    """Return chips in a row that scrolls to its side, or wraps, as it always does in 长辈版."""
    pieces: list[ft.Control] = [
        chip(
            style,
            choice.label,
            functools.partial(on_select, choice.key),
            selected=choice.key == selected,
            leading=choice.leading,
            check=check,
        )
        for choice in choices
    ]
    return ft.Row(
        pieces,
        spacing=style.space.s2,
        run_spacing=style.space.s2,
        wrap=wrap or style.elder,
        scroll=None if wrap or style.elder else ft.ScrollMode.HIDDEN,
    )


def switch(style: Style, *, on: bool) -> ft.Control:
    """Return how a switch looks, 52×32; the row around it takes the tap."""
    color = style.color
    edge = style.size.thumb_on if on else style.size.thumb_off
    wide, high = style.size.switch
    thumb = ft.Container(
        width=edge, height=edge, bgcolor=color.on_cobalt if on else color.outline_strong, shape=ft.BoxShape.CIRCLE
    )
    return ft.Container(
        thumb,
        width=wide,
        height=high,
        padding=ft.Padding.symmetric(horizontal=style.space.s1 if on else style.space.h3),
        alignment=ft.Alignment.CENTER_RIGHT if on else ft.Alignment.CENTER_LEFT,
        bgcolor=color.cobalt if on else color.surface,
        border=ft.Border.all(style.size.frame, color.cobalt if on else color.outline_strong),
        border_radius=high / 2,
        animate=ft.Animation(style.time.state, ft.AnimationCurve.EASE_OUT),
    )


def switch_row(
    style: Style,
    label: str,
    on: bool,  # noqa: FBT001 - the value shown
    on_change: OnFlag,
    *,
    note: str | None = None,
    icon: ft.IconData | None = None,
    inset: bool = True,
) -> ft.Control:
    """Return a row of 52 or more with a switch at its right; tapping anywhere on it turns the switch."""
    words: list[ft.Control] = [text(style, "body", label)]
    if note:
        words.append(text(style, "caption", note, color=style.color.ink_3))
    pieces: list[ft.Control] = [ft.Column(words, spacing=0, tight=True, expand=True), switch(style, on=on)]
    if icon:
        pieces.insert(0, ft.Icon(icon, size=style.size.icon, color=style.color.cobalt))
    box = ft.Container(
        ft.Row(pieces, spacing=style.space.h7),
        padding=ft.Padding.symmetric(horizontal=style.space.s4 if inset else 0, vertical=style.space.h5),
        on_click=safe(lambda: on_change(not on)),
    )
    return touchable(box, tr("{label}，{note}", label=label, note=note) if note else label, button=False, toggled=on)


def checkbox_row(
    style: Style,
    label: str,
    checked: bool,  # noqa: FBT001 - the value shown
    on_change: OnFlag,
    *,
    note: str | None = None,
    error: bool = False,
) -> ft.Control:
    """Return a checkbox with its words; the full row is the target."""
    color = style.color
    line = color.cobalt if checked else (color.vermilion if error else color.outline_strong)
    box = ft.Container(
        ft.Icon(ft.Icons.CHECK, size=style.size.icon_m, color=color.on_cobalt) if checked else None,
        width=style.size.check,
        height=style.size.check,
        alignment=ft.Alignment.CENTER,
        bgcolor=color.cobalt if checked else color.surface,
        border=ft.Border.all(style.size.frame, line),
        border_radius=style.corner.check,
    )
    words: list[ft.Control] = [text(style, "body", label)]
    if note:
        words.append(text(style, "caption", note, color=color.ink_3))
    row = ft.Container(
        ft.Row([box, ft.Column(words, spacing=0, tight=True, expand=True)], spacing=style.space.s3),
        padding=ft.Padding.symmetric(vertical=style.space.h5),
        on_click=safe(lambda: on_change(not checked)),
    )
    return touchable(
        row, tr("{label}，{note}", label=label, note=note) if note else label, button=False, checked=checked
    )


def radio_dot(style: Style, *, chosen: bool) -> ft.Control:
    """Return the round sign of a choice among several."""
    color = style.color
    return ft.Container(
        width=style.size.radio,
        height=style.size.radio,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=color.surface,
        border=ft.Border.all(
            style.size.radio_line if chosen else style.size.frame, color.cobalt if chosen else color.outline_strong
        ),
    )


def radio_card(
    style: Style,
    title: str,
    on_click: Callable[[], Any],
    *,
    chosen: bool,
    content: ft.Control | None = None,
    note: str | None = None,
    spoken: str | None = None,
    expand: bool | int | None = None,
) -> ft.Control:
    """Return a card to choose, with a dot and a title; ``content`` may be anything below them."""
    color = style.color
    head = ft.Row(
        [
            radio_dot(style, chosen=chosen),
            text(style, "title_2" if content else "body", term_below(title), strong=True, expand=True),
        ],
        spacing=style.space.s2,
    )
    pieces: list[ft.Control] = [head]
    if note:
        pieces.append(
            ft.Container(
                rich(style, "label", note, color=color.ink_2),
                padding=ft.Padding.only(left=style.size.radio + style.space.s2),
            )
        )
    if content:
        pieces.append(content)
    edge = style.size.frame if chosen else style.size.line
    box = ft.Container(
        ft.Column(pieces, spacing=style.space.s2, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        padding=style.space.s4 - edge,
        bgcolor=color.surface,
        border=ft.Border.all(edge, color.cobalt if chosen else color.outline_strong),
        border_radius=style.corner.card,
        on_click=safe(on_click),
    )
    said = spoken or (tr("{title}，{note}", title=title, note=note.replace("**", "")) if note else title)
    return touchable(box, said, button=False, checked=chosen, expand=expand)
