"""结算单: the slip, its back, and why each source paid no more."""

from dataclasses import replace

import flet as ft

from app.services.records import Receipt
from app.services.records import receipt as load_receipt
from app.ui.components import buttons
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import column, section
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.pages.records.slip import back, front
from app.ui.run import use_query
from app.ui.session import use_session
from app.ui.split_view import cash_due_to_refusal, held_back, no_of
from app.ui.theme import Style, use_style


@component
def receipt_part(settlement_id: int) -> ft.Control:
    """Show one 结算单 (a component): on a page of its own, or beside the list."""
    style, session = use_style(), use_session()
    turned, set_turned = ft.use_state(False)  # noqa: FBT003 - a hook's first value

    async def load() -> Receipt:
        slip = await session.ask(load_receipt, settlement_id)
        return replace(slip, settled_at=slip.settled_at.astimezone(session.context.clock.now().tzinfo))

    found = use_query(load, [session.version, settlement_id])
    slip = found.value
    if slip is None or slip.settlement_id != settlement_id:
        return error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
    pieces = [_slip(style, slip, turned=turned)]
    if slip.whole:
        label = tr("看正面") if turned else tr("看背面")
        turn = buttons.plain(style, label, lambda: set_turned(lambda old: not old), icon=ft.Icons.FLIP)
        pieces.append(ft.Row([turn], alignment=ft.MainAxisAlignment.CENTER))
    return column(style, [*pieces, *_noes(style, slip)], gap=style.space.s4)


def _slip(style: Style, slip: Receipt, *, turned: bool) -> ft.Control:
    side = back(style, slip) if turned else front(style, slip)
    return ft.AnimatedSwitcher(
        ft.Container(side, key="back" if turned else "front"),
        duration=style.time.page,
        reverse_duration=style.time.page,
        transition=ft.AnimatedSwitcherTransition.FADE,
    )


def _noes(style: Style, slip: Receipt) -> list[ft.Control]:
    """Return the reasons of the sources that held back, in the words of the day of payment."""
    parts = held_back(slip.parts)
    if not parts:
        return []
    reason = cash_due_to_refusal(slip.parts, slip.out_of_scope_fen)
    return [section(style, tr("为什么没有多付")), *[no_of(style, part, refused=part is reason) for part in parts]]
