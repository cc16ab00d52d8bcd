"""The pages at /me."""

import flet as ft

from app.ui.pages.me.about import about_page
from app.ui.pages.me.contribution import contribution_page
from app.ui.pages.me.day import day_page
from app.ui.pages.me.insurance import my_insurance_page, person_page
from app.ui.pages.me.me import me_page
from app.ui.pages.me.passwords import password_page, pin_page
from app.ui.pages.me.register import new_person_page, register_page

ME_ROUTES = [
    ft.Route(
        path="me",
        component=me_page,
        children=[
            ft.Route(path="insurance", component=my_insurance_page),
            ft.Route(
                path="register",
                component=register_page,
                children=[
                    ft.Route(path="new", component=new_person_page),
                    ft.Route(path=r":person_id(\d+)", component=person_page),
                ],
            ),
            ft.Route(path=r"contribution/:person_id(\d+)", component=contribution_page),
            ft.Route(path="password", component=password_page),
            ft.Route(path="pin", component=pin_page),
            ft.Route(path="day", component=day_page),
            ft.Route(path="about", component=about_page),
        ],
    )
]
