"""Whose 亲情账户 to add: somebody known already, or by certificate, entered into the register if they aren't."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial

import flet as ft

from app.domain.errors import FormErrors, GongjiError, InputError
from app.services.family_links import Candidate, candidates
from app.services.insured_register import add_person, look_up
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.certificate_form import certificate_form
from app.ui.components.fields import error_line
from app.ui.components.newcomer_form import newcomer_form
from app.ui.components.rows import list_row, rows
from app.ui.components.states import error_card, skeleton
from app.ui.components.steps import question
from app.ui.components.surfaces import card
from app.ui.entered import age_words, certificate_of, person_of
from app.ui.forms import Errors, use_errors
from app.ui.guard import component
from app.ui.i18n import joined, tr
from app.ui.layout import page_view
from app.ui.paths import LINK, go, link_with
from app.ui.run import Query, use_command, use_query
from app.ui.session import Session, use_changes, use_session
from app.ui.theme import Style, use_style
from app.ui.ticking import asked_for

CERTIFICATE = frozenset({"cert_type", "cert_no", "name", "mother_name", "mother_no"})


class _Step(StrEnum):
    WHO = "who"
    CERTIFICATE = "certificate"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class _Typed:
    step: _Step
    values: Mapping[str, str]

    def at(self, step: _Step) -> "_Typed":
        return replace(self, step=step)


_START = _Typed(_Step.WHO, {})
_BEFORE = {_Step.CERTIFICATE: _Step.WHO, _Step.MISSING: _Step.CERTIFICATE}


class _Hands:
    """What the page's controls do."""

    def __init__(
        self, session: Session, errors: Errors, typed: _Typed, store: Callable[..., None], instead_of: int
    ) -> None:
        self._session = session
        self._instead_of = instead_of
        self._errors = errors
        self._typed = typed
        self._store = store

    def put(self, name: str, value: str) -> None:
        """Take one answer."""
        self._errors.clear(name)
        self._store(lambda old: replace(old, values={**old.values, name: value}))

    def move(self, step: _Step) -> None:
        """Go to a step."""
        self._errors.clear()
        self._store(lambda old: old.at(step))

    async def find(self) -> None:
        """Look the certificate up in the register."""
        self._errors.clear()
        view = await self._session.ask(look_up, certificate_of(self._typed.values))
        if view is None:
            self.move(_Step.MISSING)
        else:
            go(link_with(view.person_id, self._instead_of))

    async def enter(self) -> None:
        """Enter somebody into the register."""
        self._errors.clear()
        person_id = await self._session.ask(add_person, person_of(self._typed.values))
        self._session.changed()
        go(link_with(person_id, self._instead_of))

    def show(self, error: GongjiError) -> None:
        """Show an error at its field, on the page where that is."""
        self._errors.show(error)
        first = error.errors[0] if isinstance(error, FormErrors) else error
        on_certificate = isinstance(first, InputError) and first.field in CERTIFICATE
        if on_certificate and self._typed.step is _Step.MISSING:
            self._store(lambda old: old.at(_Step.CERTIFICATE))

    async def held_back(self, event: ft.Event[ft.View]) -> None:
        """Stay on the page: going back is to the step before."""
        await event.control.confirm_pop(False)  # noqa: FBT003 - Flet's own
        self.back()

    def back(self) -> None:
        """Go to the step before."""
        self.move(_BEFORE[self._typed.step])


@component(view=True)
def link_page() -> ft.View:
    """Show whom to choose from."""
    style, session, errors = use_style(), use_session(), use_errors()
    typed, set_typed = ft.use_state(_START)
    # Kept as it was on opening: the address is the next page's before this one has gone.
    instead_of, _ = ft.use_state(asked_for(ft.context.page, LINK, "instead") or 0)
    hands = _Hands(session, errors, typed, set_typed, instead_of)

    async def load() -> list[Candidate]:
        return await session.ask(candidates)

    found = use_query(load, [use_changes()])
    look, add = use_command(hands.find, hands.show), use_command(hands.enter, hands.show)
    bottom: list[ft.Control]
    match typed.step:
        case _Step.WHO:
            body = _who(style, found, instead_of)
            by_card = partial(hands.move, _Step.CERTIFICATE)
            bottom = [buttons.filled(style, tr("按证件加一位"), by_card, icon=ft.Icons.BADGE)]
        case _Step.CERTIFICATE:
            body = [question(style, tr("加谁？")), certificate_form(style, typed.values, hands.put, errors.at)]
            bottom = [buttons.filled(style, tr("查参保登记，下一步"), look.run, loading=look.running)]
        case _Step.MISSING:
            body = _missing(style, typed.values, hands.put, errors, session.context.clock.today())
            bottom = [
                buttons.filled(style, tr("加到模拟参保登记"), add.run, icon=ft.Icons.PERSON_ADD, loading=add.running),
                buttons.plain(style, tr("改一改证件"), partial(hands.move, _Step.CERTIFICATE)),
            ]
    if errors.general:
        body.append(error_line(style, errors.general))
    first = typed.step is _Step.WHO
    return page_view(
        style,
        LINK,
        tr("加亲情账户"),
        body,
        close=True,
        bottom=bottom,
        gap=style.space.s4,
        can_pop=first,
        on_confirm_pop=None if first else hands.held_back,
        on_back=None if first else hands.back,
        body_key=typed.step.value,
    )


def _who(style: Style, found: Query[list[Candidate]], instead_of: int) -> list[ft.Control]:
    lead = tr("亲情账户让您的手机能出示家人的医保码，花的是家人自己的钱。")
    asked = tr("换成谁？") if instead_of else tr("加谁的亲情账户？")
    body: list[ft.Control] = [question(style, asked, lead=lead)]
    if found.value is None:
        body.append(error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style))
    elif found.value:
        listed = [
            list_row(
                style,
                one.name,
                subtitle=joined(one.kinship, age_words(one.age)),
                leading=badge(style, one.badge, one.name),
                on_click=partial(go, link_with(one.person_id, instead_of)),
            )
            for one in found.value
        ]
        body.append(card(style, rows(style, listed, indent=style.size.edge_badge), padding=0))
    return body


def _missing(
    style: Style, values: Mapping[str, str], put: buttons.Handler, errors: Errors, today: date
) -> list[ft.Control]:
    lead = tr("模拟参保登记里还没有{name}。", name=values.get("name") or tr("这位家人"))
    return [question(style, tr("登记里没有查到"), lead=lead), newcomer_form(style, values, put, errors.at, today)]
