"""The pages at /code."""

import flet as ft

from app.ui.guard import component
from app.ui.layout import Tabs, page_view
from app.ui.paths import go_tab
from app.ui.theme import use_style


@component(view=True)
def _stub() -> ft.View:
    """Stand in until the page is built."""
    return page_view(use_style(), "/code", "code", [], tabs=Tabs(2, go_tab))


CODE_ROUTES = [ft.Route(path="code", component=_stub)]
CODE_MODALS: list[ft.Route] = []
