"""The code on a phone on its side: name, people and ring left, the QR right, as large as the height allows."""

from dataclasses import replace

import flet as ft

from app.pictures.qr import MODULES, WHOLE
from app.services.insurance import InsuranceView
from app.ui.components.states import error_card, skeleton
from app.ui.i18n import tr
from app.ui.pages.code.card import name_text, no_code_card
from app.ui.pages.code.curtain import curtained
from app.ui.pages.code.drawings import qr
from app.ui.pages.code.keep import Shown, countdown
from app.ui.pages.code.people import Choose, pager, people_row
from app.ui.paths import CODE
from app.ui.theme import Style, text
from app.ui.words import INSURANCES, in_a_line


def code_on_side(
    style: Style, people: list[InsuranceView], view: InsuranceView, choose: Choose, shown: Shown
) -> ft.Control:
    """Return the body of the page."""
    window, space = style.window, style.space
    whole = _free_height(style) - 2 * space.s2
    room = window.width - (style.size.rail + style.size.hair if window.rail else 0) - 2 * style.margin
    right = max(whole, room / 2)
    left = room - right - space.s6
    name = name_text(style, view.name, min(left, whole), color=style.color.on_hero)
    about = text(style, "label", in_a_line(INSURANCES[view.insutype], view.city), color=style.color.on_hero_2)
    words: list[ft.Control] = [
        ft.Semantics(content=name, header=True),
        *([] if style.elder else [about]),  # the countdown needs its room
        people_row(style, people, view, choose, room=left, point=False),
    ]
    if shown.code:
        ring = ft.Container(
            curtained(countdown(shown.code, CODE), shown.code, ground=style.color.surface),
            bgcolor=style.color.surface,
            border_radius=style.corner.card,
            padding=ft.Padding.symmetric(horizontal=space.s3, vertical=space.s1),
        )
        words.append(ring)
    pages = [_page(style, one, shown if one is view else None, right, whole) for one in people]
    return ft.SafeArea(
        ft.Container(
            ft.Row(
                [
                    ft.Column(words, width=left, spacing=space.s1, scroll=ft.ScrollMode.AUTO),
                    ft.Container(pager(people, view, choose, pages), width=right, height=whole),
                ],
                spacing=space.s6,
                vertical_alignment=ft.CrossAxisAlignment.CENTER,
            ),
            padding=ft.Padding.symmetric(horizontal=style.margin),
        ),
        avoid_intrusions_top=False,
        avoid_intrusions_bottom=False,
        expand=True,
    )


def _free_height(style: Style) -> float:
    """Give what the bars leave of the window."""
    foot = style.size.button + 2 * style.space.s2 if style.elder else style.size.nav_bar_short
    bars = style.app_bar + (0 if style.window.rail else foot + style.size.hair)
    strips = (style.moved_day != "") + (style.standing != "")
    return style.window.height - bars - strips * (style.scaled(style.texts.caption.line) + style.space.s4)


def _page(style: Style, view: InsuranceView, shown: Shown | None, wide: float, whole: float) -> ft.Control:
    """Return the white square of one person, or why they have no code."""
    if not view.has_code:
        narrow = replace(style, window=replace(style.window, width=int(wide) + 2 * style.margin))
        return ft.Column([no_code_card(narrow, view)], scroll=ft.ScrollMode.AUTO)
    if shown and shown.error:
        return ft.Column([error_card(style, shown.error, on_retry=shown.retry)], scroll=ft.ScrollMode.AUTO)
    if shown is None or shown.code is None:
        square: ft.Control = skeleton(style, lines=4, height=whole, saying=tr("正在换新码"))
    else:
        code = qr(style, view.name, shown.code.text, whole * MODULES / WHOLE)
        square = curtained(code, shown.code)
    paper = ft.Container(
        square,
        width=whole,
        height=whole,
        bgcolor=style.color.paper,
        border_radius=style.corner.card,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
    return ft.Container(paper, alignment=ft.Alignment.CENTER_RIGHT)
