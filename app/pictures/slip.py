"""The 结算单 as a picture and as a PDF: the same slip of paper as on the screen, a side at a time."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.pictures.ink import SCALE, Fonts, Sheet

WIDTH = 390
_MARGIN = 20
_PAD = 20
_HEAD = 92
_ROW = 30
_FIELD = 46
_BAR = 60
_SEAL = 56
_TOOTH = 14
_INK_SIZES = {"title": 19, "body": 16, "small": 14, "sum": 36}
_LEAST = 6
"""No piece of the bar is narrower, as on the screen."""
_MOST_OF_A_ROW = 0.62
_DPI = 72 * SCALE


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of the slip, as ``#RRGGBB``."""

    ground: str
    surface: str
    outline: str
    ink: str
    ink_2: str
    ink_3: str
    cobalt: str
    hero_top: str
    hero_bottom: str
    on_hero: str
    on_hero_2: str
    tint: str
    tint_ink: str


@dataclass(frozen=True, slots=True)
class SlipPiece:
    """A piece of the bar: its words and sum, its share, its fill and the ink upon it; cash is hatched."""

    label: str
    amount: str
    fen: int
    fill: str
    ink: str
    hatching: str = ""


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A line of the slip: words and what they come to; ``name`` is the national field name on the back."""

    words: str
    value: str
    name: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class SlipSide:
    """One side of a 结算单, in the words of the reader. ``badge`` is 1 to 6, ``initial`` what stands in it."""

    title: str
    when: str
    simulated: str
    badge: int
    initial: str
    name: str
    state: str
    where: str
    total_label: str
    total: str
    upper: Sequence[SlipRow]
    lower: Sequence[SlipRow]
    foot: Sequence[str]
    pieces: Sequence[SlipPiece] = field(default=())


def slip_png(assets: Path, paint: Paint, side: SlipSide) -> bytes:
    """Return one side as PNG, three pixels for each of the screen."""
    out = io.BytesIO()
    _draw(assets, paint, side).image.save(out, "PNG", optimize=True)
    return out.getvalue()


def slip_pdf(assets: Path, paint: Paint, sides: Sequence[SlipSide]) -> bytes:
    """Return the sides as the pages of a PDF, as wide as the slip on the screen."""
    first, *rest = [_draw(assets, paint, side).image for side in sides]
    out = io.BytesIO()
    first.save(out, "PDF", resolution=_DPI, save_all=True, append_images=rest, title=sides[0].title)
    return out.getvalue()


def _draw(assets: Path, paint: Paint, side: SlipSide) -> Sheet:
    fonts = Fonts(assets)
    height = _lay(_Pen(Sheet(fonts, 1, 1, paint.ground), paint, assets), side)
    sheet = Sheet(fonts, WIDTH, height, paint.ground)
    _lay(_Pen(sheet, paint, assets), side)
    return sheet


@dataclass
class _Pen:
    """Where the next thing is drawn, from the top down."""

    sheet: Sheet
    paint: Paint
    assets: Path
    y: float = _MARGIN

    @property
    def left(self) -> float:
        """Where words begin."""
        return _MARGIN + _PAD

    @property
    def right(self) -> float:
        """Where figures end."""
        return WIDTH - _MARGIN - _PAD


def _lay(pen: _Pen, side: SlipSide) -> float:
    """Draw a side; give how high the picture is."""
    bottom = _height(side)
    inner = WIDTH - 2 * _MARGIN
    pen.sheet.box(_MARGIN, _MARGIN, inner, bottom - _MARGIN - _TOOTH / 2, pen.paint.surface, corner=20)
    _head(pen, side)
    _who(pen, side)
    if side.pieces:
        _bar(pen, side.pieces)
    _rows(pen, side.upper)
    _tear(pen)
    _rows(pen, side.lower)
    _foot(pen, side)
    for x in range(_MARGIN + _TOOTH // 2, WIDTH - _MARGIN, _TOOTH):
        pen.sheet.disc(x, bottom - _TOOTH / 2, 5, pen.paint.ground)
    return bottom + _MARGIN


def _height(side: SlipSide) -> float:
    total = 74 if side.total else 8
    bar = _BAR + 16 if side.pieces else 0
    rows = sum(_FIELD if row.name else _ROW for row in (*side.upper, *side.lower))
    foot = 34 + max(_SEAL, 22 * len(side.foot)) + 26
    return _MARGIN + _HEAD + 76 + total + bar + rows + 36 + foot


def _head(pen: _Pen, side: SlipSide) -> None:
    paint, sheet, wide = pen.paint, pen.sheet, WIDTH - 2 * _MARGIN
    sheet.slope(_MARGIN, pen.y + 20, wide, _HEAD - 20, paint.hero_top, paint.hero_bottom)
    sheet.box(_MARGIN, pen.y, wide, 40, paint.hero_top, corner=20)
    sheet.slope(_MARGIN, pen.y + 20, wide, _HEAD - 20, paint.hero_top, paint.hero_bottom)
    masks = pen.assets / "art" / "masks"
    sheet.paste(masks / "lotus.png", _MARGIN + 20, pen.y + 12)
    sheet.write(side.title, _MARGIN + 76, pen.y + 24, _INK_SIZES["title"], paint.on_hero, strong=True)
    sheet.write(side.when, _MARGIN + 76, pen.y + 48, 15, paint.on_hero_2)
    _seal(pen, WIDTH - _MARGIN - 20 - 46, pen.y + 24, (side.simulated,), paint.on_hero)
    sheet.paste(masks / "scroll.png", _MARGIN, pen.y + _HEAD - 28, opacity=0.5, across=wide)
    pen.y += _HEAD


def _seal(pen: _Pen, x: float, y: float, lines: Sequence[str], color: str) -> None:
    """Draw the 底款: a double frame around 模拟, or around 共济 over 模拟."""
    wide, high = (46, 25) if len(lines) == 1 else (_SEAL, _SEAL)
    size = 15 if len(lines) == 1 else 20
    pen.sheet.box(x, y, wide, high, None, corner=6, line=color)
    pen.sheet.box(x + 3, y + 3, wide - 6, high - 6, None, corner=4, line=color)
    for number, words in enumerate(lines):
        middle = y + high * (2 * number + 1) / (2 * len(lines)) + (2 if number == 0 else -2) * (len(lines) > 1)
        pen.sheet.write(words, x + wide / 2, middle, size, color, strong=True, side="middle")


def _who(pen: _Pen, side: SlipSide) -> None:
    paint, sheet = pen.paint, pen.sheet
    sheet.paste(pen.assets / "art" / "masks" / f"badge-p{side.badge}.png", pen.left, pen.y + 18)
    sheet.write(side.initial, pen.left + 22, pen.y + 40, 18, paint.on_hero, strong=True, side="middle")
    x = pen.left + 54
    tag = sheet.width_of(side.state, 14) + 16
    name, size = sheet.fit(side.name, _INK_SIZES["title"], pen.right - x - tag - 10, strong=True)
    sheet.write(name, x, pen.y + 30, size, paint.ink, strong=True)
    after = x + sheet.width_of(name, size, strong=True) + 10
    sheet.box(after, pen.y + 18, tag, 24, paint.tint, corner=8)
    sheet.write(side.state, after + 8, pen.y + 30, 14, paint.tint_ink)
    where, size = sheet.fit(side.where, 15, pen.right - x)
    sheet.write(where, x, pen.y + 54, size, paint.ink_2)
    pen.y += 76
    if side.total:
        sheet.write(side.total_label, pen.left, pen.y + 34, 15, paint.ink_2)
        sheet.write(side.total, pen.right, pen.y + 26, _INK_SIZES["sum"], paint.ink, strong=True, side="right")
    pen.y += 74 if side.total else 8


def _bar(pen: _Pen, pieces: Sequence[SlipPiece]) -> None:
    """Cut the bar into its pieces; a label that has no room there is told by the rows below."""
    room = pen.right - pen.left - 2 * (len(pieces) - 1)
    whole = sum(piece.fen for piece in pieces)
    wides = [max(_LEAST, room * piece.fen / whole) for piece in pieces]
    scale = room / sum(wides)
    x, sheet = pen.left, pen.sheet
    for piece, width in zip(pieces, (wide * scale for wide in wides), strict=True):
        sheet.box(x, pen.y, width, _BAR, piece.fill, corner=6)
        taken = max(sheet.width_of(piece.label, 14), sheet.width_of(piece.amount, 19, strong=True)) + 20
        fits = taken <= width
        if piece.hatching:
            left = taken if fits else 0
            sheet.hatch(x + left, pen.y, width - left, _BAR, piece.hatching)
            sheet.box(x, pen.y, width, _BAR, None, corner=6, line=piece.hatching)
        if fits:
            sheet.write(piece.label, x + 12, pen.y + 18, 14, piece.ink)
            sheet.write(piece.amount, x + 12, pen.y + 41, 19, piece.ink, strong=True)
        x += width + 2
    pen.y += _BAR + 16


def _rows(pen: _Pen, rows: Sequence[SlipRow]) -> None:
    paint, sheet = pen.paint, pen.sheet
    for row in rows:
        high = _FIELD if row.name else _ROW
        middle, room = pen.y + _ROW / 2, pen.right - pen.left
        value, size = sheet.fit(row.value, _INK_SIZES["body"], room * _MOST_OF_A_ROW, strong=row.strong)
        sheet.write(value, pen.right, middle, size, paint.ink, strong=row.strong, side="right")
        taken = sheet.width_of(value, size, strong=row.strong) + 12
        words, size = sheet.fit(row.words, _INK_SIZES["body"], room - taken)
        sheet.write(words, pen.left, middle, size, paint.ink_2)
        if row.name:
            sheet.write(row.name, pen.left, pen.y + _ROW + 2, 13, paint.ink_3)
        pen.y += high


def _tear(pen: _Pen) -> None:
    middle = pen.y + 18
    pen.sheet.rule(pen.left, middle, pen.right, pen.paint.outline, thick=2, dash=8)
    for x in (_MARGIN, WIDTH - _MARGIN):
        pen.sheet.disc(x, middle, 10, pen.paint.ground)
    pen.y += 36


def _foot(pen: _Pen, side: SlipSide) -> None:
    """Draw 弦纹, what is left of each account, and the 底款."""
    paint = pen.paint
    pen.sheet.rule(pen.left, pen.y + 10, pen.right, paint.cobalt, thick=2)
    pen.sheet.rule(pen.left, pen.y + 14.5, pen.right, paint.cobalt)
    pen.y += 34
    for number, words in enumerate(side.foot):
        line, size = pen.sheet.fit(words, _INK_SIZES["small"], pen.right - pen.left - _SEAL - 12)
        pen.sheet.write(line, pen.left, pen.y + 11 + 22 * number, size, paint.ink_2)
    _seal(pen, pen.right - _SEAL, pen.y, ("共济", side.simulated), paint.cobalt)
