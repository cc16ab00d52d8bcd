"""The 结算单 as the drawing that picture and PDF are made of: what the slip on the screen says, in its colours."""

from dataclasses import replace

from app.domain.money import format_yuan
from app.pictures.slip import Paint, SlipPiece, SlipRow, SlipSide
from app.services.records import Receipt
from app.ui.components.split_bar import pair_of
from app.ui.i18n import tr
from app.ui.pages.records.slip import foot_of, levels_of, moment_words, national_fields, sums_of
from app.ui.split_view import pieces_of
from app.ui.theme import LIGHT
from app.ui.words import in_a_line

_SHAPES = 6


def paint() -> Paint:
    """Give the colours of a slip: always the light ones, as it is printed."""
    color = LIGHT.color
    return Paint(
        ground=color.ground,
        surface=color.surface,
        outline=color.outline,
        ink=color.ink,
        ink_2=color.ink_2,
        ink_3=color.ink_3,
        cobalt=color.cobalt,
        hero_top=color.hero_top,
        hero_bottom=color.hero_bottom,
        on_hero=color.on_hero,
        on_hero_2=color.on_hero_2,
        tint=color.celadon_tint,
        tint_ink=color.celadon_ink,
    )


def sides_of(slip: Receipt) -> list[SlipSide]:
    """Give front and back of a slip; only the front to somebody who sees just their own part."""
    front = SlipSide(
        title=tr("共济通 结算单"),
        when=moment_words(slip.settled_at),
        simulated="模拟",
        badge=slip.badge % _SHAPES + 1,
        initial=slip.patient_name[-1:],
        name=slip.patient_name,
        state=tr(slip.state),
        where=in_a_line(slip.place_name, slip.visit),
        total_label=tr("医疗费总额") if slip.whole else tr("从您的账户付了"),
        total=f"¥{format_yuan(slip.total_fen)}",
        upper=[SlipRow(words, format_yuan(fen)) for words, fen in sums_of(slip)],
        lower=[SlipRow(tr(item.name), format_yuan(item.amount_fen)) for item in slip.items],
        foot=foot_of(slip),
        pieces=_bar(slip),
    )
    if not slip.whole:
        return [front]
    back = replace(
        front,
        total_label="",
        total="",
        upper=[SlipRow(words, value, name) for name, words, value in national_fields(slip)],
        lower=[SlipRow(words, value, name) for name, words, value in levels_of(slip)],
        foot=[tr("单号 {number}", number=slip.number)],
        pieces=(),
    )
    return [front, back]


def _bar(slip: Receipt) -> list[SlipPiece]:
    pieces = []
    for piece in pieces_of(slip.parts):
        if piece.amount_fen:
            pair = pair_of(LIGHT, piece.payer)
            hatching = LIGHT.split.cash_line if piece.payer == "cash" else ""
            amount = format_yuan(piece.amount_fen)
            pieces.append(SlipPiece(tr(piece.label), amount, piece.amount_fen, pair.fill, pair.ink, hatching))
    return pieces
