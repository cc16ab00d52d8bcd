"""An answer as 能不能付 and 预结算 show it: cash, the bar, the no that leaves cash to pay, and the ways out of it."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from app.domain.money import format_yuan
from app.domain.neighbours import Change
from app.services.ask_ways import Way
from app.services.split import Split
from app.ui.components.amounts import amount_pair
from app.ui.components.fold import fold
from app.ui.components.refusal import WayOut, ways_out
from app.ui.components.split_bar import bracket, split_bar
from app.ui.components.surfaces import card, column, divider
from app.ui.i18n import tr
from app.ui.split_view import cash_due_to_refusal, emphasised, held_back, no_card, no_of, pieces_of, source_rows
from app.ui.theme import Style, rich

_ICONS = {
    Change.OWN_CODE: ft.Icons.QR_CODE_2,
    Change.PLACE: ft.Icons.LOCAL_HOSPITAL,
    Change.TERMS: ft.Icons.TUNE,
    Change.TOP_UP: ft.Icons.ACCOUNT_BALANCE_WALLET,
    Change.WALLET: ft.Icons.ACCOUNT_BALANCE_WALLET,
    Change.SHARER: ft.Icons.PERSON_ADD,
    Change.INSURANCE: ft.Icons.VERIFIED_USER,
    Change.DAY: ft.Icons.EVENT,
    Change.MED_TYPE: ft.Icons.SWAP_HORIZ,
    Change.ITEMS: ft.Icons.MEDICATION,
    Change.SOMEBODY: ft.Icons.PERSON_SEARCH,
}


def ways_card(style: Style, ways: Sequence[Way], on_way: Callable[[Way], Any] | None = None) -> list[ft.Control]:
    """Return what would change it, each with its computed outcome; ``on_way`` takes those that are another place."""
    if not ways:
        return []

    def opener(way: Way) -> Callable[[], Any] | None:
        return (lambda: on_way(way)) if on_way and way.place else None

    return [
        ways_out(
            style,
            [
                WayOut(way.title, way.note, tr(way.outcome), works=True, icon=_ICONS[way.change], on_click=opener(way))
                for way in ways
            ],
        )
    ]


def answer_parts(
    style: Style, split: Split, ways: Sequence[Way], on_way: Callable[[Way], Any] | None = None
) -> list[ft.Control]:
    """Return who pays what, why not more, and what would change it."""
    if split.refusal:
        title = tr(
            "{title}，这 {total} 元不能用医保结算",
            title=split.refusal.title,
            total=format_yuan(split.total_fen),
        )
        return [
            no_card(style, title, split.refusal, refused=True, step=not ways),
            *ways_card(style, ways, on_way),
        ]
    reason = cash_due_to_refusal(split.parts, split.out_of_scope_fen)
    bar: list[ft.Control] = [
        split_bar(pieces_of(split.parts, cash_refused=reason is not None), split.sentence, stem=reason is not None)
    ]
    if reason:
        bar.append(no_of(style, reason, refused=True, step=not ways))
    elif not split.cash_fen:
        bar.append(bracket(style, tr("都有人付，您不用掏钱")))
    quieter = [
        no_of(style, part, refused=False, step=not ways) for part in held_back(split.parts) if part is not reason
    ]
    sources = [
        rich(style, "body", emphasised(split.sentence)),
        ft.Container(divider(style), padding=ft.Padding.only(top=style.space.s3)),
        source_rows(style, split.parts, split.out_of_scope_fen),
    ]
    return [
        amount_pair(style, tr("这次要付现金"), split.cash_fen, tr("总费用"), split.total_fen),
        column(style, bar, gap=0),
        *ways_card(style, ways, on_way),
        card(style, sources),
        *([fold(tr("别的钱为什么不付"), quieter)] if quieter and style.elder else quieter),
    ]
