"""核对: every answer once more, each with 修改, and the 「个人郑重承诺」."""

import flet as ft

from app.domain.errors import InputError
from app.domain.money import format_yuan, parse_amount
from app.domain.sharing import Mode
from app.services.insurance import InsuranceView
from app.ui.components import buttons
from app.ui.components.choices import checkbox_row
from app.ui.components.fields import error_line
from app.ui.components.pair import pair
from app.ui.components.rows import answer_row, rows
from app.ui.components.steps import question
from app.ui.components.surfaces import card, divider
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words
from app.ui.pages.wizard.answers import Step, kinship, pronoun
from app.ui.pages.wizard.shown import Page, Shown
from app.ui.pages.wizard.terms_step import MODE_WORDS
from app.ui.theme import heading, text
from app.ui.words import CERTIFICATES


def check_step(shown: Shown, member: InsuranceView) -> Page:
    """Return the answers, the promise and 「提交授权」."""
    style = shown.style
    body: list[ft.Control] = [question(style, tr("核对一下，再提交")), _answers(shown, member), _promise(shown, member)]
    if shown.refused is not None:
        body.append(shown.refused)
    if shown.errors.general:
        body.append(error_line(style, shown.errors.general))
    caption = text(
        style,
        "caption",
        tr("双方都能随时解除·模拟登记，不会上报"),
        color=style.color.ink_3,
        align=ft.TextAlign.CENTER,
    )
    send = buttons.filled(style, tr("提交授权"), shown.advance.run, loading=shown.advance.running)
    return Page(body, [send, ft.Container(caption, padding=ft.Padding.only(top=style.space.s2))])


def _answers(shown: Shown, member: InsuranceView) -> ft.Control:
    style, answers = shown.style, shown.answers
    relation = answers.get("relation")
    word = kinship(relation, member.sex)
    end = answers.until(shown.today)
    lines = [
        answer_row(
            style,
            tr("证件"),
            CERTIFICATES[member.cert_type],
            note=tr("{masked_no}，登记中已查到", masked_no=member.masked_no),
            on_change=lambda: shown.jump(Step.MEMBER),
        ),
        answer_row(
            style,
            tr("关系"),
            tr("我的{word}（{relation}）", word=word, relation=relation)
            if word != relation
            else tr("我的{relation}", relation=relation),
            on_change=lambda: shown.jump(Step.RELATION),
        ),
        answer_row(
            style,
            tr("额度"),
            _yuan(answers.get("quota")),
            note=_quota_note(shown),
            on_change=lambda: shown.jump(Step.TERMS),
        ),
        answer_row(
            style,
            tr("有效期"),
            tr("至 {day}", day=day_words(end)) if end else tr("不设到期"),
            note=tr("提交后马上开始"),
            on_change=lambda: shown.jump(Step.TERMS),
        ),
    ]
    if answers.mode is Mode.WALLET:
        lines.append(
            answer_row(style, tr("方式"), MODE_WORDS[answers.mode][0], on_change=lambda: shown.jump(Step.TERMS))
        )
    picture = pair(style, shown.me, (member.badge, member.name))
    return card(style, [picture, ft.Container(height=style.space.s3), divider(style), rows(style, lines, indent=0)])


def _quota_note(shown: Shown) -> str:
    cap = shown.answers.get("per_payment")
    once = tr("，一次最多 {cap}", cap=_yuan(cap)) if cap else ""
    return tr("从我的{pays_from}里出{once}", pays_from=shown.facts.terms.pays_from, once=once)


def _yuan(typed: str) -> str:
    """Give an amount with its unit; what can't be read is shown as it was typed."""
    if not typed.strip():
        return tr("不限")
    try:
        return tr("{amount} 元", amount=format_yuan(parse_amount("quota", typed)))
    except InputError:
        return typed


def _promise(shown: Shown, member: InsuranceView) -> ft.Control:
    style = shown.style
    she = pronoun(member.sex)
    words = tr(
        "{name}是我的近亲属，以上信息真实。{she}看病只用{she}本人的码。如有不实，由我承担责任。",
        name=member.name,
        she=she,
    )
    wrong = shown.errors.at("commitment")
    pieces: list[ft.Control] = [
        heading(style, "body_strong", tr("个人郑重承诺")),
        text(style, "label", words, color=style.color.ink_2),
        divider(style),
    ]
    if wrong:
        pieces.append(error_line(style, wrong))
    pieces.append(checkbox_row(style, tr("我已读完，我承诺"), shown.promised, shown.promise, error=wrong is not None))
    return card(style, pieces, frame=True, gap=style.space.s2)
