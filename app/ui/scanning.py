"""Reading the code in a picture: one that the user picks, or what the camera sees.

Where Python has Pillow it opens the picture itself, in a thread; in a browser that runs Python, the browser does
(app/ui/browser_pictures.py sets how). Finding the code in it is the same everywhere: app/pictures/scan.py.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.util import find_spec

import flet as ft

from app.domain.errors import GongjiError
from app.pictures.scan import NoPictureError, read_picture
from app.ui.phone import is_phone
from app.ui.picking import pick_picture

MOST_BYTES = 30_000_000
"""More than any phone's photo has. In browsers the page makes pictures smaller before they come (assets/index.html)."""

PictureReader = Callable[[bytes], Awaitable[str | None]]


@dataclass(slots=True)
class _Way:
    """How pictures are read; None: by Python, in a thread."""

    reader: PictureReader | None = None


_way = _Way()
# A picture is a tenth of a second of work, one without a code up to two: one at a time, so that nobody waits for it.
_turn = asyncio.Semaphore(1)


def set_picture_reader(reader: PictureReader | None) -> None:
    """Set how pictures are read where Python can't open them; it raises NoPictureError for what is none."""
    _way.reader = reader


async def code_in(data: bytes) -> str | None:
    """Give the text of the code in a picture, None where none can be read.

    Raises:
        NoPictureError: the bytes are no picture.
    """
    if _way.reader is not None:
        return await _way.reader(data)
    async with _turn:
        return await asyncio.to_thread(read_picture, data)


async def pick_code() -> str | None:
    """Let the user pick a picture, and give the text of the code in it; None if they picked none.

    Raises:
        GongjiError: it can't be opened, or has no code that can be read.
    """
    picked = await pick_picture(most_bytes=MOST_BYTES)
    if picked is None:
        return None
    try:
        code = await code_in(picked[1])
    except NoPictureError:
        raise GongjiError("「{name}」不是能打开的图片。截图或者照片都行", name=picked[0]) from None
    if code is None:
        raise GongjiError("这张图里没有读到码。让码占大一些、拍清楚，再试一次")
    return code


def has_camera(page: ft.Page) -> bool:
    """Tell whether a camera may be had here: on phones and in browsers, Flet's window has none."""
    return (page.web or is_phone(page)) and find_spec("flet_camera") is not None
