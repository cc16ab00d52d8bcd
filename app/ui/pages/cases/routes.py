"""The pages at /cases and /exercises."""

import flet as ft

from app.ui.pages.cases.case_page import case_page
from app.ui.pages.cases.cases_page import cases_page
from app.ui.pages.cases.exercises_page import exercises_page, set_page
from app.ui.pages.cases.making_page import making_page
from app.ui.pages.cases.question_page import question_page

CASES_MODALS = [
    ft.Route(
        path="cases",
        component=cases_page,
        modal=True,
        children=[ft.Route(path=r":case_id(\d{1,18})", component=case_page)],
    ),
    ft.Route(
        path="exercises",
        component=exercises_page,
        modal=True,
        children=[
            ft.Route(path="new", component=making_page),
            ft.Route(
                path=r":key(starter|\d{1,18})",
                component=set_page,
                children=[ft.Route(path=r":number(\d{1,18})", component=question_page)],
            ),
        ],
    ),
]
