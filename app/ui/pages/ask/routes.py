"""The pages at /ask and /compare, for users and for guests."""

import flet as ft

from app.ui.pages.ask.ask_page import ask_page

ASK_MODALS = [
    ft.Route(path="ask", component=ask_page, modal=True),
]
