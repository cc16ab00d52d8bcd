"""A code over the whole screen, white and bright: held out across a counter, upright or on its side."""

from dataclasses import replace
from functools import partial

import flet as ft

from app.services.insurance import InsuranceView
from app.ui.components import buttons
from app.ui.components.states import error_card, skeleton
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.pages.code.card import about, name_text, no_code_card
from app.ui.pages.code.curtain import curtained
from app.ui.pages.code.drawings import qr_on_white
from app.ui.pages.code.keep import Shown, countdown, use_codes
from app.ui.pages.code.people import Choose, chooser, pager
from app.ui.paths import CODE_FULL
from app.ui.phone import use_bright_screen
from app.ui.session import use_session
from app.ui.theme import Style, style_for, text, use_style
from app.ui.ticking import asked_for


@component(view=True)
def full_page() -> ft.View:
    """Show the page at /code/full: white in the dark theme too, as a scanner wants it."""
    session, shown_style = use_session(), use_style()
    light = style_for(dark=False, elder=shown_style.elder)
    style = replace(shown_style, dark=False, color=light.color, split=light.split)
    page = ft.context.page
    who, set_who = ft.use_state(asked_for(page, CODE_FULL, "who"))
    codes = use_codes(session, who, CODE_FULL)
    people, view, shown = codes.people, codes.chosen, codes.shown
    use_bright_screen(CODE_FULL, wanted=codes.has_code)
    if view is None:
        body: ft.Control = error_card(style, codes.error, on_retry=codes.reload) if codes.error else skeleton(style)
        body = ft.Container(body, padding=style.margin)
    else:
        body = _full_code(style, people, view, chooser(page, view, set_who), shown)
    frame = page_view(
        style, CODE_FULL, tr("医保码"), body, close=True, alone=True, scroll=False, max_width=style.window.width
    )
    frame.decoration = None
    frame.bgcolor = style.color.paper
    return frame


def _full_code(
    style: Style, people: list[InsuranceView], view: InsuranceView, choose: Choose, shown: Shown
) -> ft.Control:
    """Return one person's code: name and ring above the QR, or left of it on a screen on its side."""
    window, size = style.window, style.size
    on_side = window.width > window.height
    short = min(window.width, window.height - (style.app_bar if on_side else size.full_below))
    edge = max(size.plate / 2, short - size.full_margin)
    room = window.width - edge - 3 * style.margin if on_side else window.width - 2 * style.margin
    words = ft.Column(
        [
            ft.Semantics(content=name_text(style, view.name, room), header=True),
            text(style, "label", about(style, view) + view.masked_no, color=style.color.ink_2),
            ft.Container(_foot(style, people, view, choose, shown), height=style.scaled(size.button + style.space.s2)),
        ],
        spacing=style.space.s2,
        tight=True,
    )
    pages = [_page(style, one, shown if one is view else None, edge) for one in people]
    codes = pager(people, view, choose, pages)
    if on_side:
        left = ft.Container(words, width=room, padding=ft.Padding.only(left=style.margin))
        return ft.Row([left, codes], spacing=style.margin, vertical_alignment=ft.CrossAxisAlignment.CENTER)
    head = ft.Container(words, padding=ft.Padding.symmetric(horizontal=style.margin))
    return ft.Column([head, codes], spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _foot(
    style: Style, people: list[InsuranceView], view: InsuranceView, choose: Choose, shown: Shown
) -> ft.Control | None:
    """Return the ring, and the ways to the person before and after: a swipe does the same."""
    ring: ft.Control = ft.Container()
    if shown.code:
        ring = curtained(countdown(shown.code, CODE_FULL, light=True), shown.code, ground=style.color.paper)
    if len(people) == 1:
        return ring
    place = people.index(view)
    ways = [
        (ft.Icons.CHEVRON_LEFT, tr("上一位"), people[place - 1]),
        (ft.Icons.CHEVRON_RIGHT, tr("下一位"), people[(place + 1) % len(people)]),
    ]
    turns = [buttons.icon_button(style, icon, words, partial(_turn, choose, one)) for icon, words, one in ways]
    return ft.Row([ft.Container(ring, expand=True), *turns], spacing=0)


def _turn(choose: Choose, to: InsuranceView, _event: object = None) -> object:
    return choose(to.person_id)


def _page(style: Style, view: InsuranceView, shown: Shown | None, edge: float) -> ft.Control:
    """Return one person's QR in the middle of the white."""
    if not view.has_code:
        card = ft.Container(no_code_card(style, view), padding=style.margin)
        return ft.Column([card], scroll=ft.ScrollMode.AUTO, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    if shown and shown.error:
        inner: ft.Control = ft.Container(error_card(style, shown.error, on_retry=shown.retry), width=edge)
    elif shown is None or shown.code is None:
        inner = ft.Container(skeleton(style, lines=4, height=edge, saying=tr("正在换新码")), width=edge)
    else:
        code = qr_on_white(style, view.name, shown.code.text, edge)
        inner = ft.Row([curtained(code, shown.code)], tight=True)
    return ft.Container(inner, alignment=ft.Alignment.CENTER)
