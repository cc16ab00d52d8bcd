"""One person's 居民医保, year by year: what is known, what isn't, and what to do next."""

from collections.abc import Sequence

import flet as ft

from app.domain.fee_years import YearState
from app.domain.money import format_yuan
from app.services.fees import Assisted, ChannelView, NewbornState, ResidentYear, ResidentYears, resident_years
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.rows import sum_row
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, column, divider, section
from app.ui.components.tags import Kind, tag
from app.ui.guard import component
from app.ui.i18n import mark, tr
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.paths import FEES, fee_of, fee_receipt, fees_of, free_year_receipt, go, newborn_of
from app.ui.run import use_query
from app.ui.session import use_changes, use_session
from app.ui.sources import rule_line, sourced_card
from app.ui.theme import Style, heading, text, use_style

STATES: dict[YearState, tuple[Kind, str]] = {
    YearState.PAID: ("covered", mark("已缴")),
    YearState.NOT_NEEDED: ("neutral", mark("不用缴")),
    YearState.FREE: ("covered", mark("免缴，要确认")),
    YearState.CONFIRMED: ("covered", mark("免缴已确认")),
    YearState.UNKNOWN: ("paused", mark("还不知道")),
    YearState.OVER: ("neutral", mark("这一年过了")),
    YearState.NOT_YET: ("neutral", mark("还没到缴费期")),
    YearState.OPEN: ("covered", mark("现在能缴")),
    YearState.LATE: ("paused", mark("缴费期过了")),
}


@component(view=True)
def fee_years_page() -> ft.View:
    """Show the page at /fees/<person>."""
    style, session = use_style(), use_session()
    person_id = int(ft.use_route_params().get("person_id", "0"))
    found = use_query(lambda: session.ask(resident_years, person_id), [use_changes(), person_id])
    known = found.value
    if known is None:
        waiting = error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=5)
        body: list[ft.Control] = [waiting]
    else:
        body = [_who(style, known), *[_year(style, known, one) for one in known.years], *_channels(style, known)]
    return page_view(style, fees_of(person_id), tr("居民医保缴费"), body, gap=style.space.s4, below=FEES)


def _who(style: Style, known: ResidentYears) -> ft.Control:
    words: list[ft.Control] = [heading(style, "title_2", known.name)]
    if known.relation:
        words.append(text(style, "label", known.relation, color=style.color.ink_2))
    return ft.Row(
        [badge(style, known.badge, known.name), ft.Column(words, spacing=0, tight=True, expand=True)],
        spacing=style.space.s3,
    )


def _year(style: Style, known: ResidentYears, one: ResidentYear) -> ft.Control:
    kind, words = STATES[one.state]
    title = ft.Row(
        [heading(style, "title_2", tr("{year} 年度", year=one.year)), tag(style, kind, words)],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        wrap=True,
    )
    pieces: list[ft.Control] = [title, *_facts(style, one)]
    pieces += [text(style, "body", said) for said in (one.hint, one.next_step) if said]
    if one.late:
        pieces += [text(style, "body", one.late.words), text(style, "label", one.late.price, color=style.color.ink_2)]
        pieces.append(rule_line(style, one.late.basis))
    pieces += _ways_on(style, known, one)
    if one.assisted:
        pieces += [divider(style), *_assisted(style, one.assisted)]
    return card(style, column(style, pieces, gap=style.space.s2))


def _facts(style: Style, one: ResidentYear) -> list[ft.Control]:
    terms = one.terms
    amount = (
        tr("还没有文件写明") if terms.amount_fen is None else tr("{amount} 元", amount=format_yuan(terms.amount_fen))
    )
    facts = [sum_row(style, tr("个人缴费"), amount, strong=terms.amount_fen is not None)]
    if terms.window:
        first, last = (day_words(day) for day in terms.window)
        facts.append(_fact(style, tr("缴费期"), tr("{first}到{last}", first=first, last=last)))
    if one.cover:
        facts.append(_fact(style, tr("从哪天起管用"), tr(one.cover)))
    if one.paid:
        facts.append(_fact(style, tr("缴费日"), day_words(one.paid.day)))
    return facts


def _fact(style: Style, label: str, value: str) -> ft.Control:
    return ft.Column(
        [text(style, "label", label, color=style.color.ink_2), text(style, "body", value)], spacing=0, tight=True
    )


def _ways_on(style: Style, known: ResidentYears, one: ResidentYear) -> list[ft.Control]:
    """Return what can be done about a year: confirm, pay, see the slip, or see why not."""
    if one.paid and one.paid.record_id:
        path = fee_receipt(one.paid.record_id)
        return [buttons.tonal(style, tr("看缴费单"), lambda: go(path))]
    if one.newborn and one.newborn.confirmation_id:
        slip = free_year_receipt(one.newborn.confirmation_id)
        return [buttons.tonal(style, tr("看确认单"), lambda: go(slip))]
    if one.state is YearState.FREE:
        child = newborn_of(known.person_id)
        now = one.newborn is not None and one.newborn.state is NewbornState.CAN_CONFIRM
        button = buttons.filled if now else buttons.tonal
        words = tr("去办免缴确认") if now else tr("看哪年能确认")
        return [button(style, words, lambda: go(child), icon=ft.Icons.CHILD_CARE)]
    pay = fee_of(known.person_id, one.year)
    if one.can_pay:
        return [buttons.filled(style, tr("用我的账户缴"), lambda: go(pay))]
    if one.obstacle and one.state in (YearState.OPEN, YearState.LATE, YearState.NOT_YET):
        return [buttons.tonal(style, tr("为什么现在不能缴"), lambda: go(pay))]
    return []


def _assisted(style: Style, kinds: Sequence[Assisted]) -> list[ft.Control]:
    pieces: list[ft.Control] = [text(style, "label", tr("有资助的人缴得少，到窗口办"), color=style.color.ink_2)]
    for kind in kinds:
        own = tr("自己缴 {yuan} 元", yuan=format_yuan(kind.own_fen))
        pieces.append(sum_row(style, kind.who, own))
    pieces.append(rule_line(style, kinds[0].basis))
    return pieces


def _channels(style: Style, known: ResidentYears) -> list[ft.Control]:
    """Return the channels: which pay out of a personal account, which don't, and where the sources clash."""
    pieces: list[ft.Control] = [section(style, tr("在哪里缴，能用个人账户的钱？"))]
    listed = [_channel(style, one) for one in known.channels]
    pieces.append(sourced_card(style, listed, gap=style.space.s3))
    if known.clash:
        texts: list[ft.Control] = [text(style, "body_strong", known.clash.title)]
        for one in known.clash.texts:
            texts.append(text(style, "label", tr("“{quote}”", quote=tr(one.sentence)), color=style.color.ink_2))
            texts.append(text(style, "caption", f"{one.source} {tr(one.section)}", color=style.color.ink_3))
        texts += [text(style, "body", known.clash.decision), text(style, "label", known.clash.reason)]
        pieces.append(card(style, column(style, texts, gap=style.space.s2)))
    return pieces


def _channel(style: Style, one: ChannelView) -> ft.Control:
    mark_of = tag(style, "covered", tr("能")) if one.pays else tag(style, "refused", tr("不能"))
    head = ft.Row([text(style, "body", one.channel, expand=True), mark_of], spacing=style.space.s2)
    return column(style, [head, rule_line(style, one.basis)], gap=0)
