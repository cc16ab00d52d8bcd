"""What a window shows where the app can't be shown: its data is damaged, in use, or of a later version.

Who has started it by an icon reads no terminal.
"""

import flet as ft

from app.domain.errors import GongjiError
from app.ui import guard
from app.ui.components.states import empty_state
from app.ui.i18n import mark, tr
from app.ui.layout import page_view
from app.ui.paths import HOME
from app.ui.theme import StyleContext, use_app_style, use_style

_TITLE = mark("共济通")


@guard.component
def sorry(why: GongjiError) -> list[ft.View]:
    """Say why the app can't be shown; nothing can be done on this page."""
    return StyleContext(use_app_style(), lambda: [_only_page(why)])


@guard.component(view=True)
def _only_page(why: GongjiError) -> ft.View:
    style = use_style()
    body = [empty_state(style, tr("共济通打不开"), tr(why.words), icon=ft.Icons.ERROR_OUTLINE)]
    return page_view(style, HOME, tr(_TITLE), body, back=False, plate=True)
