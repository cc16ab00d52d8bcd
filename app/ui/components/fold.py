"""More to read for who wants it: folded away until its question is tapped."""

import flet as ft

from app.ui.components.buttons import outlined
from app.ui.components.surfaces import column
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.theme import use_style


@component
def fold(question: str, pieces: list[ft.Control]) -> ft.Control:
    """Return the question, and after a tap on it the pieces below (a component)."""
    style = use_style()
    opened, set_opened = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    turn = outlined(
        style,
        tr("收起来") if opened else question,
        lambda: set_opened(lambda old: not old),
        icon=ft.Icons.EXPAND_LESS if opened else ft.Icons.EXPAND_MORE,
    )
    return column(style, [turn, *(pieces if opened else [])], gap=style.space.s4)
