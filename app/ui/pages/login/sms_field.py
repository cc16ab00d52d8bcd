"""A phone number, a button that sends a simulated message, and the code from it: what three pages share."""

from dataclasses import dataclass
from typing import cast

import flet as ft

from app.services.text_messages import Purpose, SimulatedMessage, send_code
from app.ui.components import buttons
from app.ui.components.fields import OnText, digits_field
from app.ui.components.surfaces import column, hint
from app.ui.forms import Errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.run import use_command
from app.ui.session import use_session
from app.ui.theme import use_style


@dataclass(frozen=True)
class SmsTyped:
    """What is typed, and who is told of it."""

    phone: str
    code: str
    on_phone: OnText
    on_code: OnText


@component
def sms_field(purpose: Purpose, typed: SmsTyped, errors: Errors) -> ft.Control:
    """Show the two fields and the simulated message, which is shown here instead of being sent."""
    style, session = use_style(), use_session()
    sent, set_sent = ft.use_state(cast("SimulatedMessage | None", None))

    async def send() -> None:
        errors.clear()
        set_sent(await session.run(send_code, typed.phone, purpose, session.device))

    command = use_command(send, errors.show)
    pieces = [
        digits_field(
            style,
            tr("手机号"),
            value=typed.phone,
            on_change=typed.on_phone,
            error=errors.at("phone"),
            icon=ft.Icons.SMARTPHONE,
            phone=True,
            autofill=ft.AutofillHint.TELEPHONE_NUMBER,
        ),
        buttons.tonal(
            style,
            tr("再获取一次") if sent else tr("获取验证码"),
            command.run,
            icon=ft.Icons.SMS,
            loading=command.running,
        ),
    ]
    if sent is not None:
        pieces.append(ft.Semantics(content=hint(style, sent.text, icon=ft.Icons.SMS), live_region=True))
    pieces.append(
        digits_field(
            style,
            tr("验证码"),
            value=typed.code,
            on_change=typed.on_code,
            error=errors.at("sms_code"),
            helper=tr("这是模拟，短信显示在上面，不会真的发出") if sent is None else None,
            autofill=ft.AutofillHint.ONE_TIME_CODE,
        )
    )
    return column(style, pieces, gap=style.space.s4)
