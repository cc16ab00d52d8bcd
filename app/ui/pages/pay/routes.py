"""The pages at /pay: the form, and above it the 预结算."""

import flet as ft

from app.ui.pages.pay.form_page import form_page
from app.ui.pages.pay.quote_page import quote_page

PAY_MODALS: list[ft.Route] = [
    ft.Route(path="pay", component=form_page, modal=True, children=[ft.Route(path="quote", component=quote_page)])
]
