"""The marks of the house: 底款 (a simulation), 弦纹 (two lines), 盘 (the plate), 卷草 (the scroll), the sign."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

import flet as ft

from app.ui.i18n import mark, tr
from app.ui.theme import FONT_STRONG, LIGHT, Style

SIMULATED = mark("模拟")
_POOLED = "共济"
"""Drawn as it is in every language."""
_SPOKEN = mark("模拟：不是官方应用，不动真钱")
PLATE = "art/plate.svg"
SCROLL = "art/scroll.svg"
MARK = "art/mark.svg"
LOTUS = "art/lotus.svg"
TEETH = "art/teeth.svg"
"""As wide as the widest paper: what is narrower crops it."""
_PLATE_RIGHT = 128
_PLATE_UP = 158
_STATUS_BAR = 44
"""How high it is in the mockups; a browser has none."""


def seal(style: Style, *, color: str | None = None, scale: float = 1.0, ground: str | None = None) -> ft.Control:
    """Return the 底款: 模拟 in a double frame, 46×25 times ``scale``. In every app bar and in the middle of the QR."""
    ink = color or style.color.cobalt
    label = ft.Text(
        tr(SIMULATED), size=style.fixed(14 * scale), font_family=FONT_STRONG, color=ink, style=ft.TextStyle(height=1.2)
    )
    inner = ft.Container(
        label,
        width=40 * scale,
        height=19 * scale,
        alignment=ft.Alignment.CENTER,
        padding=ft.Padding.only(bottom=1.5 * scale),
        border=ft.Border.all(0.75 * scale, ink),
        border_radius=4 * scale,
    )
    outer = ft.Container(
        inner,
        width=46 * scale,
        height=25 * scale,
        alignment=ft.Alignment.CENTER,
        bgcolor=ground,
        border=ft.Border.all(1.5 * scale, ink),
        border_radius=6 * scale,
    )
    return ft.Semantics(content=outer, label=tr(_SPOKEN), exclude_semantics=True)


def seal_on_paper(style: Style) -> ft.Control:
    """Return the four-character 底款 for the 结算单, 56×56."""
    ink, size = style.color.cobalt, style.size.seal_paper
    lines: list[ft.Control] = [
        ft.Text(two, size=style.fixed(size * 0.36), font_family=FONT_STRONG, color=ink, style=ft.TextStyle(height=1.05))
        for two in (_POOLED, tr(SIMULATED))
    ]
    inner = ft.Container(
        ft.Column(lines, spacing=0, tight=True, alignment=ft.MainAxisAlignment.CENTER),
        width=size - 7,
        height=size - 7,
        alignment=ft.Alignment.CENTER,
        border=ft.Border.all(0.9, ink),
        border_radius=6,
    )
    outer = ft.Container(
        inner,
        width=size,
        height=size,
        alignment=ft.Alignment.CENTER,
        border=ft.Border.all(2, ink),
        border_radius=9,
    )
    return ft.Semantics(content=outer, label=tr(_SPOKEN), exclude_semantics=True)


def xian_lines(style: Style, *, color: str | None = None, width: float | None = None) -> ft.Control:
    """Return the 弦纹: a line of 2 px, a gap of 2.5, a line of 1."""
    ink = color or style.color.cobalt
    return ft.Column(
        [
            ft.Container(height=2, width=width, bgcolor=ft.Colors.with_opacity(0.85, ink)),
            ft.Container(height=1, width=width, bgcolor=ft.Colors.with_opacity(0.6, ink)),
        ],
        spacing=2.5,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH if width is None else ft.CrossAxisAlignment.START,
    )


def plate(
    style: Style,
    *,
    size: int | None = None,
    color: str | None = None,
    opacity: float = 0.15,
    right: float | None = None,
    top: float | None = None,
) -> ft.Control:
    """Return the plate for the top right of a Stack, cropped by its edge. Never set text on its lines.

    By itself it hangs from the foot of the status bar, as what stands beside it does.
    """
    edge = size or style.size.plate
    share = edge / style.size.plate
    media = ft.context.page.media
    above = _PLATE_UP * share + _STATUS_BAR - media.padding.top
    return ft.Image(
        src=PLATE,
        width=edge,
        height=edge,
        color=color or style.color.cobalt,
        opacity=opacity,
        exclude_from_semantics=True,
        right=-_PLATE_RIGHT * share if right is None else right,
        top=-above if top is None else top,
    )


def scroll_band(*, color: str = LIGHT.color.on_hero, opacity: float = 0.5, height: int = 28) -> ft.Control:
    """Return the 卷草 band, repeated over the whole width: the receipt's head and the splash, nowhere else."""
    return ft.Container(
        ft.Row(
            [
                ft.Image(
                    src=SCROLL,
                    width=336 * height / 28,
                    height=height,
                    color=color,
                    opacity=opacity,
                    exclude_from_semantics=True,
                )
                for _ in range(3)
            ],
            spacing=0,
            scroll=ft.ScrollMode.HIDDEN,
        ),
        height=height,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
        ignore_interactions=True,
    )


def brand_mark(*, size: int = 68, spoken: str | None = mark("共济通")) -> ft.Control:
    """Return the app's sign: a lotus over two lines of water."""
    return ft.Image(
        src=MARK,
        width=size,
        height=size,
        semantics_label=spoken and tr(spoken),
        exclude_from_semantics=spoken is None,
    )


def lotus(*, size: int) -> ft.Control:
    """Return the sign without its square, for cobalt grounds."""
    return ft.Image(src=LOTUS, width=size, height=size, exclude_from_semantics=True)
