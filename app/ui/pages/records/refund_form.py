"""退费 of one payment: what is returned, to whom the money goes back, the password. A payment that the institution
has not confirmed can only be taken back whole (冲正).
"""  # noqa: D205

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import flet as ft

from app.domain.money import format_yuan, plain_yuan
from app.services.refunds import (
    Refundable,
    RefundableItem,
    RefundChangedError,
    RefundForm,
    RefundLine,
    RefundPlan,
    confirm,
    plan_refund,
    refund,
    refundable,
    reverse,
)
from app.ui.components import buttons
from app.ui.components.amounts import amount_pair
from app.ui.components.choices import checkbox_row
from app.ui.components.fields import error_line, text_field
from app.ui.components.pin_sheet import use_pin_sheet
from app.ui.components.rows import sum_row
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, column, notice, section
from app.ui.forms import Errors, use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.pages.records.slip import unconfirmed_notice
from app.ui.paths import go, refund_of, refund_receipt
from app.ui.run import Command, use_command, use_query
from app.ui.session import Session, use_session
from app.ui.split_view import emphasised
from app.ui.theme import Style, rich, text, use_style
from app.ui.words import in_a_line


@dataclass(frozen=True, slots=True)
class _Refunding:
    """How far the refund is: what is returned of each line (as typed), the plan, whether the password is asked for.

    The request's id is made before it is sent.
    """

    amounts: Mapping[int, str] | None = None
    plan: RefundPlan | None = None
    changed: bool = False
    asking: bool = False
    wrong: str = ""
    request_id: str = field(default_factory=lambda: secrets.token_urlsafe(24))


@dataclass(frozen=True, slots=True)
class _Ways:
    """What the page can do with a payment."""

    plan: Command
    send: Command
    reverse: Command
    confirm: Command


@component(view=True)
def refund_form_page() -> ft.View:
    """Show the page at /records/<id>/refund."""
    style, session = use_style(), use_session()
    settlement_id = int(ft.use_route_params().get("settlement_id", "0"))
    state, set_state = ft.use_state(_Refunding())
    errors = use_errors()
    found = use_query(lambda: session.ask(refundable, settlement_id), [settlement_id])
    about = found.value

    def put(**parts: Any) -> None:  # noqa: ANN401 - fields of _Refunding
        set_state(lambda old: replace(old, **parts))

    ways = _use_ways(session, state, about, errors, found.reload, put)
    use_pin_sheet(
        style,
        is_open=state.asking,
        on_pin=lambda pin: ways.send.run_with(pin)(),
        on_close=lambda: put(asking=False, wrong=""),
        error=state.wrong or None,
        busy=ways.send.running,
        sure=tr("退 {amount} 元，退了就改不回来。", amount=format_yuan(state.plan.amount_fen)) if state.plan else "",
    )

    def change(line: int, amount: str | None) -> None:
        if about is not None:
            others = {key: typed for key, typed in _amounts(state, about).items() if key != line}
            put(amounts=others if amount is None else {**others, line: amount}, plan=None)
        errors.clear(f"item.{line}.amount")

    body: list[ft.Control]
    if about is None:
        body = [error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=5)]
    elif not about.confirmed:
        body = _unconfirmed(style, about)
    elif state.plan is None:
        body = _form(style, about, _amounts(state, about), errors, change)
    else:
        body = _plan(style, state.plan, changed=state.changed)
    if about is not None:
        body.insert(0, _about(style, about))
    bottom = _bottom(style, about, state, ways, put) if about is not None else None
    title = tr("冲正") if about is not None and not about.confirmed else tr("退费")
    return page_view(style, refund_of(settlement_id), title, body, bottom=bottom, gap=style.space.s4)


def _use_ways(  # noqa: PLR0913, PLR0917 - what the commands need
    session: Session,
    state: _Refunding,
    about: Refundable | None,
    errors: Errors,
    reload: Callable[[], None],
    put: Callable[..., None],
) -> _Ways:
    """Give the commands of the page (a hook)."""
    settlement_id = about.settlement_id if about else 0

    async def plan() -> None:
        errors.clear()
        if about is not None:
            form = RefundForm(tuple(RefundLine(*one) for one in sorted(_amounts(state, about).items())))
            put(plan=await session.ask(plan_refund, settlement_id, form), changed=False)

    async def send(pin: str) -> None:
        put(wrong="")
        if state.plan is None:
            return
        try:
            refund_id = await session.ask(refund, state.request_id, settlement_id, state.plan.form, pin)
        except RefundChangedError as changed:
            put(plan=changed.plan, changed=True, asking=False)
            return
        put(asking=False)
        done(refund_id)

    async def take_back() -> None:
        done(await session.ask(reverse, settlement_id))

    async def note_confirmed() -> None:
        await session.ask(confirm, settlement_id)
        reload()

    def done(refund_id: int) -> None:
        session.changed()
        go(refund_receipt(refund_id))

    return _Ways(
        use_command(plan, errors.show),
        use_command(send, lambda error: put(wrong=tr(error.words))),
        use_command(take_back),
        use_command(note_confirmed),
    )


def _bottom(
    style: Style, about: Refundable, state: _Refunding, ways: _Ways, put: Callable[..., None]
) -> ft.Control | None:
    """Return the action area: what comes next."""
    if not about.left_fen:
        return None
    if not about.confirmed:
        later = buttons.tonal(style, tr("机构补确认"), ways.confirm.run, loading=ways.confirm.running)
        back = buttons.filled(style, tr("冲正"), ways.reverse.run, loading=ways.reverse.running, expand=True)
        return ft.Row([later, back], spacing=style.space.s3)
    if state.plan is None:
        return buttons.filled(style, tr("看看退到哪里"), ways.plan.run, loading=ways.plan.running)
    change = buttons.tonal(style, tr("改一改"), lambda: put(plan=None))
    send = buttons.filled(style, tr("输密码，退费"), lambda: put(asking=True, wrong=""), expand=True)
    return ft.Row([change, send], spacing=style.space.s3)


def _amounts(state: _Refunding, about: Refundable) -> dict[int, str]:
    """Give what is returned of each line as typed: everything, until something was changed."""
    if state.amounts is not None:
        return dict(state.amounts)
    return {item.line: plain_yuan(item.left_fen) for item in about.items if item.left_fen}


def _about(style: Style, about: Refundable) -> ft.Control:
    words = in_a_line(about.patient_name, about.place_name, about.visit)
    return text(style, "label", words, color=style.color.ink_2)


def _form(
    style: Style,
    about: Refundable,
    amounts: Mapping[int, str],
    errors: Errors,
    change: Any,  # noqa: ANN401 - (line, text)
) -> list[ft.Control]:
    if not about.left_fen:
        return [notice(style, tr("这一笔的钱已经全部退回"), tone="info")]
    pieces: list[ft.Control] = [
        amount_pair(style, tr("还能退"), about.left_fen, tr("付了"), about.paid_fen),
        section(style, tr("退哪几项？")),
    ]
    if errors.at("items"):
        pieces.append(error_line(style, errors.at("items") or ""))
    pieces += [_item(style, item, amounts.get(item.line), errors, change) for item in about.items]
    if errors.general:
        pieces.append(error_line(style, errors.general))
    return pieces


def _item(
    style: Style,
    item: RefundableItem,
    typed: str | None,
    errors: Errors,
    change: Any,  # noqa: ANN401 - (line, text)
) -> ft.Control:
    if not item.left_fen:
        return card(style, sum_row(style, item.name, tr("已退"), quiet=True))
    line = item.line
    note = tr("付了 {paid} 元，还能退 {left} 元", paid=format_yuan(item.amount_fen), left=format_yuan(item.left_fen))
    pieces: list[ft.Control] = [
        checkbox_row(
            style,
            tr(item.name),
            typed is not None,
            lambda on: change(line, plain_yuan(item.left_fen) if on else None),
            note=note,
        )
    ]
    if typed is not None:
        pieces.append(
            text_field(
                style,
                tr("退多少（元）"),
                value=typed,
                on_change=lambda value: change(line, value),
                error=errors.at(f"item.{line}.amount"),
                keyboard=ft.KeyboardType.NUMBER,
            )
        )
    return card(style, column(style, pieces))


def _plan(style: Style, plan: RefundPlan, *, changed: bool) -> list[ft.Control]:
    pieces: list[ft.Control] = []
    if changed:
        pieces.append(notice(style, tr("退款的去向有变化，还没有退"), tr("这是新的。看一下，再退。"), tone="info"))
    rows: list[ft.Control] = []
    for part in plan.parts:
        rows.append(sum_row(style, part.label, format_yuan(part.amount_fen), strong=True))
        if part.turned_fen:
            words = tr("其中 {yuan} 元跨了年，记到历年余额里", yuan=format_yuan(part.turned_fen))
            rows.append(text(style, "caption", words, color=style.color.ink_2))
    return [
        *pieces,
        amount_pair(style, tr("这次退"), plan.amount_fen, tr("退后还剩"), plan.left_fen),
        card(style, [rich(style, "body", emphasised(tr(plan.sentence))), *rows]),
        text(style, "caption", tr("后付的先退：最后付的那笔钱最先回去。"), color=style.color.ink_2),
    ]


def _unconfirmed(style: Style, about: Refundable) -> list[ft.Control]:
    return [
        unconfirmed_notice(style),
        amount_pair(style, tr("冲正退回"), about.left_fen, tr("付了"), about.paid_fen),
        card(style, [rich(style, "body", emphasised(tr(about.sentence)))]),
    ]
