"""Somebody like …: the kind of insurance, the city, the age, and who shares."""

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from app.domain.people import Insutype
from app.domain.regions import CITIES
from app.services.ask_people import Likeness
from app.ui.components.choices import Choice, chips, segmented
from app.ui.components.fields import frame
from app.ui.components.select import select_field
from app.ui.components.surfaces import card, column
from app.ui.guard import component
from app.ui.i18n import mark, tr
from app.ui.pages.ask.picks import Picks
from app.ui.theme import use_style

AGES = ((0, mark("婴儿")), (10, mark("孩子")), (40, mark("大人")), (66, mark("老人")))
_KINDS = ((Insutype.RESIDENT.value, mark("居民医保")), (Insutype.EMPLOYEE.value, mark("职工医保")))


@component
def like_form(picks: Picks, put: Callable[[Picks], None]) -> ft.Control:
    """Show what somebody like … is like, to be changed (a component)."""
    style = use_style()
    like = picks.like or Likeness()

    def change(new: Likeness) -> None:
        put(replace(picks, like=new))

    age = min(AGES, key=lambda one: abs(one[0] - like.age))[0]
    nobody = Choice("", tr("没有人共济"))
    sharers = [Choice(code, tr("在{city}参加职工医保的家人", city=name)) for code, name in CITIES.items()]
    pieces: list[ft.Control] = [
        frame(
            style,
            tr("医保种类"),
            segmented(
                style,
                [Choice(key, tr(word)) for key, word in _KINDS],
                like.insutype,
                lambda key: change(replace(like, insutype=key)),
            ),
        ),
        select_field(
            tr("在哪里参保"),
            [Choice(code, tr(name)) for code, name in CITIES.items()],
            like.region,
            lambda key: change(replace(like, region=key)),
        ),
        frame(
            style,
            tr("年纪"),
            chips(
                style,
                [Choice(str(years), tr(word)) for years, word in AGES],
                str(age),
                lambda key: change(replace(like, age=int(key))),
                wrap=True,
            ),
        ),
        select_field(
            tr("谁共济给他"),
            [nobody, *sharers],
            like.sharer_region,
            lambda key: change(replace(like, sharer_region=key)),
        ),
    ]
    return card(style, column(style, pieces, gap=style.space.s4))
