"""新生儿免缴确认 of one child: each free year, confirmed once, without any money."""

import flet as ft

from app.services.fees import Newborn, NewbornState, NewbornYear, confirm_newborn, newborn
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.choices import checkbox_row
from app.ui.components.fields import error_line
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, column, section
from app.ui.components.tags import tag
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.paths import NEWBORNS, free_year_receipt, go, newborn_of
from app.ui.run import use_command, use_query
from app.ui.session import use_changes, use_session
from app.ui.sources import rule_line
from app.ui.split_view import no_card
from app.ui.theme import Style, heading, text, use_style


@component(view=True)
def newborn_page() -> ft.View:
    """Show the page at /fees/newborn/<person>."""
    style, session = use_style(), use_session()
    person_id = int(ft.use_route_params().get("person_id", "0"))
    agreed, set_agreed = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    errors = use_errors()
    found = use_query(lambda: session.ask(newborn, person_id), [use_changes(), person_id])
    child = found.value

    async def confirm(year: int) -> None:
        confirmation_id = await session.ask(confirm_newborn, person_id, year)
        session.changed()
        go(free_year_receipt(confirmation_id))

    confirming = use_command(confirm, errors.show)
    bottom: ft.Control | None = None
    body: list[ft.Control]
    if child is None:
        body = [error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=4)]
    else:
        body = [_who(style, child), *_years(style, child)]
        year = next((one.year for one in child.years if one.state is NewbornState.CAN_CONFIRM), None)
        if year is not None and child.may_confirm:
            body.append(
                checkbox_row(
                    style,
                    tr("我是{name}的监护人，确认由财政资助，{year} 年度免缴", name=child.name, year=year),
                    agreed,
                    set_agreed,
                )
            )
            words = tr("确认 {year} 年度免缴", year=year)
            bottom = buttons.filled(
                style, words, confirming.run_with(year), loading=confirming.running, disabled=not agreed
            )
        if errors.general:
            body.append(error_line(style, errors.general))
        body += _rules(style, child)
    return page_view(
        style, newborn_of(person_id), tr("新生儿免缴确认"), body, bottom=bottom, gap=style.space.s4, below=NEWBORNS
    )


def _who(style: Style, child: Newborn) -> ft.Control:
    born = tr("{day}出生", day=day_words(child.born))
    words: list[ft.Control] = [heading(style, "title_2", child.name), text(style, "label", born)]
    return ft.Row(
        [badge(style, child.badge, child.name), ft.Column(words, spacing=0, tight=True, expand=True)],
        spacing=style.space.s3,
    )


def _years(style: Style, child: Newborn) -> list[ft.Control]:
    if child.obstacle:
        return [no_card(style, child.obstacle.title, child.obstacle, refused=False)]
    return [_year(style, one) for one in child.years]


def _year(style: Style, one: NewbornYear) -> ft.Control:
    title = text(style, "title_2", tr("{year} 年度", year=one.year), expand=True)
    match one.state:
        case NewbornState.CONFIRMED:
            state, words = tag(style, "covered", tr("免缴已确认")), ""
            if one.confirmed_on:
                words = tr("{day}确认的", day=day_words(one.confirmed_on))
        case NewbornState.CAN_CONFIRM:
            state, words = tag(style, "covered", tr("可办")), tr("现在就能确认，不花钱。")
        case NewbornState.NOT_NOW:
            state, words = tag(style, "neutral", tr("现在不能办")), tr(one.obstacle.why) if one.obstacle else ""
    pieces: list[ft.Control] = [ft.Row([title, state], spacing=style.space.s2)]
    if words:
        pieces.append(text(style, "body", words))
    if one.confirmation_id:
        slip = free_year_receipt(one.confirmation_id)
        pieces.append(buttons.tonal(style, tr("看确认单"), lambda: go(slip)))
    return card(style, column(style, pieces, gap=style.space.s2))


def _rules(style: Style, child: Newborn) -> list[ft.Control]:
    lines: list[ft.Control] = [rule_line(style, rule.basis) for rule in child.rules]
    return [section(style, tr("依据"), quiet=True), *lines] if lines else []
