"""刷脸登录: simulated, and always with another way."""

import flet as ft

from app.services import log_in
from app.ui.components import buttons
from app.ui.components.fields import digits_field, error_line
from app.ui.components.surfaces import hint
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.paths import LOGIN, LOGIN_FACE, LOGIN_SMS, go
from app.ui.run import use_command
from app.ui.session import use_session
from app.ui.theme import Style, use_style


@component(view=True)
def by_face_page() -> ft.View:
    """Log in with a simulated face check: no camera is used, nothing is taken."""
    style, session, errors = use_style(), use_session(), use_errors()
    phone, set_phone = ft.use_state("")

    async def submit() -> None:
        errors.clear()
        await session.enter(await session.run(log_in.with_face, phone, session.device))

    command = use_command(submit, errors.show)
    body = [
        _frame(style),
        hint(style, tr("模拟刷脸：不开摄像头，不拍照。点一下就算通过。")),
        digits_field(
            style,
            tr("手机号"),
            value=phone,
            on_change=set_phone,
            error=errors.at("phone"),
            icon=ft.Icons.SMARTPHONE,
            phone=True,
        ),
    ]
    if errors.general:
        body.append(error_line(style, errors.general))
    bottom = [
        buttons.filled(style, tr("模拟刷脸通过"), command.run, loading=command.running),
        ft.Row(
            [
                buttons.plain(style, tr("换短信登录"), lambda: go(LOGIN_SMS), strong=False),
                buttons.plain(style, tr("换密码登录"), lambda: go(LOGIN), strong=False),
            ],
            alignment=ft.MainAxisAlignment.SPACE_EVENLY,
            wrap=True,
        ),
    ]
    return page_view(style, LOGIN_FACE, tr("刷脸登录"), body, bottom=bottom)


def _frame(style: Style) -> ft.Control:
    """Show the round frame in which a face would be."""
    edge = style.size.face
    circle = ft.Container(
        ft.Icon(ft.Icons.FACE, size=edge // 2, color=style.color.cobalt),
        width=edge,
        height=edge,
        bgcolor=style.color.glaze,
        border=ft.Border.all(style.size.frame, style.color.cobalt),
        shape=ft.BoxShape.CIRCLE,
        alignment=ft.Alignment.CENTER,
    )
    return ft.Container(circle, alignment=ft.Alignment.CENTER, padding=style.space.s4)
