"""The pages at /family, and adding an 亲情账户."""

import flet as ft

from app.ui.pages.family.family_page import family_page, sharing_page
from app.ui.pages.family.link_page import link_page
from app.ui.pages.family.link_with_page import link_with_page

FAMILY_ROUTES: list[ft.Route] = [
    ft.Route(
        path="family",
        component=family_page,
        children=[ft.Route(path=r"sharing/:sharing_id(\d+)", component=sharing_page)],
    )
]
FAMILY_MODALS: list[ft.Route] = [
    ft.Route(path="link", component=link_page, modal=True),
    ft.Route(path=r"link/:person_id(\d+)", component=link_with_page, modal=True),
]
