"""The codes on the screen: QR with the 底款 over its middle, and the bar code. Always ink on white."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

import flet as ft

from app.ui.components.marks import seal
from app.ui.theme import LIGHT, Style

_WHOLE = 37
_MARK = 9
_SEAL = 46
_BAR_MODULE = 1.25


def qr_picture(style: Style, svg: str, *, module: float = 7.5, spoken: str) -> ft.Control:
    """Return a QR (of 29 modules with its quiet zone of 4) at ``module`` pixels each: 7.5 on phones, 6.5 at 320."""
    edge = _WHOLE * module
    image = ft.Image(
        src=svg,
        width=edge,
        height=edge,
        fit=ft.BoxFit.FILL,
        exclude_from_semantics=True,
    )
    paper = style.color.paper
    mark = ft.Container(
        seal(style, color=LIGHT.color.cobalt, scale=(_MARK - 1) * module / _SEAL, ground=paper),
        width=edge,
        height=edge,
        alignment=ft.Alignment.CENTER,
    )
    box = ft.Container(ft.Stack([image, mark]), width=edge, height=edge, bgcolor=paper)
    return ft.Semantics(content=box, label=spoken, image=True, exclude_semantics=True)


def bar_picture(
    style: Style,
    svg: str,
    *,
    modules: int = 242,
    module: float = _BAR_MODULE,
    height: float | None = None,
    spoken: str,
) -> ft.Control:
    """Return a bar code of ``modules`` (quiet zones included) at ``module`` px each: 1.25, less only at 320."""
    wide, tall = modules * module, height or style.size.bar_code
    image = ft.Image(
        src=svg,
        width=wide,
        height=tall,
        fit=ft.BoxFit.FILL,
        exclude_from_semantics=True,
    )
    box = ft.Container(image, width=wide, height=tall, bgcolor=style.color.paper)
    return ft.Semantics(content=box, label=spoken, image=True, exclude_semantics=True)
