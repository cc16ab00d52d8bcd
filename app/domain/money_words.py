"""Amounts as people write them: 800, 1,200.50, 1千2, 三百块, 两百五, 五块五, 八毛. Whole 分, never float."""

import re
from dataclasses import dataclass

from app.domain.money import DECIMALS, FEN_PER_YUAN, LARGEST_TYPED_FEN

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟圆", "一二三四五六七八九十百千元")
_TEN = 10
_LONGEST = 24
_FIGURE = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]{0,2})?"
_HAN = "".join(_DIGITS)
_WHOLE = r"(?![0-9]|\.[0-9]|,[0-9]{1,2}(?![0-9年月./-])|e[0-9])"
"""What must not follow: more figures, as in 0.005 or 12,00, would make it another amount."""
_JIAO = r"[1-9一二两三四五六七八九](?![0-9十百千万元块])"
_PIECE = re.compile(rf"{_FIGURE}|[{_HAN}]|[十百千万]")
_AMOUNT = re.compile(
    rf"¥?\s*(?P<whole>(?:{_FIGURE}|[{_HAN}十百千万])(?:[十百千万]|[{_HAN}]|(?<=[十百千万零〇]){_FIGURE})*)"
    rf"{_WHOLE}\s*(?:(?P<yuan>[元块]钱?)(?:(?P<jiao>{_JIAO})(?:[角毛](?:(?P<cent>{_JIAO})分?)?)?)?|(?P<small>[角毛分]钱?))?"
)
_LIKE_A_NUMBER = re.compile(rf"(?:[-−负]\s*)?¥?\s*\.?[0-9](?:[0-9.,]*[0-9])?(?:e[0-9]+)?|负\s*[{_HAN}十百千万]+")
_BARE = tuple(_UNITS)


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount in a text: where it ends, and how much it is in 分. ``sure``: it can be nothing but an amount."""

    end: int
    fen: int
    sure: bool


def amount_at(text: str, start: int) -> FoundAmount | None:
    """Read the amount that begins at a place of a text; None where none does, or none that can be paid."""
    match = _AMOUNT.match(text.translate(_FORMAL), start)
    if match is None or len(match[0]) > _LONGEST:
        return None
    fen = number_of(match["whole"])
    if fen is None:
        return None
    if match["small"]:
        fen //= FEN_PER_YUAN if match["small"][0] == "分" else _TEN
    if match["jiao"]:
        fen += (number_of(match["jiao"]) or 0) // _TEN + (number_of(match["cent"] or "零") or 0) // FEN_PER_YUAN
    if not 0 < fen <= LARGEST_TYPED_FEN:
        return None
    sure = bool(match["yuan"] or match["small"]) or match["whole"][0].isdigit() or match[0][0] == "¥"
    large = not match["whole"].startswith(_BARE) and any(unit in match["whole"] for unit in "百千万")
    return FoundAmount(match.end(), fen, sure or large)


def number_end(text: str, start: int) -> int | None:
    """Give where something ends that begins like a number but is no amount to pay: -300, 0.005, 99999999999."""
    match = _LIKE_A_NUMBER.match(text, start)
    return match.end() if match else None


def number_of(text: str) -> int | None:
    """Read a number of yuan in figures, in words or in both, as 分; None for what is no number.

    A digit that ends it after 百, 千 or 万 counts the next lower unit: 两百五 is 250, 1千2 is 1200.
    """
    total_fen, section_fen = 0, 0
    unit, number = 1, None
    for piece in _PIECE.findall(text):
        if piece not in _UNITS:
            if number:
                return None
            unit = 1 if number == 0 or piece in "零〇" else unit
            number = _fen(piece)
        elif piece == "万":
            total_fen, section_fen = total_fen + (section_fen + (number or 0)) * _UNITS[piece], 0
            unit, number = _UNITS[piece], None
        else:
            section_fen += (FEN_PER_YUAN if number is None else number) * _UNITS[piece]
            unit, number = _UNITS[piece], None
    rest_fen = number or 0
    if unit > _TEN and rest_fen < _TEN * FEN_PER_YUAN:
        rest_fen *= unit // _TEN
    return total_fen + section_fen + rest_fen


def _fen(piece: str) -> int:
    if piece in _DIGITS:
        return _DIGITS[piece] * FEN_PER_YUAN
    whole, _, decimals = piece.replace(",", "").partition(".")
    return int(whole) * FEN_PER_YUAN + int(decimals.ljust(DECIMALS, "0"))
