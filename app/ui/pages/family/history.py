"""往来 of a sharing, and what its money can't pay by the rules of the sharer's region."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import flet as ft

from app.domain.money import format_yuan
from app.services.share_terms import MoneyTerms, NotPaid
from app.services.sharing_history import EventKind, HistoryPage, SharingEvent, history_page
from app.services.sharings import SharingView
from app.ui.components import buttons
from app.ui.components.rows import list_row, rows
from app.ui.components.split_bar import swatch
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, column, divider, section
from app.ui.components.tags import tag
from app.ui.guard import component, use_safe_effect
from app.ui.i18n import joined, tr
from app.ui.i18n.dates import day_words
from app.ui.paths import fee_receipt, go, receipt, refund_receipt
from app.ui.run import use_command, use_query
from app.ui.session import use_changes, use_session
from app.ui.sources import rule_line
from app.ui.theme import Style, text, use_style
from app.ui.words import in_a_line

_OUT = (EventKind.PAID, EventKind.FEE)
_BACK = (EventKind.REFUNDED, EventKind.REVERSED)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The events on the page, and what asks for older ones."""

    events: tuple[SharingEvent, ...] = ()
    older: Mapping[str, int] | None = None


@component
def history_card(view: SharingView) -> ft.Control:
    """Show what happened, newest first, by the page; a payment, a refund or a fee opens its slip (a component)."""
    style, session = use_style(), use_session()
    shown, set_shown = ft.use_state(_Shown())

    async def load() -> HistoryPage:
        return await session.ask(history_page, view.sharing_id)

    async def load_older() -> None:
        page = await session.ask(history_page, view.sharing_id, shown.older)
        set_shown(lambda old: _Shown(old.events + page.events, page.older))

    def take() -> None:
        page = found.value
        if page is not None:
            set_shown(_Shown(page.events, page.older))

    found = use_query(load, [use_changes(), view.sharing_id])
    older = use_command(load_older)
    use_safe_effect(take, [found.value])
    head = ft.Container(
        section(style, tr("往来")),
        padding=ft.Padding.only(left=style.space.s4, right=style.space.s4, top=style.space.s3, bottom=style.space.s1),
    )
    if found.value is None:
        return error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=4)
    events = shown.events or found.value.events
    pieces = [head, divider(style), _events(style, view, events)]
    if shown.older:
        more = buttons.plain(style, tr("再看早些的"), older.run, disabled=older.running)
        pieces.append(ft.Row([more], alignment=ft.MainAxisAlignment.CENTER))
    return card(style, pieces, padding=0)


def _events(style: Style, view: SharingView, events: Sequence[SharingEvent]) -> ft.Control:
    return rows(style, [_event(style, view, event) for event in events], indent=style.size.edge_sign)


def _event(style: Style, view: SharingView, event: SharingEvent) -> ft.Control:
    day, value = day_words(event.day), _value(event)
    leading: ft.Control = swatch(style, "pooled") if value else ft.Container(width=style.space.s4)
    if event.kind is EventKind.PAID:
        title, said = event.place_name, in_a_line(day, event.visit, event.state)
    else:
        title, said = event.kind.value, joined(day, _note(view, event))
    path = _path(event)
    return list_row(
        style,
        title,
        subtitle=said,
        value=value,
        leading=leading,
        on_click=partial(go, path) if path else None,
        spoken=joined(tr(title), said, value) if value else None,
    )


def _note(view: SharingView, event: SharingEvent) -> str:
    if event.kind is EventKind.BEGUN:
        return tr("额度 {quota}", quota=format_yuan(view.quota_fen)) if view.quota_fen is not None else tr("不限额度")
    return joined(tr(event.place_name), tr(event.words))


def _value(event: SharingEvent) -> str | None:
    """Give the sum of an event, with the way it went for the sharing."""
    if not event.paid_fen:
        return None
    sign = "−" if event.kind in _OUT else "+" if event.kind in _BACK else ""
    return f"{sign}{format_yuan(event.paid_fen)}"


def _path(event: SharingEvent) -> str | None:
    if event.refund_id is not None:
        return refund_receipt(event.refund_id)
    if event.fee_id is not None:
        return fee_receipt(event.fee_id)
    return receipt(event.settlement_id) if event.settlement_id is not None else None


def not_paid_card(style: Style, name: str, terms: MoneyTerms) -> ft.Control:
    """Return what this money can't pay, each with who says so and since when."""
    pieces: list[ft.Control] = [section(style, tr("{name}不能用这笔钱付", name=name))]
    for number, entry in enumerate(terms.not_paid):
        if number:
            pieces.append(divider(style))
        pieces.append(_not_paid(style, entry))
    return card(style, pieces, gap=style.space.s2)


def _not_paid(style: Style, entry: NotPaid) -> ft.Control:
    lines: list[ft.Control] = [text(style, "body", tr("、").join(map(tr, entry.what)))]
    if not entry.basis.stated:
        lines.append(ft.Row([tag(style, "paused", tr("资料没有写明"), icon=False)]))
        if entry.basis.note:
            lines.append(text(style, "caption", entry.basis.note, color=style.color.ink_3))
    lines.append(rule_line(style, entry.basis))
    return column(style, lines, gap=style.space.s1)
