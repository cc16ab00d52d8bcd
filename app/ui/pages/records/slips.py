"""Which slip an address names: a 结算单, a 退费单, a 缴费单 or a 免缴确认单."""

import flet as ft

from app.ui.i18n import tr
from app.ui.pages.records.fee_slip import fee_part
from app.ui.pages.records.free_slip import free_part
from app.ui.pages.records.receipt_page import receipt_part
from app.ui.pages.records.refund_slip import refund_part

_PARTS = {"refund": refund_part, "fee": fee_part, "free": free_part}


def slip_part(path: str) -> ft.Control:
    """Return the slip at an address: ``/records/3``, ``/records/refund/3`` or ``/records/fee/3``."""
    *_, kind, number = path.split("/")
    part = _PARTS.get(kind, receipt_part)
    return part(int(number))


def slip_title(path: str) -> str:
    """Give the title of the page at an address."""
    kind = path.split("/")[-2]
    return {"refund": tr("退费单"), "fee": tr("缴费单"), "free": tr("免缴确认单")}.get(kind, tr("结算单"))
