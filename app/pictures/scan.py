"""Reading the QR code in a picture: a photo or a picture of the screen in, its text out."""

import io
from contextlib import suppress
from typing import TYPE_CHECKING

from app.pictures.ink import can_draw
from app.pictures.qr_find import Picture, codes_in, ink_of
from app.pictures.qr_text import text_of
from app.pictures.reed_solomon import UnreadableError

if TYPE_CHECKING:
    from PIL.Image import Image

EDGES = (720, 1440)
"""How long the longer side may be when a picture is looked at, first and when nothing is found."""
MOST_PIXELS = 120_000_000


class NoPictureError(Exception):
    """The bytes are no picture that can be opened here."""


def read_qr(picture: Picture) -> str | None:
    """Return the text of the code in a picture, None if there is none that can be read."""
    for modules in codes_in(ink_of(picture)):
        # A camera that looks at its owner gives a mirror's picture: rows and columns have changed places.
        for seen in (modules, [list(column) for column in zip(*modules, strict=True)]):
            with suppress(UnreadableError):
                return text_of(seen)
    return None


def read_picture(data: bytes) -> str | None:
    """Return the text of the code in the bytes of a JPEG, PNG, WebP, …; None if there is none that can be read.

    Raises NoPictureError; also where there is no Pillow: there the browser opens pictures (app/ui/browser_pictures.py).
    """
    for edge in EDGES:
        picture = opened(data, edge)
        text = read_qr(picture)
        if text is not None or max(picture.width, picture.height) < edge:
            return text
    return None


def opened(data: bytes, edge: int) -> Picture:
    """Open a picture with Pillow, grey and no larger than `edge` pixels a side. Raises NoPictureError."""
    if not can_draw():
        raise NoPictureError
    from PIL.Image import open as open_file  # noqa: PLC0415 - see can_draw

    try:
        with open_file(io.BytesIO(data)) as file:
            if file.width * file.height <= MOST_PIXELS:
                return _grey(file, edge)
    except Exception as error:  # Pillow has one for each way in which a file can be broken
        raise NoPictureError from error
    raise NoPictureError


def _grey(file: "Image", edge: int) -> Picture:
    from PIL.Image import alpha_composite, new  # noqa: PLC0415 - see can_draw

    file.draft("L", (edge, edge))
    shown = file
    if file.has_transparency_data:
        shown = file.convert("RGBA")
        shown = alpha_composite(new("RGBA", shown.size, "white"), shown)
    grey = shown.convert("L")
    grey.thumbnail((edge, edge))
    return Picture(grey.width, grey.height, grey.tobytes())
