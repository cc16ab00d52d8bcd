"""The QR with its 底款, the bar code, and the code's text with its middle hidden."""

import flet as ft

from app.pictures.codes import BAR_MODULES, QR_MODULES, QUIET, SEAL_MODULES, bar_png, qr_png
from app.ui.components.marks import seal
from app.ui.theme import LIGHT, Style, text

_GROUP = 4
_SEAL_W, _SEAL_H = 46, 25
_BAR_H = 44


def qr(name: str, code: str, edge: float, *, quiet: bool = True) -> ft.Control:
    """Return the QR, ``edge`` px wide without its quiet zone of 4 modules. It is black on white in both themes."""
    module = edge / QR_MODULES
    scale = min(SEAL_MODULES[0] * module / _SEAL_W, SEAL_MODULES[1] * module / _SEAL_H) * 0.9
    picture = ft.Image(
        src=qr_png(code),
        width=edge,
        height=edge,
        fit=ft.BoxFit.FILL,
        gapless_playback=True,
        exclude_from_semantics=True,
    )
    mark = ft.Container(
        seal(LIGHT, scale=scale), width=edge, height=edge, alignment=ft.Alignment.CENTER, ignore_interactions=True
    )
    box = ft.Container(
        ft.Stack([picture, mark], width=edge, height=edge),
        padding=QUIET * module if quiet else 0,
        bgcolor=LIGHT.color.paper,
    )
    return ft.Semantics(content=box, label=f"{name}的医保码，二维码，模拟", image=True, exclude_semantics=True)


def bar_code(name: str, code: str, room: float) -> ft.Control:
    """Return the bar code in at most ``room`` px, its quiet zones of 10 modules included."""
    module = next((size for size in (2.0, 1.25) if (BAR_MODULES + 20) * size <= room), room / (BAR_MODULES + 20))
    picture = ft.Image(
        src=bar_png(code),
        width=BAR_MODULES * module,
        height=_BAR_H,
        fit=ft.BoxFit.FILL,
        gapless_playback=True,
        exclude_from_semantics=True,
    )
    return ft.Semantics(content=picture, label=f"{name}的医保码，条形码，模拟", image=True, exclude_semantics=True)


def code_text(style: Style, code: str) -> ft.Control:
    """Return the code's text: the first two groups and the last, the rest as asterisks."""
    groups = [code[at : at + _GROUP] for at in range(0, len(code), _GROUP)]
    shown = [group if place < 2 or place == len(groups) - 1 else "****" for place, group in enumerate(groups)]  # noqa: PLR2004
    return text(
        style,
        "caption",
        " ".join(shown),
        color=LIGHT.color.ink_2,
        align=ft.TextAlign.CENTER,
        spoken=f"码的最后四位 {groups[-1]}",
    )
