"""One exercise: what is given, what the learner says will happen, and then what the rules say, and why."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import flet as ft

from app.services.cases import CaseKind
from app.services.exercise_answers import Feedback, Marked, Question, Said, answer
from app.services.exercise_answers import question as load_question
from app.ui.components import buttons
from app.ui.components.choices import Choice, checkbox_row, segmented
from app.ui.components.fields import error_line, text_field
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, column, notice, section
from app.ui.components.tags import tag
from app.ui.forms import Errors, use_errors
from app.ui.guard import component, use_safe_effect
from app.ui.i18n import mark, tr
from app.ui.layout import page_view
from app.ui.pages.cases.told import outcome, scene
from app.ui.panes import columns_width, two_columns
from app.ui.paths import exercise, exercise_set, go
from app.ui.run import Command, use_command, use_query
from app.ui.session import use_session
from app.ui.theme import Style, text, use_style

YES, NO = "yes", "no"
ASKED = {
    CaseKind.VISIT: (mark("能用医保结算吗"), mark("能结算"), mark("整笔不能结算")),
    CaseKind.FEE: (mark("能从这个账户缴吗"), mark("能缴"), mark("不能缴")),
    CaseKind.BIND: (mark("能授权吗"), mark("能授权"), mark("不能授权")),
}


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is said so far, and what the rules say to it."""

    decided: str = ""
    payers: frozenset[str] = frozenset()
    cash: str = ""
    feedback: Feedback | None = None


@component(view=True)
def question_page() -> ft.View:
    """Show the page at /exercises/<key>/<number>."""
    style, session, errors = use_style(), use_session(), use_errors()
    asked = ft.use_route_params()
    key, number = asked.get("key", ""), int(asked.get("number", "0"))
    said, set_said = ft.use_state(_Answer())
    found = use_query(lambda: session.ask(load_question, key, number), [key, number])
    question = found.value

    def put(**parts: Any) -> None:  # noqa: ANN401 - fields of _Answer
        errors.clear()
        set_said(lambda old: replace(old, **parts))

    async def send() -> None:
        errors.clear()
        told = await session.ask(answer, key, number, Said(said.decided == YES, said.payers, said.cash))
        set_said(lambda old: replace(old, feedback=told))
        session.changed()

    use_safe_effect(lambda: set_said(_Answer()), [key, number])
    sending = use_command(send, errors.show)
    bottom: ft.Control | None = None
    if question is None:
        body: list[ft.Control] = [
            error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
        ]
    else:
        given = scene(style, question.situation, question.event)
        told = _feedback(style, said.feedback) if said.feedback else _form(style, question, said, errors, put)
        body = [two_columns(style, given, told)] if style.window.columns else [*given, *told]
        if said.feedback and not style.window.columns:
            body = [*told, *given]
        bottom = _bottom(style, key, question, said, sending, put)
    title = tr("第 {number} 题", number=number)
    if question is not None:
        title = tr("第 {number} 题，共 {count} 题", number=number, count=question.count)
    stage = "told" if said.feedback else "asked"
    return page_view(
        style,
        exercise(key, number),
        title,
        body,
        bottom=bottom,
        gap=style.space.s4,
        max_width=columns_width(style),
        body_key=f"{number}-{stage}",
        below=exercise_set(key),
    )


def _form(
    style: Style, question: Question, said: _Answer, errors: Errors, put: Callable[..., None]
) -> list[ft.Control]:
    words, yes, no = ASKED[question.kind]
    choices = [Choice(YES, tr(yes)), Choice(NO, tr(no))]
    pieces: list[ft.Control] = [
        section(style, tr("您说会怎样？")),
        card(
            style,
            [
                text(style, "field_label", tr(words)),
                segmented(style, choices, said.decided, lambda key: put(decided=key)),
                *([error_line(style, errors.general)] if errors.general else []),
            ],
            gap=style.space.s2,
        ),
    ]
    if question.kind is CaseKind.VISIT and said.decided == YES:
        pieces.append(card(style, _bill_form(style, question, said, errors, put), gap=style.space.s3))
    return pieces


def _bill_form(
    style: Style, question: Question, said: _Answer, errors: Errors, put: Callable[..., None]
) -> list[ft.Control]:
    pieces: list[ft.Control] = []
    if question.payers:
        listed = [
            checkbox_row(
                style,
                tr(one.label),
                one.key in said.payers,
                lambda on, key=one.key: put(payers=said.payers | {key} if on else said.payers - {key}),  # type: ignore[misc]
            )
            for one in question.payers
        ]
        pieces.append(column(style, [text(style, "field_label", tr("哪些账户会付一部分？")), *listed], gap=0))
    pieces.append(
        text_field(
            style,
            tr("要付多少现金（元）"),
            value=said.cash,
            on_change=lambda value: put(cash=value),
            error=errors.at("cash"),
            helper=tr("不用付就写 0"),
            keyboard=ft.KeyboardType.NUMBER,
        )
    )
    return pieces


def _feedback(style: Style, told: Feedback) -> list[ft.Control]:
    head = (
        notice(style, tr("说对了"), tr("和规则算出来的一样"), tone="covered")
        if told.right
        else notice(style, tr("有不对的地方"), tr("看看规则怎么算"), tone="refused")
    )
    return [
        ft.Semantics(content=head, live_region=True),
        card(style, [_marked(style, one) for one in told.marks], gap=style.space.s3),
        section(style, tr("规则这样算")),
        text(style, "body_strong", tr(told.title)),
        *outcome(style, told.outcome),
    ]


def _marked(style: Style, one: Marked) -> ft.Control:
    state = tag(style, "covered", tr("对")) if one.right else tag(style, "refused", tr("不对"))
    pieces: list[ft.Control] = [
        ft.Row([text(style, "label", tr(one.asked), strong=True, expand=True), state]),
        text(style, "label", tr("您说：{said}", said=one.said), color=style.color.ink_2),
    ]
    if not one.right:
        pieces.append(text(style, "label", tr("规则：{actual}", actual=one.actual)))
    return ft.MergeSemantics(column(style, pieces, gap=0))


def _bottom(  # noqa: PLR0913, PLR0917 - where one is, and what one does
    style: Style, key: str, question: Question, said: _Answer, sending: Command, put: Callable[..., None]
) -> ft.Control:
    if said.feedback is None:
        ready = bool(said.decided)
        return buttons.filled(style, tr("看答案"), sending.run, loading=sending.running, disabled=not ready)
    again = buttons.tonal(style, tr("再答一次"), lambda: put(feedback=None))
    last = question.number >= question.count
    path = exercise_set(key) if last else exercise(key, question.number + 1)
    onward = buttons.filled(style, tr("看看成绩") if last else tr("下一题"), lambda: go(path), expand=True)
    if style.window.stacked:
        return column(style, [onward, again])
    return ft.Row([again, onward], spacing=style.space.s3)
