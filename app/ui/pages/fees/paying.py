"""Paying a fee: the quote, the password, and what to do where a rule says no. Both kinds of fees go this way."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import flet as ft

from app.domain.fee_neighbours import FeeChange
from app.domain.money import format_yuan
from app.services.case_saving import save_fee_quote
from app.services.fee_ways import FeeWay, ways_for_fee
from app.services.fees import FeeChangedError, FeeForm, FeeKind, FeeQuote, pay_fee, quote_fee
from app.ui.components import buttons
from app.ui.components.amounts import amount_pair
from app.ui.components.pin_sheet import use_pin_sheet
from app.ui.components.refusal import WayOut, ways_out
from app.ui.components.rows import sum_row
from app.ui.components.surfaces import card, notice, section
from app.ui.forms import Errors
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words
from app.ui.paths import fee_receipt, go, newborn_of
from app.ui.run import Command, use_command
from app.ui.save_case import save_case_button
from app.ui.session import use_session
from app.ui.sources import rule_line
from app.ui.split_view import emphasised, no_card
from app.ui.theme import Style, rich, text


@dataclass(frozen=True, slots=True)
class _State:
    """How far the payment is. Its id is made before it is sent, anew for every quote that was asked for."""

    quote: FeeQuote | None = None
    ways: tuple[FeeWay, ...] = ()
    changed: bool = False
    asking: bool = False
    wrong: str = ""
    request_id: str = field(default_factory=lambda: secrets.token_urlsafe(24))


@dataclass(frozen=True, slots=True)
class Paying:
    """What the page of a fee has to show and to do: the quote at hand, and the ways on."""

    quote: FeeQuote | None
    ways: tuple[FeeWay, ...]
    """What would let it be paid, where it is refused."""
    changed: bool
    ask: Command
    """``ask.run_with(form)`` is a handler that asks for a quote."""
    pay: Callable[[], None]
    drop: Callable[[], None]


def use_paying(style: Style, errors: Errors) -> Paying:
    """Give the way to pay a fee (a hook); what is wrong with its form goes to ``errors``."""
    session = use_session()
    state, set_state = ft.use_state(_State())

    def put(**parts: Any) -> None:  # noqa: ANN401 - fields of _State
        set_state(lambda old: replace(old, **parts))

    async def ask(form: FeeForm) -> None:
        errors.clear()
        quote = await session.ask(quote_fee, form)
        ways = await session.ask(ways_for_fee, form) if quote.refusal and quote.newborn is None else ()
        put(quote=quote, ways=ways, changed=False, request_id=secrets.token_urlsafe(24))

    async def send(pin: str) -> None:
        put(wrong="")
        if state.quote is None:
            return
        try:
            fee_id = await session.ask(pay_fee, state.request_id, state.quote, pin)
        except FeeChangedError as changed:
            put(quote=changed.quote, changed=True, asking=False)
            return
        put(asking=False)
        session.changed()
        go(fee_receipt(fee_id))

    asking = use_command(ask, errors.show)
    sending = use_command(send, lambda error: put(wrong=tr(error.words)))
    use_pin_sheet(
        style,
        is_open=state.asking,
        on_pin=lambda pin: sending.run_with(pin)(),
        on_close=lambda: put(asking=False, wrong=""),
        error=state.wrong or None,
        busy=sending.running,
        sure=_sure(state.quote),
    )
    return Paying(
        state.quote,
        state.ways,
        state.changed,
        asking,
        lambda: put(asking=True, wrong=""),
        lambda: put(quote=None, changed=False),
    )


def _sure(quote: FeeQuote | None) -> str:
    """Say what the password is going to pay."""
    if quote is None:
        return ""
    what = tr("{fee} {year} 年度", fee=tr(quote.form.kind), year=quote.form.year)
    amount = format_yuan(quote.amount_fen or 0)
    return tr("给{name}缴{what}，{amount} 元。缴了不退。", name=quote.beneficiary_name, what=what, amount=amount)


def quote_body(style: Style, paying: Paying) -> list[ft.Control]:
    """Return the quote: what is paid out of what, or why not and what to do instead."""
    quote = paying.quote
    if quote is None:
        return []
    if quote.refusal is not None:
        if quote.newborn is not None:
            no = no_card(style, tr("为什么免缴"), quote.refusal, refused=False, step=not quote.may_confirm)
        else:
            no = no_card(style, _refused_title(quote), quote.refusal, refused=True, step=not paying.ways)
        return [*_instead(style, quote), no, *_ways(style, paying.ways), save_case_button(save_fee_quote, quote.form)]
    pieces: list[ft.Control] = []
    if paying.changed:
        pieces.append(notice(style, tr("情况有变化，没有扣钱"), tr("这是新的。看一下，再缴。"), tone="info"))
    rows: list[ft.Control] = [
        sum_row(style, part.label, format_yuan(part.paid_fen), strong=True) for part in quote.parts
    ]
    rows += [
        sum_row(style, tr("{account}缴后剩", account=tr(part.label)), format_yuan(part.left_fen), quiet=True)
        for part in quote.parts
        if part.left_fen is not None
    ]
    if quote.quota_left_fen is not None:
        rows.append(sum_row(style, tr("共济额度缴后剩"), format_yuan(quote.quota_left_fen), quiet=True))
    pieces += [
        amount_pair(style, tr("从个人账户缴"), quote.amount_fen or 0, tr("付现金"), 0),
        card(style, [rich(style, "body", emphasised(tr(quote.sentence))), *rows]),
    ]
    if quote.covers_from:
        pieces.append(text(style, "body_strong", tr("待遇从 {day} 开始", day=day_words(quote.covers_from))))
    return [*pieces, *told_lines(style, quote), save_case_button(save_fee_quote, quote.form)]


_ICONS = {
    FeeChange.CHANNEL: ft.Icons.SWAP_HORIZ,
    FeeChange.SHARING: ft.Icons.PERSON_ADD,
    FeeChange.PAYER: ft.Icons.PERSON_SEARCH,
    FeeChange.DAY: ft.Icons.EVENT,
}


def _ways(style: Style, ways: tuple[FeeWay, ...]) -> list[ft.Control]:
    """Return what would let it be paid, each as it was worked out."""
    if not ways:
        return []
    return [
        ways_out(
            style,
            [WayOut(one.title, one.note, tr(one.outcome), works=True, icon=_ICONS[one.change]) for one in ways],
        )
    ]


def _refused_title(quote: FeeQuote) -> str:
    what = tr("{fee} {year} 年度", fee=tr(quote.form.kind), year=quote.form.year)
    return tr("{what}现在缴不了", what=what)


def _instead(style: Style, quote: FeeQuote) -> list[ft.Control]:
    """Return what comes before a payment that isn't needed: the confirmation of a newborn's free year."""
    if quote.newborn is None:
        return []
    words = tr("{name}这一年不用缴。办一次新生儿免缴确认就行。", name=quote.beneficiary_name)
    pieces: list[ft.Control] = [notice(style, tr("这一年免缴"), words, tone="covered")]
    if quote.may_confirm:
        path = newborn_of(quote.form.beneficiary_id)
        pieces.append(buttons.filled(style, tr("去办免缴确认"), lambda: go(path), icon=ft.Icons.CHILD_CARE))
    return pieces


def told_lines(style: Style, quote: FeeQuote) -> list[ft.Control]:
    """Return who says so, rule by rule."""
    if not quote.rules:
        return []
    lines: list[ft.Control] = [rule_line(style, rule.basis) for rule in quote.rules]
    return [section(style, tr("依据"), quiet=True), *lines]


def quote_bottom(style: Style, paying: Paying) -> ft.Control | None:
    """Return the action area below a quote."""
    quote = paying.quote
    if quote is None:
        return None
    change = buttons.tonal(style, tr("改一改"), paying.drop)
    if quote.refusal is not None:
        return change if quote.form.kind is FeeKind.HUIMINBAO else None
    pay = buttons.filled(style, tr("输密码，缴费"), paying.pay, icon=ft.Icons.PASSWORD, expand=True)
    if quote.form.kind is FeeKind.HUIMINBAO:
        return ft.Row([change, pay], spacing=style.space.s3)
    return ft.Row([pay])
