"""An infant is entered: the birth certificate, the mother, and how it is insured, if it is."""

import flet as ft

from app.domain.certificates import CertType
from app.services.insured_register import add_person
from app.ui.components import buttons
from app.ui.components.certificate_form import certificate_form
from app.ui.components.fields import error_line
from app.ui.components.newcomer_form import newcomer_form
from app.ui.components.steps import question
from app.ui.entered import person_of
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.paths import INFANTS, NEW_INFANT, go, infant_of
from app.ui.run import use_command
from app.ui.session import use_session
from app.ui.theme import use_style


@component(view=True)
def new_infant_page() -> ft.View:
    """Show the page at /infants/new; it leads on to the infant's way."""
    style, session, errors = use_style(), use_session(), use_errors()
    values, set_values = ft.use_state({"cert_type": CertType.BIRTH_CERTIFICATE.value})

    def change(name: str, value: str) -> None:
        errors.clear(name)
        set_values(lambda old: {**old, name: value})

    async def save() -> None:
        errors.clear()
        person_id = await session.ask(add_person, person_of(values))
        session.changed()
        go(infant_of(person_id))

    command = use_command(save, errors.show)
    body: list[ft.Control] = [
        question(style, tr("宝宝是谁？"), lead=tr("照出生医学证明填。还没有参保的，下面选「未参保」。")),
        certificate_form(style, values, change, errors.at),
        newcomer_form(style, values, change, errors.at, session.context.clock.today()),
    ]
    if errors.general:
        body.append(error_line(style, errors.general))
    action = buttons.filled(
        style, tr("登记，看下一步"), command.run, icon=ft.Icons.ARROW_FORWARD, loading=command.running
    )
    return page_view(style, NEW_INFANT, tr("登记一个宝宝"), body, bottom=action, gap=style.space.s5, below=INFANTS)
