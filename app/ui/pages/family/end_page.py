"""Ending a sharing on a day that lies ahead; from then on the money can't be used."""

from datetime import date, timedelta

import flet as ft

from app.services.share import revoke
from app.services.sharings import SharingView, sharing
from app.ui.components import buttons
from app.ui.components.date_field import date_field
from app.ui.components.dialogs import snack
from app.ui.components.fields import error_line
from app.ui.components.states import error_card, skeleton
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.paths import go, sharing_end
from app.ui.paths import sharing as sharing_path
from app.ui.run import use_command, use_query
from app.ui.session import use_session
from app.ui.theme import heading, text, use_style

FARTHEST = timedelta(days=3660)


@component(view=True)
def end_page() -> ft.View:
    """Show the page at /family/sharing/<id>/end."""
    style, session = use_style(), use_session()
    sharing_id = int(ft.use_route_params().get("sharing_id", "0"))
    found = use_query(lambda: session.ask(sharing, sharing_id), [sharing_id])
    if found.value is None:
        body: ft.Control = error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style)
    else:
        body = _form(found.value)
    return page_view(style, sharing_end(sharing_id), tr("解除共济"), [body])


@component
def _form(view: SharingView) -> ft.Control:
    style, session, errors = use_style(), use_session(), use_errors()
    today = session.context.clock.today()
    first: date | None = today + timedelta(days=1)
    day, set_day = ft.use_state(first)

    def choose(picked: date | None) -> None:
        set_day(lambda _old: picked)
        errors.clear("on")

    async def end() -> None:
        errors.clear()
        await session.ask(revoke, view.sharing_id, day)
        session.changed()
        snack(ft.context.page, tr("记下了，{day}起不能再用", day=day_words(day or today)))
        go(sharing_path(view.sharing_id))

    command = use_command(end, errors.show)
    words = tr(
        "从这一天起，{name}不能再用{other}账户里的钱。在那以前还能用。",
        name=view.member.name,
        other=view.sharer.name,
    )
    pieces: list[ft.Control] = [
        heading(style, "title_1", tr("从哪天起解除？")),
        text(style, "body", words),
        date_field(
            tr("从哪天起不能用"),
            day,
            choose,
            first=today,
            last=today + FARTHEST,
            today=today,
            error=errors.at("on"),
        ),
    ]
    if errors.general:
        pieces.append(error_line(style, errors.general))
    pieces.append(buttons.filled(style, tr("到那天解除"), command.run, loading=command.running, disabled=day is None))
    return ft.Column(pieces, spacing=style.space.s5, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
