"""登录密码 and 支付密码: setting a new one."""

import flet as ft

from app.services import log_in
from app.ui.components import buttons
from app.ui.components.dialogs import snack
from app.ui.components.fields import error_line, password_field
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.paths import ME, PASSWORD, PIN, go
from app.ui.run import use_command
from app.ui.session import use_session
from app.ui.theme import use_style


@component(view=True)
def password_page() -> ft.View:
    """Give a new login password, knowing the old one."""
    style, session, errors = use_style(), use_session(), use_errors()
    old, set_old = ft.use_state("")
    new, set_new = ft.use_state("")

    async def submit() -> None:
        errors.clear()
        await session.ask(log_in.change_password, old, new, session.token)
        snack(ft.context.page, tr("登录密码换好了"))
        go(ME)

    command = use_command(submit, errors.show)
    body = [
        password_field(tr("原来的登录密码"), value=old, on_change=set_old, error=errors.at("old_password")),
        password_field(
            tr("新的登录密码"),
            value=new,
            on_change=set_new,
            error=errors.at("new_password"),
            helper=tr("至少 8 位"),
            new=True,
        ),
    ]
    if session.user and session.user.is_sample:
        body.insert(0, error_line(style, tr("示例家庭没有登录密码，从登录页「进入示例」")))
    if errors.general:
        body.append(error_line(style, errors.general))
    action = buttons.filled(style, tr("换密码"), command.run, loading=command.running)
    return page_view(style, PASSWORD, tr("登录密码"), body, bottom=action, gap=style.space.s5)


@component(view=True)
def pin_page() -> ft.View:
    """Give a new payment password, knowing the login password."""
    style, session, errors = use_style(), use_session(), use_errors()
    password, set_password = ft.use_state("")
    pin, set_pin = ft.use_state("")

    async def submit() -> None:
        errors.clear()
        await session.ask(log_in.change_pin, password, pin)
        snack(ft.context.page, tr("支付密码换好了"))
        go(ME)

    command = use_command(submit, errors.show)
    body = [
        password_field(tr("登录密码"), value=password, on_change=set_password, error=errors.at("password")),
        password_field(
            tr("新的支付密码"),
            value=pin,
            on_change=set_pin,
            error=errors.at("new_pin"),
            helper=tr("6 位数字，付款时用"),
            new=True,
            number=True,
        ),
    ]
    if errors.general:
        body.append(error_line(style, errors.general))
    action = buttons.filled(style, tr("换支付密码"), command.run, loading=command.running)
    return page_view(style, PIN, tr("支付密码"), body, bottom=action, gap=style.space.s5)
