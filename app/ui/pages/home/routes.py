"""The pages at /: 首页, and what opens on top of it."""

import flet as ft

from app.ui.pages.home.help import help_page
from app.ui.pages.home.home import home_page
from app.ui.pages.home.notices import notices_page
from app.ui.pages.home.zone import zone_page

HOME_ROUTES = [ft.Route(component=home_page, children=[ft.Route(path="zone", component=zone_page)])]
HOME_MODALS = [
    ft.Route(path="notices", component=notices_page, modal=True),
    ft.Route(path="help", component=help_page, modal=True),
]
