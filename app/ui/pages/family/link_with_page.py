"""Adding one person's 亲情账户: the consent, and that it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import flet as ft

from app.domain.errors import GongjiError
from app.services.context import Context
from app.services.family_links import LinkQuestion, LinkView, link, link_question, my_links
from app.services.share_terms import Difference, difference
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.fields import error_line
from app.ui.components.link_consent import link_consent
from app.ui.components.rows import list_row, rows
from app.ui.components.states import error_card, skeleton
from app.ui.components.steps import question
from app.ui.components.surfaces import card, hint, notice, source_line
from app.ui.entered import age_words
from app.ui.forms import Errors, use_errors
from app.ui.guard import component
from app.ui.i18n import joined, tr
from app.ui.layout import page_view
from app.ui.paths import FAMILY, code_of, go, link_with, policy
from app.ui.reveal import use_reveal_end
from app.ui.run import Command, use_command, use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, text, use_style
from app.ui.ticking import asked_for
from app.ui.words import source_words

LINKS = f"{FAMILY}?kind=link"


@dataclass(frozen=True, slots=True)
class _Material:
    question: LinkQuestion
    facts: Difference
    held: tuple[LinkView, ...]


def _read(context: Context, user_id: int, person_id: int) -> _Material:
    held = tuple(one for one in my_links(context, user_id) if one.i_hold)
    return _Material(link_question(context, user_id, person_id), difference(context), held)


@component(view=True)
def link_with_page() -> ft.View:
    """Ask for the consent to show one person's code; where that is given, lead to the code."""
    style, session, errors = use_style(), use_session(), use_errors()
    reveal, to_end = use_reveal_end()
    agreed, set_agreed = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    person_id = int(ft.use_route_params().get("person_id", "0"))

    asked = asked_for(ft.context.page, link_with(person_id), "instead")
    instead_of, set_instead_of = ft.use_state(asked or 0)

    def agree(value: bool) -> None:  # noqa: FBT001 - the checkbox's handler
        errors.clear("agreed")
        set_agreed(value)

    found = use_query(lambda: session.ask(_read, person_id), [use_changes(), person_id])

    async def add() -> None:
        errors.clear()
        kinship = found.value.question.kinship if found.value else ""
        await session.ask(link, person_id, kinship, agreed=agreed, instead_of=instead_of or None)
        session.changed()

    def show(error: GongjiError) -> None:
        errors.show(error)
        to_end()

    command = use_command(add, show)
    body: list[ft.Control]
    bottom: list[ft.Control] | None = None
    if found.value is None:
        body = [error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=5)]
    elif found.value.question.already_linked:
        body, bottom = _done(style, found.value.question)
    elif found.value.question.places_left <= 0 and not instead_of:
        body = _full(style, found.value, set_instead_of)
    else:
        ask = found.value
        consent = link_consent(
            style,
            ask.question.name,
            by_guardian=ask.question.by_guardian,
            consent_age=ask.facts.consent_age,
            agreed=agreed,
            on_agree=agree,
            error=errors.at("agreed"),
        )
        leaver = next((one for one in ask.held if one.link_id == instead_of), None)
        body, bottom = _question(style, ask, leaver, consent, errors, command)
    return page_view(
        style,
        link_with(person_id),
        tr("加亲情账户"),
        body,
        close=True,
        bottom=bottom,
        gap=style.space.s4,
        body_ref=reveal.scroller,
    )


def _full(style: Style, ask: _Material, choose: Callable[[int], object]) -> list[ft.Control]:
    """Return that there is no place left, and whose place it may be."""
    lead = tr(
        "亲情账户最多 {most} 位家人。选一位换下来，{name}接着用。", most=ask.facts.most_links, name=ask.question.name
    )
    listed = [
        list_row(
            style,
            one.name,
            subtitle=one.kinship or None,
            leading=badge(style, one.badge, one.name),
            on_click=partial(choose, one.link_id),
            spoken=tr("换下{name}", name=one.name),
        )
        for one in ask.held
    ]
    return [
        question(style, tr("已经加满了，换下谁？"), lead=lead),
        card(style, rows(style, listed, indent=style.size.edge_badge), padding=0),
    ]


def _question(  # noqa: PLR0913, PLR0917 - the page's own parts
    style: Style,
    ask: _Material,
    leaver: LinkView | None,
    consent: ft.Control,
    errors: Errors,
    command: Command,
) -> tuple[list[ft.Control], list[ft.Control]]:
    name = ask.question.name
    body: list[ft.Control] = [question(style, tr("在我的手机上出示{name}的医保码？", name=name))]
    if ask.question.renews:
        words = tr("{name}已满 {age} 岁", name=name, age=ask.facts.consent_age)
        body.append(notice(style, words, tr("监护人的同意到此为止，本人同意才能继续出示"), tone="paused"))
    if leaver is not None:
        words = tr("换下{name}：从此不能在您的手机上出示{name}的码。", name=leaver.name)
        body.append(hint(style, words, icon=ft.Icons.SWAP_HORIZ))
    basis = tr("依据：{source}", source=source_words(ask.facts.basis))
    body += [
        _person(style, ask.question),
        consent,
        source_line(style, basis, lambda: go(policy("family_code.own_money"))),
    ]
    if leaver is None and not ask.question.renews:
        left = tr(
            "还能加 {places_left} 位，最多 {most} 位。", places_left=ask.question.places_left, most=ask.facts.most_links
        )
        body.append(text(style, "caption", left, color=style.color.ink_3))
    if errors.general:
        body.append(error_line(style, errors.general))
    do = tr("换成{name}", name=name) if leaver else tr("继续出示") if ask.question.renews else tr("加亲情账户")
    return body, [buttons.filled(style, do, command.run, loading=command.running)]


def _done(style: Style, asked: LinkQuestion) -> tuple[list[ft.Control], list[ft.Control]]:
    body: list[ft.Control] = [
        question(style, tr("{name}的亲情账户加好了", name=asked.name)),
        _person(style, asked),
        hint(style, tr("付款时出示{name}的码，花的是{name}自己的钱。随时可以在「家庭」里解绑。", name=asked.name)),
    ]
    bottom: list[ft.Control] = [
        buttons.filled(
            style, tr("看{name}的码", name=asked.name), lambda: go(code_of(asked.member_id)), icon=ft.Icons.QR_CODE_2
        ),
        buttons.plain(style, tr("回家庭"), lambda: go(LINKS)),
    ]
    return body, bottom


def _person(style: Style, asked: LinkQuestion) -> ft.Control:
    note = joined(asked.kinship, age_words(asked.age))
    words = ft.Column(
        [text(style, "title_2", asked.name), text(style, "caption", note, color=style.color.ink_3)],
        spacing=0,
        tight=True,
        expand=True,
    )
    return card(style, ft.Row([badge(style, asked.badge, asked.name), words], spacing=style.space.s4))
