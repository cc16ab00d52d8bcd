"""The pages at /fees, and 门诊家庭账户."""

import flet as ft

from app.ui.pages.fees.family_account_page import family_account_page
from app.ui.pages.fees.huiminbao_page import huiminbao_page
from app.ui.pages.fees.newborn_page import newborn_page
from app.ui.pages.fees.people_page import fee_people_page, newborns_page
from app.ui.pages.fees.resident_page import resident_fee_page
from app.ui.pages.fees.years_page import fee_years_page

FEES_MODALS = [
    ft.Route(path="family-account", component=family_account_page, modal=True),
    ft.Route(
        path="fees",
        component=fee_people_page,
        modal=True,
        children=[
            ft.Route(path="huiminbao", component=huiminbao_page),
            ft.Route(
                path="newborn",
                component=newborns_page,
                children=[ft.Route(path=r":person_id(\d+)", component=newborn_page)],
            ),
            ft.Route(
                path=r":person_id(\d+)",
                component=fee_years_page,
                children=[ft.Route(path=r":year(\d{4})", component=resident_fee_page)],
            ),
        ],
    ),
]
