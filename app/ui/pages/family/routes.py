"""The pages at /family, and adding an 亲情账户."""

import flet as ft

from app.ui.pages.family.end_page import end_page
from app.ui.pages.family.family_page import family_page, sharing_page
from app.ui.pages.family.link_detail import link_detail_page
from app.ui.pages.family.link_page import link_page
from app.ui.pages.family.link_with_page import link_with_page
from app.ui.pages.family.terms_page import terms_page
from app.ui.pages.family.wallet_page import wallet_page

FAMILY_ROUTES: list[ft.Route] = [
    ft.Route(
        path="family",
        component=family_page,
        children=[
            ft.Route(
                path=r"sharing/:sharing_id(\d+)",
                component=sharing_page,
                children=[
                    ft.Route(path="terms", component=terms_page),
                    ft.Route(path="wallet", component=wallet_page),
                    ft.Route(path="end", component=end_page),
                ],
            ),
            ft.Route(path=r"link/:link_id(\d+)", component=link_detail_page),
        ],
    )
]
FAMILY_MODALS: list[ft.Route] = [
    ft.Route(path="link", component=link_page, modal=True),
    ft.Route(path=r"link/:person_id(\d+)", component=link_with_page, modal=True),
]
