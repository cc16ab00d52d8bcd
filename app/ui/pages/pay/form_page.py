"""付款模拟: whose code, who is there, where, what, and the bill; the sum stays in view beside 「预结算」."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import cast

import flet as ft

from app.domain.errors import GongjiError
from app.domain.regions import city_name
from app.services.context import Context
from app.services.drafts import load_draft, save_draft
from app.services.insurance import InsuranceView
from app.services.insured_register import my_register
from app.services.pay import presettle
from app.services.show_code import CodeExpiredError, TakenCode, code_people
from app.services.visit_templates import PLACES, VISITS, PlaceOption
from app.ui.components import buttons
from app.ui.components.amounts import amount
from app.ui.components.choices import Choice, chips
from app.ui.components.fields import error_line, frame, text_field
from app.ui.components.select import select_field
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import column
from app.ui.forms import Errors, use_errors
from app.ui.guard import component, use_safe_effect
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.pages.pay.bill_part import bill_part
from app.ui.pages.pay.code_part import take_code, taken_card
from app.ui.pages.pay.draft import FORM, PayDraft, from_json, to_json
from app.ui.paths import PAY, PAY_QUOTE, go
from app.ui.run import use_command, use_query
from app.ui.session import Session, use_changes, use_session
from app.ui.theme import Style, text, use_style
from app.ui.words import in_a_line

SAVE_AFTER_S = 0.5
People = tuple[list[InsuranceView], list[InsuranceView]]
"""Whose code may be shown, and the whole family."""


def _read(context: Context, user_id: int) -> People:
    return code_people(context, user_id), my_register(context, user_id)


@component(view=True)
def form_page() -> ft.View:
    """Show the page at /pay."""
    style, session, errors = use_style(), use_session(), use_errors()
    kept = _use_kept(session)
    draft = kept.draft

    async def submit() -> None:
        errors.clear()
        await kept.save()
        await session.ask(presettle, draft.form())
        go(PAY_QUOTE)

    def fail(error: GongjiError) -> None:
        if isinstance(error, CodeExpiredError):
            kept.enter(replace(draft, taken=None, patient_id=None))
        errors.show(error)

    found = use_query(lambda: session.ask(_read), [use_changes()])
    command = use_command(submit, fail)
    if found.value is None or not kept.ready:
        wait: ft.Control = error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style)
        return page_view(style, PAY, tr("付款模拟"), [wait])

    def change(new: PayDraft) -> None:
        errors.clear()
        kept.enter(new)

    body = _body(style, draft, found.value, errors, change)
    return page_view(
        style,
        PAY,
        tr("付款模拟"),
        body,
        bottom=_bottom(style, draft, command.run, loading=command.running),
        gap=style.space.s5,
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """The draft, and what is done to it: ``enter`` takes a new one, ``save`` writes what isn't written yet."""

    draft: PayDraft
    ready: bool
    enter: Callable[[PayDraft], None]
    save: Callable[[], Awaitable[None]]


def _use_kept(session: Session) -> _Kept:
    """Take up the draft, and keep it a moment after each change, at the latest on leaving the page (a hook)."""
    draft, set_draft = ft.use_state(PayDraft())
    ready, set_ready = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    unsaved = ft.use_ref(cast("PayDraft | None", None))

    async def begin() -> None:
        kept = await session.ask(load_draft, FORM)
        set_draft(from_json(kept, session.context.clock.now()))
        set_ready(True)

    async def save() -> None:
        newest = unsaved.current
        if newest is None or session.user is None:
            return
        await session.ask(save_draft, FORM, to_json(newest))
        if unsaved.current is newest:
            unsaved.current = None

    async def keep() -> None:
        if unsaved.current is not None:
            await asyncio.sleep(SAVE_AFTER_S)
            await save()

    def enter(new: PayDraft) -> None:
        unsaved.current = new
        set_draft(new)

    use_safe_effect(begin, [])
    use_safe_effect(keep, [draft])
    use_safe_effect(_nothing, [], save)
    return _Kept(draft, ready, enter, save)


def _nothing() -> None:
    """Begin nothing: what is unsaved is written when the page is left."""


def _body(
    style: Style,
    draft: PayDraft,
    people: People,
    errors: Errors,
    change: Callable[[PayDraft], None],
) -> list[ft.Control]:
    with_code, family = people
    known = {one.person_id: one for one in [*family, *with_code]}

    def taken(code: TakenCode) -> None:
        change(replace(draft, taken=code, patient_id=None))

    wrong = errors.at("code") or errors.general
    body: list[ft.Control] = [
        taken_card(style, draft, list(known.values()), errors, change)
        if draft.taken
        else take_code(with_code, taken, wrong),
        _place(draft, change),
        frame(
            style,
            tr("看什么"),
            chips(
                style,
                [Choice(kind.value, word) for kind, word in VISITS],
                draft.med_type,
                lambda key: change(replace(draft, med_type=key)),
            ),
        ),
        bill_part(draft, errors, change),
    ]
    if draft.fund_may_pay:
        body.append(
            text_field(
                style,
                tr("统筹基金已付（元）"),
                value=draft.fund_pay,
                on_change=lambda value: change(replace(draft, fund_pay=value)),
                error=errors.at("fund_pay"),
                helper=tr("住院和透析先由统筹基金报销，照单子上的数填；没有就空着。"),
                keyboard=ft.KeyboardType.NUMBER,
            )
        )
    if draft.taken and errors.general:
        body.append(error_line(style, errors.general))
    return body


def _place(draft: PayDraft, change: Callable[[PayDraft], None]) -> ft.Control:
    return select_field(
        tr("在哪里"),
        [Choice(one.code, one.name, note=_about(one), icon=ft.Icons.LOCAL_HOSPITAL) for one in PLACES],
        draft.place,
        lambda key: change(replace(draft, place=key)),
        helper=_about(draft.place_option),
    )


def _about(place: PlaceOption) -> str:
    return in_a_line(place.kind, city_name(place.region), tr("定点") if place.designated else tr("非定点"))


def _bottom(style: Style, draft: PayDraft, on_click: Callable[..., object], *, loading: bool) -> ft.Control:
    total = column(
        style,
        [
            text(style, "caption", tr("合计 {count} 项", count=len(draft.items)), color=style.color.ink_2),
            amount(style, draft.total_fen, role="amount_2"),
        ],
        gap=0,
    )
    button = buttons.filled(style, tr("预结算"), on_click, loading=loading, expand=True)
    if (style.window.huge if style.elder else style.window.stacked) and not style.window.short:
        return column(style, [total, ft.Row([button])], gap=style.space.s2)
    return ft.Row([ft.Container(total, expand=True), button], spacing=style.space.s3)
