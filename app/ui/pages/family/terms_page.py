"""Changing what one has set for a sharing: quota, most at once, last day. What is used already bounds the quota."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import flet as ft

from app.domain.errors import InputError
from app.domain.money import format_yuan, plain_yuan
from app.domain.sharing import Mode
from app.services.sharing_change import change_terms
from app.services.sharings import SharingView, sharing
from app.ui.components import buttons
from app.ui.components.date_field import date_field
from app.ui.components.dialogs import snack
from app.ui.components.fields import error_line, text_field
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import hint
from app.ui.forms import Errors, use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.paths import go, sharing_terms
from app.ui.paths import sharing as sharing_path
from app.ui.run import use_command, use_query
from app.ui.session import use_session
from app.ui.theme import Style, heading, text, use_style

FARTHEST = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class _Terms:
    """The terms as typed, "" and None for none."""

    quota: str = ""
    per_payment: str = ""
    until: date | None = None
    unread: bool = False
    """Whether a day is typed that can't be read."""


@component(view=True)
def terms_page() -> ft.View:
    """Show the page at /family/sharing/<id>/terms."""
    style, session = use_style(), use_session()
    sharing_id = int(ft.use_route_params().get("sharing_id", "0"))
    found = use_query(lambda: session.ask(sharing, sharing_id), [sharing_id])
    if found.value is None:
        waiting = error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=5)
        body: ft.Control = waiting
    else:
        body = _form(found.value)
    return page_view(style, sharing_terms(sharing_id), tr("改约定"), [body])


@component
def _form(view: SharingView) -> ft.Control:
    style, session, errors = use_style(), use_session(), use_errors()
    terms, set_terms = ft.use_state(_Terms(_typed(view.quota_fen), _typed(view.per_payment_fen), view.until))

    def put(**parts: Any) -> None:  # noqa: ANN401 - fields of _Terms
        set_terms(lambda old: replace(old, **parts))
        for name in parts:
            errors.clear(name)

    async def save() -> None:
        errors.clear()
        if terms.unread:
            raise InputError("until", "这不是一个日子，写成 2026-06-12 这样；不要到期就清空")
        is_wallet = view.mode == Mode.WALLET.value
        quota = "" if is_wallet else terms.quota
        await session.ask(change_terms, view.sharing_id, quota, terms.per_payment, terms.until)
        session.changed()
        snack(ft.context.page, tr("改好了，从现在起算"))
        go(sharing_path(view.sharing_id))

    command = use_command(save, errors.show)
    today = session.context.clock.today()
    pieces: list[ft.Control] = [
        heading(style, "title_1", tr("最多给{name}用多少？", name=view.member.name)),
        *_fields(style, view, terms, errors, put),
        date_field(
            tr("到哪天为止（可不填）"),
            terms.until,
            lambda day: put(until=day),
            first=today,
            last=today + FARTHEST,
            today=today,
            error=errors.at("until"),
            on_unread=lambda unread: put(unread=unread),
        ),
    ]
    if errors.general:
        pieces.append(error_line(style, errors.general))
    pieces.append(buttons.filled(style, tr("保存"), command.run, loading=command.running))
    return ft.Column(pieces, spacing=style.space.s5, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _fields(
    style: Style,
    view: SharingView,
    terms: _Terms,
    errors: Errors,
    put: Any,  # noqa: ANN401 - sets fields of _Terms
) -> list[ft.Control]:
    used = text(style, "label", tr("已经用了 {used} 元", used=format_yuan(view.used_fen)), color=style.color.ink_2)
    if view.mode == Mode.WALLET.value:
        quota: ft.Control = hint(style, tr("医保钱包的额度就是转进去的钱，在钱包里转。"))
    else:
        quota = text_field(
            style,
            tr("额度（元，可不填）"),
            value=terms.quota,
            on_change=lambda value: put(quota=value),
            error=errors.at("quota"),
            helper=tr("不填就是不限。"),
            keyboard=ft.KeyboardType.NUMBER,
        )
    return [
        used,
        quota,
        text_field(
            style,
            tr("一次最多（元，可不填）"),
            value=terms.per_payment,
            on_change=lambda value: put(per_payment=value),
            error=errors.at("per_payment"),
            keyboard=ft.KeyboardType.NUMBER,
        ),
    ]


def _typed(fen: int | None) -> str:
    return "" if fen is None else plain_yuan(fen)
