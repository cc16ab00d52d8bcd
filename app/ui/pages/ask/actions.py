"""The main thing to do with an answer: pay it in 付款模拟, or compare it under other rules."""

import flet as ft

from app.services.ask import Answer
from app.services.ask_pay import fill_payment
from app.ui.components import buttons
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.pages.ask.address import compare_path
from app.ui.paths import PAY, go
from app.ui.run import use_command
from app.ui.session import use_session
from app.ui.theme import use_style


@component
def actions(answer: Answer) -> ft.Control:
    """Return the buttons below an answer (a component)."""
    style, session = use_style(), use_session()

    async def pay() -> None:
        await session.ask(fill_payment, answer.question)
        go(PAY)

    command = use_command(pay)

    if session.user is None or answer.question.person_id is None:
        label, path = tr("三种规则比一比"), compare_path(answer.question)
        return ft.Row([buttons.filled(style, label, lambda: go(path), icon=ft.Icons.BALANCE, expand=True)])
    label = tr("到付款模拟里付")
    pay_it = buttons.filled(
        style, label, command.run, icon=ft.Icons.POINT_OF_SALE, loading=command.running, expand=True
    )
    return ft.Row([pay_it])
