"""A slip on a page of its own; in wide windows beside the list."""

from collections.abc import Callable

import flet as ft

from app.ui.guard import component
from app.ui.layout import page_view
from app.ui.pages.records.records_page import use_records_view
from app.ui.pages.records.slips import slip_part, slip_title
from app.ui.paths import fee_receipt, free_year_receipt, receipt, refund_receipt
from app.ui.theme import use_style


def _page(make_path: Callable[[int], str], parameter: str) -> ft.View:
    style = use_style()
    path = make_path(int(ft.use_route_params().get(parameter, "0")))
    beside_list = use_records_view(path)
    return beside_list or page_view(style, path, slip_title(path), [slip_part(path)])


@component(view=True)
def receipt_page() -> ft.View:
    """Show the page at /records/<id>."""
    return _page(receipt, "settlement_id")


@component(view=True)
def refund_page() -> ft.View:
    """Show the page at /records/refund/<id>."""
    return _page(refund_receipt, "refund_id")


@component(view=True)
def fee_page() -> ft.View:
    """Show the page at /records/fee/<id>."""
    return _page(fee_receipt, "fee_id")


@component(view=True)
def free_year_page() -> ft.View:
    """Show the page at /records/free/<id>."""
    return _page(free_year_receipt, "confirmation_id")
