"""The pages at /code."""

import flet as ft

from app.ui.pages.code.code_page import code_page
from app.ui.pages.code.full_page import full_page

CODE_ROUTES = [ft.Route(path="code", component=code_page)]
CODE_MODALS: list[ft.Route] = [ft.Route(path="code/full", component=full_page, modal=True)]
