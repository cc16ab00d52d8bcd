"""Moving between the five tabs: the bottom bar of phones, the rail of wide windows. It knows no pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.ui.components.badges import badge
from app.ui.components.marks import brand_mark
from app.ui.guard import safe
from app.ui.i18n import mark
from app.ui.theme import Style, text_style

TABS = (mark("首页"), mark("家庭"), mark("医保码"), mark("记录"), mark("我的"))
_ICONS = (
    ft.Icons.HOME,
    ft.Icons.FAMILY_RESTROOM,
    ft.Icons.QR_CODE_2,
    ft.Icons.RECEIPT_LONG,
    ft.Icons.PERSON,
)
CODE_TAB = 2


@dataclass(frozen=True, slots=True)
class Tabs:
    """The bottom bar of a tab's page: which is open, and what a tap does. ``me`` is the own badge (slot, name)."""

    index: int
    on_select: Callable[[int], Any]
    me: tuple[int, str] | None = None


def _code_pill(style: Style, *, chosen: bool) -> ft.Control:
    color, out = style.color, style.space.s1
    wide, high = style.size.pill
    pill = ft.Container(
        ft.Icon(ft.Icons.QR_CODE_2, size=style.size.icon, color=color.on_cobalt),
        width=wide,
        height=high,
        bgcolor=color.cobalt,
        border_radius=high / 2,
        alignment=ft.Alignment.CENTER,
    )
    if not chosen:
        return pill
    around = ft.Container(
        left=-out,
        top=-out,
        right=-out,
        bottom=-out,
        border=ft.Border.all(style.size.frame, color.cobalt),
        border_radius=high / 2 + out,
    )
    return ft.Stack([pill, around], width=wide, height=high, clip_behavior=ft.ClipBehavior.NONE)


def _icon(style: Style, index: int, *, chosen: bool) -> ft.Control:
    if index == CODE_TAB:
        return _code_pill(style, chosen=chosen)
    color = style.color.cobalt if chosen else style.color.ink_2
    return ft.Icon(_ICONS[index], size=style.size.icon, color=color)


def bottom_bar(style: Style, tabs: Tabs) -> ft.NavigationBar:
    """Return the bottom bar of phones, 80 high; 医保码 is a cobalt pill always."""
    color = style.color
    return ft.NavigationBar(
        destinations=[
            ft.NavigationBarDestination(
                icon=_icon(style, index, chosen=False),
                selected_icon=_icon(style, index, chosen=True),
                label=label,
            )
            for index, label in enumerate(TABS)
        ],
        selected_index=tabs.index,
        on_change=_chosen(tabs),
        bgcolor=color.nav,
        elevation=0,
        height=style.scaled(style.size.nav_bar),
        indicator_color=ft.Colors.TRANSPARENT if tabs.index == CODE_TAB else color.glaze,
        border=ft.Border.only(top=ft.BorderSide(style.size.hair, color.outline)),
        label_behavior=ft.NavigationBarLabelBehavior.ALWAYS_SHOW,
    )


def rail(style: Style, tabs: Tabs) -> ft.Control:
    """Return the rail of wide windows, 96 wide: the mark on top, the own badge at the foot."""
    color = style.color
    me = badge(style, tabs.me[0], tabs.me[1], size=style.size.rail_badge) if tabs.me else None
    return ft.NavigationRail(
        destinations=[
            ft.NavigationRailDestination(
                icon=_icon(style, index, chosen=False),
                selected_icon=_icon(style, index, chosen=True),
                label=label,
                padding=ft.Padding.symmetric(vertical=style.space.s2),
            )
            for index, label in enumerate(TABS)
        ],
        selected_index=tabs.index,
        on_change=_chosen(tabs),
        label_type=ft.NavigationRailLabelType.ALL,
        min_width=style.size.rail,
        width=style.size.rail,
        bgcolor=color.nav,
        indicator_color=ft.Colors.TRANSPARENT if tabs.index == CODE_TAB else color.glaze,
        leading=ft.Container(
            brand_mark(size=style.size.rail_mark), padding=ft.Padding.symmetric(vertical=style.space.s4)
        ),
        trailing=ft.Container(me, padding=ft.Padding.only(bottom=style.space.s6)) if me else None,
        pin_trailing_to_bottom=True,
        group_alignment=-1,
        unselected_label_text_style=text_style(style, "nav", color=color.ink_2),
        selected_label_text_style=text_style(style, "nav", color=color.cobalt, strong=True),
    )


def _chosen(tabs: Tabs) -> Callable[[Any], Any]:
    def handler(event: ft.Event[Any]) -> Any:  # noqa: ANN401 - the caller's may be async
        return tabs.on_select(int(event.control.selected_index))

    return safe(handler)
