"""The pages at /ask, for users and for guests."""

import flet as ft

from app.ui.pages.ask.ask_page import ask_page
from app.ui.pages.ask.compare_page import compare_page

ASK_MODALS = [
    ft.Route(path="ask", component=ask_page, modal=True, children=[ft.Route(path="compare", component=compare_page)]),
]
