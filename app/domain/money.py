"""Money as whole 分 (`int`), and the texts it is read from and shown as."""

import re
import unicodedata

from app.domain.errors import GongjiError, InputError

FEN_PER_YUAN = 100
LARGEST_TYPED_FEN = 10_000_000 * FEN_PER_YUAN
DECIMALS = 2
MOST_DIGITS = 15

_STRICT = re.compile(r"(0|[1-9][0-9]*)\.([0-9]{2})")
_TYPED = re.compile(r"([0-9]*)(?:\.([0-9]*))?")
_MINUS_SIGNS = "-−–"


def parse_yuan(text: str) -> int:
    """Read a yuan text of a file, exactly like ``1234.50``, as 分.

    Raises GongjiError for any other form: no sign, no comma, always two decimals, at most 15 digits before them.
    """
    match = _STRICT.fullmatch(text)
    if match is None:
        raise GongjiError("金额「{text}」不对。应写成两位小数，如 12.34", text=text[:MOST_DIGITS])
    if len(match[1]) > MOST_DIGITS:
        raise GongjiError("金额太大了。小数点前最多 {most} 位", most=MOST_DIGITS)
    return int(match[1]) * FEN_PER_YUAN + int(match[2])


def parse_amount(field: str, text: str) -> int:
    """Read an amount in yuan that a person typed, as 分.

    Full-width forms, spaces, commas, ¥ and 元 are accepted. Raises InputError for nothing typed,
    no number, a negative amount, zero, more than two decimals, or more than 10,000,000.00 yuan.
    """
    typed = re.sub(r"[\s,，¥]", "", unicodedata.normalize("NFKC", text)).removesuffix("元")
    if not typed:
        raise InputError(field, "还没有填金额")
    negative = typed[0] in _MINUS_SIGNS
    match = _TYPED.fullmatch(typed[1:] if negative else typed)
    if match is None or not (match[1] or match[2]):
        raise InputError(field, "「{text}」不是金额。只填数字，如 12.34", text=text.strip()[:MOST_DIGITS])
    if negative:
        raise InputError(field, "金额不能是负数")
    decimals = match[2] or ""
    if len(decimals) > DECIMALS:
        raise InputError(field, "最多两位小数，到分为止，如 12.34")
    whole = match[1].lstrip("0")
    too_long = len(whole) > MOST_DIGITS  # Python reads no number of thousands of digits
    fen = 0 if too_long else int(whole or "0") * FEN_PER_YUAN + int(decimals.ljust(DECIMALS, "0"))
    if fen == 0 and not too_long:
        raise InputError(field, "金额要大于 0")
    if too_long or fen > LARGEST_TYPED_FEN:
        raise InputError(field, "金额太大了。最多 {most} 元", most=format_yuan(LARGEST_TYPED_FEN))
    return fen


def format_yuan(fen: int) -> str:
    """Show 分 as yuan with thousands separators: ``1,234.50``."""
    return _format(fen, ",")


def plain_yuan(fen: int) -> str:
    """Show 分 as yuan for files and tables: ``1234.50``, which parse_yuan reads back."""
    return _format(fen, "")


def _format(fen: int, separator: str) -> str:
    yuan, rest = divmod(abs(fen), FEN_PER_YUAN)
    whole = format(yuan, separator) if separator else str(yuan)
    return f"{'-' if fen < 0 else ''}{whole}.{rest:02d}"
