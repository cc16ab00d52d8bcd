"""The switch to 长辈版, on the login page and in 我的: one tap, at once, and nothing that was typed is lost."""

import flet as ft

from app.ui.components.choices import switch_row
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.run import use_command
from app.ui.session import use_session
from app.ui.theme import use_style


@component
def elder_switch() -> ft.Control:
    """Return the row with the switch (a component)."""
    style, session = use_style(), use_session()
    command = use_command(lambda on: session.set_look(elder=on))
    return switch_row(
        style,
        tr("长辈版"),
        style.elder,
        lambda on: command.run_with(on)(),
        note=tr("字更大，事更少"),
        icon=None if style.window.huge and style.window.narrow else ft.Icons.TEXT_INCREASE,
    )
