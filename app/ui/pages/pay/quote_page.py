"""预结算: cash first, then who pays what, why not more, and the way to pay. Nothing is booked before the password."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import flet as ft

from app.domain.money import format_yuan
from app.domain.settlement import Settlement, SourceKind
from app.services.ask import ways_for_form
from app.services.ask_ways import Way
from app.services.case_saving import save_quote
from app.services.context import Context
from app.services.drafts import drop_draft, load_draft
from app.services.insurance import InsuranceView
from app.services.insured_register import my_register
from app.services.pay import Quote, QuoteChangedError, pay, presettle
from app.services.show_code import code_people
from app.services.visit_templates import visit_name
from app.ui.answer_view import answer_parts
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.choices import switch_row
from app.ui.components.fold import fold
from app.ui.components.pin_sheet import use_pin_sheet
from app.ui.components.states import empty_state, error_card, skeleton
from app.ui.components.surfaces import card, column, notice, source_line
from app.ui.guard import component
from app.ui.i18n import mark, tr
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.pages.pay.draft import FORM, from_json
from app.ui.paths import PAY, PAY_QUOTE, go, receipt
from app.ui.phone import Feel, feel, use_felt_no
from app.ui.run import use_command, use_query
from app.ui.save_case import save_case_button
from app.ui.session import use_session
from app.ui.split_view import line_rules
from app.ui.theme import Style, text, use_style
from app.ui.words import in_a_line

SAMPLE_PIN = mark("示例密码 246810")
Loaded = tuple[Quote, dict[int, InsuranceView], tuple[Way, ...]]
_no_quote: Quote | None = None


@component(view=True)
def quote_page() -> ft.View:
    """Show the page at /pay/quote."""
    style, session = use_style(), use_session()
    newer, set_newer = ft.use_state(_no_quote)
    confirmed, set_confirmed = ft.use_state(True)  # noqa: FBT003 - a hook's first value
    found = use_query(lambda: session.ask(_read), [])
    quote = newer or (found.value[0] if found.value else None)
    use_felt_no(quote is not None and quote.split.refusal is not None)

    bottom: ft.Control | None = None
    if quote is None or found.value is None:
        body = [_waiting(style, found.error, found.reload, loading=found.loading)]
    else:
        changed = newer is not None
        body = _body(style, quote, found.value[1], () if changed else found.value[2], changed=changed)
        if quote.split.refusal is None and not style.elder:
            body.append(_half(style, confirmed, set_confirmed))
        body.append(save_case_button(save_quote, quote.form))
        bottom = _bottom(style, quote, confirmed, set_newer)
    return page_view(style, PAY_QUOTE, tr("预结算"), body, bottom=bottom, gap=style.space.s4, below=PAY)


@dataclass(frozen=True, slots=True)
class _Paying:
    """How far the payment is: its id made before it is sent, and whether the password is asked for."""

    request_id: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    asking: bool = False
    wrong: str = ""


@component
def _pay_button(quote: Quote, confirmed: bool, on_newer: Callable[[Quote], None]) -> ft.Control:  # noqa: FBT001 - a choice
    """Return the button to pay, and the sheet for the password (a component: that sheet draws no page anew).

    ``on_newer`` gets the quote of this moment where the accounts have changed; nothing was booked then. What isn't
    ``confirmed`` plays an institution that doesn't get the result: the payment can be taken back (冲正).
    """
    style, session = use_style(), use_session()
    paying, set_paying = ft.use_state(_Paying())

    def put(**parts: Any) -> None:  # noqa: ANN401 - fields of _Paying
        set_paying(lambda old: replace(old, **parts))

    async def send(pin: str) -> None:
        put(wrong="")
        try:
            settlement_id = await session.ask(_pay_and_forget, paying.request_id, quote, pin, confirmed=confirmed)
        except QuoteChangedError as changed:
            put(asking=False)
            on_newer(changed.quote)
            return
        page = ft.context.page
        put(asking=False)
        session.changed()
        go(receipt(settlement_id))
        await feel(page, Feel.DONE)

    use_felt_no(bool(paying.wrong))
    command = use_command(send, lambda error: put(wrong=tr(error.words)))
    use_pin_sheet(
        style,
        is_open=paying.asking,
        on_pin=lambda pin: command.run_with(pin)(),
        on_close=lambda: put(asking=False, wrong=""),
        note=SAMPLE_PIN if session.user and session.user.is_sample else None,
        error=paying.wrong or None,
        busy=command.running,
        sure=_sure(quote),
    )
    icon = None if _cash_only(quote) else ft.Icons.PASSWORD
    return buttons.filled(style, _pay_label(quote), lambda: put(asking=True, wrong=""), icon=icon, expand=True)


def _half(style: Style, confirmed: bool, choose: Callable[[bool], None]) -> ft.Control:  # noqa: FBT001 - a choice
    """Return the switch that plays a second half that fails."""
    label, note = tr("试一试：机构没收到结果"), tr("账户先付，机构那边没记上。之后可以冲正，或者补确认。")
    row = switch_row(style, label, not confirmed, lambda on: choose(not on), note=note)
    return card(style, row, padding=0)


def _sure(quote: Quote) -> str:
    """Say what the password is going to settle."""
    split = quote.split
    what = tr(
        "{name}在{place}，一共 {total} 元。",
        name=split.patient_name,
        place=tr(split.place_name),
        total=format_yuan(split.total_fen),
    )
    return what + tr(split.sentence)


def _read(context: Context, user_id: int) -> Loaded | None:
    """Quote what has been kept of the form; None where nothing was, as after paying."""
    draft = from_json(load_draft(context, user_id, FORM), context.clock.now())
    if draft.taken is None:
        return None
    people = [*code_people(context, user_id), *my_register(context, user_id)]
    form = draft.form()
    quote, ways = presettle(context, user_id, form), ways_for_form(context, user_id, form)
    return quote, {one.person_id: one for one in people}, ways


def _pay_and_forget(  # noqa: PLR0913 - as pay
    context: Context, user_id: int, request_id: str, quote: Quote, pin: str, *, confirmed: bool
) -> int:
    """Pay, and drop the draft; give the settlement's id."""
    settlement_id = pay(context, user_id, request_id, quote, pin, confirmed=confirmed)
    drop_draft(context, user_id, FORM)
    return settlement_id


def _waiting(style: Style, error: str | None, reload: Callable[[], None], *, loading: bool) -> ft.Control:
    if error:
        return column(
            style,
            [error_card(style, error, on_retry=reload), buttons.tonal(style, tr("改一改"), lambda: go(PAY))],
        )
    if loading:
        return skeleton(style, lines=5, saying=tr("正在试算"))
    return empty_state(
        style,
        tr("没有要付的"),
        tr("这一笔付过了，或者码过期了。"),
        action=tr("新的付款模拟"),
        on_action=lambda: go(PAY),
    )


def _body(
    style: Style, quote: Quote, people: dict[int, InsuranceView], ways: Sequence[Way], *, changed: bool
) -> list[ft.Control]:
    split, form = quote.split, quote.form
    patient = people.get(form.patient_id)
    mark = badge(style, patient.badge, split.patient_name, size=style.size.badge_s) if patient else ft.Container()
    about = in_a_line(split.patient_name, split.place_name, visit_name(form.med_type))
    if style.elder:  # a line each, so that no word is left over
        about = "\n".join((split.patient_name, tr(split.place_name), tr(visit_name(form.med_type))))
    body: list[ft.Control] = [
        ft.Row([mark, text(style, "label", about, color=style.color.ink_2, expand=True)], spacing=style.space.s3)
    ]
    if changed:
        body.insert(0, notice(style, tr("账户有变化，没有扣钱"), tr("这是新的预结算。看一下，再付。"), tone="info"))
    body += answer_parts(style, split, ways)
    return body if split.refusal else [*body, *_rules(style, quote)]


def _rules(style: Style, quote: Quote) -> list[ft.Control]:
    """Return by which rules it was worked out, line by line (in 长辈版 for who asks), and of which day."""
    lines = line_rules(style, quote.split.parts)
    rules = (
        tr("按 {day} 的规则试算，没有扣钱", day=day_words(quote.outcome.day))
        if isinstance(quote.outcome, Settlement)
        else tr("按规则试算，没有扣钱")
    )
    return [fold(tr("按哪几条规则算的"), [lines]) if style.elder else lines, source_line(style, rules)]


def _bottom(style: Style, quote: Quote, confirmed: bool, on_newer: Callable[[Quote], None]) -> ft.Control:  # noqa: FBT001
    change = buttons.tonal(style, tr("改一改"), lambda: go(PAY))
    if quote.split.refusal:
        return ft.Row([buttons.filled(style, tr("改一改"), lambda: go(PAY), expand=True)])
    pay_button = ft.Container(_pay_button(quote, confirmed, on_newer), expand=True)
    if _cash_only(quote) and not style.window.stacked:
        return ft.Row([change, pay_button], spacing=style.space.s3)
    return ft.Row([pay_button])


def _cash_only(quote: Quote) -> bool:
    """Tell whether nothing of it comes from an account."""
    accounts = (SourceKind.FAMILY, SourceKind.OWN, SourceKind.SHARER)
    return bool(quote.split.cash_fen) and not any(part.paid_fen for part in quote.split.parts if part.kind in accounts)


def _pay_label(quote: Quote) -> str:
    if _cash_only(quote):
        return tr("现金付 {cash}", cash=format_yuan(quote.split.cash_fen))
    return tr("输密码，付款")
