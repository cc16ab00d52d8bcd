"""医保码: my own code first, then those of my 亲情账户; one person on the card, a tap or a swipe changes who."""

from collections.abc import Callable

import flet as ft
import flet.canvas as cv

from app.services.insurance import InsuranceView
from app.services.show_code import code_people
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.states import error_card, skeleton
from app.ui.guard import component, safe
from app.ui.i18n import tr
from app.ui.layout import Tabs, page_view
from app.ui.pages.code.card import code_card, no_code_card
from app.ui.paths import CODE, LINK, code_full, go, go_tab
from app.ui.run import use_query
from app.ui.session import use_session
from app.ui.theme import Style, text, use_style
from app.ui.ticking import asked_for

SLOTS = 4
SWIPE = 200
"""Pixels a second from which a drag to the side changes the person."""
_NOTCH_W, _NOTCH_H = 26, 12


@component(view=True)
def code_page() -> ft.View:
    """Show the tab 医保码."""
    style, session = use_style(), use_session()
    asked = asked_for(ft.context.page, CODE, "who")
    chosen, set_chosen = ft.use_state(asked)

    async def load() -> list[InsuranceView]:
        return await session.ask(code_people)

    def follow() -> None:
        if asked is not None:
            set_chosen(asked)

    found = use_query(load, [session.version])
    ft.use_effect(safe(follow), [asked])
    people = found.value or []
    view = next((one for one in people if one.person_id == chosen), people[0] if people else None)
    full = None
    if view is None:
        body: ft.Control = skeleton(style, lines=6)
        if found.error:
            body = error_card(style, found.error, on_retry=found.reload)
    else:
        body = _people_and_card(style, people, view, set_chosen)
        if view.is_normal:
            full = buttons.icon_button(
                style,
                ft.Icons.FULLSCREEN,
                tr("全屏出示"),
                lambda: go(code_full(view.person_id)),
                color=style.color.on_hero,
            )
    me = (session.user.badge, session.user.name) if session.user else None
    return page_view(
        style,
        CODE,
        tr("医保码"),
        [body],
        back=False,
        actions=full,
        plate=True,
        tabs=Tabs(2, go_tab, me),
        hero=True,
    )


def _people_and_card(
    style: Style, people: list[InsuranceView], view: InsuranceView, choose: Callable[[int], None]
) -> ft.Control:
    """Return the row of people, and the card that points at the chosen one."""
    place = people.index(view)
    slot = style.content_width / max(SLOTS, len(people))

    def step(by: int) -> None:
        there = place + by
        if 0 <= there < len(people):
            choose(people[there].person_id)

    def on_drag_end(event: ft.DragEndEvent[ft.GestureDetector]) -> None:
        speed = event.primary_velocity or 0
        if abs(speed) > SWIPE:
            step(-1 if speed > 0 else 1)

    row = ft.Row(
        [_person(style, one, slot, choose, chosen=one is view) for one in people],
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    card = code_card(view) if view.is_normal else no_code_card(style, view)
    swiped = ft.GestureDetector(
        ft.Column([card], tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        on_horizontal_drag_end=safe(on_drag_end) if len(people) > 1 else None,
        exclude_from_semantics=True,
    )
    pieces: list[ft.Control] = [row, _notch(style, slot * place + slot / 2), swiped]
    if len(people) == 1:
        pieces.append(_only_mine(style))
    return ft.Column(pieces, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _person(
    style: Style, view: InsuranceView, slot: float, choose: Callable[[int], None], *, chosen: bool
) -> ft.Control:
    color = style.color
    edge = style.size.badge_m + (style.space.s1 if chosen else -style.space.s1)
    mark = badge(style, view.badge, view.name, size=edge, paused=not view.is_normal, on_hero=True, ring=True)
    name = text(
        style,
        "label",
        view.name,
        color=color.on_hero if chosen else color.on_hero_2,
        strong=chosen,
        align=ft.TextAlign.CENTER,
    )
    box = ft.Container(
        ft.Column(
            [ft.Container(mark, height=style.size.badge_m + style.space.s2, alignment=ft.Alignment.CENTER), name],
            spacing=style.space.s1,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        width=slot,
        on_click=safe(lambda: choose(view.person_id)),
        border_radius=style.corner.control,
    )
    said = tr("{name}的码", name=view.name) if view.is_normal else tr("{name}，现在没有码", name=view.name)
    return ft.Semantics(content=box, button=True, selected=chosen, label=said, container=True, exclude_semantics=False)


def _notch(style: Style, middle: float) -> ft.Control:
    """Return the point of the card, below the badge it belongs to."""
    edge = style.corner.card_pass + _NOTCH_W / 2
    at = max(edge, min(style.content_width - edge, middle)) - _NOTCH_W / 2
    shape = cv.Path(
        [
            cv.Path.MoveTo(0, _NOTCH_H),
            cv.Path.LineTo(_NOTCH_W / 2 - 4, 2),
            cv.Path.QuadraticTo(_NOTCH_W / 2, -1, _NOTCH_W / 2 + 4, 2),
            cv.Path.LineTo(_NOTCH_W, _NOTCH_H),
            cv.Path.Close(),
        ],
        ft.Paint(color=style.color.surface),
    )
    drawing = cv.Canvas([shape], width=_NOTCH_W, height=_NOTCH_H)
    return ft.Container(drawing, padding=ft.Padding.only(left=at))


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
