"""惠民保: who may, what it covers, and paying for one whose price is typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import flet as ft

from app.services.fees import FeeForm, FeeKind, Huiminbao, HuiminbaoPerson, huiminbao
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.choices import Choice, chips
from app.ui.components.fields import error_line, text_field
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, column, hint, section
from app.ui.forms import Errors, use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.pages.fees.paying import Paying, quote_body, quote_bottom, use_paying
from app.ui.paths import FEES, HUIMINBAO
from app.ui.run import use_query
from app.ui.session import use_changes, use_session
from app.ui.sources import rule_line
from app.ui.split_view import no_card
from app.ui.theme import Style, heading, text, use_style


@dataclass(frozen=True, slots=True)
class _Form:
    """What was chosen and typed; ``person_id`` 0: nobody yet."""

    person_id: int = 0
    year: int = 0
    relation: str = ""
    amount: str = ""


@component(view=True)
def huiminbao_page() -> ft.View:
    """Show the page at /fees/huiminbao."""
    style, session = use_style(), use_session()
    form, set_form = ft.use_state(_Form())
    errors = use_errors()
    paying = use_paying(style, errors)
    found = use_query(lambda: session.ask(huiminbao), [use_changes()])
    known = found.value

    def put(**parts: Any) -> None:  # noqa: ANN401 - fields of _Form
        set_form(lambda old: replace(old, **parts))
        for name in parts:
            errors.clear(name)

    body: list[ft.Control]
    bottom = quote_bottom(style, paying)
    if known is None:
        body = [error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=5)]
    elif paying.quote is not None:
        body = quote_body(style, paying)
    else:
        people = {one.person_id: one for one in known.people}
        body = [*_about(style, known), *_fields(style, known, people, form, errors, put), *_covers(style, known)]
        if known.obstacle is None or form.person_id:
            bottom = _ask(style, known, form, people, paying)
    return page_view(style, HUIMINBAO, tr("惠民保"), body, bottom=bottom, gap=style.space.s4, below=FEES)


def _about(style: Style, known: Huiminbao) -> list[ft.Control]:
    pieces: list[ft.Control] = [
        heading(style, "title_1", tr("给谁买？")),
        text(style, "body", tr("职工医保的个人账户能给本人、配偶、父母、子女买鹰潭的惠民保。")),
    ]
    if known.obstacle:
        pieces.append(no_card(style, known.obstacle.title, known.obstacle, refused=False))
    return pieces


def _fields(  # noqa: PLR0913, PLR0917 - what the form is made of
    style: Style,
    known: Huiminbao,
    people: Mapping[int, HuiminbaoPerson],
    form: _Form,
    errors: Errors,
    put: Any,  # noqa: ANN401 - sets fields of _Form
) -> list[ft.Control]:
    named = [
        Choice(
            str(one.person_id),
            tr("{name}（我）", name=one.name) if one.is_me else one.name,
            leading=badge(style, one.badge, one.name, size=style.size.badge_xs),
        )
        for one in known.people
    ]
    pieces: list[ft.Control] = [
        chips(style, named, str(form.person_id), lambda key: put(person_id=int(key), relation=""), wrap=True)
    ]
    chosen = people.get(form.person_id)
    if chosen is None:
        return pieces
    if not chosen.is_me and not chosen.relation:
        choices = [Choice(one, tr(one)) for one in known.relations if one != "本人"]
        pieces += [
            section(style, tr("{name}是您的？", name=chosen.name), quiet=True),
            chips(style, choices, form.relation, lambda key: put(relation=key), wrap=True),
        ]
        if errors.at("relation"):
            pieces.append(error_line(style, errors.at("relation") or ""))
    years = [Choice(str(year), tr("{year} 年度", year=year)) for year in known.years]
    pieces += [
        section(style, tr("哪一年的？"), quiet=True),
        chips(style, years, str(form.year or known.years[0]), lambda key: put(year=int(key)), wrap=True),
        text_field(
            style,
            tr("产品价格（元）"),
            value=form.amount,
            on_change=lambda value: put(amount=value),
            error=errors.at("amount"),
            helper=tr("资料里没有价格，照产品上写的填。"),
            keyboard=ft.KeyboardType.NUMBER,
        ),
        *[rule_line(style, rule.basis) for rule in known.price],
    ]
    if errors.general:
        pieces.append(error_line(style, errors.general))
    return pieces


def _ask(
    style: Style, known: Huiminbao, form: _Form, people: Mapping[int, HuiminbaoPerson], paying: Paying
) -> ft.Control | None:
    chosen = people.get(form.person_id)
    if chosen is None:
        return None
    asked = FeeForm(
        FeeKind.HUIMINBAO,
        chosen.person_id,
        form.year or known.years[0],
        relation=form.relation,
        amount=form.amount,
        payer_id=chosen.person_id if chosen.pays_own and known.obstacle else None,
    )
    return buttons.filled(style, tr("看看怎么付"), paying.ask.run_with(asked), loading=paying.ask.running)


def _covers(style: Style, known: Huiminbao) -> list[ft.Control]:
    """Return what it covers and for whom, each with who says so."""
    listed: list[ft.Control] = [
        column(
            style,
            [text(style, "body", one.words), rule_line(style, one.told.basis)],
            gap=0,
        )
        for one in known.covers
    ]
    sources: list[ft.Control] = [rule_line(style, rule.basis) for rule in known.who_may]
    return [
        section(style, tr("它管什么？")),
        card(style, column(style, listed, gap=style.space.s3)),
        hint(style, tr("这里是模拟，不会真的买保险，也不比较产品。")),
        section(style, tr("谁能买，依据"), quiet=True),
        *sources,
    ]
