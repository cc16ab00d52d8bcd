"""Whose code it is: the row of people, the point of the card below the chosen one, and the cards to swipe between."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

from collections.abc import Callable, Sequence

import flet as ft
import flet.canvas as cv

from app.services.insurance import InsuranceView
from app.ui.components.badges import badge
from app.ui.components.touch import touchable
from app.ui.guard import safe
from app.ui.i18n import tr
from app.ui.phone import Feel, feel
from app.ui.theme import Style, text

SLOTS = 4
Choose = Callable[[int], object]


def people_row(
    style: Style, people: Sequence[InsuranceView], chosen: InsuranceView, choose: Choose, *, room: float, point: bool
) -> ft.Control:
    """Return the row of people in ``room`` px; with ``point`` the card's point stands below the chosen one."""
    slot = max(room / max(SLOTS, len(people)), style.scaled(style.size.badge_l))
    cells = [
        _person(style, one, slot, choose, chosen=one is chosen, point=_point_at(style, place, slot, room, point=point))
        for place, one in enumerate(people)
    ]
    return ft.Row(
        cells,
        spacing=0,
        scroll=ft.ScrollMode.HIDDEN if slot * len(people) > room else None,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def pager(
    people: Sequence[InsuranceView], chosen: InsuranceView, choose: Choose, pages: list[ft.Control]
) -> ft.PageView:
    """Return the people's pages side by side: a swipe changes who is chosen."""

    def on_change(event: ft.Event[ft.PageView]) -> object:
        return choose(people[int(event.control.selected_index)].person_id)

    return ft.PageView(
        controls=pages,
        selected_index=people.index(chosen),
        keep_page=False,
        on_change=safe(on_change),
        expand=True,
    )


def chooser(page: ft.Page, chosen: InsuranceView | None, set_chosen: Choose) -> Choose:
    """Return what changes the person, and lets it be felt."""

    def choose(person_id: int) -> object:
        if chosen is not None and chosen.person_id == person_id:
            return None
        set_chosen(person_id)
        return feel(page, Feel.CHANGED)

    return safe(choose)


def _point_at(style: Style, place: int, slot: float, room: float, *, point: bool) -> float | None:
    """Give where in its slot the card's point stands: in the middle, but never at the card's round corner."""
    if not point:
        return None
    half = style.size.notch[0] / 2
    edge = style.corner.card_pass + half
    middle = slot * place + slot / 2
    return max(edge, min(room - edge, middle)) - half - slot * place


def _person(
    style: Style, view: InsuranceView, slot: float, choose: Choose, *, chosen: bool, point: float | None
) -> ft.Control:
    color = style.color
    edge = style.size.badge_m + (style.space.s1 if chosen else -style.space.s1)
    mark = badge(style, view.badge, view.name, size=edge, paused=not view.has_code, on_hero=True, ring=True)
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
            [
                ft.Container(mark, height=style.size.badge_m + style.space.s2, alignment=ft.Alignment.CENTER),
                name,
                ft.Container(
                    _point(style) if chosen and point is not None else None,
                    width=slot,
                    height=style.size.notch[1] if point is not None else None,
                    padding=ft.Padding.only(left=point or 0),
                ),
            ],
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        width=slot,
        on_click=safe(lambda: choose(view.person_id)),
        border_radius=style.corner.control,
    )
    said = tr("{name}的码", name=view.name) if view.has_code else tr("{name}，现在没有码", name=view.name)
    return touchable(box, said, selected=chosen, ring=color.on_hero)


def _point(style: Style) -> ft.Control:
    """Return the point of the card."""
    wide, tall = style.size.notch
    top, round_ = tall / 6, wide / 6
    shape = cv.Path(
        [
            cv.Path.MoveTo(0, tall),
            cv.Path.LineTo(wide / 2 - round_, top),
            cv.Path.QuadraticTo(wide / 2, -top / 2, wide / 2 + round_, top),
            cv.Path.LineTo(wide, tall),
            cv.Path.Close(),
        ],
        ft.Paint(color=style.color.surface),
    )
    return cv.Canvas([shape], width=wide, height=tall)
