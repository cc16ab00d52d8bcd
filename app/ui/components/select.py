"""Selecting one of many: a field of 60 that opens a sheet with the choices; it has a name, unlike a dropdown."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

from collections.abc import Sequence

import flet as ft

from app.ui.components.choices import Choice, OnKey, radio_dot
from app.ui.components.dialogs import sheet
from app.ui.components.fields import frame
from app.ui.components.surfaces import divider
from app.ui.components.touch import touchable
from app.ui.guard import component, safe
from app.ui.i18n import mark, tr
from app.ui.theme import Style, text, use_style

_MOST = 0.6


@component
def select_field(
    label: str,
    choices: Sequence[Choice],
    selected: str | None,
    on_select: OnKey,
    *,
    hint: str = mark("请选择"),
    error: str | None = None,
    helper: str | None = None,
    icon: ft.IconData | None = None,
    show_label: bool = True,
    title: str | None = None,
) -> ft.Control:
    """Return a field that shows the chosen one (a component) and opens a sheet to choose another."""
    style = use_style()
    is_open, set_open = ft.use_state(False)  # noqa: FBT003 - a hook's first value

    def close() -> None:
        set_open(False)

    def choose(key: str) -> None:
        close()
        on_select(key)

    too_many = style.scaled(style.size.choice_row) * len(choices) > style.window.height * _MOST
    ft.use_dialog(
        sheet(
            style, title or label, choice_list(style, choices, selected, safe(choose)), on_close=close, scroll=too_many
        )
        if is_open
        else None
    )
    chosen = next((choice for choice in choices if choice.key == selected), None)
    field = _field(style, chosen, hint, icon, error=error is not None)
    opener = touchable(
        ft.Container(field, on_click=safe(lambda: set_open(True))),
        tr("{label}，{value}", label=label, value=chosen.label if chosen else hint),
        expanded=is_open,
    )
    return frame(style, label if show_label else None, opener, error=error, helper=helper)


def _field(style: Style, chosen: Choice | None, hint: str, icon: ft.IconData | None, *, error: bool) -> ft.Control:
    color = style.color
    sign = (chosen.icon if chosen else None) or icon
    pieces: list[ft.Control] = []
    if chosen and chosen.leading:
        pieces.append(chosen.leading)
    elif sign:
        pieces.append(ft.Icon(sign, size=style.size.icon, color=color.ink_3))
    pieces.append(
        text(style, "body", chosen.label if chosen else hint, color=None if chosen else color.ink_3, expand=True)
    )
    pieces.append(ft.Icon(ft.Icons.EXPAND_MORE, size=style.size.icon, color=color.ink_2))
    return ft.Container(
        ft.Row(pieces, spacing=style.space.s3),
        padding=ft.Padding.symmetric(
            horizontal=style.space.s4, vertical=(style.size.field - style.texts.body.line) / 2
        ),
        bgcolor=color.surface,
        border=ft.Border.all(style.size.frame, color.vermilion)
        if error
        else ft.Border.all(style.size.line, color.outline_strong),
        border_radius=style.corner.control,
    )


def choice_list(style: Style, choices: Sequence[Choice], selected: str | None, on_select: OnKey) -> ft.Control:
    """Return choices as rows with a dot, for sheets and pages."""
    pieces: list[ft.Control] = []
    for index, choice in enumerate(choices):
        if index:
            pieces.append(divider(style))
        pieces.append(_choice_row(style, choice, on_select, chosen=choice.key == selected))
    return ft.Column(pieces, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _choice_row(style: Style, choice: Choice, on_select: OnKey, *, chosen: bool) -> ft.Control:
    words: list[ft.Control] = [text(style, "body", choice.label, strong=chosen)]
    if choice.note:
        words.append(text(style, "caption", choice.note, color=style.color.ink_3))
    pieces: list[ft.Control] = []
    if choice.leading:
        pieces.append(choice.leading)
    elif choice.icon:
        pieces.append(ft.Icon(choice.icon, size=style.size.icon, color=style.color.cobalt))
    pieces += [ft.Column(words, spacing=0, tight=True, expand=True), radio_dot(style, chosen=chosen)]
    box = ft.Container(
        ft.Row(pieces, spacing=style.space.s3),
        padding=ft.Padding.only(top=style.space.row, bottom=style.space.row, right=style.space.s3),
        on_click=safe(lambda: on_select(choice.key)),
        ink=True,
    )
    said = tr("{label}，{note}", label=choice.label, note=choice.note) if choice.note else choice.label
    return touchable(box, said, selected=chosen)
