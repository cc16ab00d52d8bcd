"""One tap, one name: a box that is tapped reaches screen readers as a single control.

Flet gives a tapped container a node of its own, so that a name around it would be a second, idle one. Merged they are
one; and what is written inside isn't read a second time.
"""

import flet as ft

from app.ui.i18n import tr


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
) -> ft.Control:
    """Return ``box`` (with its ``on_click``) under the name ``said``; without one its own words are its name.

    A switch is said by ``toggled``, a checkbox or radio by ``checked``: then leave ``button`` out of it (False).
    """
    if said is not None and box.content is not None:
        box.content = ft.Semantics(content=box.content, exclude_semantics=True)
    named = ft.Semantics(
        content=box,
        label=None if said is None else tr(said),
        button=button or None,
        link=link,
        selected=selected,
        checked=checked,
        toggled=toggled,
        expanded=expanded,
    )
    return ft.MergeSemantics(named, expand=expand)
