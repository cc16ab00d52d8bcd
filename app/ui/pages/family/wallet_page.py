"""医保钱包 of one sharing: what is in it, what waits to be accepted, and putting money in."""

import secrets
from dataclasses import dataclass, field, replace
from typing import Any

import flet as ft

from app.domain.errors import InputError
from app.domain.money import format_yuan
from app.services.wallet import WaitingTopUp, WalletView, accept, top_up, wallet
from app.ui.components import buttons
from app.ui.components.amounts import amount_pair
from app.ui.components.dialogs import snack
from app.ui.components.fields import error_line, text_field
from app.ui.components.pin_sheet import use_pin_sheet
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, column, notice, section
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.paths import wallet_of
from app.ui.run import use_command, use_query
from app.ui.session import use_changes, use_session
from app.ui.sources import rule_line
from app.ui.theme import text, use_style


@dataclass(frozen=True, slots=True)
class _Putting:
    """What is being put in: as typed, whether the password is asked for; the request's id is made before it is sent."""

    amount: str = ""
    asking: bool = False
    wrong: str = ""
    request_id: str = field(default_factory=lambda: secrets.token_urlsafe(24))


@component(view=True)
def wallet_page() -> ft.View:
    """Show the page at /family/sharing/<id>/wallet."""
    style, session = use_style(), use_session()
    sharing_id = int(ft.use_route_params().get("sharing_id", "0"))
    found = use_query(lambda: session.ask(wallet, sharing_id), [use_changes(), sharing_id])
    view = found.value
    if view is None:
        body: list[ft.Control] = [
            error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=5)
        ]
    else:
        body = [
            amount_pair(style, tr("钱包里能用"), view.left_fen, tr("一共转入"), view.quota_fen),
            *[_waiting(one) for one in view.waiting],
            _top_up(view),
            section(style, tr("依据"), quiet=True),
            *[rule_line(style, basis) for basis in view.basis],
        ]
    return page_view(style, wallet_of(sharing_id), tr("医保钱包"), body, gap=style.space.s4)


@component
def _waiting(one: WaitingTopUp) -> ft.Control:
    """Show money that waits to be accepted (a component)."""
    style, session = use_style(), use_session()

    async def take() -> None:
        await session.ask(accept, one.top_up_id)
        session.changed()
        snack(ft.context.page, tr("接收了 {amount} 元", amount=format_yuan(one.amount_fen)))

    command = use_command(take)
    back = one.returns_at.astimezone(session.context.clock.now().tzinfo)
    until = tr("{day} {time}", day=day_words(back.date()), time=f"{back:%H:%M}")
    title = tr("{amount} 元等着接收", amount=format_yuan(one.amount_fen))
    pieces: list[ft.Control] = [notice(style, title, tr("{until}以前不接收，就退回去。", until=until), tone="info")]
    if one.may_accept:
        pieces.append(buttons.filled(style, tr("接收"), command.run, loading=command.running))
    return column(style, pieces)


@component
def _top_up(view: WalletView) -> ft.Control:
    """Show the field for putting money in, or why that can't be done now (a component)."""
    style, session, errors = use_style(), use_session(), use_errors()
    state, set_state = ft.use_state(_Putting())

    def put(**parts: Any) -> None:  # noqa: ANN401 - fields of _Putting
        set_state(lambda old: replace(old, **parts))

    async def send(pin: str) -> None:
        put(wrong="")
        await session.ask(top_up, state.request_id, view.sharing_id, state.amount, pin)
        set_state(_Putting())
        session.changed()
        snack(ft.context.page, tr("转进去了，等家人接收"))

    def failed(error: Exception) -> None:
        if isinstance(error, InputError) and error.field == "pin":
            put(wrong=tr(error.words))
            return
        put(asking=False)
        errors.show(error)  # type: ignore[arg-type]

    command = use_command(send, failed)
    use_pin_sheet(
        style,
        is_open=state.asking,
        on_pin=lambda pin: command.run_with(pin)(),
        on_close=lambda: put(asking=False, wrong=""),
        error=state.wrong or None,
        busy=command.running,
        sure=tr("往医保钱包里转 {amount} 元，转了自己就不能用。", amount=state.amount),
    )
    if not view.may_top_up:
        return card(style, text(style, "body", view.shut)) if view.shut else ft.Container()

    def typed(value: str) -> None:
        put(amount=value, request_id=secrets.token_urlsafe(24))
        errors.clear("amount")

    pieces: list[ft.Control] = [
        section(style, tr("往里转")),
        text_field(
            style,
            tr("转多少（元）"),
            value=state.amount,
            on_change=typed,
            error=errors.at("amount"),
            helper=_bounds(view),
            keyboard=ft.KeyboardType.NUMBER,
        ),
    ]
    if errors.general:
        pieces.append(error_line(style, errors.general))
    pieces.append(buttons.filled(style, tr("输密码，转入"), lambda: put(asking=True, wrong=""), icon=ft.Icons.PASSWORD))
    return column(style, pieces)


def _bounds(view: WalletView) -> str:
    return tr("这次最多 {most} 元，今天还能转 {times} 次。", most=format_yuan(view.most_fen), times=view.times_left)
