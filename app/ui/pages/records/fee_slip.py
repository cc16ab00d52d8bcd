"""缴费单: a fee for an insured year, for whom, out of whose account, and from when it covers."""

from dataclasses import replace

import flet as ft

from app.domain.money import format_yuan
from app.services.case_saving import save_fee
from app.services.fees import FeeReceipt
from app.services.fees import fee_receipt as load_fee
from app.ui.components.amounts import amount
from app.ui.components.badges import badge
from app.ui.components.rows import sum_row
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import column, section
from app.ui.components.tags import tag
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words
from app.ui.pages.records.paper import paper
from app.ui.pages.records.slip import moment_words
from app.ui.run import use_query
from app.ui.save_case import save_case_button
from app.ui.session import use_changes, use_session
from app.ui.sources import rule_line
from app.ui.split_view import emphasised, no_card
from app.ui.theme import Style, rich, text, use_style


@component
def fee_part(fee_id: int) -> ft.Control:
    """Show one 缴费单 (a component)."""
    style, session = use_style(), use_session()

    async def load() -> FeeReceipt:
        slip = await session.ask(load_fee, fee_id)
        return replace(slip, paid_at=slip.paid_at.astimezone(session.context.clock.now().tzinfo))

    found = use_query(load, [use_changes(), fee_id])
    slip = found.value
    if slip is None or slip.fee_id != fee_id:
        return error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
    pieces: list[ft.Control] = [_paper(style, slip), save_case_button(save_fee, fee_id)]
    if slip.rules:
        pieces.append(section(style, tr("依据")))
        pieces += [rule_line(style, rule.basis) for rule in slip.rules]
    pieces.append(no_card(style, slip.no_refund.title, slip.no_refund, refused=False))
    return column(style, pieces, gap=style.space.s4)


def _paper(style: Style, slip: FeeReceipt) -> ft.Control:
    pieces = [_who(style, slip), _total(style, slip), rich(style, "body", emphasised(tr(slip.sentence)))]
    if slip.covers_from:
        words = tr("待遇从 {day} 开始", day=day_words(slip.covers_from))
        pieces.append(text(style, "body", words, strong=True))
    tail: list[ft.Control] = [sum_row(style, part.label, format_yuan(part.paid_fen)) for part in slip.parts]
    tail.append(sum_row(style, tr("缴费渠道"), tr(slip.channel)))
    foot = [tr("{name}办的", name=slip.made_by), tr("单号 {number}", number=slip.number)]
    foot[:0] = [
        tr("{account}剩 {left}", account=tr(part.label), left=format_yuan(part.left_fen))
        for part in slip.parts
        if part.left_fen is not None
    ]
    return paper(style, tr("共济通 缴费单"), moment_words(slip.paid_at), pieces, tail, foot)


def _who(style: Style, slip: FeeReceipt) -> ft.Control:
    name = ft.Row(
        [text(style, "title_2", slip.beneficiary_name), tag(style, "covered", tr("已缴"))],
        spacing=style.space.s2,
        wrap=True,
    )
    what = tr("{fee} {year} 年度", fee=tr(slip.kind), year=slip.year)
    words = ft.Column([name, text(style, "label", what, color=style.color.ink_2)], spacing=0, tight=True, expand=True)
    return ft.Row([badge(style, slip.badge, slip.beneficiary_name), words], spacing=style.space.s3)


def _total(style: Style, slip: FeeReceipt) -> ft.Control:
    label = text(style, "label", tr("缴了"), color=style.color.ink_2, expand=True)
    return ft.Row(
        [label, amount(style, slip.amount_fen, role="amount_2")], vertical_alignment=ft.CrossAxisAlignment.END
    )
