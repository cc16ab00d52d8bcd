"""使用人: who may use the money, by certificate; and entering somebody whom the register doesn't hold."""

import flet as ft

from app.ui.components import buttons
from app.ui.components.certificate_form import certificate_form
from app.ui.components.fields import error_line
from app.ui.components.newcomer_form import newcomer_form
from app.ui.components.steps import question
from app.ui.i18n import tr
from app.ui.pages.wizard.shown import Page, Shown


def member_step(shown: Shown) -> Page:
    """Return the question who may use the money; a rule's no stands below it, in place."""
    style = shown.style
    body: list[ft.Control] = [
        question(style, tr("给谁用？")),
        certificate_form(style, shown.answers.typed, shown.put, shown.errors.at),
    ]
    if shown.refused is not None:
        body.append(shown.refused)
    if shown.errors.general:
        body.append(error_line(style, shown.errors.general))
    forward = buttons.filled(style, tr("查参保登记，下一步"), shown.advance.run, loading=shown.advance.running)
    return Page(body, [forward])


def missing_step(shown: Shown, change_certificate: ft.Control) -> Page:
    """Return what stands where the register holds nobody with this certificate: add them, or look again."""
    style, answers = shown.style, shown.answers
    body: list[ft.Control] = [
        question(
            style,
            tr("登记里没有查到"),
            lead=tr("模拟参保登记里还没有{name}。", name=answers.get("name", tr("这位家人"))),
        ),
        newcomer_form(style, answers.typed, shown.put, shown.errors.at, shown.today),
    ]
    if shown.errors.general:
        body.append(error_line(style, shown.errors.general))
    add = buttons.filled(
        style, tr("加到模拟参保登记"), shown.advance.run, icon=ft.Icons.PERSON_ADD, loading=shown.advance.running
    )
    return Page(body, [add, change_certificate])
