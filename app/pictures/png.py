"""Writing black-and-white pictures as PNG in pure Python, so that they can be made in the browser too."""

import io
from collections.abc import Iterable, Sequence

import png

Rows = Iterable[Sequence[bool]]
"""Rows of modules, True where ink is."""
INK = (0x0F, 0x16, 0x26)
PAPER = (0xFF, 0xFF, 0xFF)


def two_colour_png(rows: Rows, width: int) -> bytes:
    """Return a PNG of one bit a pixel, in the ink of the codes on white; each row has ``width`` pixels."""
    pixels = [[0 if dark else 1 for dark in row] for row in rows]
    out = io.BytesIO()
    png.Writer(width=width, height=len(pixels), palette=[INK, PAPER], bitdepth=1).write(out, pixels)
    return out.getvalue()
