"""The walks that Flet 1.0.5 takes after it has compared two pictures of a page, along what is set only.

It gets ready what was added, and looks for what was removed, by asking every field of every control (25 on average,
most at their defaults), and each thing in it, whether that is a control: two thirds of what drawing costs. A third walk
tells all that is in a dialog who holds it. For its comparison Flet keeps beside each control what is set of it: these
walks go along that. What they find, in which order, and what they leave behind is the same: tests/ui/test_flet_walks.py
holds them against Flet's own.
"""

import dataclasses
import weakref
from collections.abc import Iterable
from enum import Enum
from operator import itemgetter
from typing import Any

from flet.components.hooks import use_dialog
from flet.controls import object_patch
from flet.controls.object_patch import DiffBuilder, ObjectPatchException
from flet.controls.value_types import _UNSET

_PLAIN = (str, int, float, bool, type(None), Enum)
"""What can't hold a control."""
SNAPSHOTS = ("__prev_lists", "__prev_dicts", "__prev_classes")
_first = itemgetter(0)


@dataclasses.dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of a class of controls or values, as places in their order."""

    places: dict[str, int]
    """Of those whose value Flet keeps where it is set."""
    others: tuple[tuple[int, str], ...]
    """Those that are asked for their value: lists, mostly."""


_fields_of: dict[type, _Fields] = {}


def mend() -> None:
    """Put the walks in place; again does nothing more."""
    builder: Any = DiffBuilder
    builder._configure_dataclass = _configure  # noqa: SLF001
    builder._removed_controls = _removed  # noqa: SLF001
    dialogs: Any = use_dialog
    dialogs._bind_dialog_subtree = _bind  # noqa: SLF001


def _look_up(kind: type) -> _Fields:
    defaults: dict[str, Any] = getattr(kind, "_prop_defaults", {})
    places: dict[str, int] = {}
    others: list[tuple[int, str]] = []
    for place, field in enumerate(dataclasses.fields(kind)):
        if field.metadata.get("skip", False):
            continue
        default = defaults.get(field.name, field)
        if isinstance(default, _PLAIN) or default is _UNSET:
            places[field.name] = place
        else:
            others.append((place, field.name))
    return _Fields(places, tuple(others))


def _parts(item: Any) -> list[Any]:  # noqa: ANN401 - any dataclass
    """Give what the fields of a dataclass hold, in their order, but for what can't hold a control."""
    kind = type(item)
    fields = _fields_of.get(kind)
    if fields is None:
        fields = _fields_of[kind] = _look_up(kind)
    places = fields.places
    parts = [
        (places[name], value)
        for name, value in getattr(item, "_values", {}).items()
        if not isinstance(value, _PLAIN) and name in places
    ]
    for place, name in fields.others:
        value = getattr(item, name)
        if not isinstance(value, _PLAIN):
            parts.append((place, value))
    if len(parts) > 1:
        parts.sort(key=_first)
    return [value for _, value in parts]


def _inside(item: Any) -> Iterable[Any] | None:  # noqa: ANN401 - any value
    """Give what is in a list or a dictionary; None where it is neither."""
    if isinstance(item, list):
        return item
    return item.values() if isinstance(item, dict) else None


def _configure(
    builder: DiffBuilder,
    item: Any,  # noqa: ANN401 - any value
    parent: Any,  # noqa: ANN401 - a control, or None
    frozen: bool,  # noqa: FBT001 - Flet's own
    configure_setattr_only: bool = False,  # noqa: FBT001, FBT002
) -> Iterable[Any]:
    """Get ready what was added; give the controls in it, outer ones first."""
    if configure_setattr_only and parent is None and _is_drawn(item, builder.control_cls):
        return (item,)
    walk = _GettingReady(builder.control_cls, deep=not configure_setattr_only)
    walk.pass_by(item, parent, frozen=frozen)
    return walk.found


def _is_drawn(item: Any, control: Any) -> bool:  # noqa: ANN401
    """Tell whether a control is drawn anew rather than changed, and knows who holds it: nothing is left to be done."""
    if not isinstance(item, control):
        return False
    own = item.__dict__
    return own.get("_frozen", False) and "_parent" in own and "__prev_lists" not in own


class _GettingReady:
    """The walk along what was added: each control is built, and knows who holds it and whether it may be changed."""

    def __init__(self, control: Any, *, deep: bool) -> None:  # noqa: ANN401 - Flet's class of all controls
        self._control = control
        self._deep = deep
        self.found: list[Any] = []

    def pass_by(self, item: Any, parent: Any, *, frozen: bool) -> None:  # noqa: ANN401
        """Get a value ready, and what it holds. `parent` is the control that holds it, if known."""
        inside = _inside(item)
        if inside is not None:
            for value in inside:
                if not isinstance(value, _PLAIN):
                    self.pass_by(value, parent, frozen=frozen)
        elif hasattr(type(item), "__dataclass_fields__"):
            self._get_ready(item, parent, frozen=frozen)

    def _get_ready(self, item: Any, parent: Any, *, frozen: bool) -> None:  # noqa: ANN401
        parent = _held(item, parent)
        if hasattr(item, "_frozen"):
            frozen = item._frozen  # noqa: SLF001
        elif frozen:
            item._frozen = frozen  # noqa: SLF001
        kind: Any = type(item)
        if getattr(kind, "__flet_control_cls__", None) is None:
            kind.__flet_control_cls__ = self._control
        is_control = isinstance(item, self._control)
        if is_control:
            if self._deep:
                item.build()
                item._before_update_safe()  # noqa: SLF001
                object.__setattr__(item, "_initialized", True)
            self.found.append(item)
        if self._deep:
            # What isn't a control itself may hold some: they belong to the control that holds it.
            for value in _parts(item):
                self.pass_by(value, item if is_control else parent, frozen=frozen)
        if not frozen:
            _note_changes(item, kind)


def _held(item: Any, parent: Any) -> Any:  # noqa: ANN401
    """Let a value know the control that holds it, and give that one; where none is named, the one it knows."""
    if parent is None:
        known = getattr(item, "_parent", None)
        parent = known() if known else None
    if parent is not None:
        if parent is item:
            raise ObjectPatchException(f"Parent is the same as item: {item}")
        item._parent = weakref.ref(parent)  # noqa: SLF001
    return parent


def _note_changes(item: Any, kind: Any) -> None:  # noqa: ANN401
    """Let Flet see from now on what is changed in place."""
    dirty = getattr(item, "_dirty", None)
    if dirty is not None:
        dirty.clear()
        return
    note = object_patch._control_setattr  # noqa: SLF001
    if kind.__setattr__ is not note:
        kind.__setattr__ = note
    object.__setattr__(item, "__changes", {})


def _removed(builder: DiffBuilder, item: Any, recurse: bool) -> Iterable[Any]:  # noqa: ANN401, FBT001 - Flet's own
    """Give the controls in what was removed, inner ones first."""
    if not recurse and _is_drawn(item, builder.control_cls):
        return (item,)
    found: list[Any] = []
    _look_for(found, builder.control_cls, item, recurse=recurse)
    return found


def _look_for(found: list[Any], control: Any, item: Any, *, recurse: bool) -> None:  # noqa: ANN401
    inside = _inside(item)
    if inside is None and isinstance(item, control):
        if hasattr(item, "__prev_lists"):  # as the client was told last
            inside = [one for name in SNAPSHOTS for one in getattr(item, name, {}).values()]
        else:
            inside = _parts(item) if recurse else ()
    for value in inside or ():
        if not isinstance(value, _PLAIN):
            _look_for(found, control, value, recurse=recurse)
    if isinstance(item, control):
        found.append(item)


def _bind(item: Any, holder: Any) -> None:  # noqa: ANN401
    """Let all that is in a dialog know what holds it."""
    inside = _inside(item)
    if inside is None and hasattr(type(item), "__dataclass_fields__"):
        if holder is not None and holder is not item:
            item._parent = weakref.ref(holder)  # noqa: SLF001
        inside, holder = _parts(item), item
    for value in inside or ():
        if not isinstance(value, _PLAIN):
            _bind(value, holder)
