"""模拟参保登记: everyone the user entered, and entering one more."""

import flet as ft

from app.services.insurance import InsuranceView
from app.services.insured_register import add_person, my_register
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.certificate_form import certificate_form
from app.ui.components.dialogs import snack
from app.ui.components.fields import error_line
from app.ui.components.newcomer_form import newcomer_form
from app.ui.components.rows import list_row, rows
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, hint
from app.ui.entered import person_of
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.paths import INSURANCE, INSURED_REGISTER, NEW_PERSON, go, insured
from app.ui.run import use_command, use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, use_style
from app.ui.words import insurance_words


@component(view=True)
def register_page() -> ft.View:
    """模拟参保登记: the user and everyone they entered."""
    style, session = use_style(), use_session()

    async def load() -> list[InsuranceView]:
        return await session.ask(my_register)

    found = use_query(load, [use_changes()])
    if found.value is None:
        body = [error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=5)]
    else:
        lead = tr("参保的人都登记在这里，授权时按证件查。这是模拟，只有这里填过的人。")
        people = [_person_row(style, one) for one in found.value]
        body = [hint(style, lead), card(style, rows(style, people), padding=0)]
    action = buttons.filled(style, tr("加一位家人"), lambda: go(NEW_PERSON), icon=ft.Icons.PERSON_ADD)
    return page_view(style, INSURED_REGISTER, tr("模拟参保登记"), body, bottom=action)


def _person_row(style: Style, view: InsuranceView) -> ft.Control:
    opens = INSURANCE if view.is_me else insured(view.person_id)
    return list_row(
        style,
        tr("{name}（我）", name=view.name) if view.is_me else view.name,
        subtitle=insurance_words(view.insutype, view.city, view.status),
        leading=badge(style, view.badge, view.name, paused=not view.is_normal),
        on_click=lambda: go(opens),
    )


@component(view=True)
def new_person_page() -> ft.View:
    """Enter a relative: certificate, and how they are insured."""
    style, session, errors = use_style(), use_session(), use_errors()
    empty: dict[str, str] = {}
    values, set_values = ft.use_state(empty)

    def change(name: str, value: str) -> None:
        errors.clear(name)
        set_values(lambda old: {**old, name: value})

    async def save() -> None:
        errors.clear()
        await session.ask(add_person, person_of(values))
        session.changed()
        snack(ft.context.page, tr("加好了"))
        go(INSURED_REGISTER)

    command = use_command(save, errors.show)
    today = session.context.clock.today()
    body: list[ft.Control] = [
        certificate_form(style, values, change, errors.at),
        newcomer_form(style, values, change, errors.at, today),
    ]
    if errors.general:
        body.append(error_line(style, errors.general))
    action = buttons.filled(style, tr("加到模拟参保登记"), command.run, loading=command.running)
    return page_view(style, NEW_PERSON, tr("加一位家人"), body, bottom=action, gap=style.space.s5)
