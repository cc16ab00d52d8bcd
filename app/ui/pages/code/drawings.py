"""The QR and the bar code of a person, and the code's text with its middle hidden."""

import flet as ft

from app.pictures.barcode import code128_svg
from app.pictures.qr import MARK_WIDE, MODULES, qr_svg
from app.ui.components.code import bar_picture, qr_picture
from app.ui.components.marks import seal
from app.ui.i18n import tr
from app.ui.theme import LIGHT, Style, text

_SEAL = 46
_GROUP = 4
_HEAD_GROUPS = 2
_BAR_MODULES = 242
_BAR_MODULE = (2.0, 1.25)
"""Sizes of a module that scanners like best, where there is room."""


def qr(style: Style, name: str, code: str, edge: float) -> ft.Control:
    """Return the QR, ``edge`` px wide without its quiet zone. It is ink on white in both themes."""
    return qr_picture(style, qr_svg(code), module=edge / MODULES, spoken=_said(name))


def qr_on_white(style: Style, name: str, code: str, edge: float) -> ft.Control:
    """Return the QR for a page that is white all over, which is its quiet zone."""
    image = ft.Image(src=qr_svg(code, quiet=0), width=edge, height=edge, fit=ft.BoxFit.FILL)
    mark = seal(style, color=LIGHT.color.cobalt, scale=(MARK_WIDE - 1) * edge / MODULES / _SEAL)
    layers: list[ft.Control] = [
        image,
        ft.Container(mark, width=edge, height=edge, alignment=ft.Alignment.CENTER),
    ]
    box = ft.Stack(layers, width=edge, height=edge)
    return ft.Semantics(content=box, label=_said(name), image=True, exclude_semantics=True)


def _said(name: str) -> str:
    return tr("{name}的医保码，二维码，模拟", name=name)


def bar_code(style: Style, name: str, code: str, room: float) -> ft.Control:
    """Return the bar code in at most ``room`` px, its quiet zones included."""
    module = next((size for size in _BAR_MODULE if _BAR_MODULES * size <= room), room / _BAR_MODULES)
    return bar_picture(style, code128_svg(code), module=module, spoken=tr("{name}的医保码，条形码，模拟", name=name))


def code_text(style: Style, code: str) -> ft.Control:
    """Return the code's text: the first two groups and the last, the rest as asterisks; in 长辈版 the last alone."""
    groups = [code[at : at + _GROUP] for at in range(0, len(code), _GROUP)]
    last = len(groups) - 1
    shown = [group if place < _HEAD_GROUPS or place == last else "****" for place, group in enumerate(groups)]
    words = tr("最后四位 {last}", last=groups[-1]) if style.elder else " ".join(shown)
    return text(
        style,
        "label",
        words,
        color=LIGHT.color.ink_2,
        align=ft.TextAlign.CENTER,
        spoken=tr("码的最后四位 {last}", last=groups[-1]),
    )
