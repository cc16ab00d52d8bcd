"""A case as people read it: who is there, what happens, and what comes of it."""

from datetime import date

import flet as ft

from app.domain.fees import Fee
from app.domain.money import format_yuan
from app.domain.people import Insutype, Person
from app.domain.regions import city_name
from app.domain.settlement import Visit
from app.domain.sharing import BindRequest, Mode, Sharing, SharingState
from app.domain.situation import Household, Situation
from app.services.case_outcome import CaseOutcome
from app.services.split import Split
from app.services.visit_templates import visit_name
from app.ui.components.rows import list_row, rows, sum_row
from app.ui.components.split_bar import split_bar
from app.ui.components.surfaces import card, section
from app.ui.components.tags import tag
from app.ui.i18n import joined, tr
from app.ui.i18n.dates import day_words
from app.ui.split_view import cash_due_to_refusal, emphasised, held_back, no_card, no_of, pieces_of, source_rows
from app.ui.theme import Style, rich, text
from app.ui.words import in_a_line, insurance_words

Event = Visit | Fee | BindRequest


def scene(style: Style, situation: Situation, event: Event) -> list[ft.Control]:
    """Return what is given in a case: who is there, who shares with whom, and what happens."""
    listed = [_person(style, one) for one in situation.people.values()]
    listed += [_sharing(style, one, situation.day) for one in situation.sharings]
    listed += [_household(style, one) for one in situation.households]
    return [
        section(style, tr("发生了什么"), quiet=True),
        card(style, _event(style, situation, event)),
        section(style, tr("都有谁，怎么参保"), quiet=True),
        card(style, rows(style, listed), padding=0),
    ]


def outcome(style: Style, said: CaseOutcome) -> list[ft.Control]:
    """Return what the rules say to a case, and why."""
    if said.refusal is not None:
        return [no_card(style, said.refusal.title, said.refusal, refused=True)]
    if said.split is None:
        return [card(style, rich(style, "body", emphasised(said.sentence)))]
    return _bill(style, said.split)


def _bill(style: Style, split: Split) -> list[ft.Control]:
    reason = cash_due_to_refusal(split.parts, split.out_of_scope_fen)
    bar = split_bar(pieces_of(split.parts, cash_refused=reason is not None), split.sentence)
    sources = source_rows(style, split.parts, split.out_of_scope_fen)
    first = sorted(held_back(split.parts), key=lambda part: part is not reason)
    noes = [no_of(style, part, refused=part is reason) for part in first]
    return [card(style, [rich(style, "body", emphasised(split.sentence)), bar, sources], gap=style.space.s3), *noes]


def _person(style: Style, one: Person) -> ft.Control:
    born = (
        tr("{year} 年出生", year=one.born.year)
        if (one.born.month, one.born.day) == (1, 1)
        else tr("生于 {day}", day=day_words(one.born))
    )
    money = None
    if one.insutype is Insutype.EMPLOYEE:
        prior, this = format_yuan(one.prior_years_fen), format_yuan(one.this_year_fen)
        money = tr("历年余额 {prior}，当年余额 {this}", prior=prior, this=this)
    city = city_name(one.region) if one.insutype is not Insutype.NONE else ""
    about = joined(insurance_words(one.insutype.value, city, one.status.value), born, money)
    return list_row(style, one.name, subtitle=about, icon=ft.Icons.PERSON_OUTLINE)


def _sharing(style: Style, one: Sharing, day: date) -> ft.Control:
    about = joined(
        one.relation,
        tr("从 {day} 起", day=day_words(one.since)),
        tr("到 {day} 为止", day=day_words(one.until)) if one.until else None,
        tr("{day} 解除", day=day_words(one.revoked)) if one.revoked else None,
        tr("额度剩 {quota_left}", quota_left=format_yuan(one.quota_left_fen))
        if one.quota_left_fen is not None
        else None,
        tr("单次最多 {cap} 元", cap=format_yuan(one.per_payment_fen)) if one.per_payment_fen is not None else None,
        one.mode.value if one.mode is Mode.WALLET else None,
    )
    state = one.state(day)
    over = None if state is SharingState.ACTIVE else tag(style, "paused", state.value)
    title = tr("{sharer}的账户共济给{member}", sharer=one.sharer, member=one.member)
    return list_row(style, title, subtitle=about, icon=ft.Icons.VOLUNTEER_ACTIVISM_OUTLINED, trailing=over)


def _household(style: Style, one: Household) -> ft.Control:
    about = joined(*sorted(one.members), tr("余额 {yuan} 元", yuan=format_yuan(one.family_account_fen)))
    return list_row(style, tr("门诊家庭账户"), subtitle=about, icon=ft.Icons.SAVINGS_OUTLINED)


def _event(style: Style, situation: Situation, event: Event) -> list[ft.Control]:
    pieces: list[ft.Control] = [text(style, "caption", day_words(situation.day), color=style.color.ink_3)]
    match event:
        case Visit():
            return pieces + _visit(style, event)
        case Fee():
            return pieces + _fee(style, event)
        case BindRequest():
            return pieces + _binding(style, event)


def _visit(style: Style, visit: Visit) -> list[ft.Control]:
    place = visit.place
    where = in_a_line(
        place.kind.value,
        city_name(place.region),
        visit_name(visit.med_type.value),
        "" if place.designated else tr("不是定点机构"),
    )
    pieces: list[ft.Control] = [
        text(style, "body_strong", tr("{name}看病买药", name=visit.patient)),
        text(style, "label", where),
    ]
    if visit.code_of and visit.code_of != visit.patient:
        shown = tr("出示的是{name}的医保码", name=visit.code_of)
        pieces.append(text(style, "label", shown, strong=True))
    pieces += [
        sum_row(
            style,
            in_a_line(item.name, "" if item.name == item.kind.value else item.kind.value),
            format_yuan(item.amount_fen),
        )
        for item in visit.items
    ]
    if visit.fund_pay_fen:
        pieces.append(sum_row(style, tr("统筹基金已经付"), format_yuan(visit.fund_pay_fen)))
    pieces.append(sum_row(style, tr("总费用"), format_yuan(visit.total_fen), strong=True))
    return pieces


def _fee(style: Style, fee: Fee) -> list[ft.Control]:
    what = tr("{payer}给{name}缴", payer=fee.payer, name=fee.beneficiary)
    if fee.for_oneself:
        what = tr("{name}给自己缴", name=fee.payer)
    about = joined(
        tr("{fee} {year} 年度", fee=fee.kind.value, year=fee.year),
        fee.relation,
        fee.channel.value,
        tr("这一年已经缴过") if fee.already_paid else None,
    )
    pieces: list[ft.Control] = [text(style, "body_strong", what), text(style, "label", about)]
    if fee.amount_fen is not None:
        pieces.append(sum_row(style, tr("价格"), format_yuan(fee.amount_fen), strong=True))
    return pieces


def _binding(style: Style, request: BindRequest) -> list[ft.Control]:
    what = tr("{sharer}想把个人账户授权给{member}用", sharer=request.sharer, member=request.member)
    about = joined(
        request.relation,
        request.mode.value,
        None if request.commitment else tr("没有勾选个人郑重承诺"),
    )
    return [text(style, "body_strong", what), text(style, "label", about)]
