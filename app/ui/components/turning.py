"""A slip of paper that is turned over: it narrows to its edge, and widens again with its other side up."""

import asyncio
import math

import flet as ft

from app.ui.guard import component, use_safe_effect
from app.ui.motion import less_motion
from app.ui.theme import use_style

_STEPS = 8
"""Pictures of a turn; Flet can't move one axis of a scale by itself."""
_EDGE = 0.02
_MS = 1000


@component
def turning(front: ft.Control, back: ft.Control | None, turned: bool) -> ft.Control:  # noqa: FBT001 - the side asked for
    """Show the front, or ``turned`` the back (a component)."""
    style = use_style()
    side, set_side = ft.use_state((turned, 1.0))
    is_back, width = side

    async def turn() -> None:
        if is_back is turned:
            return
        if not await less_motion():
            for step in range(1, _STEPS):
                angle = math.pi * step / _STEPS
                set_side((turned if step * 2 > _STEPS else not turned, max(_EDGE, abs(math.cos(angle)))))
                await asyncio.sleep(style.time.page / _MS / _STEPS)
        set_side((turned, 1.0))

    use_safe_effect(turn, [turned])
    # Both sides stay where they are: what has drawn itself once isn't drawn again.
    sides: list[ft.Control] = [ft.Container(front, visible=not is_back)]
    if back is not None:
        sides.append(ft.Container(back, visible=is_back))
    return ft.Container(
        ft.Column(sides, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        scale=ft.Scale(scale_x=width, scale_y=1),
    )
