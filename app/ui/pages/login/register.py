"""注册: who I am, my phone, two passwords; one question a page."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from app.domain.errors import FormErrors, GongjiError, InputError
from app.services import registration
from app.services.registration import Registration
from app.services.text_messages import Purpose
from app.ui.components import buttons
from app.ui.components.fields import error_line, password_field, text_field
from app.ui.components.steps import question, steps
from app.ui.components.surfaces import hint
from app.ui.forms import Errors, use_errors
from app.ui.guard import component
from app.ui.i18n import mark, tr
from app.ui.layout import page_view
from app.ui.pages.login.sms_field import SmsTyped, sms_field
from app.ui.paths import REGISTER
from app.ui.run import use_command
from app.ui.session import use_session
from app.ui.theme import Style, use_style

NAMES = (mark("身份"), mark("手机"), mark("密码"))
EMPTY = Registration("", "", "", "", "", "")
STEP_OF = {"name": 0, "cert_no": 0, "phone": 1, "sms_code": 1, "password": 2, "pin": 2}


@dataclass(frozen=True)
class _Typed:
    """What is typed so far, and where one stands."""

    form: Registration = EMPTY
    step: int = 0


@component(view=True)
def register_page() -> ft.View:
    """Make a user in three steps; an error leads back to the step where it is."""
    style, session, errors = use_style(), use_session(), use_errors()
    typed, set_typed = ft.use_state(_Typed())

    def change(**fields: str) -> None:
        for field in fields:
            errors.clear(field)
        set_typed(lambda old: replace(old, form=replace(old.form, **fields)))

    def go_to(step: int) -> None:
        set_typed(lambda old: replace(old, step=step))

    def show(error: GongjiError) -> None:
        errors.show(error)
        step = _step_of(error)
        if step is not None:
            go_to(step)

    async def submit() -> None:
        errors.clear()
        form = typed.form
        if typed.step == 0:
            await session.run(registration.check_identity, form.name, form.cert_no)
            go_to(1)
        elif typed.step == 1:
            await session.run(registration.check_phone, form.phone, form.sms_code)
            go_to(2)
        else:
            await session.enter(await session.run(registration.register, form, session.device))

    command = use_command(submit, show)
    body: list[ft.Control] = [steps(style, typed.step + 1, len(NAMES), NAMES[typed.step])]
    body += [_identity, _phone, _passwords][typed.step](style, typed.form, change, errors)
    body += [error_line(style, errors.general)] if errors.general else []
    last = typed.step == len(NAMES) - 1
    bottom = [buttons.filled(style, tr("注册并登录") if last else tr("下一步"), command.run, loading=command.running)]
    if typed.step:
        bottom.append(buttons.plain(style, tr("上一步"), lambda: go_to(typed.step - 1)))
    return page_view(style, REGISTER, tr("注册"), body, bottom=bottom, gap=style.space.s4)


def _step_of(error: GongjiError) -> int | None:
    """Give the step of the first field that is wrong, None if it is no field's error."""
    first = error.errors[0] if isinstance(error, FormErrors) else error
    return STEP_OF.get(first.field) if isinstance(first, InputError) else None


def _identity(style: Style, form: Registration, change: Callable[..., None], errors: Errors) -> list[ft.Control]:
    return [
        question(style, tr("您是谁？")),
        text_field(
            style,
            tr("姓名"),
            value=form.name,
            on_change=lambda value: change(name=value),
            error=errors.at("name"),
            helper=tr("按身份证上的写"),
        ),
        text_field(
            style,
            tr("身份证号"),
            value=form.cert_no,
            on_change=lambda value: change(cert_no=value),
            error=errors.at("cert_no"),
            helper=tr("只用来核对格式，加密存在这台设备上"),
            counter=f"{len(''.join(form.cert_no.split()))} / 18",
        ),
        hint(style, tr("这里是模拟，也可以用编的号码，只要格式对。例：110105 19491231 002X")),
    ]


def _phone(style: Style, form: Registration, change: Callable[..., None], errors: Errors) -> list[ft.Control]:
    return [
        question(style, tr("您的手机号？")),
        sms_field(
            Purpose.REGISTER,
            SmsTyped(
                form.phone,
                form.sms_code,
                lambda value: change(phone=value),
                lambda value: change(sms_code=value),
            ),
            errors,
        ),
    ]


def _passwords(style: Style, form: Registration, change: Callable[..., None], errors: Errors) -> list[ft.Control]:
    return [
        question(style, tr("设两个密码")),
        password_field(
            tr("登录密码"),
            value=form.password,
            on_change=lambda value: change(password=value),
            error=errors.at("password"),
            helper=tr("至少 8 位"),
            new=True,
        ),
        password_field(
            tr("支付密码"),
            value=form.pin,
            on_change=lambda value: change(pin=value),
            error=errors.at("pin"),
            helper=tr("6 位数字，付款时用"),
            new=True,
            number=True,
        ),
    ]
