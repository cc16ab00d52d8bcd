"""Taking a code by looking at it: with the camera, where there is one, or in a picture."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.domain.errors import GongjiError
from app.ui.camera import camera_view
from app.ui.components import buttons
from app.ui.components.dialogs import sheet
from app.ui.components.fields import error_line
from app.ui.components.surfaces import column
from app.ui.guard import component, use_safe_effect
from app.ui.i18n import tr
from app.ui.run import use_command
from app.ui.scanning import has_camera, pick_code
from app.ui.theme import Style, use_style


@component
def scan_code(on_code: Callable[[str], Awaitable[None]]) -> ft.Control:
    """Show the ways to a code that is held out (a component); what ``on_code`` refuses is said below them."""
    style = use_style()
    said, set_said = ft.use_state("")
    seen, set_seen = ft.use_state("")

    def refuse(error: GongjiError) -> None:
        set_said(str(error))

    async def take_seen() -> None:
        if not seen:
            return
        try:
            await on_code(seen)
        except GongjiError as error:
            refuse(error)
        set_seen("")

    async def pick() -> None:
        set_said("")
        code = await pick_code()
        if code is not None:
            await on_code(code)

    def begin() -> None:
        set_said("")
        scan()

    use_safe_effect(take_seen, [seen])
    scan = _use_camera(style, set_seen)
    picked = use_command(pick, refuse)
    ways = [buttons.outlined(style, tr("从图片读"), picked.run, icon=ft.Icons.IMAGE_OUTLINED, loading=picked.running)]
    if has_camera(ft.context.page):
        ways.insert(0, buttons.outlined(style, tr("扫一扫"), begin, icon=ft.Icons.QR_CODE_SCANNER))
    shown: ft.Control = column(style, ways, gap=style.space.s2)
    if not (style.window.stacked or style.window.narrow):
        shown = ft.Row([ft.Container(one, expand=True) for one in ways], spacing=style.space.s2)
    return column(style, [shown, *([error_line(style, said)] if said else [])], gap=style.space.s2)


def _use_camera(style: Style, on_seen: Callable[[str], None]) -> Callable[[], None]:
    """Give what opens the camera's sheet (a hook). What runs in the sheet ends with it: a code is only handed on."""
    open_now, set_open = ft.use_state(False)  # noqa: FBT003 - a hook's first value

    async def scanned(code: str) -> None:
        set_open(False)
        on_seen(code)

    def begin() -> None:
        set_open(True)

    def close() -> None:
        set_open(False)

    ft.use_dialog(sheet(style, tr("扫医保码"), camera_view(scanned), on_close=close) if open_now else None)
    return begin
