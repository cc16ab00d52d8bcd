"""「居民医保缴费」: for whom? Newborns have their own way, shown first."""

from dataclasses import dataclass

import flet as ft

from app.domain.people import Insutype
from app.services.context import Context
from app.services.fees import Newborn, NewbornState, newborn
from app.services.insurance import InsuranceView
from app.services.insured_register import my_register
from app.ui.components.badges import badge
from app.ui.components.rows import list_row, rows
from app.ui.components.states import empty_state, error_card, skeleton
from app.ui.components.surfaces import card, section
from app.ui.components.tags import tag
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.paths import FEES, NEW_PERSON, NEWBORNS, fees_of, go, newborn_of
from app.ui.run import use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, text, use_style
from app.ui.words import insurance_words


@dataclass(frozen=True, slots=True)
class _Family:
    """Whose fees may be asked for, and the children for whom a year is free."""

    people: list[InsuranceView]
    newborns: list[Newborn]


def _read(context: Context, user_id: int) -> _Family:
    found = my_register(context, user_id)
    children = [newborn(context, user_id, one.person_id) for one in found]
    return _Family(found, [child for child in children if child.years])


@component(view=True)
def fee_people_page() -> ft.View:
    """Show the page at /fees."""
    return _page(FEES, tr("居民医保缴费"))


@component(view=True)
def newborns_page() -> ft.View:
    """Show the page at /fees/newborn."""
    return _page(NEWBORNS, tr("新生儿免缴确认"), below=FEES)


def _page(route: str, title: str, *, below: str | None = None) -> ft.View:
    style, session = use_style(), use_session()
    only_newborns = below is not None
    found = use_query(lambda: session.ask(_read), [use_changes()])
    family = found.value
    if family is None:
        body: list[ft.Control] = [
            error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style)
        ]
    elif not (family.newborns if only_newborns else family.people):
        body = [_nobody(style, only_newborns=only_newborns)]
    else:
        body = [*_newborns(style, family.newborns), *([] if only_newborns else _people(style, family.people))]
    return page_view(style, route, title, body, gap=style.space.s4, below=below)


def _nobody(style: Style, *, only_newborns: bool) -> ft.Control:
    if only_newborns:
        words = tr("2024 年起出生的孩子头三个年度免缴。登记里还没有这样的孩子。")
        return empty_state(style, tr("没有要确认的"), words, action=tr("加一位家人"), on_action=lambda: go(NEW_PERSON))
    return empty_state(
        style,
        tr("登记里还没有家人"),
        tr("先把家人加到模拟参保登记里。"),
        action=tr("加一位家人"),
        on_action=lambda: go(NEW_PERSON),
    )


def _newborns(style: Style, children: list[Newborn]) -> list[ft.Control]:
    """Return the children whose years are free: to confirm one costs nothing, so it comes before any payment."""
    if not children:
        return []
    listed = [_child(style, child) for child in children]
    return [section(style, tr("免缴，先办这个")), card(style, rows(style, listed), padding=0)]


def _child(style: Style, child: Newborn) -> ft.Control:
    open_years = [one.year for one in child.years if one.state is NewbornState.CAN_CONFIRM]
    path = newborn_of(child.person_id)
    done = not open_years
    words = tr("能确认的都确认了") if done else tr("{year} 年度可以确认", year=open_years[0])
    return list_row(
        style,
        child.name,
        subtitle=words,
        leading=badge(style, child.badge, child.name),
        trailing=None if done else tag(style, "covered", tr("可办")),
        on_click=lambda: go(path),
        chevron=True,
    )


def _people(style: Style, people: list[InsuranceView]) -> list[ft.Control]:
    listed = [_person(style, one) for one in people]
    hint = text(style, "caption", tr("职工医保由单位缴，不在这里缴。"), color=style.color.ink_2)
    return [section(style, tr("给谁缴？")), card(style, rows(style, listed), padding=0), hint]


def _person(style: Style, one: InsuranceView) -> ft.Control:
    path = fees_of(one.person_id)
    employee = one.insutype == Insutype.EMPLOYEE.value
    return list_row(
        style,
        tr("{name}（我）", name=one.name) if one.is_me else one.name,
        subtitle=insurance_words(one.insutype, one.city, one.status),
        leading=badge(style, one.badge, one.name),
        value=tr("不用缴") if employee else None,
        on_click=lambda: go(path),
    )
