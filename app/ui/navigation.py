"""Moving between the five tabs: the bottom bar of phones, the rail of wide windows. It knows no pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.ui.components.badges import badge
from app.ui.components.marks import brand_mark
from app.ui.guard import safe
from app.ui.i18n import Language, language, mark, tr
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
_SHORT_CODE = mark("码")
"""How 医保码 is called where its name in full is too long for a tab, as in English."""
_GROWS = 1.3


@dataclass(frozen=True, slots=True)
class Tabs:
    """The tabs: which is open (None: a page of none), and what a tap does. ``me`` is the own badge (slot, name)."""

    index: int | None
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


def _word(index: int) -> str:
    return tr(_SHORT_CODE if index == CODE_TAB and language() is not Language.CHINESE else TABS[index])


def bottom_bar(style: Style, tabs: Tabs) -> ft.NavigationBar:
    """Return the bottom bar of phones, 80 high; 医保码 is a cobalt pill always."""
    color = style.color
    return ft.NavigationBar(
        destinations=[
            ft.NavigationBarDestination(
                icon=_icon(style, index, chosen=False),
                selected_icon=_icon(style, index, chosen=True),
                label=_word(index),
            )
            for index in range(len(TABS))
        ],
        selected_index=tabs.index or 0,
        on_change=_chosen(tabs),
        bgcolor=color.nav,
        elevation=0,
        # Flutter lets the labels of this bar grow by a third and no further.
        height=style.size.nav_bar_short if style.window.short else style.size.nav_bar,
        indicator_color=ft.Colors.TRANSPARENT if tabs.index == CODE_TAB else color.glaze,
        border=ft.Border.only(top=ft.BorderSide(style.size.hair, color.outline)),
        label_behavior=ft.NavigationBarLabelBehavior.ALWAYS_SHOW,
    )


def beside_rail(style: Style, tabs: Tabs | None, content: ft.Control) -> ft.Control:
    """Return a page's content with the rail at its left; without ``tabs`` alone.

    It is the same tree in both cases: else a turned phone would lose what is typed and what is open in the content.
    """
    side: ft.Control = ft.Container(visible=False) if tabs is None else rail(style, tabs)
    line = ft.Container(width=style.size.hair, bgcolor=style.color.outline, visible=tabs is not None)
    return ft.Row(
        [side, line, content],
        spacing=0,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def rail(style: Style, tabs: Tabs) -> ft.Control:
    """Return the rail, 96 wide: the mark on top, the own badge at the foot; without both on a phone on its side."""
    color, short = style.color, style.window.short
    sign = brand_mark(size=style.size.rail_mark)
    me = badge(style, tabs.me[0], tabs.me[1], size=style.size.rail_badge) if tabs.me else None
    return ft.NavigationRail(
        destinations=[
            ft.NavigationRailDestination(
                icon=_icon(style, index, chosen=False),
                selected_icon=_icon(style, index, chosen=True),
                label=_word(index),
                padding=ft.Padding.symmetric(vertical=0 if short else style.space.s1),
            )
            for index in range(len(TABS))
        ],
        selected_index=tabs.index,
        on_change=_chosen(tabs),
        label_type=ft.NavigationRailLabelType.ALL,
        min_width=style.size.rail_item_short if short else style.size.rail_item,
        width=style.size.rail,
        scrollable=True,
        bgcolor=color.nav,
        indicator_color=ft.Colors.TRANSPARENT if tabs.index == CODE_TAB else color.glaze,
        leading=None if short else ft.Container(sign, padding=ft.Padding.symmetric(vertical=style.space.s4)),
        trailing=ft.Container(me, padding=ft.Padding.only(bottom=style.space.s6)) if me and not short else None,
        pin_trailing_to_bottom=True,
        group_alignment=-1,
        unselected_label_text_style=_label(style, color=color.ink_2),
        selected_label_text_style=_label(style, color=color.cobalt, strong=True),
    )


def _label(style: Style, *, color: str, strong: bool = False) -> ft.TextStyle:
    """Return how a word of the rail is set: it grows with the system's text as far as the bottom bar's."""
    size = style.fixed(style.texts.nav.size * min(style.window.text_scale, _GROWS))
    return text_style(style, "nav", color=color, strong=strong, size=size)


def _chosen(tabs: Tabs) -> Callable[[Any], Any]:
    def handler(event: ft.Event[Any]) -> Any:  # noqa: ANN401 - the caller's may be async
        return tabs.on_select(int(event.control.selected_index))

    return safe(handler)
