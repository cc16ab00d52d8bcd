"""The pages at /family."""

import flet as ft

from app.ui.guard import component
from app.ui.layout import Tabs, page_view
from app.ui.paths import go_tab
from app.ui.theme import use_style


@component(view=True)
def _stub() -> ft.View:
    """Stand in until the page is built."""
    return page_view(use_style(), "/family", "family", [], tabs=Tabs(1, go_tab))


FAMILY_ROUTES = [ft.Route(path="family", component=_stub)]
FAMILY_MODALS: list[ft.Route] = []
