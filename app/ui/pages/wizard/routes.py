"""The wizard, and what comes after it."""

import flet as ft

from app.ui.pages.wizard.done_page import done_page
from app.ui.pages.wizard.wizard_page import wizard_page

WIZARD_MODALS: list[ft.Route] = [
    ft.Route(path="share", component=wizard_page, modal=True),
    ft.Route(path=r"share/done/:sharing_id(\d+)", component=done_page, modal=True),
]
