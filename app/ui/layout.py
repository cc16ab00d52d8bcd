"""The frames of pages: app bar, ground, plate, body, action area, bottom bar or rail. It knows no pages."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui.components.buttons import icon_button
from app.ui.components.marks import plate as plate_mark
from app.ui.components.marks import seal
from app.ui.components.measure import text_width
from app.ui.elder_frame import elder_bar, home_button, title_below
from app.ui.guard import safe
from app.ui.i18n import tr, without_term
from app.ui.navigation import CODE_TAB, TABS, Tabs, beside_rail, bottom_bar
from app.ui.paths import go_tab, tab_of
from app.ui.theme import Style, heading, text, text_style
from app.ui.way_back import back_from, use_way_back

__all__ = ["CODE_TAB", "TABS", "Tabs", "login_plate", "page_view"]


def page_view(
    style: Style,
    route: str,
    title: str | ft.Control,
    body: ft.Control | list[ft.Control],
    *,
    back: bool = True,
    close: bool = False,
    actions: ft.Control | None = None,
    bottom: ft.Control | list[ft.Control] | None = None,
    plate: bool | ft.Control = False,
    tabs: Tabs | None = None,
    hero: bool = False,
    simulated: bool = True,
    scroll: bool = True,
    gap: float | None = None,
    max_width: int | None = None,
    alone: bool = False,
    can_pop: bool = True,
    on_confirm_pop: Callable[..., Any] | None = None,
    on_back: Callable[[], Any] | None = None,
    below: str | None = None,
    body_key: str | None = None,
    body_ref: ft.Ref[ft.Column] | None = None,
) -> ft.View:
    """Return a page.

    ``body``: pieces below each other, or one control that fills the page (``scroll=False``). ``bottom``: the action
    area. ``plate``: drawn in the corner, or one of the page's own. ``actions``: at most one icon button.
    ``close``: a cross in place of the arrow. ``hero``: cobalt all over, for the code. ``simulated=False`` leaves out
    the 底款, for 政策依据 only. With ``tabs`` the view is a root; without, it keeps the rail of wide windows, unless
    it stands ``alone``. ``on_back``: an arrow of the page's own, for a step back within it. ``below``: the page that
    this one stands on, which a modal's child goes back to. ``body_key``: another key
    begins a new body, at its top; ``body_ref``: what scrolls it.
    """
    most = max_width or style.size.page_max
    column: list[ft.Control] = []
    with_bar = not isinstance(title, str) or bool(title) or back or close
    if with_bar:
        leading = _back_arrow(style, on_back, hero=hero) if on_back else None
        returns = back and tabs is None
        if style.elder:
            bar: ft.Control = elder_bar(style, title, actions, leading, back=returns, hero=hero)
        else:
            bar = _app_bar(style, title, actions, leading, back=returns, hero=hero, simulated=simulated)
        column.append(_middle(style, bar, most))
        if style.elder and title_below(style, title, back=returns, action=bool(actions)):
            body = _under_title(style, title, body, hero=hero)
    column.extend(_strips(style))
    column.append(_body(style, body, gap, most, scroll=scroll, key=body_key, ref=body_ref))
    foot = [] if bottom is None else bottom if isinstance(bottom, list) else [bottom]
    is_home = tabs is not None and tabs.index == 0
    if style.elder and style.who is not None and not is_home and not (alone and style.window.short):
        foot = [*foot, home_button(style)]
    if style.window.short and style.window.typing:
        foot = []
    with_rail = style.window.rail and (tabs is not None or style.who is not None) and not alone
    bar_below = not style.elder and not with_rail and tabs is not None
    column = [_held_off(column, top=not with_bar, bottom=not foot and not bar_below)]
    if foot:
        column.append(_bottom_area(style, foot, most))
    layers: list[ft.Control] = [_downwards(column)]
    if plate:
        layers.insert(0, plate if isinstance(plate, ft.Control) else _plate(style, hero=hero))
    content: ft.Control = ft.Stack(layers, expand=True, fit=ft.StackFit.EXPAND)
    beside = (tabs or Tabs(tab_of(route), go_tab, style.who)) if with_rail else None
    leave = on_confirm_pop or (back_from(tabs.index) if tabs else None)
    view = ft.View(
        route="/" if tabs is not None else route,
        controls=[beside_rail(style, beside, content)],
        padding=0,
        spacing=0,
        decoration=ft.BoxDecoration(gradient=_ground(style, hero=hero)),
        bgcolor=ft.Colors.TRANSPARENT,
        navigation_bar=bottom_bar(style, tabs) if tabs is not None and bar_below else None,
        can_pop=can_pop and tabs is None,
        on_confirm_pop=safe(leave) if leave else None,
        fullscreen_dialog=close,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return use_way_back(view, below) if below else view


def _downwards(pieces: list[ft.Control]) -> ft.Column:
    return ft.Column(pieces, spacing=0, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _held_off(pieces: list[ft.Control], *, top: bool, bottom: bool) -> ft.Control:
    """Keep a page clear of notches and round corners; bars do so by themselves."""
    return ft.SafeArea(
        _downwards(pieces), avoid_intrusions_top=top, avoid_intrusions_bottom=bottom, minimum_padding=0, expand=True
    )


def _under_title(
    style: Style, title: str | ft.Control, body: ft.Control | list[ft.Control], *, hero: bool
) -> ft.Control | list[ft.Control]:
    """Return the body of a page of 长辈版 whose title has no room in the bar."""
    ink = style.color.on_hero if hero else None
    head: ft.Control = heading(style, "title_1", title, color=ink) if isinstance(title, str) else title
    if isinstance(body, list):
        return [head, *body]
    line = ft.Row([ft.Container(head, expand=True, padding=ft.Padding.symmetric(horizontal=style.margin))])
    return ft.Column(
        [_middle(style, line, style.size.page_max), ft.Container(body, expand=True)],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _strips(style: Style) -> list[ft.Control]:
    """Return the marks of a page that shows another day than the machine's, or of a tab that can't keep anything."""
    strips = [_strip(style, ft.Icons.LOCK_OUTLINED, tr(style.standing), wraps=True)] if style.standing else []
    if style.moved_day:
        strips.append(_strip(style, ft.Icons.EVENT, tr("今天当作 {moved_day}", moved_day=style.moved_day)))
    return strips


def _strip(style: Style, icon: ft.IconData, said: str, *, wraps: bool = False) -> ft.Control:
    ink = style.color.ochre_ink
    words = text(style, "caption", said, color=ink)
    return ft.Container(
        ft.Row(
            [ft.Icon(icon, size=style.size.icon_s, color=ink), ft.Container(words, expand=True) if wraps else words],
            spacing=style.space.s2,
            alignment=ft.MainAxisAlignment.CENTER,
        ),
        bgcolor=style.color.ochre_tint,
        padding=ft.Padding.symmetric(vertical=style.space.s1, horizontal=style.margin if wraps else 0),
        margin=ft.Margin.only(bottom=style.space.s2),
    )


def _ground(style: Style, *, hero: bool) -> ft.LinearGradient:
    color = style.color
    top, bottom = ft.Alignment.TOP_CENTER, ft.Alignment.BOTTOM_CENTER
    if hero:
        return ft.LinearGradient(colors=[color.code_top, color.code_bottom], begin=top, end=bottom)
    stop = min(1.0, style.size.ground_gradient / max(style.window.height, 1))
    return ft.LinearGradient(colors=[color.ground_high, color.ground], stops=[0.0, stop], begin=top, end=bottom)


def _plate(style: Style, *, hero: bool) -> ft.Control:
    if hero:
        edge = style.size.plate_code
        return plate_mark(
            style,
            size=edge,
            color=style.color.on_hero,
            opacity=0.13,
            right=(style.window.width - edge) / 2 - (style.size.rail / 2 if style.window.rail else 0),
            top=-style.size.plate_code_up,
        )
    return plate_mark(style)


def login_plate(style: Style) -> ft.Control:
    """Return the larger plate of the login page, for a Stack of its own."""
    return plate_mark(style, size=style.size.plate_login, opacity=0.26)


def _back_arrow(style: Style, on_back: Callable[[], Any], *, hero: bool) -> ft.Control:
    return icon_button(
        style, ft.Icons.ARROW_BACK, tr("返回"), on_back, color=style.color.on_hero if hero else style.color.ink
    )


def _fitting(style: Style, title: str, *, back: bool, action: bool) -> str:
    """Return a title without its Chinese term where both have no room in the bar."""
    size, scale = style.size, max(1.0, style.window.text_scale)
    taken = size.seal_wide + 2 * style.margin + style.space.s2
    taken += (size.app_bar if back else 0) + (size.touch + style.space.s4 if action else 0)
    room = min(style.window.width, size.page_max) - taken
    return tr(title) if text_width(tr(title), style.texts.title_2.size) * scale <= room else without_term(title)


def _app_bar(
    style: Style,
    title: str | ft.Control,
    actions: ft.Control | None,
    leading: ft.Control | None,
    *,
    back: bool,
    hero: bool,
    simulated: bool,
) -> ft.Control:
    color = style.color
    ink = color.on_hero if hero else color.ink
    if isinstance(title, str):
        title = _fitting(style, title, back=back, action=actions is not None)
    right: list[ft.Control] = []
    if simulated:
        right.append(seal(style, color=color.on_hero if hero else None))
    if actions is not None:
        right.append(actions)
    return ft.AppBar(
        title=text(style, "title_2", title, color=ink, max_lines=1)
        if title and isinstance(title, str)
        else title or None,
        title_text_style=text_style(style, "title_2", color=ink),
        leading=leading,
        automatically_imply_leading=back,
        leading_width=style.size.app_bar,
        title_spacing=style.space.s1 if back else style.margin,
        toolbar_height=style.app_bar,
        color=ink,
        bgcolor=ft.Colors.TRANSPARENT,
        force_material_transparency=True,
        center_title=False,
        actions=[ft.Row(right, spacing=style.space.s4, tight=True)] if right else None,
        actions_padding=ft.Padding.only(right=style.space.s2 if actions is not None else style.margin),
    )


def _body(
    style: Style,
    body: ft.Control | list[ft.Control],
    gap: float | None,
    max_width: int,
    *,
    scroll: bool,
    key: str | None,
    ref: ft.Ref[ft.Column] | None,
) -> ft.Control:
    if not scroll and not isinstance(body, list):
        return ft.Container(body, expand=True)
    pieces = body if isinstance(body, list) else [body]
    inner = ft.Container(
        ft.Column(
            pieces,
            spacing=style.space.s3 if gap is None else gap,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        padding=ft.Padding.only(left=style.margin, right=style.margin, bottom=style.space.s6),
    )
    return ft.Column(
        [_middle(style, inner, max_width)],
        key=key,
        ref=ref,
        scroll=ft.ScrollMode.AUTO if scroll else None,
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _middle(style: Style, piece: ft.Control, max_width: int) -> ft.Control:
    """Return a part of the page no wider than the page's column, in the middle of the window."""
    bounded = ft.Container(piece, width=max_width if style.window.width > max_width else None)
    return ft.Container(bounded, alignment=ft.Alignment.TOP_CENTER)


def _bottom_area(style: Style, pieces: list[ft.Control], max_width: int) -> ft.Control:
    """Return the action area: its pieces below each other, on a phone on its side beside each other."""
    stretched = ft.CrossAxisAlignment.STRETCH
    gap = style.space.s2 if style.elder else style.space.s1
    actions: ft.Control = ft.Column(pieces, spacing=gap, tight=True, horizontal_alignment=stretched)
    above, below = style.space.s3, style.space.s6
    if style.window.short:
        actions = ft.Row([ft.Container(piece, expand=True) for piece in pieces], spacing=style.space.s4)
        above = below = style.space.s2
    inner = ft.Container(
        actions, padding=ft.Padding.only(left=style.margin, right=style.margin, top=above, bottom=below)
    )
    return ft.Container(
        ft.SafeArea(_middle(style, inner, max_width), avoid_intrusions_top=False, minimum_padding=0),
        bgcolor=style.color.nav,
        border=ft.Border.only(top=ft.BorderSide(style.size.hair, style.color.outline)),
    )
