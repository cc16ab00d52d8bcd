"""A card of ways in, as 医保专区 has them."""

import flet as ft

from app.ui.components.surfaces import card, choice_grid
from app.ui.theme import Style


def choice_card(style: Style, *entries: ft.Control) -> ft.Control:
    """Return a card of ways in (:func:`icon_choice`), three a line."""
    aside = style.space.s4 if style.window.stacked else style.space.s1
    return card(
        style,
        choice_grid(style, [*entries], across=3),
        padding=ft.Padding.symmetric(vertical=style.space.s2, horizontal=aside),
    )
