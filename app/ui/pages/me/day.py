"""换一天试试: the app on another day, with that day's rules."""

from datetime import date, timedelta
from typing import cast

import flet as ft

from app.services.preferences import set_day
from app.ui.components import buttons
from app.ui.components.date_field import date_field
from app.ui.components.fields import error_line
from app.ui.components.surfaces import hint
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.paths import DAY, ME, go
from app.ui.run import use_command
from app.ui.session import use_session
from app.ui.theme import use_style

YEARS_AHEAD = timedelta(days=366 * 3)


@component(view=True)
def day_page() -> ft.View:
    """Choosing the app's today."""
    style, session, errors = use_style(), use_session(), use_errors()
    clock = session.context.clock
    real = clock.base.today()
    day, set_day_typed = ft.use_state(cast("date | None", clock.today()))

    async def submit() -> None:
        errors.clear()
        if day is not None:
            await session.ask(set_day, day)
            session.changed()
            go(ME)

    async def back_to_today() -> None:
        errors.clear()
        await session.ask(set_day, real)
        session.changed()
        go(ME)

    command, reset = use_command(submit, errors.show), use_command(back_to_today, errors.show)
    body: list[ft.Control] = [
        hint(style, tr("规则会变。换到另一天，看那天谁付多少。已经记过的账不会改，也不能回到记账以前。")),
        date_field(
            tr("今天当作"),
            day,
            set_day_typed,
            first=session.context.first_day,
            last=real + YEARS_AHEAD,
            today=real,
            error=errors.at("day") or (tr("写成 2026-06-12 这样") if day is None else None),
        ),
    ]
    if errors.general:
        body.append(error_line(style, errors.general))
    bottom = [buttons.filled(style, tr("换到这一天"), command.run, loading=command.running, disabled=day is None)]
    if clock.shift_days:
        bottom.append(buttons.plain(style, tr("回到真的今天（{day}）", day=real.isoformat()), reset.run))
    return page_view(style, DAY, tr("换一天试试"), body, bottom=bottom, gap=style.space.s5)
