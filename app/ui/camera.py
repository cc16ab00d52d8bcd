"""Scanning with the camera: it looks until it sees a code. flet-camera is imported when it is first wanted."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast

import flet as ft

from app.pictures.scan import NoPictureError
from app.ui.components.fields import error_line
from app.ui.components.surfaces import column
from app.ui.guard import component, use_safe_effect
from app.ui.i18n import mark, tr
from app.ui.scanning import code_in
from app.ui.theme import Style, text, use_style
from app.ui.ticking import session_alive

if TYPE_CHECKING:
    from flet_camera import Camera, CameraDescription

LOOK_EVERY_S = 0.4
STARTS_WITHIN_S = 20
"""So long the system's own question may wait for an answer."""
NO_CAMERA = mark("这台设备没有能用的摄像头。可以从图片里读码。")
NOT_ALLOWED = mark("现在用不了摄像头。在系统或浏览器的设置里允许共济通用摄像头，或者从图片里读码。")
STOPPED = mark("摄像头停了。关掉再开一次，或者从图片里读码。")
_FAILED_IN_A_ROW = 5

OnCode = Callable[[str], Awaitable[None]]


@component
def camera_view(on_code: OnCode) -> ft.Control:
    """Show what the camera sees, and look for a code until there is one (a component)."""
    style = use_style()
    said, set_said = ft.use_state("")
    ready, set_ready = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    camera = ft.use_ref(cast("Camera | None", None))
    gone = ft.use_ref(False)  # noqa: FBT003
    page = ft.context.page
    if camera.current is None:
        camera.current = _camera(style)

    async def look() -> None:
        shown = camera.current
        if shown is None:
            return
        failure = await _started(shown)
        if failure:
            set_said(failure)
            return
        set_ready(True)
        code = await _seen(shown, lambda: not gone.current and session_alive(page))
        if gone.current:
            return
        if code:
            await on_code(code)
        else:
            set_said(STOPPED)

    def leave() -> None:
        gone.current = True

    use_safe_effect(look, [], leave)
    if said:
        return error_line(style, tr(said))
    words = tr("把码放在画面中间，读到了就会自己收起来。") if ready else tr("正在打开摄像头")
    pieces = [camera.current, ft.Semantics(content=text(style, "label", words), live_region=True)]
    return column(style, pieces, gap=style.space.s3)


async def _seen(camera: "Camera", wanted: Callable[[], bool]) -> str:
    """Look until there is a code, and give it; nothing where nobody waits any more, or the camera has stopped."""
    failed = 0
    while wanted() and failed < _FAILED_IN_A_ROW:
        await asyncio.sleep(LOOK_EVERY_S)
        try:
            code = await code_in(await camera.take_picture())
        except (RuntimeError, TimeoutError, NoPictureError):
            failed += 1
            continue
        failed = 0
        if code:
            return code
    return ""


def _camera(style: Style) -> "Camera":
    from flet_camera import Camera  # noqa: PLC0415 - see the module

    edge = min(style.window.width, style.size.page_max) - 2 * style.margin
    return Camera(width=edge, height=min(edge, style.window.height / 2))


async def _started(camera: "Camera") -> str:
    """Start the camera that looks away from who holds it; gives what is in the way, in words, or nothing."""
    from flet_camera import ResolutionPreset  # noqa: PLC0415 - see the module

    try:
        found = await asyncio.wait_for(camera.get_available_cameras(), STARTS_WITHIN_S)
        if not found:
            return NO_CAMERA
        start = camera.initialize(_outward(found), ResolutionPreset.MEDIUM, enable_audio=False)
        await asyncio.wait_for(start, STARTS_WITHIN_S)
    except (RuntimeError, TimeoutError):  # what the client says of it is for programmers
        return NOT_ALLOWED
    return ""


def _outward(cameras: "list[CameraDescription]") -> "CameraDescription":
    return next((one for one in cameras if one.lens_direction.value == "back"), cameras[0])
