"""The pages at /records: the list, one slip of each kind, and 退费."""

import flet as ft

from app.ui.pages.records.records_page import records_page
from app.ui.pages.records.refund_form import refund_form_page
from app.ui.pages.records.slip_page import fee_page, free_year_page, receipt_page, refund_page

RECORDS_ROUTES = [
    ft.Route(
        path="records",
        component=records_page,
        children=[
            ft.Route(path=r"refund/:refund_id(\d+)", component=refund_page),
            ft.Route(path=r"free/:confirmation_id(\d+)", component=free_year_page),
            ft.Route(path=r"fee/:fee_id(\d+)", component=fee_page),
            ft.Route(
                path=r":settlement_id(\d+)",
                component=receipt_page,
                children=[ft.Route(path="refund", component=refund_form_page)],
            ),
        ],
    )
]
RECORDS_MODALS: list[ft.Route] = []
