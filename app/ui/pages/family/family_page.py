"""The tab 家庭: 家庭共济 and 亲情账户, never mixed; in wide windows the detail stands beside the list."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlparse

import flet as ft

from app.services.family_links import LinkView, my_links
from app.services.share_terms import Difference, difference
from app.services.sharings import SharingView, my_sharings
from app.ui.components import buttons
from app.ui.components.choices import Choice, segmented
from app.ui.components.marks import seal
from app.ui.components.states import error_card, skeleton
from app.ui.guard import component, safe
from app.ui.i18n import tr
from app.ui.layout import Tabs, page_view, two_panes
from app.ui.pages.family.detail import sharing_detail
from app.ui.pages.family.links import about_links, link_list
from app.ui.pages.family.pooling import ended, pooling_list
from app.ui.paths import FAMILY, LINK, SHARE, go, go_tab
from app.ui.paths import sharing as sharing_path
from app.ui.run import use_query
from app.ui.session import use_session
from app.ui.theme import Style, heading, use_style

POOL, LINKS = "pool", "link"
TAB = 1


@component(view=True)
def family_page() -> ft.View:
    """Show the family."""
    style, session = use_style(), use_session()
    asked = _asked(ft.context.page)
    kind, set_kind = ft.use_state(asked or POOL)
    chosen, set_chosen = ft.use_state(0)

    async def load() -> tuple[list[SharingView], list[LinkView], Difference]:
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

    found = use_query(load, [session.version])
    ft.use_effect(safe(follow), [asked])
    selected, right = 0, None
    if found.value is None:
        wait = error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
        pieces: list[ft.Control] = [wait]
    elif kind == LINKS:
        _, links, facts = found.value
        pieces, right = [link_list(links, facts.most_links)], about_links(style, facts)
    else:
        sharings, _, _ = found.value
        selected = _selected(sharings, chosen) if style.window.wide else 0
        pieces = pooling_list(style, sharings, open_sharing, selected)
        right = sharing_detail(selected) if selected else None
    me = (session.user.badge, session.user.name) if session.user else None
    return _frame(style, [_kinds(style, kind, set_kind), *pieces], right, kind, Tabs(TAB, go_tab, me))


def _frame(style: Style, pieces: list[ft.Control], right: ft.Control | None, kind: str, tabs: Tabs) -> ft.View:
    add = buttons.icon_button(
        style,
        ft.Icons.PERSON_ADD,
        tr("加亲情账户") if kind == LINKS else tr("给家人授权"),
        lambda: go(LINK if kind == LINKS else SHARE),
    )
    if not style.window.wide:
        return page_view(
            style, FAMILY, tr("家庭"), pieces, back=False, actions=add, plate=True, tabs=tabs, gap=style.space.s4
        )
    head = ft.Row(
        [ft.Container(heading(style, "title_1", tr("家庭")), expand=True), seal(style)],
        height=style.scaled(style.size.app_bar),
    )
    left = _pane(style, [head, *pieces])
    beside = _pane(style, [right], max_width=style.size.detail_max) if right else ft.Container()
    return page_view(style, FAMILY, "", two_panes(style, left, beside), back=False, plate=True, scroll=False, tabs=tabs)


def _pane(style: Style, pieces: list[ft.Control], *, max_width: int | None = None) -> ft.Control:
    """Return a pane that scrolls by itself."""
    inner = ft.Container(
        ft.Column(pieces, spacing=style.space.s4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        padding=ft.Padding.symmetric(horizontal=style.space.s6, vertical=style.space.s3),
        width=max_width if max_width and style.window.width > 2 * max_width else None,
    )
    return ft.Column(
        [inner],
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _kinds(style: Style, kind: str, choose: Callable[[str], None]) -> ft.Control:
    whole = not (style.window.stacked or style.window.narrow)
    choices = [
        Choice(POOL, tr("家庭共济·我的钱") if whole else tr("家庭共济")),
        Choice(LINKS, tr("亲情账户·家人的钱") if whole else tr("亲情账户")),
    ]
    return segmented(style, choices, kind, choose)


def _selected(sharings: list[SharingView], chosen: int) -> int:
    """Give the sharing beside the list: the chosen one, else the first that has not ended."""
    ids = [one.sharing_id for one in sharings]
    if chosen in ids:
        return chosen
    open_ones = [one.sharing_id for one in sharings if not ended(one)]
    return next(iter(open_ones or ids), 0)


def _asked(page: ft.Page) -> str:
    """Give the side that the address asks for: link of /family?kind=link."""
    address = urlparse(page.route or "/")
    kind = parse_qs(address.query).get("kind", [""])[0]
    return kind if address.path == FAMILY and kind in (POOL, LINKS) else ""
