"""The parts of a rule's page: its value, its timeline, its source, the clash, the cases."""

from dataclasses import replace

import flet as ft

from app.domain.rule_texts import Source
from app.services.clashes import ClashView
from app.services.policies import Sheet
from app.services.rule_words import STEPS, value_words
from app.ui.components.fold import fold
from app.ui.components.surfaces import card, column, hint, section
from app.ui.components.tags import tag
from app.ui.i18n import mark, tr
from app.ui.i18n.dates import day_words
from app.ui.pages.policies.case_part import case_card
from app.ui.pages.policies.clash_part import clash_part
from app.ui.pages.policies.timeline import kind_of, timeline_card
from app.ui.theme import Style, heading, text

GRADES = {
    "A": mark("可信度 A：官方文件"),
    "A-/C": mark("可信度 A-/C：有的数字来自网页"),
    "B": mark("可信度 B：公开的接口说明"),
    "C": mark("可信度 C：来历不明的网页"),
    "基础资料": mark("基础资料，没有评级"),
}
_LONG = 12


def sheet_parts(style: Style, sheet: Sheet, clash: ClashView | None) -> list[ft.Control]:
    """Return all that is known of a rule."""
    parts = [
        column(style, [heading(style, "title_1", sheet.title), _answer(style, sheet)], gap=style.space.s2),
        *_listed(style, sheet),
        timeline_card(style, sheet),
        section(style, tr("谁说的")),
        _source(style, sheet),
    ]
    if clash:
        parts += [_clash_title(style), clash_part(clash)]
    parts.append(_cases(style, sheet))
    return parts


def grade_words(source: Source) -> str:
    """Say how far a source can be trusted."""
    return GRADES.get(source.grade, source.grade)


def _answer(style: Style, sheet: Sheet) -> ft.Control:
    """Return the value here and on the day that is asked about."""
    pieces: list[ft.Control] = []
    value = tr(sheet.value)
    if not sheet.holds:
        pieces.append(tag(style, "neutral", tr("{day}才开始", day=day_words(sheet.rule.since)), strong=True))
    elif isinstance(sheet.rule.value, tuple) or len(value) > _LONG:
        pieces.append(tag(style, "info", sheet.place, strong=True))
    else:
        said = tr("{place}：{value}", place=tr(sheet.place), value=value)
        pieces.append(tag(style, kind_of(sheet.rule), said, strong=True))
    if not sheet.rule.stated:
        pieces.append(tag(style, "paused", tr("没有文件写明"), icon=False))
    when = tr("{year} 年度", year=sheet.year) if sheet.year else day_words(sheet.day)
    pieces.append(text(style, "label", when, color=style.color.ink_2))
    return ft.Row(pieces, spacing=style.space.s3, run_spacing=style.space.s1, wrap=True)


def _listed(style: Style, sheet: Sheet) -> list[ft.Control]:
    """Return a value that is a list, or long, in full."""
    value = sheet.rule.value
    if isinstance(value, tuple):
        steps = sheet.rule.key.startswith(STEPS)
        numbered = steps or sheet.rule.key == "funds.order"
        words = value if steps else [value_words(replace(sheet.rule, value=(one,))) for one in value]
        lines = [f"{at}. {tr(one)}" if numbered else tr(one) for at, one in enumerate(words, 1)]
        return [card(style, [text(style, "body", one) for one in lines], gap=style.space.s2)]
    if len(tr(sheet.value)) > _LONG:
        return [card(style, text(style, "body", sheet.value))]
    return []


def _source(style: Style, sheet: Sheet) -> ft.Control:
    rule, color = sheet.rule, style.color
    quote = ft.Container(
        text(style, "body", tr("“{quote}”", quote=tr(rule.sentence))),
        padding=ft.Padding.only(left=style.space.s3),
        border=ft.Border.only(left=ft.BorderSide(style.size.quote_line, color.outline_strong)),
    )
    lines: list[ft.Control] = [quote]
    if not rule.verbatim:
        lines.append(text(style, "caption", tr("用我们的话转述，不是原文。"), color=color.ink_3))
    lines += [
        text(style, "body_strong", sheet.source.title),
        text(style, "label", tr("{section}（{key}）", section=tr(rule.section), key=rule.source), color=color.ink_2),
        ft.Row([tag(style, "neutral", grade_words(sheet.source))], wrap=True),
        text(style, "label", _dated(sheet), color=color.ink_2),
    ]
    if sheet.also:
        also = tr("、").join(f"{tr(one.title)} ({one.key})" for one in sheet.also)
        lines.append(text(style, "label", tr("同样这么说的：{sources}", sources=also), color=color.ink_2))
    if rule.note:
        lines.append(hint(style, rule.note))
    return card(style, lines, gap=style.space.s2)


def _dated(sheet: Sheet) -> str:
    said = tr("从 {day} 起算，{basis}", day=day_words(sheet.rule.since), basis=tr(sheet.source.basis))
    return tr("{said}；资料的日期：{dated}", said=said, dated=tr(sheet.source.dated)) if sheet.source.dated else said


def _clash_title(style: Style) -> ft.Control:
    return ft.Row(
        [
            ft.Icon(ft.Icons.COMPARE_ARROWS, size=style.size.icon, color=style.color.ochre_ink),
            ft.Container(heading(style, "title_2", tr("资料的说法不同")), expand=True),
        ],
        spacing=style.space.s3,
    )


def _cases(style: Style, sheet: Sheet) -> ft.Control:
    if not sheet.cases:
        said = tr("这一条只告诉人，不改变谁付多少，没有例子。")
        return text(style, "label", said, color=style.color.ink_3)
    return fold(tr("看 {count} 个例子", count=len(sheet.cases)), [case_card(style, one) for one in sheet.cases])
