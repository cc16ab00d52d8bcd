"""What stands at an address that no page has."""

import flet as ft

from app.ui.components.states import empty_state
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.paths import HOME, go
from app.ui.theme import use_style


@component(view=True)
def not_found_page() -> ft.View:
    """Say that no page has this address."""
    style = use_style()
    words = tr("地址可能写错了，或这一页已经没有了。")
    body = [empty_state(style, tr("没有这一页"), words, action=tr("回首页"), on_action=lambda: go(HOME))]
    return page_view(style, "/", tr("共济通"), body, back=False, plate=True)
