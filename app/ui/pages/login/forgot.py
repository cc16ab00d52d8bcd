"""忘记密码: a new login password by simulated text message."""

import flet as ft

from app.services import log_in
from app.services.text_messages import Purpose
from app.ui.components import buttons
from app.ui.components.fields import error_line, password_field
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.pages.login.sms_field import SmsTyped, sms_field
from app.ui.paths import FORGOT
from app.ui.run import use_command
from app.ui.session import use_session
from app.ui.theme import use_style


@component(view=True)
def forgot_page() -> ft.View:
    """Set a new login password without the old one."""
    style, session, errors = use_style(), use_session(), use_errors()
    phone, set_phone = ft.use_state("")
    code, set_code = ft.use_state("")
    password, set_password = ft.use_state("")

    async def submit() -> None:
        errors.clear()
        await session.enter(await session.run(log_in.reset_password, phone, code, password, session.device))

    command = use_command(submit, errors.show)
    body = [
        sms_field(Purpose.RESET, SmsTyped(phone, code, set_phone, set_code), errors),
        password_field(
            tr("新的登录密码"),
            value=password,
            on_change=set_password,
            error=errors.at("new_password"),
            helper=tr("至少 8 位"),
            new=True,
        ),
    ]
    if errors.general:
        body.append(error_line(style, errors.general))
    action = buttons.filled(style, tr("换密码并登录"), command.run, loading=command.running)
    return page_view(style, FORGOT, tr("忘记密码"), body, bottom=action, gap=style.space.s4)
