"""A case as a card: what happens, who pays what, and why something isn't paid."""

import flet as ft

from app.domain.money import format_yuan
from app.services.case_views import BILL, CaseView
from app.ui.components.split_bar import split_bar
from app.ui.components.surfaces import card, column
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words
from app.ui.split_view import emphasised, pieces_of
from app.ui.theme import Style, rich, text


def case_card(style: Style, case: CaseView) -> ft.Control:
    """Return a case under its title."""
    about = tr("{day}，依据“{source}”", day=day_words(case.day), source=case.source)
    head: list[ft.Control] = [
        text(style, "body_strong", tr("“{quote}”", quote=case.title)),
        text(style, "caption", about, color=style.color.ink_3),
    ]
    return card(style, [column(style, head, gap=0), outcome_part(style, case)], gap=style.space.s3)


def outcome_part(style: Style, case: CaseView) -> ft.Control:
    """Return what came of a case."""
    lines: list[ft.Control] = []
    if case.kind == BILL and case.accepted:
        lines.append(split_bar(pieces_of(case.parts), case.sentence, height=style.size.bar_1))
        total = tr("一共 {total} 元。", total=format_yuan(case.total_fen))
        lines.append(rich(style, "body", emphasised(total + tr(case.sentence))))
        lines += [_said(style, one, good=False) for one in case.reasons]
    else:
        lines.append(_said(style, case.sentence, good=case.accepted))
        lines += [text(style, "label", one, color=style.color.ink_2) for one in case.reasons]
    return column(style, lines, gap=style.space.s2)


def _said(style: Style, words: str, *, good: bool) -> ft.Control:
    """Return what came of it with its sign."""
    ink = style.color.celadon_ink if good else style.color.vermilion_ink
    sign = ft.Icon(ft.Icons.CHECK if good else ft.Icons.BLOCK, size=style.size.icon_m, color=ink)
    return ft.Row(
        [sign, text(style, "body", words, color=ink, strong=True, expand=True)],
        spacing=style.space.s2,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
