"""An identity number: masked until tapped, masked again by the next tap."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.ui.components.touch import touchable
from app.ui.guard import component, safe
from app.ui.i18n import tr
from app.ui.run import use_command
from app.ui.theme import Role, text, use_style

_ID_LENGTH = 18


@component
def masked_number(
    label: str, masked: str, reveal: Callable[[], Awaitable[str]] | None, *, role: Role = "caption"
) -> ft.Control:
    """Return the number after its label; ``reveal`` gives it whole, None where this user may not see it."""
    style = use_style()
    shown, set_shown = ft.use_state("")

    async def turn() -> None:
        set_shown("" if shown or reveal is None else await reveal())

    command = use_command(turn)
    number = shown or masked
    written = f"{label.rstrip()}\n{_grouped(number)}".lstrip() if style.window.huge else f"{label}{number}"
    words = text(style, role, written, color=style.color.ink_2)
    if reveal is None:
        return words
    icon = ft.Icons.VISIBILITY_OFF if shown else ft.Icons.VISIBILITY
    whole = style.window.stacked
    words.expand = whole
    row = ft.Row(
        [words, ft.Icon(icon, size=style.size.icon_s, color=style.color.cobalt)],
        spacing=style.space.s2,
        tight=not whole,
    )
    box = ft.Container(
        row,
        height=None if whole else style.size.touch,
        alignment=ft.Alignment.CENTER_LEFT,
        border_radius=style.corner.control,
        on_click=safe(command.run),
    )
    return touchable(
        box,
        tr("{label}{shown}，点一下遮住", label=label, shown=shown)
        if shown
        else tr("{label}{masked}，点一下显示", label=label, masked=masked),
    )


def _grouped(number: str) -> str:
    """Give the number in the groups that it is made of, so that a line may end between them."""
    return f"{number[:6]} {number[6:14]} {number[14:]}" if len(number) == _ID_LENGTH else number
