"""The timeline of a value: a lane for each place, what holds from when, what isn't known, and today."""

from dataclasses import dataclass
from datetime import date, timedelta

import flet as ft

from app.domain.rule_texts import Rule
from app.services.policies import Lane, Sheet
from app.services.rule_words import area_name, value_words
from app.ui.components.measure import text_width
from app.ui.components.surfaces import card, column
from app.ui.components.tags import Kind, tag
from app.ui.i18n import Language, mark, tr
from app.ui.i18n.dates import day_words
from app.ui.theme import Style, heading, text

_EARLIEST = 2
"""So many years before this one are drawn at most: what began earlier, begins at the edge."""
_LONGEST = 9
"""Values of more characters than these are told below, and not drawn."""
_LONGEST_TAG = 24
_NOT_KNOWN = mark("还不知道")
_MAY = ("能", "不能")


@dataclass(frozen=True, slots=True)
class _Bar:
    """A stretch of a lane, as drawn."""

    since: date
    until: date
    words: str
    kind: Kind
    open_end: bool


def timeline_card(style: Style, sheet: Sheet) -> ft.Control:
    """Return where and from when what holds: drawn where there is room, and always in words for screen readers."""
    said = sentences(sheet)
    head = heading(style, "body_strong", tr("哪一年，是多少") if sheet.year else tr("哪里、从哪天起"))
    short = all(len(tr(bar.words)) <= _LONGEST for _, bars in _lanes(sheet) for bar in bars)
    drawn = short and not style.window.stacked and style.language is Language.CHINESE
    lines: list[ft.Control] = [head]
    if drawn:
        lines.append(ft.Semantics(content=_chart(style, sheet), label="；".join(said), exclude_semantics=True))
    else:
        lines += [_told(style, sheet, *one) for one in _lanes(sheet)]
    before = _before(sheet)
    if before:
        lines.append(text(style, "caption", before, color=style.color.ink_3))
    return card(style, lines, gap=style.space.s3)


def sentences(sheet: Sheet) -> list[str]:
    """Say every lane: 鹰潭，2025 年 1 月 1 日起：不能."""
    return [
        tr("{place}，{since}起：{value}", place=name, since=day_words(bar.since), value=bar.words)
        if bar.open_end
        else tr("{place}，{year} 年度：{value}", place=name, year=bar.since.year, value=bar.words)
        for name, bars in _lanes(sheet)
        for bar in bars
    ]


def kind_of(rule: Rule) -> Kind:
    """Give the colour of a value: able in green, not able in red, not stated in ochre, a fact in blue."""
    if not rule.stated:
        return "paused"
    words = value_words(rule)
    if words in _MAY:
        return "covered" if rule.value is True else "refused"
    return "info"


def _lanes(sheet: Sheet) -> list[tuple[str, list[_Bar]]]:
    end = _axis(sheet)[1]
    lanes = [(_name_of(lane, sheet.lanes), _bars(lane, end)) for lane in sheet.lanes]
    silent = sheet.wallet_silent_from
    if silent is not None:
        bars = [_Bar(silent, end, tr("没写"), "paused", open_end=True)]
        lanes.append((tr("医保钱包"), bars))
    return lanes


def _name_of(lane: Lane, lanes: tuple[Lane, ...]) -> str:
    cities = [one for one in lanes if len(one.region) > len(lane.region)]
    return tr("江西其他") if lane.region and cities else tr(area_name(lane.region))


def _bars(lane: Lane, end: date) -> list[_Bar]:
    bars = []
    for one in lane.stretches:
        words, kind = (_NOT_KNOWN, "paused") if one.rule is None else (_value(one.rule), kind_of(one.rule))
        bars.append(_Bar(one.since, one.until or end, words, kind, open_end=one.until is None))  # type: ignore[arg-type]
    return bars


def _value(rule: Rule) -> str:
    value = tr(value_words(rule))
    return value if rule.stated else tr("{value}（没写明）", value=value)


def _axis(sheet: Sheet) -> tuple[date, date]:
    """Give the first and the last day drawn."""
    starts = [one.since for lane in sheet.lanes for one in lane.stretches]
    ends = [one.until for lane in sheet.lanes for one in lane.stretches if one.until]
    first = max(min(starts).year, sheet.today.year - _EARLIEST)
    last = max([sheet.today.year, *(one.year for one in starts), *(one.year for one in ends)])
    return date(first, 1, 1), date(last, 12, 31)


def _before(sheet: Sheet) -> str:
    """Say what isn't known of the days before the first value."""
    first = min(one.since for lane in sheet.lanes for one in lane.stretches)
    if sheet.year:
        return tr("没有公布的年度，到公布为止都不知道。")
    if first > sheet.today:
        return tr("到 {day} 才有。", day=day_words(first))
    return tr("{day}以前，手里没有资料。", day=day_words(first))


def _chart(style: Style, sheet: Sheet) -> ft.Control:
    """Draw the lanes over the years, and today through them all."""
    first, last = _axis(sheet)
    lanes = _lanes(sheet)
    label = max(text_width(name, style.texts.label.size) for name, _ in lanes) * style.window.text_scale
    gap = style.space.s3
    years = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    head = _on_axis(
        first,
        last,
        [
            (one, date(one.year, 12, 31), text(style, "label", str(one.year), color=style.color.ink_3, max_lines=1))
            for one in years
        ],
    )
    lines: list[ft.Control] = [ft.Row([ft.Container(width=label), ft.Container(head, expand=True)], spacing=gap)]
    for name, bars in lanes:
        shown = [(max(bar.since, first), bar.until, _drawn(style, bar)) for bar in bars if bar.until >= first]
        words = ft.Container(text(style, "label", name, color=style.color.ink_2), width=label)
        lines.append(ft.Row([words, ft.Container(_on_axis(first, last, shown), expand=True)], spacing=gap))
    if sheet.year:  # a year's value holds for that year, whatever day it is
        return column(style, lines, gap=style.space.s2)
    inside = ft.Stack(
        [column(style, lines, gap=style.space.s2), _today(style, sheet.today, first, last, label + gap)],
        fit=ft.StackFit.PASS_THROUGH,
    )
    share = _share(sheet.today, first, last)
    now = ft.Container(
        text(style, "label", tr("今天"), color=style.color.cobalt, strong=True),
        alignment=ft.Alignment(2 * share - 1, 0),
        margin=ft.Margin.only(left=label + gap),
    )
    return column(style, [inside, now], gap=style.space.s1)


def _on_axis(first: date, last: date, pieces: list[tuple[date, date, ft.Control]]) -> ft.Control:
    """Place pieces by their days: as wide as they last, with what is between them left free."""
    row: list[ft.Control] = []
    at = first
    for since, until, piece in pieces:
        if since > at:
            row.append(ft.Container(expand=(since - at).days))
        row.append(ft.Container(piece, expand=(until - since).days + 1))
        at = until + timedelta(days=1)
    if at <= last:
        row.append(ft.Container(expand=(last - at).days + 1))
    return ft.Row(row, spacing=0)


def _drawn(style: Style, bar: _Bar) -> ft.Control:
    color = style.color
    line, tint, ink = {
        "covered": (color.celadon, color.celadon_tint, color.celadon_ink),
        "refused": (color.vermilion, color.vermilion_tint, color.vermilion_ink),
        "paused": (color.ochre, color.ochre_tint, color.ochre_ink),
        "info": (color.cobalt, color.glaze, color.cobalt),
        "neutral": (color.outline, color.glaze, color.ink_2),
    }[bar.kind]
    return ft.Container(
        text(style, "label", bar.words, color=ink, strong=True, max_lines=1),
        bgcolor=tint,
        border=ft.Border.all(style.size.line, line),
        border_radius=style.corner.chip,
        padding=ft.Padding.symmetric(horizontal=style.space.s2, vertical=style.space.h3),
        margin=ft.Margin.only(right=style.space.h1),
    )


def _share(day: date, first: date, last: date) -> float:
    return min(1.0, max(0.0, (day - first).days / max(1, (last - first).days)))


def _today(style: Style, today: date, first: date, last: date, left: float) -> ft.Control:
    """Draw the line of today through all lanes."""
    before, after = max(1, (today - first).days), max(1, (last - today).days)
    line = ft.Container(width=style.size.frame, bgcolor=style.color.cobalt)
    return ft.Container(
        ft.Row(
            [ft.Container(expand=before), line, ft.Container(expand=after)],
            spacing=0,
            vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        left=left,
        right=0,
        top=style.scaled(style.space.s6),
        bottom=0,
        ignore_interactions=True,
    )


def _told(style: Style, sheet: Sheet, name: str, bars: list[_Bar]) -> ft.Control:
    """Return a lane in words, for large letters, long words and values that are lists."""
    lines: list[ft.Control] = [text(style, "label", name, strong=True)]
    for bar in bars:
        since = (
            tr("{year} 年度", year=bar.since.year)
            if sheet.year and not bar.open_end
            else tr("{day}起", day=day_words(bar.since))
        )
        lines.append(text(style, "caption", since, color=style.color.ink_3))
        long = len(bar.words) > _LONGEST_TAG
        words = text(style, "body", bar.words) if long else ft.Row([tag(style, bar.kind, bar.words, strong=True)])
        lines.append(words)
    return column(style, lines, gap=style.space.s1)
