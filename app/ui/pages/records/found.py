"""The list of 记录: month by month, newest first, each line with its figures."""

from collections.abc import Callable, Sequence
from itertools import groupby

import flet as ft

from app.domain.money import format_yuan
from app.services.records import RecordKind, RecordLine
from app.ui.components.badges import badge
from app.ui.components.rows import rows
from app.ui.components.split_bar import swatch
from app.ui.components.surfaces import card, column, ends
from app.ui.components.touch import touchable
from app.ui.guard import safe
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words, month_words
from app.ui.paths import fee_receipt, free_year_receipt, receipt, refund_receipt
from app.ui.split_view import PAYERS
from app.ui.theme import Style, text

OnLine = Callable[[RecordLine], None]
_PATHS = {
    RecordKind.VISIT: receipt,
    RecordKind.REFUND: refund_receipt,
    RecordKind.FEE: fee_receipt,
    RecordKind.FREE_YEAR: free_year_receipt,
}


def path_of(line: RecordLine) -> str | None:
    """Give the page that a line opens, None if it has none."""
    make = _PATHS.get(line.kind)
    return make(line.ref_id) if make else None


def month_lists(style: Style, lines: Sequence[RecordLine], chosen: str | None, choose: OnLine) -> list[ft.Control]:
    """Return the lines under their months; ``chosen`` is the path of the one that is open beside the list."""
    pieces: list[ft.Control] = []
    for _, found in groupby(lines, key=lambda line: (line.day.year, line.day.month)):
        of_month = list(found)
        head = ft.Semantics(content=text(style, "field_label", month_words(of_month[0].day, lines[0].day)), header=True)
        listed = [
            _row(style, line, choose, selected=chosen is not None and path_of(line) == chosen) for line in of_month
        ]
        block = card(style, rows(style, listed, indent=style.size.edge_badge_s), padding=0)
        pieces.append(column(style, [head, block], gap=style.space.s2))
    return pieces


def _row(style: Style, line: RecordLine, choose: OnLine, *, selected: bool) -> ft.Control:
    color = style.color
    total = _signed(line)
    note = tr("{day} 日 {visit}", day=line.day.day, visit=tr(line.note)).rstrip()
    title = text(style, "body", line.title, max_lines=None if style.window.stacked else 1)
    first = ends(style, title, text(style, "title_2", total))
    when, dots = text(style, "caption", note, color=color.ink_3), _dots(style, line)
    if style.window.huge:
        second: ft.Control = ft.Column([when, dots], spacing=0, tight=True)
    else:
        dots.expand = True
        second = ft.Row([when, dots], spacing=style.space.s2)
    words = ft.Column([first, second], spacing=0, tight=True, expand=True)
    inner = ft.Row([badge(style, line.badge, line.person_name), words], spacing=style.space.s3)
    opens = path_of(line) is not None
    box = ft.Container(
        inner,
        padding=ft.Padding.symmetric(horizontal=style.space.s4, vertical=style.space.s3),
        bgcolor=color.glaze if selected else None,
        border_radius=style.corner.card,
        on_click=safe(lambda: choose(line)) if opens else None,
    )
    said = tr(
        "{name}，{place}，{day}，{visit}，{total} 元",
        name=line.person_name,
        place=tr(line.title),
        day=day_words(line.day),
        visit=tr(line.note),
        total=total,
    )
    return touchable(box, said, button=opens, selected=selected or None)


def _signed(line: RecordLine) -> str:
    """Give the sum; what came back stands with a plus."""
    return f"+{format_yuan(line.total_fen)}" if line.kind is RecordKind.REFUND else format_yuan(line.total_fen)


def _dots(style: Style, line: RecordLine) -> ft.Row:
    return ft.Row(
        [
            ft.Row(
                [
                    swatch(style, PAYERS[kind], size=style.size.swatch_s),
                    text(style, "caption", format_yuan(fen).removesuffix(".00"), color=style.color.ink_2),
                ],
                spacing=style.space.s1,
                tight=True,
            )
            for kind, fen in line.parts
        ],
        spacing=style.space.s2,
        run_spacing=0,
        wrap=True,
        alignment=ft.MainAxisAlignment.START if style.window.huge else ft.MainAxisAlignment.END,
    )
