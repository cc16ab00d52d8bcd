"""The 医保码 as a bar code: Code 128, letters in set B, then pairs of digits in set C.

Four letters and 24 digits come to 222 modules, which scanners read from 1.25 px each; all in B it would be 343.
Widths: ISO/IEC 15417, table of symbol characters.
"""

from functools import lru_cache

from app.pictures.svg import two_colour_svg

QUIET = 10
"""White modules on either side; the standard asks for 10."""
_TABLE = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222"
    " 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321"
    " 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121"
    " 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224"
    " 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111"
    " 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113"
    " 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
)
_WIDTHS = _TABLE.split()
_CODE_C, _START_B, _STOP = 99, 104, 106
_MODULUS = 103
_HIGH = 35
"""How many modules high the bars are: 44 px at 1.25 px a module."""
_FIRST, _LAST = " ", "~"
_WORTH = 4
"""From four digits on, set C is shorter."""


def code128_modules(text: str) -> list[bool]:
    """Return the modules from start to stop, True where a bar is, without quiet zones.

    Raises ValueError for an empty text or signs outside printable ASCII.
    """
    if not text or any(not _FIRST <= sign <= _LAST for sign in text):
        raise ValueError("Code 128 set B takes printable ASCII only")
    values = _values(text)
    check = (values[0] + sum(place * value for place, value in enumerate(values[1:], start=1))) % _MODULUS
    modules: list[bool] = []
    for value in (*values, check, _STOP):
        for place, width in enumerate(_WIDTHS[value]):
            modules += [place % 2 == 0] * int(width)
    return modules


def _values(text: str) -> list[int]:
    """Return start B, the head, and where it pays the switch to C with the even number of digits at the end."""
    head = text.rstrip("0123456789")
    digits = len(text) - len(head)
    if digits < _WORTH:
        return [_START_B, *(ord(sign) - 32 for sign in text)]
    cut = len(head) + digits % 2
    pairs = [int(text[place : place + 2]) for place in range(cut, len(text), 2)]
    return [_START_B, *(ord(sign) - 32 for sign in text[:cut]), _CODE_C, *pairs]


@lru_cache(maxsize=64)
def code128_svg(text: str) -> str:
    """Return the bar code as SVG with its quiet zones, as many units wide as it has modules, ink on white.

    Raises ValueError as :func:`code128_modules`.
    """
    side = [False] * QUIET
    return two_colour_svg([[*side, *code128_modules(text), *side]], high=_HIGH)
