"""One tap, one name: a box that is tapped reaches screen readers and the keyboard as a single control.

Flet's tapped container has no focus, and a node of its own beside the name around it. So what takes the tap is a
button of the box's size that lies over it: Tab reaches it, Enter and Space press it, and a ring shows the focus.
"""

from functools import lru_cache
from typing import Any

import flet as ft

from app.ui.focus import RING, focus_overlay, focus_sides
from app.ui.i18n import tr
from app.ui.sizes import Corner

_CORNER = Corner()


def touchable(  # noqa: PLR0913 - one argument for each thing that can be said of a control
    box: ft.Container,
    said: str | None,
    *,
    button: bool = True,
    link: bool | None = None,
    selected: bool | None = None,
    checked: bool | None = None,
    toggled: bool | None = None,
    expanded: bool | None = None,
    expand: bool | int | None = None,
    ring: str = RING,
    inside: bool = False,
) -> ft.Control:
    """Return ``box`` (with its ``on_click``) under the name ``said``; without one its own words are its name.

    A switch is said by ``toggled``, a checkbox or radio by ``checked``: then leave ``button`` out of it (False).
    ``ring`` is the colour of the focus where the ground is cobalt, ``inside`` draws it clear of the edge.
    """
    if said is not None and box.content is not None:
        box.content = ft.Semantics(content=box.content, exclude_semantics=True)
    layers: list[ft.Control] = [box]
    if box.on_click is not None:
        layers.append(_target(box, ring, inside=inside))
    named = ft.Semantics(
        content=ft.Stack(layers, fit=ft.StackFit.PASS_THROUGH, clip_behavior=ft.ClipBehavior.NONE),
        label=None if said is None else tr(said),
        button=button or None,
        link=link,
        selected=selected,
        checked=checked,
        toggled=toggled,
        expanded=expanded,
    )
    return ft.MergeSemantics(named, expand=expand)


def _target(box: ft.Container, ring: str, *, inside: bool) -> ft.Control:
    """Take the tap from a box, and return the button over it that has it now."""
    pressed: Any = box.on_click  # Flet types the event by the control that sends it
    box.on_click, box.ink = None, False
    radius = box.border_radius or _CORNER.chip
    made = _round_style if isinstance(radius, int | float) else _round_style.__wrapped__
    return ft.TextButton(
        content=ft.Container(),
        on_click=pressed,
        left=0,
        top=0,
        right=0,
        bottom=0,
        style=made(None if box.shape is ft.BoxShape.CIRCLE else radius, ring, inside=inside),
    )


@lru_cache
def _round_style(radius: ft.BorderRadiusValue | None, ring: str, *, inside: bool) -> ft.ButtonStyle:
    """Give the look of the button over a box with corners of this radius; None: a circle."""
    return ft.ButtonStyle(
        padding=0,
        shape=ft.CircleBorder() if radius is None else ft.RoundedRectangleBorder(radius=radius),
        side=focus_sides(ring, inside=inside),
        overlay_color=focus_overlay(ring),
    )
