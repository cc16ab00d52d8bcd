"""政策依据: every rule, by what it is about, found by words; and the way to where the sources clash."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import flet as ft

from app.services.policies import Entry, policies, search
from app.ui.components.fields import text_field
from app.ui.components.rows import list_row, rows
from app.ui.components.states import empty_state, error_card, skeleton
from app.ui.components.surfaces import card, notice, section
from app.ui.guard import component
from app.ui.i18n import joined, tr
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.panes import columns_width, two_columns
from app.ui.paths import CLASHES, POLICIES, go, policy
from app.ui.run import use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, text, use_style

_MOST = 40
"""So many rules are listed of a search; more are told by their number."""


@component(view=True)
def policies_page() -> ft.View:
    """Show the page at /policies."""
    style, session = use_style(), use_session()
    typed, set_typed = ft.use_state("")
    opened, set_opened = ft.use_state("")
    found = use_query(lambda: session.run(policies), [use_changes()])

    def open_group(group: str) -> None:
        set_opened(lambda old: "" if old == group and not style.window.columns else group)

    entries = found.value
    if entries is None:
        waiting = error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
        body: list[ft.Control] = [waiting]
    else:
        body = _body(style, entries, _Looking(typed, opened, set_typed, open_group))
    return page_view(
        style,
        POLICIES,
        tr("政策依据"),
        body,
        simulated=False,
        plate=True,
        gap=style.space.s4,
        max_width=columns_width(style),
    )


@dataclass(frozen=True, slots=True)
class _Looking:
    """What is looked for: the typed words, the open group, and what changes them."""

    typed: str
    opened: str
    on_type: Callable[[str], None]
    on_open: Callable[[str], None]

    @property
    def by_words(self) -> bool:
        """Whether words are typed."""
        return bool(self.typed.strip())


def _body(style: Style, entries: Sequence[Entry], looking: _Looking) -> list[ft.Control]:
    field = text_field(
        style,
        tr("查规则"),
        value=looking.typed,
        on_change=looking.on_type,
        hint=tr("住院、2000、微信"),
        icon=ft.Icons.SEARCH,
        show_label=False,
    )
    clash = notice(
        style,
        tr("资料的说法不同的地方"),
        tr("12 处，每处都能换一种说法算算看"),
        tone="info",
        icon=ft.Icons.COMPARE_ARROWS,
        on_click=lambda: go(CLASHES),
    )
    top = [text(style, "label", _lead(entries), color=style.color.ink_2), field]
    groups = list(dict.fromkeys(one.group for one in entries))
    if style.window.columns:
        chosen = looking.opened or groups[0]
        listed = [section(style, chosen), _list(style, _of(entries, chosen))]
        right = _results(style, entries, looking.typed) if looking.by_words else listed
        return [two_columns(style, [*top, clash, _groups(style, entries, groups, chosen, looking.on_open)], right)]
    if looking.by_words:
        return [*top, *_results(style, entries, looking.typed)]
    pieces: list[ft.Control] = [*top, clash]
    for group in groups:
        of_group, is_open = _of(entries, group), group == looking.opened
        row = _group_row(style, group, len(of_group), looking.on_open, opened=is_open)
        pieces.append(row)
        if is_open:
            pieces.append(_list(style, of_group))
    return pieces


def _lead(entries: Sequence[Entry]) -> str:
    return tr("一共 {count} 条。每条都写明在哪里管用、从哪天起、出自哪份资料。点开看原话。", count=len(entries))


def _of(entries: Sequence[Entry], group: str) -> list[Entry]:
    return [one for one in entries if one.group == group]


def _groups(
    style: Style, entries: Sequence[Entry], groups: Sequence[str], chosen: str, on_open: Callable[[str], None]
) -> ft.Control:
    listed = [
        list_row(
            style,
            group,
            value=str(len(_of(entries, group))),
            selected=group == chosen,
            on_click=partial(on_open, group),
            spoken=_counted(group, len(_of(entries, group))),
        )
        for group in groups
    ]
    return card(style, rows(style, listed, indent=style.space.s4), padding=0)


def _group_row(style: Style, group: str, count: int, on_open: Callable[[str], None], *, opened: bool) -> ft.Control:
    icon = ft.Icons.EXPAND_LESS if opened else ft.Icons.EXPAND_MORE
    row = ft.Row(
        [
            text(style, "body", group, strong=opened, expand=True),
            text(style, "label", str(count), color=style.color.ink_2),
            ft.Icon(icon, size=style.size.icon, color=style.color.ink_3),
        ],
        spacing=style.space.h7,
    )
    padding = ft.Padding.symmetric(horizontal=style.space.s4, vertical=style.space.row)
    return card(style, row, padding=padding, on_click=partial(on_open, group), spoken=_counted(group, count))


def _counted(group: str, count: int) -> str:
    return tr("{group}，{count} 条", group=tr(group), count=count)


def _results(style: Style, entries: Sequence[Entry], typed: str) -> list[ft.Control]:
    """Return the rules with these words, or what to try where there is none."""
    found = search(entries, typed, {one.rule.key: _in_words(one) for one in entries})
    if not found:
        nothing = tr("没有写到“{words}”的规则。换个说法，比如“门诊”“额度”“缴费”。", words=typed.strip())
        return [empty_state(style, tr("没有找到"), nothing, icon=ft.Icons.SEARCH_OFF)]
    said = tr("找到 {count} 条", count=len(found))
    if len(found) > _MOST:
        said = tr("找到 {count} 条，先列 {most} 条。再加一个词会少些。", count=len(found), most=_MOST)
    told = ft.Semantics(content=text(style, "label", said, color=style.color.ink_2), live_region=True)
    return [told, _list(style, found[:_MOST])]


def _in_words(one: Entry) -> str:
    """Give what is said of a rule in the page's language, for the search."""
    return f" {tr(one.title)} {tr(one.value)} {tr(one.place)} {tr(one.rule.sentence)} {tr(one.group)}".lower()


def _list(style: Style, entries: Sequence[Entry]) -> ft.Control:
    return card(style, rows(style, [_row(style, one) for one in entries], indent=style.space.s4), padding=0)


def _row(style: Style, one: Entry) -> ft.Control:
    rule = one.rule
    value = tr("{place}：{value}", place=tr(one.place), value=tr(one.value))
    about = joined(tr("{day}起", day=day_words(rule.since)), f"{rule.source} {tr(rule.section)}")
    return list_row(
        style,
        one.title,
        subtitle=f"{value}\n{about}",
        on_click=lambda: go(policy(rule.key, rule.region)),
        spoken=joined(one.title, value),
    )
