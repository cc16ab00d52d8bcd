"""Controls of Flet 1.0.5 made from what is set, and checked where there is something to check.

Flet makes a control by setting each of its fields, fifty on average, most to the default that is there already: a fifth
of what drawing costs. Here only what is given is looked at. And the values that say how a control looks (a padding, a
border) are made once for all controls that look so: nobody changes them, and what is the same needn't be compared.
And with each control Flet gives its class the same hash anew, by which Python forgets all that it knew of the class.
What comes out is the same: tests/ui/test_flet_controls.py holds it against Flet's own.
"""

import dataclasses
import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

import flet as ft
from flet.controls.id_counter import ControlId
from flet.controls.value_types import _UNSET
from flet.utils.validation import _compile_class_spec

_OFTEN = (
    *(ft.Column, ft.Container, ft.Icon, ft.Image, ft.MergeSemantics, ft.Row, ft.SafeArea, ft.Semantics, ft.Stack),
    *(ft.Text, ft.TextButton, ft.TextField),
)
"""What pages are made of; anything else is made by Flet's own."""
_FACTORIES: dict[Any, tuple[str, ...]] = {
    ft.Alignment: ("BOTTOM_CENTER", "CENTER", "CENTER_LEFT", "CENTER_RIGHT", "TOP_CENTER"),
    ft.Border: ("all",),
    ft.BorderRadius: ("horizontal", "vertical"),
    ft.Margin: ("only", "symmetric"),
    ft.Padding: ("all", "only", "symmetric"),
}
"""The values that pages are full of: names of one, and what makes some."""
_REF = "ref"
_NAMING = "_apply_control.<locals>.new_post_init"
"""The step of `@ft.control` after a control was made: it says what the client calls it."""
_flets: dict[type, Callable[..., None]] = {}
"""Flet's own initializers."""
_get_ready = ft.BaseControl._before_update_safe  # noqa: SLF001
_checked: dict[type, frozenset[str] | None] = {}
"""The fields of a class that have rules; None where there is more to do before a control is drawn."""


def mend() -> None:
    """Put them in place; again does nothing more."""
    if _flets:
        return
    for kind in _OFTEN:
        _flets[kind] = kind.__init__
        made: Any = kind
        made.__init__ = _initializer(kind)
    for value, names in _FACTORIES.items():
        for name in names:
            setattr(value, name, _once(getattr(value, name)))
    control: Any = ft.BaseControl
    control._before_update_safe = _get_ready_if_needed  # noqa: SLF001


def _initializer(kind: Any) -> Callable[..., None]:  # noqa: ANN401 - a class of controls
    """Give an initializer that takes what the class's own takes."""
    finish = _finisher(kind)
    order = [name for name in inspect.signature(kind.__init__).parameters if name != "self"]
    defaults: dict[str, Any] = kind._prop_defaults  # noqa: SLF001 - of the fields that are kept only where they are set
    needed = {name for name in order if defaults.get(name) is _UNSET}
    others = {name for name in order if name not in defaults and name != _REF}
    factories = [
        (one.name, one.default_factory)
        for one in dataclasses.fields(kind)
        if one.default_factory is not dataclasses.MISSING and one.name not in {"_values", "_dirty"}
    ]

    def __init__(self: Any, *args: Any, **given: Any) -> None:  # noqa: ANN401, N807
        own: dict[str, Any] = self.__dict__
        values: dict[str, Any] = {}
        own["_values"], own["_dirty"] = values, {}
        for name, make in factories:
            own[name] = make()
        if args:
            given = _named(kind, order, args, given)
        for name, value in given.items():
            if name in defaults:
                default = defaults[name]
                if value is not default and value != default:
                    values[name] = value
            elif name in others:
                own[name] = value
            elif name != _REF:
                raise TypeError(f"{kind.__name__} takes no {name}")
        if needed and not needed <= given.keys():
            raise TypeError(f"{kind.__name__} needs {', '.join(sorted(needed - given.keys()))}")
        finish(self, given.get(_REF))

    return __init__


def _finisher(kind: Any) -> Callable[[Any, Any], None]:  # noqa: ANN401
    """Give what is to be done of a control whose fields are set."""
    name_there = _only_named(kind)
    prepares = kind.init is not ft.BaseControl.init
    kind.__hash__ = ft.BaseControl.__hash__

    def finish(made: Any, ref: Any) -> None:  # noqa: ANN401
        if name_there is None or type(made) is not kind:
            made.__post_init__(ref)
            return
        own: dict[str, Any] = made.__dict__
        own["_c"], own["_i"] = name_there, ControlId.next()
        if ref is not None:
            ref.current = made
        if prepares:
            made.init()

    return finish


def _only_named(kind: Any) -> str | None:  # noqa: ANN401
    """Give what the client calls a class, if nothing else is done after one was made; None where more is."""
    step, name = kind.__post_init__, None
    while step is not ft.BaseControl.__post_init__:
        made_of = inspect.getclosurevars(step).nonlocals
        if step.__qualname__ != _NAMING or made_of["isolated"] is not None:
            return None
        name = name or made_of["type_name"]
        step = made_of["orig_post_init"]
    return cast("str | None", name)


def _named(kind: type, order: list[str], args: tuple[Any, ...], given: dict[str, Any]) -> dict[str, Any]:
    """Give all arguments by name."""
    if len(args) > len(order):
        raise TypeError(f"{kind.__name__} takes {len(order)} arguments, not {len(args)}")
    named = dict(zip(order, args, strict=False))
    if twice := named.keys() & given.keys():
        raise TypeError(f"{kind.__name__} was given {', '.join(sorted(twice))} twice")
    return {**named, **given}


def _get_ready_if_needed(control: Any) -> None:  # noqa: ANN401
    """Do what is done before a control is drawn; mostly that is nothing: no step of its own, no field with a rule."""
    kind = type(control)
    try:
        checked = _checked[kind]
    except KeyError:
        checked = _checked[kind] = _rules_of(kind)
    if checked is None or not checked.isdisjoint(control._values):  # noqa: SLF001
        _get_ready(control)  # type: ignore[no-untyped-call]


def _rules_of(kind: type[ft.BaseControl]) -> frozenset[str] | None:
    rules: Any = cast("Any", _compile_class_spec)(kind)
    if kind.before_update is not ft.BaseControl.before_update or rules.class_rules:
        return None
    return frozenset(name for name, _ in rules.field_rules)


def _once(made: Any) -> Any:  # noqa: ANN401 - a value, or what makes values
    """Give a value that isn't made again, or what gives one and the same for the same arguments."""
    if not callable(made):
        return made
    kept = lru_cache(maxsize=1000)(made)

    def make(*args: Any, **named: Any) -> Any:  # noqa: ANN401
        try:
            return kept(*args, **named)
        except TypeError:  # an argument that nothing can be looked up by
            return made(*args, **named)

    return staticmethod(make)
