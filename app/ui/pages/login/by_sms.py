"""短信登录."""

import flet as ft

from app.services import log_in
from app.services.text_messages import Purpose
from app.ui.components import buttons
from app.ui.components.fields import error_line
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.pages.login.sms_field import SmsTyped, sms_field
from app.ui.paths import LOGIN_SMS
from app.ui.run import use_command
from app.ui.session import use_session
from app.ui.theme import use_style


@component(view=True)
def by_sms_page() -> ft.View:
    """Log in with a simulated text message."""
    style, session, errors = use_style(), use_session(), use_errors()
    phone, set_phone = ft.use_state("")
    code, set_code = ft.use_state("")

    async def submit() -> None:
        errors.clear()
        await session.enter(await session.run(log_in.with_sms, phone, code, session.device))

    command = use_command(submit, errors.show)
    body = [sms_field(Purpose.LOG_IN, SmsTyped(phone, code, set_phone, set_code), errors)]
    if errors.general:
        body.append(error_line(style, errors.general))
    action = buttons.filled(style, tr("登录"), command.run, loading=command.running)
    return page_view(style, LOGIN_SMS, tr("短信登录"), body, bottom=action)
