"""每月划入: what is paid into a personal account on the first of each month, as the family sets it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import flet as ft

from app.domain.money import format_yuan, plain_yuan
from app.services.contribution import ContributionView, contribution, set_contribution
from app.ui.components import buttons
from app.ui.components.date_field import date_field
from app.ui.components.dialogs import snack
from app.ui.components.fields import error_line, text_field
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import hint
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.paths import contribution_of
from app.ui.run import use_command, use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import heading, text, use_style

FARTHEST = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class _Typed:
    """What is set: yuan as typed, and from which day on."""

    amount: str
    from_day: date | None


@component(view=True)
def contribution_page() -> ft.View:
    """Show the page at /me/contribution/<person>."""
    style, session = use_style(), use_session()
    person_id = int(ft.use_route_params().get("person_id", "0"))
    found = use_query(lambda: session.ask(contribution, person_id), [use_changes(), person_id])
    if found.value is None:
        body: ft.Control = error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style)
    else:
        body = _form(found.value)
    return page_view(style, contribution_of(person_id), tr("每月划入"), [body])


@component
def _form(view: ContributionView) -> ft.Control:
    style, session, errors = use_style(), use_session(), use_errors()
    today = session.context.clock.today()
    typed, set_typed = ft.use_state(_Typed(plain_yuan(view.amount_fen) if view.amount_fen else "", today))

    def put(**parts: Any) -> None:  # noqa: ANN401 - fields of _Typed
        set_typed(lambda old: replace(old, **parts))
        for name in parts:
            errors.clear(name)

    async def save() -> None:
        errors.clear()
        await session.ask(set_contribution, view.person_id, typed.amount, typed.from_day or today)
        session.changed()
        snack(ft.context.page, tr("存好了，每月 1 日记账"))

    command = use_command(save, errors.show)
    pieces: list[ft.Control] = [
        heading(style, "title_1", tr("每月划入多少？")),
        hint(style, tr("照工资单或养老金单上的数填。每月 1 日自动记到当年余额；填 0 就停。")),
        text_field(
            style,
            tr("每月划入（元）"),
            value=typed.amount,
            on_change=lambda value: put(amount=value),
            error=errors.at("amount"),
            keyboard=ft.KeyboardType.NUMBER,
        ),
        date_field(
            tr("从哪天起"),
            typed.from_day,
            lambda day: put(from_day=day),
            first=today,
            last=today + FARTHEST,
            today=today,
            error=errors.at("from_day"),
        ),
    ]
    if view.next_day is not None:
        words = tr("下一次：{day}，{yuan} 元", day=day_words(view.next_day), yuan=format_yuan(view.next_fen))
        pieces.append(text(style, "body", words))
    if errors.general:
        pieces.append(error_line(style, errors.general))
    pieces.append(buttons.filled(style, tr("保存"), command.run, loading=command.running))
    return ft.Column(pieces, spacing=style.space.s5, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
