"""The QR and the bar code of a person, and the code's text with its middle hidden."""

import flet as ft

from app.pictures.barcode import code128_png
from app.pictures.qr import MODULES, QUIET, qr_png
from app.ui.components.code import bar_picture, qr_picture
from app.ui.theme import LIGHT, Style, text

_GROUP = 4
_HEAD_GROUPS = 2
_BAR_MODULES = 242
_BAR_MODULE = (2.0, 1.25)
"""Sizes of a module that scanners like best, where there is room."""


def qr(style: Style, name: str, code: str, edge: float) -> ft.Control:
    """Return the QR, ``edge`` px wide without its quiet zone. It is ink on white in both themes."""
    return qr_picture(style, qr_png(code), module=edge / MODULES, spoken=f"{name}的医保码，二维码，模拟")


def qr_on_white(style: Style, name: str, code: str, edge: float) -> ft.Control:
    """Return the QR for a page that is white all over: its quiet zone reaches out of its box into the page."""
    picture = qr(style, name, code, edge)
    picture.left = picture.top = -QUIET * edge / MODULES
    return ft.Stack([picture], width=edge, height=edge, clip_behavior=ft.ClipBehavior.NONE)


def bar_code(style: Style, name: str, code: str, room: float) -> ft.Control:
    """Return the bar code in at most ``room`` px, its quiet zones included."""
    module = next((size for size in _BAR_MODULE if _BAR_MODULES * size <= room), room / _BAR_MODULES)
    return bar_picture(style, code128_png(code), module=module, spoken=f"{name}的医保码，条形码，模拟")


def code_text(code: str) -> ft.Control:
    """Return the code's text: the first two groups and the last, the rest as asterisks."""
    groups = [code[at : at + _GROUP] for at in range(0, len(code), _GROUP)]
    last = len(groups) - 1
    shown = [group if place < _HEAD_GROUPS or place == last else "****" for place, group in enumerate(groups)]
    return text(
        LIGHT,
        "caption",
        " ".join(shown),
        color=LIGHT.color.ink_2,
        align=ft.TextAlign.CENTER,
        spoken=f"码的最后四位 {groups[-1]}",
    )
