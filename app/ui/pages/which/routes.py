"""The page at /which."""

import flet as ft

from app.ui.pages.which.which_page import which_page

WHICH_MODALS = [ft.Route(path="which", component=which_page, modal=True)]
