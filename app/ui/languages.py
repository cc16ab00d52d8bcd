"""Choosing the language: one tap before the login, a row in 我的. Each language is called by its own name."""

import flet as ft

from app.ui.components import buttons
from app.ui.components.choices import Choice, segmented
from app.ui.components.rows import list_row
from app.ui.guard import component
from app.ui.i18n import NAMES, Language, tr
from app.ui.run import use_command
from app.ui.session import use_session
from app.ui.theme import use_style


@component
def language_button() -> ft.Control:
    """Show the app in the other language at one tap (a component)."""
    style, session = use_style(), use_session()
    other = Language.CHINESE if style.language is Language.ENGLISH else Language.ENGLISH

    async def change() -> None:
        await session.set_look(language=other.value)

    command = use_command(change)
    link = buttons.plain(style, NAMES[other], command.run, icon=ft.Icons.TRANSLATE, strong=False)
    return ft.Row([link], tight=True)


@component
def language_row() -> ft.Control:
    """Choose among the languages (a component)."""
    style, session = use_style(), use_session()

    async def choose(language: str) -> None:
        await session.set_look(language=language)

    command = use_command(choose)
    names = [Choice(one.value, NAMES[one]) for one in Language]
    choice = segmented(style, names, style.language.value, lambda key: command.run_with(key)(), compact=True)
    return list_row(style, tr("语言"), icon=ft.Icons.TRANSLATE, trailing=choice)
