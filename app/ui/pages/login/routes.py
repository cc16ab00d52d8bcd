"""The pages of who isn't logged in."""

import flet as ft

from app.ui.pages.login.log_in import log_in_page

GUEST_ROUTES = [ft.Route(component=log_in_page)]
