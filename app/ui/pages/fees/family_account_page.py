"""门诊家庭账户: what is in it for whom, what it pays, and where."""

import flet as ft

from app.domain.money import format_yuan
from app.services.context import Context
from app.services.family_account import FamilyAccountRules, family_account_rules
from app.services.insurance import InsuranceView
from app.services.insured_register import my_register
from app.ui.components.badges import badge
from app.ui.components.rows import list_row, rows
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, column, section
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.paths import FAMILY_ACCOUNT
from app.ui.run import use_query
from app.ui.session import use_changes, use_session
from app.ui.sources import rule_line
from app.ui.theme import Style, heading, text, use_style


@component(view=True)
def family_account_page() -> ft.View:
    """Show the page at /family-account."""
    style, session = use_style(), use_session()
    found = use_query(lambda: session.ask(_read), [use_changes()])
    if found.value is None:
        body: list[ft.Control] = [
            error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=5)
        ]
    else:
        rules, people = found.value
        body = [*_what(style, rules), *_people(style, people), *_where(style, rules), *_rules(style, rules)]
    return page_view(style, FAMILY_ACCOUNT, tr("门诊家庭账户"), body, gap=style.space.s4)


def _read(context: Context, user_id: int) -> tuple[FamilyAccountRules, list[InsuranceView]]:
    return family_account_rules(context, user_id), my_register(context, user_id)


def _what(style: Style, rules: FamilyAccountRules) -> list[ft.Control]:
    words = tr(
        "鹰潭的居民医保，每人每年划入 {yuan} 元，一家人合着用，看普通门诊时先从这里付。",
        yuan=format_yuan(rules.yearly_fen),
    )
    return [heading(style, "title_1", tr("一家人合用的门诊钱")), text(style, "body", words)]


def _people(style: Style, people: list[InsuranceView]) -> list[ft.Control]:
    held = [one for one in people if one.family_account_fen is not None]
    if not held:
        return [text(style, "label", tr("登记里还没有谁有门诊家庭账户。"), color=style.color.ink_2)]
    listed = [
        list_row(
            style,
            one.name,
            leading=badge(style, one.badge, one.name),
            value=tr("{yuan} 元", yuan=format_yuan(one.family_account_fen or 0)),
        )
        for one in held
    ]
    return [section(style, tr("账户里有")), card(style, rows(style, listed), padding=0)]


def _where(style: Style, rules: FamilyAccountRules) -> list[ft.Control]:
    pieces: list[ft.Control] = [text(style, "body", tr("、").join(tr(place) for place in rules.places))]
    if rules.tcm_places:
        words = tr("{places}只付中医药项目", places=tr("、").join(tr(place) for place in rules.tcm_places))
        pieces.append(text(style, "body", words))
    return [section(style, tr("在哪里能用")), card(style, column(style, pieces))]


def _rules(style: Style, rules: FamilyAccountRules) -> list[ft.Control]:
    listed: list[ft.Control] = []
    for rule in rules.rules:
        lines: list[ft.Control] = [text(style, "body", rule.meaning), rule_line(style, rule.basis)]
        if rule.basis.note:
            lines.insert(1, text(style, "label", rule.basis.note, color=style.color.ink_2))
        listed.append(column(style, lines, gap=0))
    return [section(style, tr("依据")), card(style, column(style, listed, gap=style.space.s3))]
