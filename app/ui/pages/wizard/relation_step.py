"""关系: what the member is to me, in people's words, with the rule's word below."""

import flet as ft

from app.ui.components import buttons
from app.ui.components.choices import Choice
from app.ui.components.fields import error_line
from app.ui.components.select import choice_list
from app.ui.components.steps import question
from app.ui.components.surfaces import card
from app.ui.i18n import tr
from app.ui.pages.wizard.answers import kinship
from app.ui.pages.wizard.shown import Page, Shown


def relation_step(shown: Shown) -> Page:
    """Return the question what the member is to me."""
    style, member = shown.style, shown.found.member
    sex = member.sex if member else ""
    name = member.name if member else "TA"
    choices = [_choice(relation, kinship(relation, sex)) for relation in shown.facts.relations]
    chosen = shown.answers.get("relation") or None
    body: list[ft.Control] = [
        question(
            style,
            tr("{name}是我的谁？", name=name),
            lead=tr("只能共济给这 {count} 种近亲属，不用交证明。", count=len(choices)),
        )
    ]
    if shown.errors.at("relation"):
        body.append(error_line(style, shown.errors.at("relation") or ""))
    listed = choice_list(style, choices, chosen, lambda key: shown.put("relation", key))
    body.append(card(style, listed, padding=ft.Padding.symmetric(horizontal=style.space.s4, vertical=style.space.s1)))
    if shown.errors.general:
        body.append(error_line(style, shown.errors.general))
    forward = buttons.filled(style, tr("下一步"), shown.advance.run, loading=shown.advance.running)
    return Page(body, [forward])


def _choice(relation: str, word: str) -> Choice:
    return Choice(relation, word, note=relation if word != relation else None)
