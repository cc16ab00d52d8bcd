"""How what can be pressed shows that the keyboard is on it, that the mouse is above it, and that it is pressed."""

import flet as ft

from app.ui.sizes import Size

RING = ft.Colors.PRIMARY
"""The colour of the focus: the theme's cobalt, light or dark."""
_PRESSED, _HOVERED = 0.12, 0.05
_EDGE, _INSIDE = -1, -3
"""Where the ring lies: along the edge, or its own width away from it."""
_SIZE = Size()


def focus_sides(
    ring: str = RING, resting: ft.BorderSide | None = None, *, inside: bool = False
) -> dict[ft.ControlState, ft.BorderSide]:
    """Return the edges of a button: a ring while the keyboard is on it, else as at rest.

    ``inside`` leaves its fill to be seen around the ring, where both would else be of one colour.
    """
    return {
        ft.ControlState.FOCUSED: ft.BorderSide(_SIZE.ring_line, ring, stroke_align=_INSIDE if inside else _EDGE),
        ft.ControlState.DEFAULT: resting or ft.BorderSide(0, ft.Colors.TRANSPARENT),
    }


def focus_overlay(ink: str = RING) -> dict[ft.ControlState, str]:
    """Return the veil over a button that is pressed, or has the mouse or the keyboard on it."""
    return {
        ft.ControlState.PRESSED: ft.Colors.with_opacity(_PRESSED, ink),
        ft.ControlState.HOVERED: ft.Colors.with_opacity(_HOVERED, ink),
        ft.ControlState.FOCUSED: ft.Colors.with_opacity(_HOVERED, ink),
    }
