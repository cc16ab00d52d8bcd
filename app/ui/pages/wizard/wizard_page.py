"""The wizard's page: one step of the walk, in its frame."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

import flet as ft

from app.domain.errors import FormErrors, GongjiError, InputError
from app.services.case_saving import save_binding
from app.services.context import Context
from app.services.explain import Explanation
from app.services.insured_register import my_register
from app.services.share import relations
from app.services.share_terms import difference, money_terms
from app.ui.components import buttons
from app.ui.components.dialogs import confirm
from app.ui.components.states import error_card, skeleton
from app.ui.components.steps import steps
from app.ui.components.surfaces import column
from app.ui.forms import Errors, use_errors
from app.ui.guard import component, use_safe_effect
from app.ui.i18n import mark, tr
from app.ui.layout import page_view
from app.ui.pages.wizard.answers import PLACES, TERMS_FIELDS, TOTAL, Step
from app.ui.pages.wizard.check_step import check_step
from app.ui.pages.wizard.member_step import member_step, missing_step
from app.ui.pages.wizard.notice_step import notice_step
from app.ui.pages.wizard.refused import refused_card
from app.ui.pages.wizard.relation_step import relation_step
from app.ui.pages.wizard.shown import Facts, Page, Shown
from app.ui.pages.wizard.sure import use_certainty
from app.ui.pages.wizard.terms_step import terms_step
from app.ui.pages.wizard.walk import CERTIFICATE, State, Walk
from app.ui.paths import SHARE
from app.ui.run import Command, use_command, use_query
from app.ui.save_case import save_case_button
from app.ui.session import Session, use_changes, use_session
from app.ui.theme import Style, text, use_style

AT_END = frozenset(
    {"mother_name", "mother_no", "until", "commitment", "since", "family_account", "prior_years", "this_year", ""}
)
"""Fields in the lower half of their step; "" is what belongs to none, and stands above the button."""
TITLE, SHORT_TITLE = mark("家庭账户共济授权登记"), mark("共济授权登记")
"""The short one is for windows where the whole name has no room beside the 底款."""


class _Hands:
    """What the page's controls do: each forgets the errors that it puts right."""

    def __init__(self, walk: Walk, errors: Errors, me: tuple[int, str]) -> None:
        self.walk = walk
        self.errors = errors
        self.me = me

    async def advance(self) -> None:
        """Do what the step's button does."""
        self.errors.clear()
        await self.walk.advance()

    def show(self, error: GongjiError) -> None:
        """Show an error at its field, on the page where that is."""
        self.errors.show(error)
        self.walk.tell()
        first = error.errors[0] if isinstance(error, FormErrors) else error
        on_certificate = isinstance(first, InputError) and first.field in CERTIFICATE
        if on_certificate and self.walk.answers.step is Step.MISSING:
            self.walk.move(Step.MEMBER)
        if isinstance(first, InputError) and first.field in TERMS_FIELDS and self.walk.answers.step is Step.CHECK:
            self.jump(Step.TERMS)

    async def begin(self) -> None:
        """Take up the draft; what is wrong with it is told at its field."""
        try:
            await self.walk.begin()
        except InputError as error:
            self.show(error)

    def change(self, **new: str) -> None:
        """Take answers."""
        if "cert_type" in new:
            self.errors.clear()
        for name in new:
            self.errors.clear(name)
        self.walk.change(**new)

    def promise(self, made: bool) -> None:  # noqa: FBT001 - the checkbox's handler
        """Take the promise."""
        self.errors.clear("commitment")
        self.walk.promise(made=made)

    def jump(self, step: Step) -> None:
        """Change one answer, to come back to 核对 after it."""
        self.walk.move(step, returning=True)

    async def back(self) -> None:
        """Go to the step before; what is wrong with a step opened from 核对 is told at its field."""
        self.errors.clear()
        try:
            await self.walk.back()
        except GongjiError as error:
            self.show(error)

    async def held_back(self, event: ft.ControlEvent) -> None:
        """Stay on the page: going back is to the step before."""
        await cast("ft.View", event.control).confirm_pop(False)  # noqa: FBT003 - Flet's own
        await self.back()


@component(view=True)
def wizard_page() -> ft.View:
    """Show the wizard at the step where it was left."""
    style, session, errors = use_style(), use_session(), use_errors()
    state, paint = ft.use_state(State())
    helping, set_helping = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    kept = ft.use_ref(cast("Walk | None", None))
    walk = kept.current = kept.current or Walk(session, paint)
    hands = _Hands(walk, errors, (session.user.badge, session.user.name) if session.user else (0, tr("我")))

    async def load() -> Facts:
        return await _facts(session)

    async def reveal() -> None:
        if state.told:
            await walk.body.show(top=any(field not in AT_END for field in errors.by_field))

    facts = use_query(load, [use_changes()])
    use_safe_effect(hands.begin, [])
    use_safe_effect(reveal, [state.told])
    command = use_certainty(style, state, use_command(hands.advance, hands.show))
    restart = use_command(walk.restart)
    ft.use_dialog(_doubt(style, walk, state.asking) if state.asking else None)
    if facts.value is None or not state.ready:
        wait = error_card(style, facts.error, on_retry=facts.reload) if facts.error else skeleton(style, lines=6)
        return page_view(style, SHARE, _title(style), [wait], close=True)
    help_me = buttons.plain(style, tr("分不清？答两个问题"), lambda: set_helping(lambda old: not old))
    page = _step(_shown(style, state, facts.value, hands, command), hands, help_me, helping=helping)
    first = state.answers.step is Step.NOTICE
    return page_view(
        style,
        SHARE,
        _title(style),
        [column(style, [_head(style, state, restart.run), page.body[0]], gap=style.space.s1), *page.body[1:]],
        close=True,
        bottom=page.bottom,
        gap=style.space.s4,
        can_pop=first,
        on_confirm_pop=None if first else hands.held_back,
        on_back=None if first else hands.back,
        body_key=state.answers.step.value,
        body_ref=walk.body.scroller,
    )


def _shown(style: Style, state: State, facts: Facts, hands: _Hands, command: Command) -> Shown:
    no = state.found.refusal
    return Shown(
        style=style,
        answers=state.answers,
        found=state.found,
        facts=facts,
        errors=hands.errors,
        change=hands.change,
        jump=hands.jump,
        advance=command,
        today=hands.walk.today,
        me=hands.me,
        promised=state.promised,
        promise=hands.promise,
        refused=_refused(style, state, hands.walk.today, no) if no else None,
    )


def _refused(style: Style, state: State, today: date, no: Explanation) -> ft.Control:
    """Return the no, which can be saved as a case."""
    card = refused_card(style, no)
    member = state.found.member
    if member is None:
        return card
    form = state.answers.form(member.person_id, "", today)
    return column(style, [card, save_case_button(save_binding, form)])


async def _facts(session: Session) -> Facts:
    return await session.ask(_read_facts)


def _read_facts(context: Context, user_id: int) -> Facts:
    mine = next(one for one in my_register(context, user_id) if one.is_me)
    return Facts(difference(context), money_terms(context, user_id), relations(context), insured=bool(mine.insutype))


def _title(style: Style) -> str:
    return SHORT_TITLE if style.window.narrow or style.window.stacked else TITLE


def _step(shown: Shown, hands: _Hands, help_me: ft.Control, *, helping: bool) -> Page:
    """Return the page of the step at hand; without the member the last ones lead back to who it is."""
    member = shown.found.member
    match shown.answers.step:
        case Step.NOTICE:
            return notice_step(shown, helping=helping, help_me=help_me)
        case Step.MISSING:
            return missing_step(shown, buttons.plain(shown.style, tr("改一改证件"), hands.back))
        case Step.RELATION if member:
            return relation_step(shown)
        case Step.TERMS if member:
            return terms_step(shown)
        case Step.CHECK if member:
            return check_step(shown, member)
        case _:
            return member_step(shown)


def _head(style: Style, state: State, restart: Callable[..., Any]) -> ft.Control:
    """Return where one is; once, that the draft is kept; and after coming back, a way to begin anew."""
    number, name = PLACES[state.answers.step]
    kept = tr("草稿已存") if state.taken_up or state.kept_at is state.answers.step else None
    where = steps(style, number, TOTAL, name, note=kept)
    if not state.taken_up:
        return where
    again = ft.Row(
        [
            text(style, "label", tr("接着上次没填完的填"), color=style.color.ink_2, expand=True),
            buttons.plain(style, tr("重新填"), restart, icon=ft.Icons.RESTART_ALT, strong=False),
        ]
    )
    return ft.Column([where, again], spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _doubt(style: Style, walk: Walk, question: str) -> ft.AlertDialog:
    return confirm(
        style,
        tr("确认一下关系"),
        question,
        yes=tr("确定"),
        no=tr("改一改"),
        on_yes=walk.related,
        on_no=lambda: walk.ask(""),
    )
