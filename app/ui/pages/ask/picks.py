"""What has been picked in 能不能付 so far, and the chips to pick the next: who, where, what for."""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import partial

import flet as ft

from app.domain.errors import InputError
from app.domain.money import parse_amount, plain_yuan
from app.domain.regions import city_name, is_yingtan
from app.services.ask import Question, usual_fen
from app.services.ask_people import Likeness, example_like
from app.services.ask_words import EXPENSES, expense_of, option_of
from app.services.visit_templates import PLACES, PlaceOption
from app.ui.components.badges import badge
from app.ui.components.choices import chip
from app.ui.components.surfaces import section
from app.ui.i18n import tr
from app.ui.theme import Style

WHO, WHERE, WHAT, AMOUNT = "who", "where", "what", "amount"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to pick: a key, the name, and the badge of one of the family."""

    key: str
    name: str
    badge: int | None = None


@dataclass(frozen=True, slots=True)
class Picks:
    """The picks; ``amount`` as typed, None: the usual sum. ``again`` is a pick that is being made anew."""

    who: str | None = None
    where: str | None = None
    what: str | None = None
    amount: str | None = None
    like: Likeness | None = None
    again: str = ""

    @property
    def next(self) -> str | None:
        """What is picked next, None when all is."""
        missing = [key for key, found in ((WHO, self.who), (WHERE, self.where), (WHAT, self.what)) if not found]
        return self.again or next(iter(missing), None)

    @property
    def is_full(self) -> bool:
        """Whether all is picked, or nothing but the sum is being changed."""
        return self.next in (None, AMOUNT)

    @property
    def shown_amount(self) -> str:
        """The sum to show: as typed, else the usual one."""
        if self.amount is not None:
            return self.amount
        return plain_yuan(usual_fen(self.what)) if self.what else ""

    def amount_wrong(self) -> InputError | None:
        """Give what is wrong with the sum, None if nothing is."""
        try:
            parse_amount("amount", self.shown_amount)
        except InputError as error:
            return error
        return None

    def question(self) -> Question | None:
        """Give the question, None while something is missing or wrong."""
        place = option_of(self.where or "")
        if not self.is_full or place is None or not self.what or not self.who or self.amount_wrong():
            return None
        amount_fen = parse_amount("amount", self.shown_amount)
        like = self.like or example_like(self.who)
        return Question(place, self.what, amount_fen, None if like else int(self.who), like)

    def with_pick(self, step: str, key: str) -> "Picks":
        """Take a pick; a place that hasn't what was picked asks for that anew."""
        match step:
            case "who":
                made = replace(self, again="", who=key, like=example_like(key))
            case "where":
                made = replace(self, again="", where=key)
            case _:
                made = replace(self, again="", what=key)
        place = option_of(made.where or "")
        if place and made.what and place.kind not in expense_of(made.what).places:
            made = replace(made, what=None) if step == WHERE else replace(made, where=None)
        return replace(made, amount=None) if step == WHAT else made


def place_words(place: PlaceOption) -> str:
    """Name a place shortly: its kind, its city if that isn't 鹰潭, and what else is to be known."""
    kind = tr(place.kind.value)
    if not place.designated:
        return tr("非定点药店")
    if not place.region.startswith("36"):
        return tr("省外的医院")
    return kind if is_yingtan(place.region) else tr("{city}的{kind}", city=city_name(place.region), kind=kind)


def picked_chips(style: Style, people: Sequence[Person], picks: Picks, on_again: Callable[[str], None]) -> ft.Control:
    """Return what has been picked, in a line; a tap on one picks it anew."""
    place = option_of(picks.where or "")
    names = {one.key: one.name for one in people}
    told = (
        (WHO, tr("谁"), names.get(picks.who or "", "")),
        (WHERE, tr("在哪里"), tr(place.name) if place else ""),
        (WHAT, tr("什么费用"), tr(picks.what) if picks.what else ""),
        (AMOUNT, tr("金额（元）"), picks.shown_amount),
    )
    sign = ft.Icon(ft.Icons.EDIT, size=style.size.icon_s, color=style.color.cobalt)
    listed: list[ft.Control] = [
        chip(
            style,
            answer,
            partial(on_again, step),
            leading=copy(sign),
            spoken=tr("{question}，{answer}，改", question=question, answer=answer),
        )
        for step, question, answer in told
        if answer and step != picks.next
    ]
    return ft.Row(listed, wrap=True, spacing=style.space.s2, run_spacing=style.space.s2)


def next_pick(
    style: Style, people: Sequence[Person], picks: Picks, on_pick: Callable[[str, str], None]
) -> list[ft.Control]:
    """Return the next question with its chips; nothing when all is picked."""
    step = picks.next
    if step is None or step == AMOUNT:
        return []
    title = {WHO: tr("谁要看病买药？"), WHERE: tr("在哪里？"), WHAT: tr("什么费用？")}[step]
    return [section(style, title), _chips(style, _offered(style, people, picks, step), step, on_pick)]


def _offered(
    style: Style, people: Sequence[Person], picks: Picks, step: str
) -> list[tuple[str, str, ft.Control | None]]:
    if step == WHO:
        return [
            (
                one.key,
                one.name,
                None if one.badge is None else badge(style, one.badge, one.name, size=style.size.badge_xs),
            )
            for one in people
        ]
    if step == WHERE:
        return [(one.code, place_words(one), None) for one in PLACES]
    place = option_of(picks.where or "")
    return [(one.name, tr(one.name), None) for one in EXPENSES if place is None or place.kind in one.places]


def _chips(
    style: Style,
    offered: Sequence[tuple[str, str, ft.Control | None]],
    step: str,
    on_pick: Callable[[str, str], None],
) -> ft.Control:
    return ft.Row(
        [
            chip(style, name, partial(on_pick, step, key), leading=leading, check=False)
            for key, name, leading in offered
        ],
        wrap=True,
        spacing=style.space.s2,
        run_spacing=style.space.s2,
    )
