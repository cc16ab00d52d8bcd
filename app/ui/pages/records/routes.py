"""The pages at /records."""

import flet as ft

from app.ui.guard import component
from app.ui.layout import Tabs, page_view
from app.ui.paths import go_tab
from app.ui.theme import use_style


@component(view=True)
def _stub() -> ft.View:
    """Stand in until the page is built."""
    return page_view(use_style(), "/records", "records", [], tabs=Tabs(3, go_tab))


RECORDS_ROUTES = [ft.Route(path="records", component=_stub)]
RECORDS_MODALS: list[ft.Route] = []
