"""Taking a file from the user, with its content."""

from pathlib import Path

import flet as ft

from app.domain.errors import GongjiError
from app.ui.run import call


async def pick_file(*extensions: str, most_bytes: int) -> tuple[str, bytes] | None:
    """Let the user pick one file of these kinds; give its name and content, None if they didn't.

    Raises:
        GongjiError: it is larger, or can't be read.
    """
    return await _pick(ft.FilePickerFileType.CUSTOM, list(extensions), most_bytes)


async def pick_picture(*, most_bytes: int) -> tuple[str, bytes] | None:
    """Let the user pick a picture: on phones from their photos. Otherwise as :func:`pick_file`."""
    return await _pick(ft.FilePickerFileType.IMAGE, None, most_bytes)


async def _pick(kind: ft.FilePickerFileType, extensions: list[str] | None, most: int) -> tuple[str, bytes] | None:
    found = await ft.FilePicker().pick_files(
        file_type=kind,
        allowed_extensions=extensions,
        with_data=True,
        cancel_upload_on_window_blur=False,
    )
    if not found:
        return None
    file = found[0]
    if file.size > most:
        raise GongjiError("「{name}」太大了，最多 {most} KB", name=file.name, most=most // 1000)
    data = file.bytes
    if data is None and file.path:
        data = await call(Path(file.path), _read)
    if data is None:
        raise GongjiError("「{name}」读不了，换一个文件", name=file.name)
    return file.name, data


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
