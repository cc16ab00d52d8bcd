"""The pages at /records: the list, and one 结算单."""

import flet as ft

from app.ui.pages.records.records_page import receipt_page, records_page

RECORDS_ROUTES = [
    ft.Route(
        path="records",
        component=records_page,
        children=[ft.Route(path=r":settlement_id(\d+)", component=receipt_page)],
    )
]
RECORDS_MODALS: list[ft.Route] = []
