"""A person's certificate number on a page: masked until tapped, whole only for who may see it."""

import flet as ft

from app.services.insurance import InsuranceView
from app.services.whole_number import whole_number
from app.ui.components.masked_number import masked_number
from app.ui.guard import component
from app.ui.session import use_session
from app.ui.theme import Role


@component
def identity_number(view: InsuranceView, label: str, *, role: Role = "caption") -> ft.Control:
    """Show the number after ``label``."""
    session = use_session()

    async def reveal() -> str:
        return await session.ask(whole_number, view.person_id)

    return masked_number(label, view.masked_no, reveal if view.may_edit else None, role=role)
