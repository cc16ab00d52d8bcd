"""Writing black-and-white pictures as PNG in pure Python, so that they can be made in the browser too."""

import io
from collections.abc import Iterable, Sequence

import png

Rows = Iterable[Sequence[bool]]
"""Rows of modules, True where ink is."""
INK = (0x0F, 0x16, 0x26)
PAPER = (0xFF, 0xFF, 0xFF)


def two_colour_png(rows: Rows, *, wide: int, high: int) -> bytes:
    """Return a PNG of one bit a pixel, in the ink of the codes on white; a module is ``wide`` by ``high`` pixels.

    Raises ValueError for a module without pixels, and where there are no modules.
    """
    modules = [list(row) for row in rows]
    if wide < 1 or high < 1 or not modules or not modules[0]:
        raise ValueError("a picture needs at least one pixel")
    packed = [_packed(row, wide) for row in modules]
    out = io.BytesIO()
    writer = png.Writer(width=len(modules[0]) * wide, height=len(modules) * high, palette=[INK, PAPER], bitdepth=1)
    writer.write_packed(out, (row for row in packed for _ in range(high)))
    return out.getvalue()


def _packed(row: Sequence[bool], wide: int) -> bytes:
    """Return a row of pixels as PNG keeps it: eight to the byte, white is 1, the last byte filled up."""
    pixels = "".join(("0" if dark else "1") * wide for dark in row)
    size = -(-len(pixels) // 8)
    return int(pixels.ljust(size * 8, "0"), 2).to_bytes(size, "big")
