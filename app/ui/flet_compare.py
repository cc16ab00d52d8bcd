"""Flet 1.0.5's comparison of two pictures of a page, along what is set only and without a log that nobody reads.

Where a page is drawn anew, each control is held against the one that stood in its place. Flet asks for every pair anew
what kind of thing it is, gathers keys for every list and writes five lines into a log that is off: a third of what
drawing costs. Here the usual is done at once: two controls of one class, in lists of equal length. All else is Flet's.
What comes out is the same: tests/ui/test_flet_compare.py holds it against Flet's own.
"""

import weakref
from dataclasses import dataclass
from typing import Any

import flet as ft
from flet.controls.object_patch import DiffBuilder, get_control_key

_PLAIN = frozenset({str, int, float, bool, type(None)})
"""What is only compared; an Enum too, but that is as well left to Flet."""
_COMPONENT = "C"


@dataclass(frozen=True, slots=True)
class _Kind:
    """What holds for all controls, or values, of a class."""

    asked: tuple[str, ...]
    """Fields that are asked for their value: lists, mostly."""
    defaults: dict[str, Any]
    events: frozenset[str]
    takes_number_only: bool
    """Whether one that takes another's place takes over its number and its data, and nothing else."""
    builds: bool


_kinds: dict[type, _Kind] = {}
_flets_own: Any = DiffBuilder._compare_dataclasses  # noqa: SLF001


def mend() -> None:
    """Put the comparison in place; again does nothing more."""
    builder: Any = DiffBuilder
    builder._compare_dataclasses = _compare  # noqa: SLF001


def _look_up(kind: Any) -> _Kind:  # noqa: ANN401 - a class of controls or values
    made = _kinds[kind] = _Kind(
        # A set, in the order in which Flet walks along it.
        tuple(name for name in kind._structural_fields if name not in {"_c", "_i"}),  # noqa: SLF001
        kind._prop_defaults,  # noqa: SLF001
        frozenset(kind._event_fields),  # noqa: SLF001
        getattr(kind, "_migrate_state", None) is ft.BaseControl._migrate_state,  # noqa: SLF001
        getattr(kind, "build", ft.BaseControl.build) is not ft.BaseControl.build,
    )
    return made


def _compare(builder: DiffBuilder, parent: Any, path: list[Any], src: Any, dst: Any, frozen: bool) -> None:  # noqa: ANN401, FBT001, PLR0913, PLR0917 - Flet's own
    """Note what differs between what stood in a place and what stands there now."""
    before, now = getattr(src, "_values", None), getattr(dst, "_values", None)
    if not frozen or src is dst or before is None or now is None or getattr(parent, "_isolated", False):
        _flets_own(builder, parent, path, src, dst, frozen)
        return
    kind = _kinds.get(type(dst)) or _look_up(type(dst))
    if isinstance(dst, ft.BaseControl):
        if not _take_place(builder, kind, parent, src, dst):
            _flets_own(builder, parent, path, src, dst, frozen)
            return
        dst._before_update_safe()  # type: ignore[no-untyped-call] # noqa: SLF001
        now = dst._values  # noqa: SLF001
    for name in kind.asked:
        _compare_part(builder, dst, path, name, getattr(src, name), getattr(dst, name))
    _compare_set(builder, kind, path, dst, before, now)
    builder._dataclass_removed(src)  # noqa: SLF001
    builder._dataclass_added(dst, parent, frozen=True)  # noqa: SLF001


def _compare_set(  # noqa: PLR0913, PLR0917
    builder: DiffBuilder,
    kind: _Kind,
    path: list[Any],
    dst: Any,  # noqa: ANN401
    before: dict[str, Any],
    now: dict[str, Any],
) -> None:
    """Compare the fields that Flet keeps where they are set."""
    for name in before if before.keys() == now.keys() else {**before, **now}:
        default = kind.defaults.get(name)
        old, new = before.get(name, default), now.get(name, default)
        if old is new:
            continue
        if name in kind.events:
            if (old is None) is not (new is None):
                builder._item_replaced(path, name, new is not None)  # noqa: SLF001
        elif type(new) in _PLAIN:
            if old != new:
                _compare_part(builder, dst, path, name, old, new)
        elif builder._holds_control(new) or old != new:  # noqa: SLF001
            _compare_part(builder, dst, path, name, old, new)


def _take_place(builder: DiffBuilder, kind: _Kind, parent: Any, src: Any, dst: Any) -> bool:  # noqa: ANN401
    """Let a control take the place of another, its number and its holder; False where Flet knows better."""
    own = dst.__dict__
    if parent is None or parent is dst or (kind.builds and "_initialized" not in own):
        return False
    if kind.takes_number_only:
        own["_i"] = src._i  # noqa: SLF001
        if dst.data is None:
            dst.data = src.data
    else:
        dst._migrate_state(src)  # noqa: SLF001
    own["_initialized"] = True
    own["_parent"] = weakref.ref(parent)
    own["_frozen"] = True
    builder._added_dataclasses[own["_i"]] = dst  # noqa: SLF001
    builder._removed_dataclasses[src._i] = src  # noqa: SLF001
    return True


def _compare_part(builder: DiffBuilder, holder: Any, path: list[Any], key: Any, old: Any, new: Any) -> None:  # noqa: ANN401, PLR0913, PLR0917
    """Compare what two controls hold in one of their fields."""
    kind = type(new)
    if kind is type(old):
        if kind in _PLAIN:
            if old != new:
                builder._item_replaced(path, key, new)  # noqa: SLF001
            return
        if kind is list or kind is dict:
            if not old and not new:
                return
            if kind is list and old and new and _stand_in_pairs(old, new):
                _compare_pairs(builder, holder, [*path, key], old, new)
                return
        elif old is new:
            return
        elif hasattr(kind, "_prop_defaults") and _goes_on(old, new) and get_control_key(old) == get_control_key(new):
            _compare(builder, holder, [*path, key], old, new, frozen=True)
            return
    builder._compare_values(holder, path, key, old, new, frozen=True)  # noqa: SLF001


def _stand_in_pairs(before: list[Any], now: list[Any]) -> bool:
    """Tell whether two lists hold controls only, each with the key of the one before."""
    return len(before) == len(now) and all(
        hasattr(type(old), "_prop_defaults")
        and hasattr(type(new), "_prop_defaults")
        and (old is new or get_control_key(old) == get_control_key(new))
        for old, new in zip(before, now, strict=True)
    )


def _compare_pairs(builder: DiffBuilder, holder: Any, path: list[Any], before: list[Any], now: list[Any]) -> None:  # noqa: ANN401
    for place, (old, new) in enumerate(zip(before, now, strict=True)):
        if type(old) is type(new) and _goes_on(old, new):
            _compare(builder, holder, [*path, place], old, new, frozen=True)
        else:
            builder._item_removed(path, place, old, frozen=True)  # noqa: SLF001
            builder._item_added(holder, path, place, new, frozen=True)  # noqa: SLF001


def _goes_on(old: Any, new: Any) -> bool:  # noqa: ANN401
    """Tell whether a control may live on in the other: a component only in one of the same function."""
    return getattr(new, "_c", None) != _COMPONENT or old.fn is new.fn
