"""登录: phone and password, other ways in a row, and the sample family at one tap."""

import flet as ft

from app.services import log_in, registration, sample
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.fields import digits_field, error_line, password_field
from app.ui.components.marks import brand_mark
from app.ui.components.states import skeleton
from app.ui.components.surfaces import card, column
from app.ui.elder_switch import elder_switch
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.languages import language_button
from app.ui.layout import login_plate, page_view
from app.ui.paths import ASK, FORGOT, LOGIN_FACE, LOGIN_SMS, REGISTER, go
from app.ui.run import use_command, use_query
from app.ui.session import use_session
from app.ui.theme import Style, text, use_style

SAMPLE_PEOPLE = ((0, "李明"), (1, "周芳"), (2, "李小满"), (3, "王桂兰"))


@component(view=True)
def log_in_page() -> ft.View:
    """Show the first page of who isn't logged in."""
    style = use_style()
    body = column(
        style,
        [
            ft.Container(height=style.size.login_top),
            _brand(style),
            ft.Container(height=style.space.s2),
            _password_form(),
            _other_ways(style),
            *([elder_switch(), _sample_card()] if style.elder else [_sample_card(), elder_switch()]),
            _without_account(style),
            ft.Container(
                text(
                    style,
                    "caption",
                    tr("模拟应用，不是官方医保服务，不动真钱"),
                    color=style.color.ink_3,
                    align=ft.TextAlign.CENTER,
                ),
                alignment=ft.Alignment.CENTER,
                padding=ft.Padding.symmetric(vertical=style.space.s4),
            ),
        ],
        gap=style.space.s4,
    )
    return page_view(style, "/", language_button(), [body], back=False, plate=login_plate(style))


def _brand(style: Style) -> ft.Control:
    words = ft.Column(
        [
            text(style, "brand", tr("共济通")),
            text(style, "label", tr("一家人的医保，心里有数"), color=style.color.ink_2),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    return ft.Row([brand_mark(spoken=None), words], spacing=style.space.s4)


@component
def _password_form() -> ft.Control:
    style, session, errors = use_style(), use_session(), use_errors()
    phone, set_phone = ft.use_state("")
    password, set_password = ft.use_state("")

    async def submit() -> None:
        errors.clear()
        await session.enter(await session.run(log_in.with_password, phone, password, session.device))

    command = use_command(submit, errors.show)

    def typed_phone(value: str) -> None:
        errors.clear("phone")
        set_phone(value)

    def typed_password(value: str) -> None:
        errors.clear("password")
        set_password(value)

    pieces = [
        digits_field(
            style,
            tr("手机号"),
            value=phone,
            on_change=typed_phone,
            error=errors.at("phone"),
            hint=tr("手机号"),
            icon=ft.Icons.SMARTPHONE,
            phone=True,
            show_label=False,
            autofill=ft.AutofillHint.TELEPHONE_NUMBER,
        ),
        password_field(
            tr("登录密码"),
            value=password,
            on_change=typed_password,
            on_submit=lambda _value: command.run(),
            error=errors.at("password"),
            hint=tr("登录密码"),
            show_label=False,
        ),
        buttons.filled(style, tr("登录"), command.run, loading=command.running),
    ]
    if errors.general:
        pieces.insert(2, error_line(style, errors.general))
    return column(style, pieces, gap=style.space.s4)


def _without_account(style: Style) -> ft.Control:
    """Return the way to answers that need no account."""
    ask = buttons.plain(style, tr("不登录，先问能不能付"), lambda: go(ASK), icon=ft.Icons.RULE, strong=False)
    return ft.Row([ask], alignment=ft.MainAxisAlignment.CENTER, wrap=True)  # no wider than the page, at any text size


def _other_ways(style: Style) -> ft.Control:
    return ft.Row(
        [
            buttons.plain(style, tr("短信登录"), lambda: go(LOGIN_SMS), icon=ft.Icons.SMS, strong=False),
            buttons.plain(style, tr("刷脸登录"), lambda: go(LOGIN_FACE), icon=ft.Icons.FACE, strong=False),
            buttons.plain(style, tr("忘记密码"), lambda: go(FORGOT), strong=False),
            buttons.plain(style, tr("注册"), lambda: go(REGISTER), strong=False),
        ],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        wrap=True,
        spacing=0,
        run_spacing=0,
    )


@component
def _sample_card() -> ft.Control:
    style, session = use_style(), use_session()

    async def load() -> tuple[bool, bool]:
        return await session.run(registration.is_empty_install), await session.run(sample.has_sample)

    found = use_query(load)

    async def enter() -> None:
        await session.enter(await session.run(sample.enter_sample, session.device))

    command = use_command(enter)
    if found.value is None:
        return skeleton(style, lines=2)
    empty, there = found.value
    if not (empty or there):
        return ft.Container()
    people = ft.Row(
        [badge(style, slot, name, size=style.size.badge_s) for slot, name in SAMPLE_PEOPLE], spacing=style.space.s1
    )
    lead = ft.Row(
        [people, text(style, "label", tr("四口之家，免注册"), color=style.color.ink_2)],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        wrap=style.window.stacked or style.window.narrow,
        run_spacing=style.space.s2,
    )
    label = tr("体验示例家庭") if empty else tr("进入示例")
    action = buttons.tonal(style, label, command.run, icon=ft.Icons.PLAY_ARROW, loading=command.running)
    return card(style, [lead, action], gap=style.space.s3)
