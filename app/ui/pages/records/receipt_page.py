"""结算单: the slip, its back, what can be done with it, and why each source paid no more."""

from dataclasses import replace

import flet as ft

from app.domain.money import format_yuan
from app.pictures.ink import SCALE, can_draw
from app.pictures.slip import slip_pdf, slip_png
from app.services.case_saving import save_payment
from app.services.context import Context
from app.services.records import Receipt
from app.services.records import receipt as load_receipt
from app.services.refunds import RefundEvent, refunds_of
from app.ui.components import buttons
from app.ui.components.rows import list_row, rows
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, choice_grid, column, icon_choice, section
from app.ui.components.turning import turning
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words
from app.ui.pages.records.export import paint, sides_of
from app.ui.pages.records.slip import back, front, unconfirmed_notice
from app.ui.paths import go, refund_of, refund_receipt
from app.ui.run import call, use_command, use_query
from app.ui.save_case import save_case_button
from app.ui.saving import save_file
from app.ui.session import use_changes, use_session
from app.ui.split_view import cash_due_to_refusal, held_back, line_rules, no_of
from app.ui.theme import Style, use_style


def _read(context: Context, user_id: int, settlement_id: int) -> tuple[Receipt, tuple[RefundEvent, ...]]:
    slip = load_receipt(context, user_id, settlement_id)
    local = replace(slip, settled_at=slip.settled_at.astimezone(context.clock.now().tzinfo))
    return local, refunds_of(context, user_id, settlement_id)


@component
def receipt_part(settlement_id: int) -> ft.Control:
    """Show one 结算单 (a component): on a page of its own, or beside the list."""
    style, session = use_style(), use_session()
    turned, set_turned = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    was_turned = ft.use_ref(False)  # noqa: FBT003
    was_turned.current = was_turned.current or turned
    (seen,), _ = ft.use_state((ft.Ref[ft.Screenshot](),))  # in a tuple: a state that can be called is called

    found = use_query(lambda: session.ask(_read, settlement_id), [use_changes(), settlement_id])
    if found.value is None or found.value[0].settlement_id != settlement_id:
        return error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
    slip, refunds = found.value
    other_side = back(style, slip) if slip.whole and was_turned.current else None  # few ever look at it
    paper = turning(front(style, slip), other_side, turned)
    pieces = [
        *([unconfirmed_notice(style)] if slip.is_unconfirmed else []),
        paper if can_draw() else ft.Screenshot(paper, ref=seen),
        _actions(slip, turned, lambda: set_turned(lambda old: not old), seen),
        *([save_case_button(save_payment, settlement_id)] if slip.whole else []),
        *_refunds(style, refunds),
        *_noes(style, slip),
        line_rules(style, slip.parts),
    ]
    return column(style, pieces, gap=style.space.s4)


@component
def _actions(
    slip: Receipt,
    turned: bool,  # noqa: FBT001 - the side shown
    turn: buttons.Handler,
    seen: ft.Ref[ft.Screenshot],
) -> ft.Control:
    """Show what can be done with the slip (a component). Where pictures can't be drawn, the slip is taken as seen."""
    style, session = use_style(), use_session()
    assets = session.context.assets

    async def picture() -> None:
        if can_draw() or seen.current is None:
            data = await call(assets, slip_png, paint(), sides_of(slip)[-1 if turned else 0])
        else:
            data = await seen.current.capture(pixel_ratio=float(SCALE))
        await save_file(f"{slip.number}.png", data, "image/png")

    async def pdf() -> None:
        data = await call(assets, slip_pdf, paint(), sides_of(slip))
        await save_file(f"{slip.number}.pdf", data, "application/pdf")

    as_picture, as_pdf = use_command(picture), use_command(pdf)
    entries = [icon_choice(style, ft.Icons.IMAGE, tr("存图片"), as_picture.run)]
    if can_draw():
        entries.append(icon_choice(style, ft.Icons.PICTURE_AS_PDF, tr("存 PDF"), as_pdf.run))
    if slip.whole:
        entries.append(icon_choice(style, ft.Icons.FLIP, tr("看正面") if turned else tr("看背面"), turn))
    if slip.whole and not slip.is_given_back:
        path = refund_of(slip.settlement_id)
        name = tr("冲正") if slip.is_unconfirmed else tr("退费")
        entries.append(icon_choice(style, ft.Icons.UNDO, name, lambda: go(path)))
    return choice_grid(style, entries)


def _refunds(style: Style, refunds: tuple[RefundEvent, ...]) -> list[ft.Control]:
    if not refunds:
        return []
    listed = [_refund_row(style, one) for one in refunds]
    return [section(style, tr("退回的钱")), card(style, rows(style, listed), padding=0)]


def _refund_row(style: Style, one: RefundEvent) -> ft.Control:
    path = refund_receipt(one.refund_id)
    back_fen = f"+{format_yuan(one.amount_fen)}"
    return list_row(style, tr(one.kind), subtitle=day_words(one.day), value=back_fen, on_click=lambda: go(path))


def _noes(style: Style, slip: Receipt) -> list[ft.Control]:
    """Return the reasons of the sources that held back, in the words of the day of payment."""
    parts = held_back(slip.parts)
    if not parts:
        return []
    reason = cash_due_to_refusal(slip.parts, slip.out_of_scope_fen)
    return [section(style, tr("为什么没有多付")), *[no_of(style, part, refused=part is reason) for part in parts]]
