"""往来 of a sharing, and what its money can't pay by the rules of the sharer's region."""

from functools import partial

import flet as ft

from app.domain.money import format_yuan
from app.services.share_terms import MoneyTerms, NotPaid
from app.services.sharing_history import EventKind, SharingEvent
from app.services.sharings import SharingView
from app.ui.components.rows import list_row, rows
from app.ui.components.split_bar import swatch
from app.ui.components.surfaces import card, column, divider, section, source_line
from app.ui.components.tags import tag
from app.ui.i18n import joined, tr
from app.ui.i18n.dates import day_words
from app.ui.paths import go, receipt
from app.ui.theme import Style, text
from app.ui.words import in_a_line, source_words


def history_card(style: Style, view: SharingView, events: list[SharingEvent]) -> ft.Control:
    """Return what happened, newest first; a payment opens its 结算单."""
    head = ft.Container(
        section(style, tr("往来")),
        padding=ft.Padding.only(left=style.space.s4, right=style.space.s4, top=style.space.s3, bottom=style.space.s1),
    )
    listed = [_event(style, view, event) for event in events]
    return card(style, [head, divider(style), rows(style, listed, indent=style.size.edge_sign)], padding=0)


def _event(style: Style, view: SharingView, event: SharingEvent) -> ft.Control:
    day = day_words(event.day)
    if event.kind is EventKind.PAID and event.settlement_id is not None:
        said = in_a_line(day, event.visit, event.state)
        return list_row(
            style,
            event.place_name,
            subtitle=said,
            value=f"−{format_yuan(event.paid_fen)}",
            leading=swatch(style, "pooled"),
            on_click=partial(go, receipt(event.settlement_id)),
            spoken=tr(
                "{place}，{said}，用了 {paid} 元",
                place=event.place_name,
                said=said,
                paid=format_yuan(event.paid_fen),
            ),
        )
    if event.kind is EventKind.BEGUN:
        quota = tr("额度 {quota}", quota=format_yuan(view.quota_fen)) if view.quota_fen is not None else tr("不限额度")
        day = joined(day, quota)
    gap = ft.Container(width=style.space.s4)
    return list_row(style, event.kind.value, subtitle=day, leading=gap)


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
    lines.append(source_line(style, source_words(entry.basis)))
    return column(style, lines, gap=style.space.s1)
