"""记录: payments by month, of the whole family or of one; on wide windows the 结算单 beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any

import flet as ft

from app.domain.money import format_yuan
from app.services.records import PAGE, RecordFilter, RecordLine, RecordPage, my_records, record_people
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.choices import Choice, chips
from app.ui.components.rows import rows
from app.ui.components.split_bar import swatch
from app.ui.components.states import empty_state, error_card, skeleton
from app.ui.components.surfaces import card, column
from app.ui.components.touch import touchable
from app.ui.guard import component, safe, use_safe_effect
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words, month_words
from app.ui.layout import Tabs, page_view
from app.ui.pages.records.receipt_page import receipt_part
from app.ui.panes import panes_view
from app.ui.paths import PAY, RECORDS, go, go_tab, receipt
from app.ui.run import Command, use_command, use_query
from app.ui.session import use_session
from app.ui.split_view import PAYERS
from app.ui.theme import Style, text, use_style

ALL = "all"
People = list[tuple[int, str, int]]


@dataclass(frozen=True, slots=True)
class _List:
    """What is shown: whose, the lines loaded so far, whether there are more, the line beside the list."""

    whose: str = ALL
    lines: tuple[RecordLine, ...] = ()
    more: bool = False
    chosen: int | None = None


@component(view=True)
def records_page() -> ft.View:
    """Show the tab 记录."""
    return use_records_view()


@component(view=True)
def receipt_page() -> ft.View:
    """Show the page at /records/<id>: a 结算单 by itself, in wide windows beside the list."""
    style = use_style()
    settlement_id = int(ft.use_route_params().get("settlement_id", "0"))
    beside_list = use_records_view(settlement_id)
    if style.window.wide:
        return beside_list
    return page_view(style, receipt(settlement_id), tr("结算单"), [receipt_part(settlement_id)])


def use_records_view(opened: int | None = None) -> ft.View:
    """Give the page of the records (a hook); ``opened`` is the 结算单 that the address names."""
    style, session = use_style(), use_session()
    shown, set_shown = ft.use_state(_List(chosen=opened))
    whose = None if shown.whose == ALL else int(shown.whose)
    is_shown = style.window.wide or opened is None

    async def load() -> tuple[RecordPage, People] | None:
        if not is_shown:
            return None
        return await session.ask(my_records, RecordFilter(person_id=whose, kind="visit")), await session.ask(
            record_people
        )

    async def load_more() -> None:
        page = await session.ask(
            my_records, RecordFilter(person_id=whose, kind="visit"), before=shown.lines[-1].record_id
        )
        set_shown(lambda old: replace(old, lines=old.lines + page.lines, more=page.more))

    def take() -> None:
        page = found.value[0] if found.value else None
        if page is not None:
            set_shown(lambda old: replace(old, lines=page.lines, more=page.more))

    found = use_query(load, [session.version, shown.whose, is_shown])
    more = use_command(load_more)
    use_safe_effect(take, [found.value])

    def put(**parts: Any) -> None:  # noqa: ANN401 - fields of _List
        set_shown(lambda old: replace(old, **parts))

    tabs = Tabs(3, go_tab, style.who) if opened is None else None
    frame = partial(page_view, style, RECORDS, tr("记录"), back=False, plate=True, tabs=tabs)
    if found.value is None:
        return frame([error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style)])
    page, people = found.value
    if not people:
        return frame([_empty(style)])
    lines = shown.lines or page.lines
    body = [_people(style, people, shown.whose, lambda key: put(whose=key)), *_months(style, lines, shown.chosen, put)]
    body += [_load_more(style, more)] if shown.more else []
    if style.window.wide:
        chosen = shown.chosen or lines[0].ref_id
        route = RECORDS if opened is None else receipt(opened)
        return panes_view(style, route, tr("记录"), body, receipt_part(chosen), chosen=str(chosen), tabs=tabs)
    return frame(body, gap=style.space.s4)


def _load_more(style: Style, more: Command) -> ft.Control:
    return buttons.tonal(style, tr("再看 {more} 笔", more=PAGE), more.run, loading=more.running)


def _empty(style: Style) -> ft.Control:
    return empty_state(
        style,
        tr("还没有消费记录"),
        tr("付一笔试试：谁付多少，付不了的为什么，都会写在这里。"),
        icon=ft.Icons.RECEIPT_LONG,
        action=tr("付款模拟"),
        on_action=lambda: go(PAY),
    )


def _people(style: Style, people: People, whose: str, on_select: Callable[[str], None]) -> ft.Control:
    choices = [Choice(ALL, tr("全家"))]
    for person_id, name, slot in people:
        choices.append(Choice(str(person_id), name, leading=badge(style, slot, name, size=style.size.badge_xs)))
    return chips(style, choices, whose, on_select, check=False)


def _months(
    style: Style, lines: Sequence[RecordLine], chosen: int | None, put: Callable[..., None]
) -> list[ft.Control]:
    """Return the payments month by month, newest first, each month under its total."""

    def choose(line: RecordLine) -> None:
        if style.window.wide:
            put(chosen=line.ref_id)
        else:
            go(receipt(line.ref_id))

    beside = (chosen or lines[0].ref_id) if lines and style.window.wide else None
    pieces: list[ft.Control] = []
    for _, found in groupby(lines, key=lambda line: (line.day.year, line.day.month)):
        of_month = list(found)
        title = month_words(of_month[0].day, lines[0].day)
        total = format_yuan(sum(line.total_fen for line in of_month))
        head = ft.Row(
            [
                ft.Semantics(content=text(style, "field_label", title), header=True, expand=True),
                text(style, "label", tr("{total} 元", total=total), color=style.color.ink_2),
            ]
        )
        listed = [_row(style, line, choose, selected=line.ref_id == beside) for line in of_month]
        block = card(style, rows(style, listed, indent=style.size.edge_badge_s), padding=0)
        pieces.append(column(style, [head, block], gap=style.space.s2))
    return pieces


def _row(style: Style, line: RecordLine, choose: Callable[[RecordLine], None], *, selected: bool) -> ft.Control:
    color = style.color
    day = tr("{day} 日 {visit}", day=line.day.day, visit=line.note)
    dots = ft.Row(
        [
            ft.Row(
                [
                    swatch(style, PAYERS[kind], size=style.size.swatch_s),
                    text(style, "caption", _short(fen), color=color.ink_2),
                ],
                spacing=style.space.s1,
                tight=True,
            )
            for kind, fen in line.parts
        ],
        spacing=style.space.s2,
        run_spacing=0,
        wrap=True,
        alignment=ft.MainAxisAlignment.END,
        expand=True,
    )
    first = ft.Row(
        [
            text(style, "body", line.title, expand=True, max_lines=None if style.window.stacked else 1),
            text(style, "title_2", format_yuan(line.total_fen)),
        ],
        spacing=style.space.s2,
    )
    second = ft.Row([text(style, "caption", day, color=color.ink_3), dots], spacing=style.space.s2)
    words = ft.Column([first, second], spacing=0, tight=True, expand=True)
    inner = ft.Row([badge(style, line.badge, line.person_name), words], spacing=style.space.s3)
    box = ft.Container(
        inner,
        padding=ft.Padding.symmetric(horizontal=style.space.s4, vertical=style.space.s3),
        bgcolor=color.glaze if selected else None,
        border_radius=style.corner.card,
        on_click=safe(lambda: choose(line)),
    )
    said = tr(
        "{name}，{place}，{day}，{visit}，{total} 元",
        name=line.person_name,
        place=line.title,
        day=day_words(line.day),
        visit=line.note,
        total=format_yuan(line.total_fen),
    )
    return touchable(box, said, selected=selected or None)


def _short(fen: int) -> str:
    """Give a figure for a dot: without its decimals where they are zero."""
    return format_yuan(fen).removesuffix(".00")
