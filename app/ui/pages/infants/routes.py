"""The pages at /infants."""

import flet as ft

from app.ui.pages.infants.infant_page import infant_page
from app.ui.pages.infants.infants_page import infants_page
from app.ui.pages.infants.new_infant import new_infant_page

INFANTS_MODALS = [
    ft.Route(
        path="infants",
        component=infants_page,
        modal=True,
        children=[
            ft.Route(path="new", component=new_infant_page),
            ft.Route(path=r":person_id(\d{1,18})", component=infant_page),
        ],
    ),
]
