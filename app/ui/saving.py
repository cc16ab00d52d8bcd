"""Handing a file to the user: a download in browsers, the share sheet on phones, a dialog on desktops."""

import flet as ft

from app.ui.components.dialogs import snack
from app.ui.i18n import tr
from app.ui.phone import is_phone


async def save_file(name: str, data: bytes, mime_type: str) -> None:
    """Give the user a file under this name, and say so where the system doesn't."""
    page = ft.context.page
    if is_phone(page):
        await _share(page, ft.ShareFile.from_bytes(data, mime_type=mime_type, name=name))
        return
    path = await ft.FilePicker().save_file(file_name=name, src_bytes=data)
    if page.web:
        snack(page, tr("已下载 {name}", name=name))
    elif path:
        snack(page, tr("已存到 {path}", path=path))


async def _share(page: ft.Page, file: ft.ShareFile) -> None:
    """Open the system's share sheet.

    iPads, and iOS from 26 on, want to know the rectangle that it comes from, and refuse an empty one. Flet's client
    takes its size, but share_files() gives only its corner.
    """
    middle = {"x": (page.width or 0) / 2, "y": (page.height or 0) / 2, "width": 1, "height": 1}
    how = {"download_fallback_enabled": True, "mail_to_fallback_enabled": True, "share_position_origin": middle}
    await ft.Share()._invoke_method("share_files", {"files": [file], **how})  # noqa: SLF001 - see above
