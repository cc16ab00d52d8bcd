"""退费单: what went back, and to whom; the slip of a 冲正 looks the same."""

from dataclasses import replace

import flet as ft

from app.domain.money import format_yuan
from app.services.refunds import RefundReceipt
from app.services.refunds import refund_receipt as load_refund
from app.ui.components import buttons
from app.ui.components.amounts import amount
from app.ui.components.badges import badge
from app.ui.components.rows import sum_row
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import column
from app.ui.components.tags import tag
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words
from app.ui.pages.records.paper import paper
from app.ui.pages.records.slip import moment_words
from app.ui.paths import go, receipt
from app.ui.run import use_query
from app.ui.session import use_changes, use_session
from app.ui.split_view import emphasised
from app.ui.theme import Style, rich, text, use_style
from app.ui.words import in_a_line


@component
def refund_part(refund_id: int) -> ft.Control:
    """Show one 退费单 (a component)."""
    style, session = use_style(), use_session()

    async def load() -> RefundReceipt:
        slip = await session.ask(load_refund, refund_id)
        return replace(slip, refunded_at=slip.refunded_at.astimezone(session.context.clock.now().tzinfo))

    found = use_query(load, [use_changes(), refund_id])
    slip = found.value
    if slip is None or slip.refund_id != refund_id:
        return error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
    paid = buttons.tonal(
        style, tr("看原来的结算单"), lambda: go(receipt(slip.settlement_id)), icon=ft.Icons.RECEIPT_LONG
    )
    return column(style, [_paper(style, slip), paid], gap=style.space.s4)


def _paper(style: Style, slip: RefundReceipt) -> ft.Control:
    title = tr("共济通 退费单") if slip.kind == "退费" else tr("共济通 冲正单")
    pieces = [
        _who(style, slip),
        _total(style, slip),
        rich(style, "body", emphasised(tr(slip.sentence))),
        column(
            style,
            [row for part in slip.parts for row in _part(style, part.label, part.amount_fen, part.turned_fen)],
            gap=0,
        ),
    ]
    tail: list[ft.Control] = [sum_row(style, item.name, format_yuan(item.amount_fen)) for item in slip.items]
    if not slip.whole:
        tail.append(text(style, "label", tr("这里只有退给您的部分。"), color=style.color.ink_2))
    foot = [tr("原结算单 {number}", number=slip.settlement_number), tr("单号 {number}", number=slip.number)]
    if slip.made_by:
        foot.insert(0, tr("{name}办的", name=slip.made_by))
    return paper(style, title, moment_words(slip.refunded_at), pieces, tail, foot)


def _who(style: Style, slip: RefundReceipt) -> ft.Control:
    name = ft.Row(
        [text(style, "title_2", slip.patient_name), tag(style, "info", slip.kind)], spacing=style.space.s2, wrap=True
    )
    place = text(style, "label", in_a_line(slip.place_name, slip.visit), color=style.color.ink_2)
    paid = text(style, "label", tr("{day}付的", day=day_words(slip.paid_on)), color=style.color.ink_2)
    words = ft.Column([name, place, paid], spacing=0, tight=True, expand=True)
    return ft.Row([badge(style, slip.badge, slip.patient_name), words], spacing=style.space.s3)


def _total(style: Style, slip: RefundReceipt) -> ft.Control:
    label = text(style, "label", tr("退回"), color=style.color.ink_2, expand=True)
    return ft.Row(
        [label, amount(style, slip.amount_fen, role="amount_2")], vertical_alignment=ft.CrossAxisAlignment.END
    )


def _part(style: Style, label: str, fen: int, turned_fen: int) -> list[ft.Control]:
    """Return what went back to one source, and that some of it is prior years' money now."""
    rows: list[ft.Control] = [sum_row(style, label, format_yuan(fen))]
    if turned_fen:
        words = tr("其中 {yuan} 元跨了年，记在历年余额里", yuan=format_yuan(turned_fen))
        rows.append(text(style, "caption", words, color=style.color.ink_2))
    return rows
