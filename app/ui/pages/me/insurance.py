"""我的参保信息, the simulated register, and one person in it: typed by the user, and said to be so."""

from collections.abc import Callable

import flet as ft

from app.domain.errors import NotAllowed
from app.domain.money import format_yuan
from app.domain.people import Insutype
from app.services.insurance import InsuranceView
from app.services.insured_register import my_register, save_insurance
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.choices import Choice
from app.ui.components.dialogs import snack
from app.ui.components.fields import error_line
from app.ui.components.insurance_form import insurance_form
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import hint
from app.ui.entered import insurance_of
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.identity import identity_number
from app.ui.layout import page_view
from app.ui.paths import HOME, INSURANCE, INSURED_REGISTER, contribution_of, go, insured
from app.ui.run import use_command, use_query
from app.ui.session import use_session
from app.ui.theme import Style, text, use_style
from app.ui.words import CERTIFICATES


@component(view=True)
def my_insurance_page() -> ft.View:
    """Show the user's own insurance."""
    session = use_session()
    person_id = session.user.person_id if session.user else 0
    return page_view(use_style(), INSURANCE, tr("我的参保信息"), [_editor(person_id, lambda: go(HOME))])


@component(view=True)
def person_page() -> ft.View:
    """Show the insurance of somebody the user entered."""
    person_id = int(ft.use_route_params()["person_id"])
    return page_view(
        use_style(), insured(person_id), tr("参保信息"), [_editor(person_id, lambda: go(INSURED_REGISTER))]
    )


@component
def _editor(person_id: int, done: Callable[[], None]) -> ft.Control:
    """Load one person, and show the form filled with what is known."""
    style, session = use_style(), use_session()

    async def load() -> tuple[InsuranceView, list[InsuranceView]]:
        everyone = await session.ask(my_register)
        found = next((one for one in everyone if one.person_id == person_id), None)
        if found is None:
            raise NotAllowed(tr("没有找到这个人"))
        return found, everyone

    found = use_query(load, [person_id])
    if found.value is None:
        return error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=5)
    view, everyone = found.value
    with_account = (one for one in everyone if one.person_id != person_id and one.family_account_fen is not None)
    mates = tuple(Choice(str(one.person_id), one.name) for one in with_account)
    return _form(view, mates, done)


@component
def _form(view: InsuranceView, mates: tuple[Choice, ...], done: Callable[[], None]) -> ft.Control:
    style, session, errors = use_style(), use_session(), use_errors()
    values, set_values = ft.use_state(_known(view))

    def change(name: str, value: str) -> None:
        errors.clear(name)
        set_values(lambda old: {**old, name: value})

    async def save() -> None:
        errors.clear()
        await session.ask(save_insurance, view.person_id, insurance_of(values))
        session.changed()
        snack(ft.context.page, tr("存好了"))
        done()

    command = use_command(save, errors.show)
    pieces: list[ft.Control] = [
        _who(style, view),
        hint(style, tr("这些是您自己填的，不会去真的医保系统里查。改余额会另记一笔，原来的不改。")),
    ]
    if not view.may_edit:
        pieces.append(error_line(style, tr("这位家人自己注册了，参保信息由本人改")))
        return ft.Column(pieces, spacing=style.space.s5)
    today = session.context.clock.today()
    pieces.append(insurance_form(style, values, change, errors.at, today, household=mates))
    if errors.general:
        pieces.append(error_line(style, errors.general))
    pieces.append(buttons.filled(style, tr("保存"), command.run, loading=command.running))
    if view.insutype == Insutype.EMPLOYEE.value:
        monthly = contribution_of(view.person_id)
        pieces.append(buttons.tonal(style, tr("每月划入"), lambda: go(monthly), icon=ft.Icons.EVENT_REPEAT))
    return ft.Column(pieces, spacing=style.space.s5, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _known(view: InsuranceView) -> dict[str, str]:
    """Show what is on record, as typed."""
    known = {
        "insutype": view.insutype or ("none" if view.since else ""),
        "region": f"{view.region[:4]}00" if view.region else "",
        "status": view.status if view.insutype else "1",
        "since": view.since.isoformat() if view.since else "",
        "household_with": str(view.household_mates[0]) if view.household_mates else "",
    }
    for name, fen in (
        ("prior_years", view.prior_years_fen),
        ("this_year", view.this_year_fen),
        ("family_account", view.family_account_fen),
    ):
        known[name] = format_yuan(fen) if fen is not None else ""
    return known


def _who(style: Style, view: InsuranceView) -> ft.Control:
    words = ft.Column(
        [
            text(style, "title_2", view.name),
            identity_number(view, f"{tr(CERTIFICATES[view.cert_type])} "),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    return ft.Row([badge(style, view.badge, view.name), words], spacing=style.space.s3)
