"""找人帮忙: the number of the insurance hotline, large, and what to have at hand before calling."""

import flet as ft

from app.ui.components import buttons
from app.ui.components.rows import list_row, rows
from app.ui.components.surfaces import card
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.paths import HELP
from app.ui.theme import Style, text, use_style
from app.ui.words import HOTLINE, HOTLINE_SPOKEN

_PHONES = (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)
_ITSELF = "_self"
"""The dialler opens from this very page: a browser's new window would stay behind, empty."""


@component(view=True)
def help_page() -> ft.View:
    """Show the page at /help."""
    style = use_style()
    return page_view(style, HELP, tr("找人帮忙"), [_hotline(style), _at_hand(style), _others(style)])


def _hotline(style: Style) -> ft.Control:
    page = ft.context.page

    async def call() -> None:
        await ft.UrlLauncher().launch_url(f"tel:{HOTLINE}", web_only_window_name=_ITSELF)

    pieces: list[ft.Control] = [
        text(style, "body", tr("医保热线，全国一个号")),
        text(style, "amount", HOTLINE, color=style.color.cobalt, spoken=HOTLINE_SPOKEN),
        text(style, "label", tr("这是真的电话，有人接。钱为什么不能付，可以问。"), color=style.color.ink_2),
    ]
    if page.platform in _PHONES:
        pieces.append(buttons.filled(style, tr("拨打 {number}", number=HOTLINE), call, icon=ft.Icons.CALL))
    return card(style, pieces, gap=style.space.s2)


def _at_hand(style: Style) -> ft.Control:
    items = [
        list_row(style, tr("身份证或社保卡"), icon=ft.Icons.BADGE),
        list_row(style, tr("医院或药店给的单子"), icon=ft.Icons.RECEIPT_LONG),
        list_row(style, tr("想问的事，先写在纸上"), icon=ft.Icons.EDIT_NOTE),
    ]
    head = text(style, "title_2", tr("打电话前，准备好"))
    return card(style, [ft.Container(head, padding=style.space.s4), rows(style, items)], padding=0)


def _others(style: Style) -> ft.Control:
    items = [
        list_row(style, tr("家里替您办医保的人"), icon=ft.Icons.FAMILY_RESTROOM),
        list_row(style, tr("单位的人事，或社区、村里的医保窗口"), icon=ft.Icons.STOREFRONT),
    ]
    head = text(style, "title_2", tr("也可以当面问"))
    return card(style, [ft.Container(head, padding=style.space.s4), rows(style, items)], padding=0)
