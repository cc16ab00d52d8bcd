"""QR and bar code of a 医保码 as PNG: black modules on white, one bit a pixel."""

import io
import re

import png
import qrcode
from qrcode.constants import ERROR_CORRECT_H

QR_MODULES = 29
"""A version 3 QR: 28 characters of capitals and digits fit it at level H."""
QUIET = 4
SEAL_MODULES = (9, 5)
"""What the 底款 covers in the middle, in modules: well under what level H repairs."""
BAR_MODULES = 222
"""The width of the bar code of a 医保码: four characters in set B, 24 digits in set C."""

_INK = (0x0F, 0x16, 0x26)
_PAPER = (0xFF, 0xFF, 0xFF)
_VERSION = 3
_PREFIX = 4
_START_B, _CODE_C, _STOP = 104, 99, 106
_CHECK = 103
_SPACE = 32
# ISO/IEC 15417: the widths of bar and space by turns, for the values 0 to 106.
_PATTERNS = re.findall(
    r"\d+",
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 "
    "113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 "
    "212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 "
    "113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
    "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 "
    "241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 "
    "214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 "
    "211232 2331112",
)


def qr_png(text: str, *, pixels: int = 15) -> bytes:
    """Draw a code as a QR of 29 modules, ``pixels`` wide each, without its quiet zone.

    Its middle, SEAL_MODULES, is left white for the 底款. Raises ValueError if the text doesn't fit version 3.
    """
    code = qrcode.QRCode(version=_VERSION, error_correction=ERROR_CORRECT_H, border=0)
    code.add_data(text)
    code.make(fit=False)
    wide, high = SEAL_MODULES
    left, top = (QR_MODULES - wide) // 2, (QR_MODULES - high) // 2
    rows = []
    for y, line in enumerate(code.get_matrix()):
        seal = range(left, left + wide) if top <= y < top + high else range(0)
        row = [0 if not dark or x in seal else 1 for x, dark in enumerate(line) for _ in range(pixels)]
        rows += [row] * pixels
    return _png(rows)


def bar_png(text: str, *, pixels: int = 5) -> bytes:
    """Draw a code of four letters and an even count of digits as Code 128, ``pixels`` a module, without quiet zones.

    The picture is a few pixels high: stretch it. Raises ValueError for a text of another form.
    """
    widths = "".join(_PATTERNS[value] for value in _values(text))
    row = [1 - turn % 2 for turn, width in enumerate(widths) for _ in range(int(width) * pixels)]
    return _png([row] * 4)


def _values(text: str) -> list[int]:
    """Give the Code 128 values: set B for the prefix, then C for pairs of digits, check and stop."""
    prefix, digits = text[:_PREFIX], text[_PREFIX:]
    if not re.fullmatch(r"[ -~]{4}", prefix) or not re.fullmatch(r"([0-9]{2})+", digits):
        raise ValueError(f"not a code: {text!r}")
    values = [_START_B, *(ord(sign) - _SPACE for sign in prefix), _CODE_C]
    values += [int(digits[at : at + 2]) for at in range(0, len(digits), 2)]
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % _CHECK
    return [*values, check, _STOP]


def _png(rows: list[list[int]]) -> bytes:
    out = io.BytesIO()
    png.Writer(len(rows[0]), len(rows), palette=[_PAPER, _INK], bitdepth=1, compression=9).write(out, rows)
    return out.getvalue()
