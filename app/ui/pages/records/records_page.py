"""记录: the year as a picture, and what happened month by month; on wide windows what is chosen stands beside it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, cast

import flet as ft

from app.services.context import Context
from app.services.records import (
    EVERYTHING,
    PAGE,
    RecordFilter,
    RecordLine,
    my_records,
    record_lenders,
    record_people,
)
from app.services.spending import YearSpent, year_spent
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.choices import Choice, chips
from app.ui.components.states import empty_state, error_card, skeleton
from app.ui.components.surfaces import column
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import Tabs, page_view
from app.ui.pages.records.chart import ChartChoice, year_chart
from app.ui.pages.records.finding import ALL, People, finder
from app.ui.pages.records.found import month_lists, path_of
from app.ui.pages.records.slips import slip_part
from app.ui.panes import panes_view
from app.ui.paths import PAY, RECORDS, go, go_tab
from app.ui.run import Command, use_command, use_query
from app.ui.session import Session, use_changes, use_session
from app.ui.theme import Style, use_style

MOST_SHOWN = 5 * PAGE
"""So many lines stand on the page at once; older ones take their place, so that none gets slow."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What the page shows besides its lines."""

    people: People
    lenders: People
    spent: YearSpent


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is asked for and shown: the filter, the chart's choice, the lines, whether there are older ones.

    ``started`` are the ids before which each stretch of lines began that older ones have replaced.
    """

    chart: ChartChoice
    wanted: RecordFilter = EVERYTHING
    searching: bool = False
    lines: tuple[RecordLine, ...] = ()
    more: bool = False
    started: tuple[int | None, ...] = field(default=(None,))
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class _Ways:
    """What the page can do: set parts of what is shown, of the filter, of the chart; load more lines."""

    put: Callable[..., None]
    want: Callable[..., None]
    draw: Callable[..., None]
    more: Command


def use_records_view(opened: str | None = None) -> ft.View | None:
    """Give the page of the records (a hook); ``opened`` is the path of the slip that the address names.

    None where the slip stands alone: there is no room for the list beside it.
    """
    style, session = use_style(), use_session()
    today = session.context.clock.today()
    shown, set_shown = ft.use_state(_Shown(ChartChoice(today.year), chosen=opened))
    is_shown = style.window.wide or opened is None

    async def load() -> _Loaded:
        return await session.ask(_read, shown.chart.year, shown.wanted.person_id)

    async def look() -> None:
        page = await session.ask(my_records, shown.wanted, before=shown.started[-1])
        set_shown(lambda old: replace(old, lines=page.lines, more=page.more))

    changes = use_changes()
    found = use_query(load if is_shown else None, [changes, shown.wanted.person_id, shown.chart.year, is_shown])
    looked = use_query(look if is_shown else None, [changes, shown.wanted, shown.started, is_shown])
    ways = _use_ways(session, shown, set_shown, today.year)
    if not is_shown:
        return None
    tabs = Tabs(3, go_tab, style.who) if opened is None else None
    error = found.error or looked.error
    if found.value is None or (error and not shown.lines):
        waiting = error_card(style, error, on_retry=found.reload) if error else skeleton(style)
        return page_view(style, RECORDS, tr("记录"), [waiting], back=False, plate=True, tabs=tabs)
    if not found.value.people:
        return page_view(style, RECORDS, tr("记录"), [_empty(style)], back=False, plate=True, tabs=tabs)
    body = _body(style, shown, found.value, ways, loading=looked.loading)
    search = _search_button(style, shown, ways)
    if not style.window.wide:
        return page_view(
            style, RECORDS, tr("记录"), body, back=False, plate=True, tabs=tabs, actions=search, gap=style.space.s4
        )
    chosen = shown.chosen or next((path for line in shown.lines if (path := path_of(line))), RECORDS)
    beside = _nothing_beside(style) if chosen == RECORDS else slip_part(chosen)
    return panes_view(style, opened or RECORDS, tr("记录"), body, beside, chosen=chosen, tabs=tabs, actions=search)


def _use_ways(session: Session, shown: _Shown, set_shown: Callable[..., None], this_year: int) -> _Ways:
    """Give what the page can do (a hook)."""

    def put(**parts: Any) -> None:  # noqa: ANN401 - fields of _Shown
        set_shown(lambda old: replace(old, **parts))

    def want(**parts: Any) -> None:  # noqa: ANN401 - fields of RecordFilter
        set_shown(lambda old: replace(old, wanted=replace(old.wanted, **parts), started=(None,)))

    def draw(**parts: Any) -> None:  # noqa: ANN401 - fields of ChartChoice
        chart = replace(shown.chart, **parts)
        put(chart=chart)
        want(month=f"{chart.year}-{chart.month:02d}" if chart.month else _year_wanted(chart.year, this_year))

    async def load_more() -> None:
        last = shown.lines[-1].record_id
        page = await session.ask(my_records, shown.wanted, before=last)
        if len(shown.lines) + len(page.lines) > MOST_SHOWN:
            put(lines=page.lines, more=page.more, started=(*shown.started, last))
        else:
            put(lines=shown.lines + page.lines, more=page.more)

    return _Ways(put, want, draw, use_command(load_more))


def _read(context: Context, user_id: int, year: int, person_id: int | None) -> _Loaded:
    return _Loaded(
        record_people(context, user_id), record_lenders(context, user_id), year_spent(context, user_id, year, person_id)
    )


def _year_wanted(year: int, this_year: int) -> str:
    """Give the month filter of a whole year: none for this one, whose list goes on into the years before."""
    return "" if year == this_year else str(year)


def _search_button(style: Style, shown: _Shown, ways: _Ways) -> ft.Control:
    if shown.searching:
        return buttons.icon_button(style, ft.Icons.CLOSE, tr("收起搜索"), lambda: ways.put(searching=False))
    return buttons.icon_button(style, ft.Icons.SEARCH, tr("搜索和筛选"), lambda: ways.put(searching=True))


def _body(style: Style, shown: _Shown, loaded: _Loaded, ways: _Ways, *, loading: bool) -> list[ft.Control]:
    wanted = shown.wanted
    whose = _people(style, loaded.people, wanted.person_id, lambda key: ways.want(person_id=key))
    top = (
        finder(wanted, loaded.lenders, ways.want)
        if shown.searching
        else year_chart(style, loaded.spent, shown.chart, ways.draw)
    )
    return [whose, top, *_list(style, shown, ways, loading=loading)]


def _list(style: Style, shown: _Shown, ways: _Ways, *, loading: bool) -> list[ft.Control]:
    """Return the lines, with the ways to newer and to older ones."""

    def choose(line: RecordLine) -> None:
        path = path_of(line)
        if path and style.window.wide:
            ways.put(chosen=path)
        elif path:
            go(path)

    if not shown.lines:
        return [skeleton(style) if loading else _none_found(style, shown, ways)]
    pieces: list[ft.Control] = []
    if len(shown.started) > 1:
        pieces.append(buttons.tonal(style, tr("回到新的"), lambda: ways.put(started=shown.started[:-1])))
    pieces += month_lists(style, shown.lines, shown.chosen if style.window.wide else None, choose)
    if shown.more:
        words = tr("再看 {more} 笔", more=PAGE)
        pieces.append(buttons.tonal(style, words, ways.more.run, loading=ways.more.running))
    return pieces


def _people(style: Style, people: People, person_id: int | None, on_select: Callable[[int | None], None]) -> ft.Control:
    choices = [Choice(ALL, tr("全家"))]
    choices += [
        Choice(str(key), name, leading=badge(style, slot, name, size=style.size.badge_xs)) for key, name, slot in people
    ]
    chosen = ALL if person_id is None else str(person_id)
    return chips(style, choices, chosen, lambda key: on_select(int(key) if key else None), check=False)


def _none_found(style: Style, shown: _Shown, ways: _Ways) -> ft.Control:
    def reset() -> None:
        ways.put(chart=replace(shown.chart, month=None))
        ways.want(text="", kind="", lender_id=None, month="", person_id=None)

    return empty_state(
        style,
        tr("没有找到"),
        tr("换个词，或者少选几样，再找一次。"),
        icon=ft.Icons.SEARCH_OFF,
        action=tr("看全部"),
        on_action=reset,
    )


def _nothing_beside(style: Style) -> ft.Control:
    return column(style, [empty_state(style, tr("选一笔"), tr("它的单子会显示在这里。"), icon=ft.Icons.RECEIPT_LONG)])


def _empty(style: Style) -> ft.Control:
    return empty_state(
        style,
        tr("还没有消费记录"),
        tr("付一笔试试：谁付多少，付不了的为什么，都会写在这里。"),
        icon=ft.Icons.RECEIPT_LONG,
        action=tr("付款模拟"),
        on_action=lambda: go(PAY),
    )


@component(view=True)
def records_page() -> ft.View:
    """Show the tab 记录."""
    return cast("ft.View", use_records_view())  # no slip, so nothing it would stand beside
