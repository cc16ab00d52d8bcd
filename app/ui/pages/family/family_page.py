"""The tab 家庭: 家庭共济 and 亲情账户, never mixed; in wide windows the detail stands beside the list."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlparse

import flet as ft

from app.services.family_links import LinkView, my_links
from app.services.share_terms import Difference, difference
from app.services.sharings import SharingView, my_sharings
from app.ui.components import buttons
from app.ui.components.choices import Choice, segmented
from app.ui.components.states import error_card, skeleton
from app.ui.guard import component, safe
from app.ui.i18n import tr
from app.ui.layout import Tabs, page_view
from app.ui.pages.family.detail import sharing_detail
from app.ui.pages.family.links import about_links, link_list
from app.ui.pages.family.pooling import ended, pooling_list
from app.ui.panes import panes_view
from app.ui.paths import FAMILY, LINK, SHARE, WHICH, go, go_tab
from app.ui.paths import sharing as sharing_path
from app.ui.run import use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, use_style

POOL, LINKS = "pool", "link"
TAB = 1


@component(view=True)
def family_page() -> ft.View:
    """Show the family."""
    return use_family_view()


@component(view=True)
def sharing_page() -> ft.View:
    """Show one sharing: on a page of its own, in wide windows beside the list."""
    style = use_style()
    sharing_id = int(ft.use_route_params().get("sharing_id", "0"))
    beside_list = use_family_view(sharing_id)
    if style.window.wide:
        return beside_list
    return page_view(style, sharing_path(sharing_id), tr("共济详情"), [sharing_detail(sharing_id)])


def use_family_view(opened: int = 0) -> ft.View:
    """Give the page of the family (a hook); ``opened`` is the sharing that the address names."""
    style, session = use_style(), use_session()
    asked = _asked(ft.context.page)
    kind, set_kind = ft.use_state(asked or POOL)
    chosen, set_chosen = ft.use_state(opened)
    is_shown = style.window.wide or not opened

    async def load() -> tuple[list[SharingView], list[LinkView], Difference] | None:
        if not is_shown:
            return None
        return (
            await session.ask(my_sharings),
            await session.ask(my_links),
            await session.run(difference),
        )

    def follow() -> None:
        if asked:
            set_kind(asked)

    def open_sharing(sharing_id: int) -> None:
        if style.window.wide:
            set_chosen(sharing_id)
        else:
            go(sharing_path(sharing_id))

    found = use_query(load, [use_changes(), is_shown])
    ft.use_effect(safe(follow), [asked])
    selected, right = 0, None
    if found.value is None:
        wait = error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
        pieces: list[ft.Control] = [wait]
    elif kind == LINKS:
        _, links, facts = found.value
        pieces, right = [link_list(links, facts)], about_links(style, facts)
    else:
        sharings, _, _ = found.value
        selected = _selected(sharings, chosen) if style.window.wide else 0
        pieces = pooling_list(style, sharings, open_sharing, selected)
        right = sharing_detail(selected) if selected else None
    tabs = None if opened else Tabs(TAB, go_tab, style.who)
    pieces = [_kinds(style, kind, set_kind), *pieces, _which(style)]
    if style.window.wide and right is not None:
        route = sharing_path(opened) if opened else FAMILY
        return panes_view(style, route, tr("家庭"), pieces, right, chosen=f"{kind}-{selected}", tabs=tabs)
    add = buttons.icon_button(
        style,
        ft.Icons.PERSON_ADD_ALT_1,
        tr("加亲情账户") if kind == LINKS else tr("给家人授权"),
        lambda: go(LINK if kind == LINKS else SHARE),
    )
    return page_view(
        style, FAMILY, tr("家庭"), pieces, back=False, actions=add, plate=True, tabs=tabs, gap=style.space.s4
    )


def _kinds(style: Style, kind: str, choose: Callable[[str], None]) -> ft.Control:
    whole = not (style.window.stacked or style.window.narrow)
    choices = [
        Choice(POOL, tr("家庭共济·我的钱") if whole else tr("家庭共济")),
        Choice(LINKS, tr("亲情账户·家人的钱") if whole else tr("亲情账户")),
    ]
    return segmented(style, choices, kind, choose)


def _which(style: Style) -> ft.Control:
    """Return the way to the two questions for whom the two kinds are one."""
    return buttons.plain(
        style, tr("分不清这两样？两个问题帮您选"), lambda: go(WHICH), icon=ft.Icons.HELP_OUTLINE, strong=False
    )


def _selected(sharings: list[SharingView], chosen: int) -> int:
    """Give the sharing beside the list: the chosen one, known or not, else the first that has not ended."""
    if chosen:
        return chosen
    ids = [one.sharing_id for one in sharings]
    open_ones = [one.sharing_id for one in sharings if not ended(one)]
    return next(iter(open_ones or ids), 0)


def _asked(page: ft.Page) -> str:
    """Give the side that the address asks for: link of /family?kind=link."""
    address = urlparse(page.route or "/")
    kind = parse_qs(address.query).get("kind", [""])[0]
    return kind if address.path == FAMILY and kind in (POOL, LINKS) else ""
