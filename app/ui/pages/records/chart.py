"""What a year cost: a bar a month, cut into who paid; or a bar a person. Figures stand beside every colour."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import flet as ft

from app.domain.money import format_yuan
from app.domain.settlement import SourceKind
from app.services.spending import MonthSpent, YearSpent
from app.ui.components.amounts import amount
from app.ui.components.badges import badge
from app.ui.components.buttons import icon_button
from app.ui.components.choices import Choice, segmented
from app.ui.components.split_bar import legend_item, pair_of
from app.ui.components.surfaces import card, column
from app.ui.components.touch import touchable
from app.ui.guard import safe
from app.ui.i18n import joined, mark, tr
from app.ui.i18n.dates import month_name
from app.ui.split_view import PAYERS
from app.ui.theme import Style, text, text_style

BY_MONTH, BY_PERSON = "month", "person"
_SOURCES = {
    SourceKind.FUND: mark("统筹基金"),
    SourceKind.FAMILY: mark("门诊家庭账户"),
    SourceKind.OWN: mark("本人账户"),
    SourceKind.SHARER: mark("共济"),
    SourceKind.CASH: mark("现金"),
}
_FEW = 7
"""So many bars have room for their totals on a phone; of more, only the chosen one shows its own."""


@dataclass(frozen=True, slots=True)
class ChartChoice:
    """What of the chart is chosen: the year, a month of it (None: all), months or people."""

    year: int
    month: int | None = None
    by: str = BY_MONTH


def year_chart(style: Style, spent: YearSpent, chosen: ChartChoice, on_change: Callable[..., None]) -> ft.Control:
    """Return the card; ``on_change(year=, month=, by=)`` is told what was tapped."""
    whole = next((one for one in spent.months if one.month == chosen.month), None)
    shown = whole.parts if whole else _sum(spent.months)
    pieces: list[ft.Control] = [
        _head(style, spent, chosen, on_change),
        amount(style, sum(fen for _, fen in shown), role="amount"),
    ]
    if chosen.by == BY_MONTH:
        pieces += [_bars(style, spent, chosen, on_change), _legend(style, shown)]
    else:
        pieces.append(_people(style, spent))
    return card(style, column(style, pieces, gap=style.space.s3))


def _head(style: Style, spent: YearSpent, chosen: ChartChoice, on_change: Callable[..., None]) -> ft.Control:
    if chosen.month:
        words = tr("{year} 年 {month}花了", year=spent.year, month=month_name(date(spent.year, chosen.month, 1)))
    else:
        words = tr("{year} 年花了", year=spent.year)
    ways = [Choice(BY_MONTH, tr("按月")), Choice(BY_PERSON, tr("按人"))]
    title: list[ft.Control] = [text(style, "label", words, color=style.color.ink_2)]
    if len(spent.years) > 1:
        title = [
            _year(style, ft.Icons.CHEVRON_LEFT, tr("前一年"), spent.year - 1, spent, on_change),
            *title,
            _year(style, ft.Icons.CHEVRON_RIGHT, tr("后一年"), spent.year + 1, spent, on_change),
        ]
    return ft.Row(
        [
            ft.Row(title, spacing=0, tight=True),
            segmented(style, ways, chosen.by, lambda key: on_change(by=key), compact=True),
        ],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        wrap=True,
    )


def _year(  # noqa: PLR0913, PLR0917 - the two arrows differ in all of it
    style: Style, icon: ft.IconData, label: str, year: int, spent: YearSpent, on_change: Callable[..., None]
) -> ft.Control:
    if year not in spent.years:
        return ft.Container(width=style.size.touch)
    return icon_button(style, icon, label, lambda: on_change(year=year, month=None))


def _bars(style: Style, spent: YearSpent, chosen: ChartChoice, on_change: Callable[..., None]) -> ft.Control:
    highest = max([month.total_fen for month in spent.months] + [1])
    few = len(spent.months) <= _FEW and not style.window.stacked
    bars = [
        _bar(
            style,
            month,
            spent.year,
            highest,
            chosen=month.month == chosen.month,
            total=few or month.month == chosen.month,
            on_click=partial(on_change, month=None if month.month == chosen.month else month.month),
        )
        for month in spent.months
    ]
    return ft.Row(bars, spacing=0, vertical_alignment=ft.CrossAxisAlignment.END)


def _bar(  # noqa: PLR0913 - what there is to say of a bar
    style: Style,
    month: MonthSpent,
    year: int,
    highest: int,
    *,
    chosen: bool,
    total: bool,
    on_click: Callable[[], None],
) -> ft.Control:
    size, color = style.size, style.color
    pieces: list[ft.Control] = [
        ft.Container(
            height=max(size.chart_least, size.chart * fen / highest),
            bgcolor=pair_of(style, PAYERS[kind]).fill,
            border=ft.Border.all(size.line, color.outline_strong) if kind is SourceKind.CASH else None,
            border_radius=size.chart_corner,
        )
        for kind, fen in reversed(month.parts)
    ]
    if not pieces:
        pieces = [ft.Container(height=size.chart_least, bgcolor=color.outline_strong, border_radius=size.chart_corner)]
    bar = ft.Column(pieces, spacing=style.space.h1, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    stack = ft.Row(
        [ft.Container(expand=1), ft.Container(bar, expand=3), ft.Container(expand=1)],
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.END,
    )
    name = month_name(date(year, month.month, 1))
    shown = format_yuan(month.total_fen).removesuffix(".00") if total and month.total_fen else ""
    box = ft.Container(
        ft.Column(
            [
                ft.Container(_small(style, shown, strong=chosen), height=style.scaled(style.texts.nav.line)),
                stack,
                ft.Container(height=size.line, bgcolor=color.outline_strong),
                _small(style, tr("{month}月", month=month.month), strong=chosen),
            ],
            spacing=style.space.s1,
            tight=True,
            alignment=ft.MainAxisAlignment.END,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        height=size.chart + style.scaled(size.touch) + style.space.s4,
        alignment=ft.Alignment.BOTTOM_CENTER,
        on_click=safe(on_click),
    )
    said = [tr("{month}，{total} 元", month=name, total=format_yuan(month.total_fen))]
    said += [f"{tr(_SOURCES[kind])} {format_yuan(fen)}" for kind, fen in month.parts]
    return touchable(box, joined(*said), selected=chosen, expand=True)


def _small(style: Style, words: str, *, strong: bool) -> ft.Control:
    ink = style.color.cobalt if strong else style.color.ink_2
    return ft.Text(
        words,
        style=text_style(style, "nav", color=ink, strong=strong),
        text_align=ft.TextAlign.CENTER,
        no_wrap=True,
        overflow=ft.TextOverflow.VISIBLE,
    )


def _legend(style: Style, shown: Sequence[tuple[SourceKind, int]]) -> ft.Control:
    items: list[ft.Control] = [
        legend_item(style, PAYERS[kind], f"{tr(_SOURCES[kind])} {format_yuan(fen)}") for kind, fen in shown
    ]
    return ft.Row(items, wrap=True, spacing=style.space.s4, run_spacing=style.space.s1)


def _sum(months: Sequence[MonthSpent]) -> list[tuple[SourceKind, int]]:
    totals: dict[SourceKind, int] = {}
    for month in months:
        for kind, fen in month.parts:
            totals[kind] = totals.get(kind, 0) + fen
    return [(kind, totals[kind]) for kind in SourceKind if totals.get(kind)]


def _people(style: Style, spent: YearSpent) -> ft.Control:
    """Return a bar a person, the longest for who cost most."""
    highest = max([one.total_fen for one in spent.people] + [1])
    rows: list[ft.Control] = []
    for one in spent.people:
        share = max(one.total_fen, 0)
        bar = ft.Row(
            [
                ft.Container(
                    height=style.size.quota_bar,
                    bgcolor=style.color.cobalt,
                    border_radius=style.size.chart_corner,
                    expand=max(1, round(100 * share / highest)),
                ),
                ft.Container(expand=max(1, 100 - round(100 * share / highest))),
            ],
            spacing=0,
        )
        words = ft.Row(
            [
                text(style, "body", one.name, expand=True),
                text(style, "body_strong", format_yuan(one.total_fen)),
            ]
        )
        row = ft.Row(
            [
                badge(style, one.badge, one.name, size=style.size.badge_s),
                ft.Column([words, bar], spacing=style.space.s1, tight=True, expand=True),
            ],
            spacing=style.space.s3,
        )
        rows.append(
            ft.Semantics(
                content=row,
                label=tr("{name}，{total} 元", name=one.name, total=format_yuan(one.total_fen)),
                exclude_semantics=True,
                container=True,
            )
        )
    return column(style, rows, gap=style.space.s3)
