"""What Flet 1.0.5 sends of a control, gathered along what is set, with what holds for its class looked up once.

Before it packs a message Flet asks of every control, and everything in it, whether it is a dataclass, looks through all
base classes for the default of each of its scalars, and copies each list, also where nobody will ask for the copy.
What is sent, and what it keeps for the next comparison, is the same: tests/ui/test_flet_encode.py holds it against
Flet's own.
"""

import functools
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import Any

import flet as ft
from flet.controls.value_types import _UNSET, Value
from flet.messaging import protocol

from app.ui.flet_walks import SNAPSHOTS

_MAKER = "configure_encode_object_for_msgpack"
_ASKING = (
    *("flet.messaging.protocol", "flet.messaging.pyodide_connection", "flet.messaging.flet_socket_server"),
    *("flet.messaging.flet_dart_bridge_server", "flet_web.fastapi.flet_app"),
)
"""Whoever packs messages asks for an encoder by this name: one way for each kind of client."""
_PLAIN = frozenset({str, int, float, bool})
_flets_own: Callable[[Any], Any] = protocol.configure_encode_object_for_msgpack(ft.BaseControl)  # type: ignore[no-untyped-call]
_ways: dict[type, Callable[[Any], Any]] = {}
_Held = tuple[dict[str, Any], dict[str, Any], dict[str, Any]] | None
"""What is kept of the lists, dictionaries and other holders of an item; None for one that is never changed."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What holds for all controls, or values, of a class."""

    events: frozenset[str]
    roots: dict[str, Any]
    """What the client takes for granted, by field."""
    overrides: tuple[tuple[str, Any], ...]
    """What the client doesn't know: defaults that the class has changed."""
    asked: tuple[tuple[str, Any], ...]
    """Fields that are asked for their value, lists mostly, each with the default that isn't sent."""


def mend() -> None:
    """Put the encoder in place; again does nothing more."""
    for name in _ASKING:
        if name in sys.modules:
            setattr(sys.modules[name], _MAKER, _give_ours)


def _give_ours(_control_cls: type) -> Callable[[Any], Any]:
    return encode


def encode(item: Any) -> Any:  # noqa: ANN401 - whatever a message holds
    """Give what msgpack can't pack in a form that it can: for its ``default``."""
    kind = type(item)
    way = _ways.get(kind)
    if way is None:
        way = _ways[kind] = _way_of(kind)
    return way(item)


def _way_of(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a class
    if issubclass(kind, Enum):
        return attrgetter("value")
    sparse = hasattr(kind, "_structural_fields") and hasattr(kind, "_prop_defaults")
    if not sparse or not issubclass(kind, ft.BaseControl | Value):
        return _flets_own
    roots = {name: default for name, default in kind._root_defaults.items() if default is not _UNSET}  # noqa: SLF001
    overrides = tuple((name, value) for name, value in kind._override_props.items() if value is not None)  # noqa: SLF001
    asked = tuple((name, _default_of(kind, name)) for name in kind._structural_fields)  # noqa: SLF001
    return functools.partial(_gather, _Kind(kind._event_fields, roots, overrides, asked))  # noqa: SLF001


def _default_of(kind: Any, name: str) -> Any:  # noqa: ANN401
    root = protocol._get_root_dataclass_field(kind, name)  # type: ignore[no-untyped-call] # noqa: SLF001
    found = root if root is not None else kind.__dataclass_fields__.get(name)
    return _UNSET if found is None else found.default


def _gather(kind: _Kind, item: Any) -> dict[str, Any]:  # noqa: ANN401 - a control, or a value
    """Give what is to be sent of an item, in Flet's order; one that may be changed later keeps what it held now."""
    held: _Held = None if hasattr(item, "_frozen") else ({}, {}, {})
    body = _what_is_set(kind, item, held)
    for name, value in kind.overrides:
        body.setdefault(name, value)
    for name, default in kind.asked:
        value = getattr(item, name)
        if type(value) in _PLAIN or not _holds(value):
            if value is not None and value != default:
                body[name] = value
        elif value or not isinstance(value, list | dict):
            body[name] = _note(held, name, value)
        else:
            _note(held, name, value)
    if held is not None:
        for name, kept in zip(SNAPSHOTS, held, strict=True):
            setattr(item, name, kept)
    return body


def _what_is_set(kind: _Kind, item: Any, held: _Held) -> dict[str, Any]:  # noqa: ANN401
    """Give the fields that Flet keeps where they are set, but for those that say what the client takes for granted."""
    body: dict[str, Any] = {}
    for name, value in item._values.items():  # noqa: SLF001
        if value is None or (name in kind.roots and value == kind.roots[name]):
            continue
        if type(value) in _PLAIN or not _holds(value):
            body[name] = True if name in kind.events else value
        else:
            body[name] = _note(held, name, value)
    return body


def _holds(value: Any) -> bool:  # noqa: ANN401
    """Tell whether a value may hold something that is compared by itself the next time."""
    return isinstance(value, list | dict) or hasattr(type(value), "__dataclass_fields__")


def _note(held: _Held, name: str, value: Any) -> Any:  # noqa: ANN401
    """Keep what a field holds now, lists and dictionaries as they are at this moment, and give what was kept."""
    if held is None:
        return value
    lists, dicts, others = held
    if isinstance(value, list):
        lists[name] = value = value[:]
    elif isinstance(value, dict):
        dicts[name] = value = value.copy()
    else:
        others[name] = value
    return value
