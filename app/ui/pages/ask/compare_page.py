"""One bill under three rules in columns, with a mark where they differ."""

from collections.abc import Sequence
from typing import cast

import flet as ft

from app.domain.money import format_yuan
from app.domain.regions import YINGTAN
from app.services.ask import Question
from app.services.compare import Compared, Line, compare_asked, compare_like
from app.ui.components.rows import rows
from app.ui.components.states import empty_state, error_card, skeleton
from app.ui.components.surfaces import card, column, notice, section, source_line
from app.ui.components.tags import tag
from app.ui.components.touch import touchable
from app.ui.guard import component, safe
from app.ui.i18n import Language, joined, tr, without_term
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.pages.ask.address import question_at
from app.ui.paths import ASK, COMPARE, go, policy
from app.ui.run import use_query
from app.ui.session import Session, use_changes, use_session
from app.ui.theme import Style, rich, text, use_style
from app.ui.words import in_a_line


@component(view=True)
def compare_page() -> ft.View:
    """Show the page at /ask/compare, to a user and to a guest."""
    style, session = use_style(), use_session()
    ft.use_route_location()
    kept = ft.use_ref(cast("Question | None", None))
    question = kept.current = question_at(ft.context.page.route or COMPARE) or kept.current
    found = use_query(lambda: _compared(session, question), [use_changes(), question])
    if question is None:
        body: list[ft.Control] = [_nothing(style)]
    elif found.value is None:
        wait = error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style)
        body = [wait]
    else:
        body = _body(style, found.value)
    return page_view(style, COMPARE, tr("三种规则比一比"), body, gap=style.space.s4, below=ASK)


async def _compared(session: Session, question: Question | None) -> Compared | None:
    if question is None:
        return None
    if session.user is None:
        return await session.run(compare_like, question)
    return await session.ask(compare_asked, question)


def _nothing(style: Style) -> ft.Control:
    return empty_state(
        style,
        tr("还没有要比的"),
        tr("先在能不能付里问一笔，再来比。"),
        icon=ft.Icons.BALANCE,
        action=tr("能不能付"),
        on_action=lambda: go(ASK),
    )


def _body(style: Style, found: Compared) -> list[ft.Control]:
    question = found.question
    about = in_a_line(question.place.name, question.expense, tr("{yuan} 元", yuan=format_yuan(question.amount_fen)))
    notes = "\n".join(map(tr, found.notes))
    return [
        text(style, "label", about, color=style.color.ink_2),
        *([notice(style, tr("是这样算的"), notes, tone="info")] if notes else []),
        card(style, _cash(style, found)),
        section(style, tr("谁付多少")),
        _table(style, found, found.money),
        section(style, tr("规则哪里不一样")),
        _table(style, found, found.rules, opens=True),
        text(style, "caption", tr("医保钱包也看出钱的人在哪里参保，这一列按那里的规则算。"), color=style.color.ink_3),
        source_line(style, tr("按 {day} 的规则试算，没有扣钱", day=day_words(found.day))),
    ]


def _cash(style: Style, found: Compared) -> ft.Control:
    """Return what is left to pay under each, the least marked, and what was held back."""
    cells: list[ft.Control] = []
    for at, title in enumerate(found.titles):
        fen = found.cash_fen[at]
        pieces: list[ft.Control] = [
            text(style, "caption", without_term(title), color=style.color.ink_2),
            text(style, "title_1" if style.window.columns else "title_2", "—" if fen is None else format_yuan(fen)),
        ]
        if at in found.best:
            pieces.append(ft.Row([tag(style, "covered", tr("最省"), icon=False)]))
        pieces += [text(style, "caption", why, color=style.color.ink_3) for why in found.whys[at]]
        cells.append(ft.MergeSemantics(column(style, pieces, gap=style.space.s1)))
    wordy = style.language is Language.ENGLISH and not style.window.columns
    each = column(style, cells, gap=style.space.s4) if wordy or _is_stacked(style) else _beside(style, cells)
    return column(style, [text(style, "label", tr("这次要付现金"), strong=True), each], gap=style.space.s3)


def _table(style: Style, found: Compared, lines: Sequence[Line], *, opens: bool = False) -> ft.Control:
    """Return lines under the names of the columns, which stand in each line where there is no room for columns."""
    listed = [_line(style, found, line, opens=opens) for line in lines]
    if not _is_stacked(style):
        heads: list[ft.Control] = [
            text(style, "caption", without_term(one), color=style.color.ink_3) for one in found.titles
        ]
        head = ft.Container(
            _beside(style, heads),
            padding=ft.Padding.only(
                left=style.space.s4, right=style.space.s4, top=style.space.s3, bottom=style.space.s2
            ),
        )
        listed.insert(0, ft.Semantics(content=head, exclude_semantics=True))
    return card(style, rows(style, listed, indent=style.space.s4), padding=0)


def _line(style: Style, found: Compared, line: Line, *, opens: bool) -> ft.Control:
    """Return one line; a rule's opens the rule."""
    head: list[ft.Control] = [text(style, "label", line.title, color=style.color.ink_2)]
    if line.differs:
        head.append(tag(style, "info", tr("不一样")))
    each = [
        tr("{title} {value}", title=title, value=value) for title, value in zip(found.titles, line.values, strict=True)
    ]
    if _is_stacked(style):
        cells: list[ft.Control] = [
            rich(style, "body", tr("{title}：**{value}**", title=title, value=value))
            for title, value in zip(found.titles, line.values, strict=True)
        ]
    else:
        cells = [text(style, "body", value, strong=line.differs) for value in line.values]
    top = ft.Row(head, spacing=style.space.s2, run_spacing=0, wrap=True)
    box = ft.Container(
        column(style, [top, _beside(style, cells)], gap=style.space.s1),
        padding=ft.Padding.symmetric(horizontal=style.space.s4, vertical=style.space.s3),
        on_click=safe(lambda: go(policy(line.rule_key, YINGTAN, found.day))) if opens else None,
    )
    said = joined(line.title, tr("不一样") if line.differs else None, *each)
    if not opens:
        return ft.Semantics(content=box, label=said, exclude_semantics=True)
    return touchable(box, said)


def _beside(style: Style, cells: list[ft.Control]) -> ft.Control:
    """Return columns, or where words are too wide for them, what stands in them below each other."""
    if _is_stacked(style):
        return column(style, cells, gap=style.space.s2)
    return ft.Row(
        [ft.Container(cell, expand=True) for cell in cells],
        spacing=style.space.s3,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _is_stacked(style: Style) -> bool:
    wordy = style.window.narrow and style.language is Language.ENGLISH
    return style.window.stacked or style.elder or wordy
