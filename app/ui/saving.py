"""Handing a file to the user: a download in browsers, the share sheet on phones, a dialog on desktops."""

import flet as ft

from app.ui.components.dialogs import snack
from app.ui.i18n import tr

_PHONES = (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)


async def save_file(name: str, data: bytes, mime_type: str) -> None:
    """Give the user a file under this name, and say so where the system doesn't."""
    page = ft.context.page
    if page.platform in _PHONES and not page.web:
        await ft.Share().share_files([ft.ShareFile.from_bytes(data, mime_type=mime_type, name=name)])
        return
    path = await ft.FilePicker().save_file(file_name=name, src_bytes=data)
    if page.web:
        snack(page, tr("已下载 {name}", name=name))
    elif path:
        snack(page, tr("已存到 {path}", path=path))
