"""The 医保码 as a QR code: version 3 (29 modules), level H, the middle left free for the 底款."""

from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_H

from app.pictures.svg import two_colour_svg

MODULES = 29
QUIET = 4
"""White modules on every side; the standard asks for 4."""
WHOLE = MODULES + 2 * QUIET
MARK_WIDE, MARK_HIGH = 9, 5
"""The modules in the middle that the 底款 takes; level H bears their loss."""
_VERSION = 3


def qr_modules(text: str, *, mark: bool = True) -> list[list[bool]]:
    """Return the 29×29 modules, True where ink is; with ``mark`` the middle 9×5 are white.

    Raises ValueError for a text that a code of this size can't hold (over 35 letters and digits).
    """
    maker = qrcode.QRCode(version=_VERSION, error_correction=ERROR_CORRECT_H, border=0)
    maker.add_data(text)
    try:
        maker.make(fit=False)
    except qrcode.exceptions.DataOverflowError as error:
        raise ValueError(f"{len(text)} characters don't fit a QR code of version {_VERSION}") from error
    modules = [[bool(dark) for dark in row] for row in maker.modules]
    if mark:
        left, top = (MODULES - MARK_WIDE) // 2, (MODULES - MARK_HIGH) // 2
        for row in modules[top : top + MARK_HIGH]:
            row[left : left + MARK_WIDE] = [False] * MARK_WIDE
    return modules


@lru_cache(maxsize=64)
def qr_svg(text: str, *, mark: bool = True, quiet: int = QUIET) -> str:
    """Return the code as SVG with its quiet zone: 37 modules a side, ink on white.

    The screen lays the 底款 over the white middle. Raises ValueError as :func:`qr_modules`.
    """
    modules = qr_modules(text, mark=mark)
    blank = [[False] * (MODULES + 2 * quiet)] * quiet
    side = [False] * quiet
    return two_colour_svg([*blank, *([*side, *row, *side] for row in modules), *blank])
