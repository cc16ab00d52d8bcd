"""Buttons: filled (one a page), tonal, outlined, text, icon. 56 high; text buttons 48."""

# ruff: noqa: PLR0913, PLR0917 - how a piece may look is said by its arguments

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import flet as ft

from app.ui.components.measure import text_width
from app.ui.components.touch import touchable
from app.ui.focus import focus_overlay, focus_sides
from app.ui.guard import safe
from app.ui.i18n import tr, without_term
from app.ui.theme import Role, Style, text, text_style

Handler = Callable[..., Any]
_DIM = 0.38


def filled(
    style: Style,
    label: str,
    on_click: Handler | None,
    *,
    icon: ft.IconData | None = None,
    loading: bool = False,
    disabled: bool = False,
    expand: bool | int | None = None,
    width: float | None = None,
) -> ft.Control:
    """Return the page's one main action. ``loading`` shows that it runs, and takes no taps."""
    color = style.color
    return _button(
        style, label, on_click, icon, (color.cobalt, color.on_cobalt, None), loading, disabled, expand, width
    )


def tonal(
    style: Style,
    label: str,
    on_click: Handler | None,
    *,
    icon: ft.IconData | None = None,
    loading: bool = False,
    disabled: bool = False,
    expand: bool | int | None = None,
    width: float | None = None,
) -> ft.Control:
    """Return an action of second rank."""
    color = style.color
    return _button(style, label, on_click, icon, (color.glaze, color.cobalt, None), loading, disabled, expand, width)


def outlined(
    style: Style,
    label: str,
    on_click: Handler | None,
    *,
    icon: ft.IconData | None = None,
    loading: bool = False,
    disabled: bool = False,
    expand: bool | int | None = None,
    width: float | None = None,
) -> ft.Control:
    """Return an action of second rank with a line."""
    color = style.color
    paint = (ft.Colors.TRANSPARENT, color.cobalt, color.outline_strong)
    return _button(style, label, on_click, icon, paint, loading, disabled, expand, width)


def plain(
    style: Style,
    label: str,
    on_click: Handler | None,
    *,
    icon: ft.IconData | None = None,
    trailing: ft.IconData | None = None,
    strong: bool = True,
    disabled: bool = False,
    color: str | None = None,
    expand: bool | int | None = None,
    spoken: str | None = None,
) -> ft.Control:
    """Return a text button, 48 high. ``strong=False`` sets it as a link in 15/400, for rows and captions."""
    ink = color or style.color.cobalt
    role: Role = "button" if strong else "label"
    pieces: list[ft.Control] = []
    if icon:
        pieces.append(ft.Icon(icon, size=style.size.icon_m, color=ink))
    align = ft.TextAlign.CENTER if strong else ft.TextAlign.START
    words = text(style, role, label, color=ink, spoken=spoken, expand=True, align=align)
    words.expand_loose = True
    pieces.append(words)
    if trailing:
        pieces.append(ft.Icon(trailing, size=style.size.icon_m, color=ink))
    body = ft.Row(pieces, tight=True, spacing=style.space.h3, alignment=ft.MainAxisAlignment.CENTER)
    handler = safe(on_click) if on_click and not disabled else None
    if not strong:  # Flet's text button is never narrower than 64
        missing = style.size.touch - text_width(tr(label), style.texts.label.size) * style.window.text_scale
        link = ft.Container(
            body,
            on_click=handler,
            padding=ft.Padding.symmetric(
                horizontal=max(style.space.s1, missing / 2), vertical=_above(style.size.touch, style.texts.label.line)
            ),
            border_radius=style.corner.chip,
            opacity=_DIM if disabled else 1,
        )
        return touchable(link, spoken or label, expand=expand, ring=ink)
    return ft.TextButton(
        content=body,
        on_click=handler,
        disabled=disabled,
        opacity=_DIM if disabled else 1,
        expand=expand,
        style=_plain_style(
            ink, style.corner.control, style.space.s2, _above(style.size.touch, style.texts.button.line)
        ),
    )


@lru_cache
def _plain_style(ink: str, radius: int, beside: float, above: float) -> ft.ButtonStyle:
    """Give the look of a text button: one for all that look so, and nobody changes it."""
    return ft.ButtonStyle(
        padding=ft.Padding.symmetric(horizontal=beside, vertical=above),
        visual_density=ft.VisualDensity.STANDARD,
        shape=ft.RoundedRectangleBorder(radius=radius),
        side=focus_sides(ink),
        overlay_color=focus_overlay(ink),
    )


def _above(height: float, line: float) -> float:
    """Give the padding above and below one line of text: with two lines a control grows, and cuts nothing off."""
    return (height - line) / 2


def icon_button(
    style: Style,
    icon: ft.IconData,
    name: str,
    on_click: Handler | None,
    *,
    color: str | None = None,
    bgcolor: str | None = None,
    dot: bool = False,
) -> ft.Control:
    """Return an icon of 48×48; ``name`` is what screen readers and tooltips say. ``dot``: something new."""
    # The tooltip's name and the tap are two nodes: merged, so that the button itself is named.
    ink = color or style.color.ink
    button = ft.MergeSemantics(
        ft.IconButton(
            icon=icon,
            icon_color=ink,
            icon_size=style.size.icon,
            bgcolor=bgcolor,
            tooltip=name,
            on_click=safe(on_click) if on_click else None,
            width=style.size.touch,
            height=style.size.touch,
            style=_icon_style(ink),
        )
    )
    if not dot:
        return button
    news = ft.Container(
        width=style.size.news,
        height=style.size.news,
        right=style.size.news_inset,
        top=style.size.news_inset,
        bgcolor=style.color.cobalt,
        border=ft.Border.all(style.size.line, style.color.ground_high),
        shape=ft.BoxShape.CIRCLE,
        ignore_interactions=True,
    )
    return ft.Stack([button, news], width=style.size.touch, height=style.size.touch)


@lru_cache
def _icon_style(ink: str) -> ft.ButtonStyle:
    return ft.ButtonStyle(side=focus_sides(ink), overlay_color=focus_overlay(ink))


def _spinner(style: Style, ink: str) -> ft.Control:
    edge = style.size.spinner
    return ft.ProgressRing(width=edge, height=edge, stroke_width=style.size.spinner_line, color=ink, padding=0)


def _button(
    style: Style,
    label: str,
    on_click: Handler | None,
    icon: ft.IconData | None,
    paint: tuple[str, str, str | None],
    loading: bool,  # noqa: FBT001 - handed on by name above
    disabled: bool,  # noqa: FBT001
    expand: bool | int | None,  # noqa: FBT001 - handed on by name above
    width: float | None,
) -> ft.Control:
    _, ink, _ = paint
    pieces: list[ft.Control] = []
    if loading:
        pieces.append(_spinner(style, ink))
    elif icon:
        pieces.append(ft.Icon(icon, size=style.size.icon, color=ink))
    pieces.append(
        ft.Text(
            without_term(label),
            style=text_style(style, "button", color=ink),
            text_align=ft.TextAlign.CENTER,
            expand=True,
            expand_loose=True,
        )
    )
    stopped = disabled or on_click is None
    return ft.Button(
        content=ft.Row(
            pieces, tight=width is None and not expand, spacing=style.space.s2, alignment=ft.MainAxisAlignment.CENTER
        ),
        on_click=safe(on_click) if on_click and not loading else None,
        disabled=stopped or loading,
        elevation=0,
        opacity=_DIM if stopped and not loading else 1,
        expand=expand,
        width=width,
        style=_filled_style(
            paint,
            style.corner.control,
            style.size.line,
            style.space.s2 if style.window.huge else style.space.s6,
            _above(style.size.button, style.texts.button.line),
        ),
    )


@lru_cache
def _filled_style(
    paint: tuple[str, str, str | None], radius: int, thick: float, beside: float, above: float
) -> ft.ButtonStyle:
    """Give the look of a button of this fill, ink and line: one for all that look so, and nobody changes it."""
    fill, ink, line = paint
    return ft.ButtonStyle(
        bgcolor=fill,
        color=ink,
        elevation=0,
        overlay_color=focus_overlay(ink),
        padding=ft.Padding.symmetric(horizontal=beside, vertical=above),
        visual_density=ft.VisualDensity.STANDARD,
        shape=ft.RoundedRectangleBorder(radius=radius),
        side=focus_sides(ink, ft.BorderSide(thick, line) if line else None, inside=True),
    )
