"""通知: what happened to my sharings and my money, newest first. Opening the page marks them as read."""

from datetime import datetime

import flet as ft

from app.services.notices import Notice, mark_read, my_notices
from app.ui.components.states import empty_state, error_card, skeleton
from app.ui.components.surfaces import card, column
from app.ui.guard import component, use_safe_effect
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.paths import NOTICES, go
from app.ui.run import use_query
from app.ui.session import use_session
from app.ui.theme import Style, text, use_style

ICONS = {
    "used": ft.Icons.PAYMENTS,
    "shared": ft.Icons.VOLUNTEER_ACTIVISM,
    "revoked": ft.Icons.LINK_OFF,
    "linked": ft.Icons.QR_CODE_2,
    "unlinked": ft.Icons.LINK_OFF,
    "paused": ft.Icons.PAUSE_CIRCLE,
}


@component(view=True)
def notices_page() -> ft.View:
    """Show the list of notices."""
    style, session = use_style(), use_session()

    async def load() -> list[Notice]:
        found = await session.ask(my_notices)
        if any(not one.is_read for one in found):
            await session.ask(mark_read)
        return found

    found = use_query(load)
    use_safe_effect(lambda: None, [], session.changed)
    body: list[ft.Control]
    if found.value is None:
        body = [error_card(style, found.error, on_retry=found.reload)] if found.error else [skeleton(style)]
    elif not found.value:
        body = [
            empty_state(
                style,
                tr("没有通知"),
                tr("家人用了您的钱、授权有变化时，会在这里告诉您。"),
                icon=ft.Icons.NOTIFICATIONS_NONE,
            )
        ]
    else:
        now = session.context.clock.now()
        body = [_notice(style, one, now) for one in found.value]
    return page_view(style, NOTICES, tr("通知"), body)


def _notice(style: Style, one: Notice, now: datetime) -> ft.Control:
    color = style.color
    moment = one.created_at.astimezone(now.tzinfo)
    when = f"{moment:%H:%M}" if moment.date() == now.date() else day_words(moment)
    words = [
        text(style, "body_strong", one.title),
        text(style, "label", one.body, color=color.ink_2),
        text(
            style,
            "caption",
            when if one.is_read else tr("{when}，新", when=when),
            color=color.ink_3 if one.is_read else color.cobalt,
        ),
    ]
    icon = ft.Icon(ICONS.get(one.kind, ft.Icons.INFO), size=style.size.icon, color=color.cobalt)
    pieces: list[ft.Control] = [icon, ft.Container(column(style, [*words], gap=0), expand=True)]
    if one.route:
        pieces.append(ft.Icon(ft.Icons.CHEVRON_RIGHT, size=style.size.icon, color=color.ink_3))
    return card(
        style,
        ft.Row(pieces, spacing=style.space.s3, vertical_alignment=ft.CrossAxisAlignment.START),
        on_click=(lambda: go(one.route)) if one.route else None,
        spoken=tr("{title}，{body}，{when}", title=one.title, body=one.body, when=when),
    )
