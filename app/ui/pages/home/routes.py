"""The pages at /: 首页, and 医保专区 and the notices on top of it."""

import flet as ft

from app.ui.guard import component
from app.ui.layout import Tabs, page_view
from app.ui.paths import go_tab
from app.ui.theme import use_style


@component(view=True)
def _stub() -> ft.View:
    return page_view(use_style(), "/", "首页", [], tabs=Tabs(0, go_tab))


HOME_ROUTES = [ft.Route(component=_stub)]
HOME_MODALS: list[ft.Route] = []
