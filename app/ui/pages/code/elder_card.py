"""The card of one person in 长辈版: the name, the QR and its countdown first; what is seldom asked for stands below."""

import flet as ft

from app.services.insurance import InsuranceView
from app.ui.components.marks import xian_lines
from app.ui.identity import identity_number
from app.ui.pages.code.card import about, inset, name_row, on_paper, pass_card, waiting
from app.ui.pages.code.curtain import curtained
from app.ui.pages.code.drawings import bar_code, code_text, qr
from app.ui.pages.code.keep import Shown, countdown
from app.ui.paths import CODE
from app.ui.theme import Style


def elder_code_card(style: Style, view: InsuranceView, shown: Shown | None) -> ft.Control:
    """Return a person's card with their code; without one (None), as it lies beside the card on top."""
    size = style.size
    edge = size.qr_narrow if style.window.narrow else size.qr
    pieces = [inset(style, name_row(style, view)), inset(style, xian_lines(style), top=style.space.s2)]
    identity = inset(style, identity_number(view, about(style, view), role="label"), bottom=style.space.s4)
    code = shown.code if shown else None
    if shown is None or code is None:
        empty = ft.Container(height=style.scaled(size.ring))
        return pass_card(style, [*pieces, waiting(style, shown, edge)], empty, below=[identity])
    ring = curtained(countdown(code, CODE), code, ground=style.color.glaze)
    bar = ft.Column(
        [
            bar_code(style, view.name, code.text, style.content_width - 2 * style.space.s3),
            ft.Container(code_text(style, code.text), padding=ft.Padding.only(bottom=style.space.s2)),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    apart = ft.Container(bar, padding=ft.Padding.symmetric(vertical=style.space.s4))
    return pass_card(
        style,
        [*pieces, on_paper(style, qr(style, view.name, code.text, edge), code)],
        ring,
        below=[on_paper(style, apart, code), identity],
    )
