"""Opening a picture where Python runs in a browser: it has no Pillow, but the browser itself opens pictures."""

import importlib
from typing import Any

from app.pictures.qr_find import Picture
from app.pictures.scan import EDGES, NoPictureError, read_qr


async def read_picture(data: bytes) -> str | None:
    """Give the text of the code in the bytes of a picture, None if there is none that can be read.

    Raises:
        NoPictureError: the browser can't open it.
    """
    js: Any = importlib.import_module("js")
    to_js: Any = importlib.import_module("pyodide.ffi").to_js
    try:
        bitmap = await js.createImageBitmap(js.Blob.new(to_js([to_js(data)])))
    except Exception as error:
        raise NoPictureError from error
    try:
        for edge in EDGES:
            picture = _grey(js, bitmap, edge)
            text = read_qr(picture)
            if text is not None or max(picture.width, picture.height) < edge:
                return text
    finally:
        bitmap.close()
    return None


def _grey(js: Any, bitmap: Any, edge: int) -> Picture:  # noqa: ANN401 - what JavaScript has
    """Draw the picture on white, no larger than `edge`; of its colours green alone is as good as grey."""
    scale = min(1.0, edge / max(bitmap.width, bitmap.height))
    width, height = max(1, round(bitmap.width * scale)), max(1, round(bitmap.height * scale))
    drawing = js.OffscreenCanvas.new(width, height).getContext("2d")
    drawing.fillStyle = "white"
    drawing.fillRect(0, 0, width, height)
    drawing.drawImage(bitmap, 0, 0, width, height)
    colors: bytes = drawing.getImageData(0, 0, width, height).data.to_bytes()
    return Picture(width, height, colors[1::4])
