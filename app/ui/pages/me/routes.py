"""The pages at /me."""

import flet as ft

from app.ui.guard import component
from app.ui.layout import Tabs, page_view
from app.ui.paths import go_tab
from app.ui.theme import use_style


@component(view=True)
def _stub() -> ft.View:
    """Stand in until the page is built."""
    return page_view(use_style(), "/me", "me", [], tabs=Tabs(4, go_tab))


ME_ROUTES = [ft.Route(path="me", component=_stub)]
ME_MODALS: list[ft.Route] = []
