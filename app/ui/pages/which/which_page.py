"""共济还是亲情: two questions, one a page, and where they lead."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import flet as ft

from app.services.which import WhichFacts, which, which_facts
from app.ui.components.states import error_card, skeleton
from app.ui.components.steps import question, steps
from app.ui.components.surfaces import card, column
from app.ui.guard import component
from app.ui.i18n import joined, mark, tr
from app.ui.layout import page_view
from app.ui.pages.which.answer import answer
from app.ui.paths import WHICH
from app.ui.run import use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, text, use_style

MONEY, PHONE, ANSWER = "money", "phone", "answer"
_BEFORE = {PHONE: MONEY, ANSWER: PHONE}
_MONEY = (
    (True, mark("我账户里的钱"), mark("家人看病买药，用我的个人账户付。")),
    (False, mark("家人自己的钱"), mark("家人有自己的医保和钱，我的余额不动。")),
)
_PHONE = (
    (True, mark("要，家人不方便自己出示"), mark("比如老人不用手机，宝宝还小。")),
    (False, mark("不用，家人自己出示"), mark("家人有手机，或者带着医保卡。")),
)


@dataclass(frozen=True, slots=True)
class _Said:
    step: str = MONEY
    my_money: bool | None = None
    on_my_phone: bool | None = None


@component(view=True)
def which_page() -> ft.View:
    """Show the page at /which."""
    style, session = use_style(), use_session()
    said, say = ft.use_state(_Said())
    found = use_query(lambda: session.ask(which_facts), [use_changes()])

    def about_money(mine: bool) -> None:  # noqa: FBT001 - an answer
        say(lambda old: replace(old, my_money=mine, step=PHONE))

    def about_phone(shown: bool) -> None:  # noqa: FBT001 - an answer
        say(lambda old: replace(old, on_my_phone=shown, step=ANSWER))

    def back() -> None:
        say(lambda old: replace(old, step=_BEFORE.get(old.step, MONEY)))

    async def held_back(event: ft.Event[ft.View]) -> None:
        await event.control.confirm_pop(False)  # noqa: FBT003 - Flet's own
        back()

    bottom: list[ft.Control] = []
    first = said.step == MONEY
    if found.value is None:
        body: list[ft.Control] = [
            error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=5)
        ]
    elif said.step == MONEY:
        body = _asked(style, (1, tr("花谁的钱")), tr("付款的时候，花谁的钱？"), _MONEY, about_money)
    elif said.step == PHONE:
        body = _asked(style, (2, tr("码在哪里出示")), tr("要不要在您的手机上出示家人的码？"), _PHONE, about_phone)
    else:
        body, bottom = _answered(style, said, found.value)
    return page_view(
        style,
        WHICH,
        tr("共济还是亲情"),
        body,
        close=True,
        bottom=bottom or None,
        gap=style.space.s4,
        plate=True,
        can_pop=first,
        on_confirm_pop=None if first else held_back,
        on_back=None if first else back,
        body_key=said.step,
    )


def _asked(
    style: Style,
    place: tuple[int, str],
    title: str,
    answers: tuple[tuple[bool, str, str], ...],
    choose: Callable[[bool], None],
) -> list[ft.Control]:
    cards = [_choice(style, words, note, partial(choose, value)) for value, words, note in answers]
    return [
        steps(style, place[0], len(_BEFORE), place[1]),
        question(style, title),
        column(style, cards, gap=style.space.s3),
    ]


def _choice(style: Style, words: str, note: str, on_click: Callable[[], None]) -> ft.Control:
    """Return one answer: a tap on it leads on."""
    said = ft.Column(
        [text(style, "title_2", words), text(style, "label", note, color=style.color.ink_2)],
        spacing=style.space.s1,
        tight=True,
        expand=True,
    )
    chevron = ft.Icon(ft.Icons.CHEVRON_RIGHT, size=style.size.icon, color=style.color.ink_3)
    return card(style, ft.Row([said, chevron], spacing=style.space.s3), on_click=on_click, spoken=joined(words, note))


def _answered(style: Style, said: _Said, facts: WhichFacts) -> tuple[list[ft.Control], list[ft.Control]]:
    return answer(style, which(my_money=bool(said.my_money), on_my_phone=bool(said.on_my_phone)), facts)
