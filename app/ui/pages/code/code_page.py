"""医保码: my own code first, then those of my 亲情账户; one person a card, a tap or a swipe changes who."""

import flet as ft

from app.services.insurance import InsuranceView
from app.ui.components import buttons
from app.ui.components.states import error_card, skeleton
from app.ui.guard import component, safe
from app.ui.i18n import tr
from app.ui.layout import Tabs, page_view
from app.ui.navigation import CODE_TAB
from app.ui.pages.code.card import code_card, no_code_card
from app.ui.pages.code.elder_card import elder_code_card
from app.ui.pages.code.keep import Shown, use_codes
from app.ui.pages.code.on_side import code_on_side
from app.ui.pages.code.people import Choose, chooser, pager, people_row
from app.ui.paths import CODE, LINK, code_full, go, go_tab
from app.ui.phone import use_bright_screen
from app.ui.session import use_session
from app.ui.theme import Style, text, use_style
from app.ui.ticking import asked_for


@component(view=True)
def code_page() -> ft.View:
    """Show the tab 医保码."""
    style, session = use_style(), use_session()
    page = ft.context.page
    asked = asked_for(page, CODE, "who")
    chosen, set_chosen = ft.use_state(asked)

    def follow() -> None:
        if asked is not None:
            set_chosen(asked)

    ft.use_effect(safe(follow), [asked])
    codes = use_codes(session, chosen, CODE)
    people, view, shown = codes.people, codes.chosen, codes.shown
    use_bright_screen(CODE, wanted=codes.has_code)
    choose = chooser(page, view, set_chosen)
    if view is None:
        waiting = error_card(style, codes.error, on_retry=codes.reload) if codes.error else skeleton(style, lines=6)
        body: ft.Control = _bounded(style, waiting)
    elif style.window.short:
        body = code_on_side(style, people, view, choose, shown)
    else:
        body = _people_and_cards(style, people, view, choose, shown)
    me = (session.user.badge, session.user.name) if session.user else None
    return page_view(
        style,
        CODE,
        tr("医保码"),
        body,
        back=False,
        actions=_full_button(style, view) if view is not None and codes.has_code else None,
        plate=not style.window.short,  # no text on its lines
        tabs=Tabs(CODE_TAB, go_tab, me),
        hero=True,
        scroll=False,
        max_width=style.window.width if style.window.short else None,
    )


def _full_button(style: Style, view: InsuranceView) -> ft.Control:
    return buttons.icon_button(
        style,
        ft.Icons.FULLSCREEN,
        tr("全屏出示"),
        lambda: go(code_full(view.person_id)),
        color=style.color.on_hero,
    )


def _people_and_cards(
    style: Style, people: list[InsuranceView], view: InsuranceView, choose: Choose, shown: Shown
) -> ft.Control:
    """Return the row of people, and below it their cards; the chosen one's has the code."""
    row = people_row(style, people, view, choose, room=style.content_width, point=True)
    pages = [_page(style, one, shown if one is view else None, alone=len(people) == 1) for one in people]
    return ft.Column(
        [_bounded(style, row), pager(people, view, choose, pages)],
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _page(style: Style, view: InsuranceView, shown: Shown | None, *, alone: bool) -> ft.Control:
    with_code = elder_code_card if style.elder else code_card
    pieces = [with_code(style, view, shown) if view.has_code else no_code_card(style, view)]
    if alone:
        pieces.append(_only_mine(style))
    card = ft.Column(pieces, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Column(
        [_bounded(style, ft.Container(card, padding=ft.Padding.only(bottom=style.space.s5)))],
        scroll=ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _bounded(style: Style, content: ft.Control) -> ft.Control:
    """Return a piece as wide as the page's text, in the middle."""
    inner = ft.Container(content, width=style.content_width)
    return ft.Container(inner, alignment=ft.Alignment.TOP_CENTER)


def _only_mine(style: Style) -> ft.Control:
    """Return how a relative's code gets here; 共济 alone shows none."""
    color = style.color
    words = text(
        style,
        "label",
        tr("要出示家人的码，先加「亲情账户」。只办了共济，出示不了家人的码。"),
        color=color.on_hero_2,
    )
    link = buttons.plain(
        style, tr("加亲情账户"), lambda: go(LINK), color=color.on_hero, trailing=ft.Icons.CHEVRON_RIGHT, strong=False
    )
    return ft.Container(
        ft.Column([words, link], spacing=0, tight=True),
        padding=ft.Padding.only(top=style.space.s4, left=style.space.s2),
    )
