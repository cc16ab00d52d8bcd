"""Flet's comparison of two pictures of a page, ours against its own: the same found, and the same left behind."""

import dataclasses

import flet as ft
from flet.components.component import Component
from flet.controls.base_control import BaseControl
from flet.controls.object_patch import DiffBuilder
from hypothesis import given
from hypothesis import strategies as st

from app.ui import flet_compare
from tests.ui.shared import unmended

flet_compare.mend()


OFTEN = 0.5
ours = flet_compare._compare
flets = unmended("flet.controls.object_patch").DiffBuilder._compare_dataclasses


def first(words):
    return ft.Text(words)


def second(words):
    return [ft.Text(words), ft.Text("b")]


keys = st.none() | st.sampled_from(["k1", "k2", ft.ScrollKey("k1")])
texts = st.builds(
    ft.Text,
    st.sampled_from(["x", "y", ""]),
    size=st.sampled_from([None, 1, 1.0, 2]),
    style=st.sampled_from([None, ft.TextStyle(size=1), ft.TextStyle(size=2)]),
    key=keys,
    data=st.sampled_from([None, 7]),
)
leaves = st.one_of(
    texts,
    st.builds(ft.Icon, st.sampled_from([ft.Icons.ADD, ft.Icons.REMOVE]), color=st.none() | st.just("red")),
    st.builds(
        ft.TextField, suffix=st.none() | texts, value=st.sampled_from(["1", "2"]), on_change=st.none() | st.just(print)
    ),
    st.builds(ft.Dropdown, options=st.lists(st.builds(ft.DropdownOption, st.sampled_from(["p", "q"])), max_size=2)),
    st.builds(ft.Semantics, label=st.sampled_from(["", "l"])),
    st.builds(
        lambda draw, words: Component(fn=draw, args=(words,)), st.sampled_from([first, second]), st.sampled_from("xy")
    ),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(ft.Container, st.none() | inner, padding=st.sampled_from([None, 3, ft.Padding.all(3)]), key=keys),
        st.builds(ft.Container, inner, on_click=st.sampled_from([None, print, repr])),
        st.builds(ft.Column, st.lists(inner, max_size=3), spacing=st.sampled_from([10, 4])),
        st.builds(ft.Row, st.lists(inner, max_size=3)),
        st.builds(ft.ListTile, title=inner, leading=st.none() | inner),
        st.builds(ft.Button, st.just("a") | texts, style=st.sampled_from([None, ft.ButtonStyle(color="red")])),
    ),
    max_leaves=10,
)


def _copied(value):
    """A second tree of the same shape; values that only say how a control looks are shared, as on the pages."""
    if isinstance(value, list):
        return [_copied(one) for one in value]
    if not isinstance(value, BaseControl):
        return value
    if isinstance(value, Component):
        return Component(fn=value.fn, args=value.args, key=value.key, data=value.data)
    lists = {
        field.name: _copied(getattr(value, field.name))
        for field in dataclasses.fields(value)
        if field.init and isinstance(getattr(value, field.name, None), list)
    }
    return type(value)(**({name: _copied(one) for name, one in value._values.items()} | lists), data=value.data)


def _numbered(root):
    """Every control and value of a tree with its place in it."""
    found, waiting = {}, [(root, "")]
    while waiting:
        one, place = waiting.pop()
        if isinstance(one, list):
            waiting += [(item, f"{place}[{number}]") for number, item in enumerate(one)]
        elif dataclasses.is_dataclass(one):
            found.setdefault(id(one), place)
            waiting += [
                (getattr(one, field.name), f"{place}.{field.name}")
                for field in dataclasses.fields(one)
                if field.name == "_b" or (not field.name.startswith("_") and not field.metadata.get("skip"))
            ]
    return found


def _drawn(tree):
    object.__setattr__(tree, "_frozen", True)
    return tree


def compared(way, before, now):
    """What a comparison finds, with places in place of objects, and what it leaves in each control of the new tree."""
    before, now, holder = _drawn(_copied(before)), _drawn(_copied(now)), ft.Container()
    for control, _ in _controls(before):
        control._before_update_safe()
    known, builder = DiffBuilder._compare_dataclasses, DiffBuilder({}, {}, BaseControl)
    DiffBuilder._compare_dataclasses = way
    try:
        builder._compare_values(holder, [], "_b", before, now, frozen=True)
    finally:
        DiffBuilder._compare_dataclasses = known
    places = {id(holder): "holder"}
    for whose, tree in (("old", before), ("new", now)):
        places |= {name: f"{whose} {place}" for name, place in _numbered(tree).items()}
    told = {control._i: place for tree in (now, before) for control, place in _controls(tree)}
    operations = [{name: _told(value, places) for name, value in one.items()} for one in builder.execute()]
    noted = [
        [(told.get(key, "value"), places.get(id(one), "?")) for key, one in some.items()]
        for some in (builder._added_dataclasses, builder._removed_dataclasses)
    ]
    left = [
        (
            place,
            told[control._i],
            control.data,
            getattr(control, "_frozen", None),
            getattr(control, "_initialized", None),
            places.get(id(control._parent())) if hasattr(control, "_parent") else None,
        )
        for control, place in _controls(now)
    ]
    return operations, noted, left


def _told(value, places):
    """A value with places in place of objects."""
    if isinstance(value, list):
        return [_told(one, places) for one in value]
    return places.get(id(value), "a value") if dataclasses.is_dataclass(value) else value


def _controls(tree):
    waiting = [(tree, "")]
    while waiting:
        one, place = waiting.pop()
        if isinstance(one, list):
            waiting += [(item, f"{place}[{number}]") for number, item in enumerate(one)]
        elif isinstance(one, BaseControl):
            yield one, place
            parts = {name: value for name, value in one._values.items() if name != "data"}
            parts |= {name: getattr(one, name) for name in type(one)._structural_fields if name != "_internals"}
            waiting += [(part, f"{place}.{name}") for name, part in parts.items()]


@given(trees, trees)
def test_both_find_the_same_in_two_trees(before, now):
    assert compared(ours, before, now) == compared(flets, before, now)


@given(trees)
def test_both_find_nothing_in_a_tree_that_was_drawn_again(tree):
    assert compared(ours, tree, tree) == compared(flets, tree, tree)
    assert compared(ours, tree, tree)[0] == []


@given(trees, st.randoms(use_true_random=False))
def test_both_find_the_same_where_some_of_it_has_changed(tree, chance):
    now = _copied(tree)
    for control, _ in _controls(now):
        if chance.random() < OFTEN:
            _change(control, chance)
    assert compared(ours, tree, now) == compared(flets, tree, now)


def _change(control, chance):
    match control:
        case Component():
            control.fn = chance.choice([first, second])
        case ft.Text():
            control.style = chance.choice([None, ft.TextStyle(size=1), ft.TextStyle(size=2, color="red")])
        case ft.Container():
            control.on_click = chance.choice([None, print])
        case ft.Column():
            chance.shuffle(control.controls)
    if chance.random() < OFTEN:
        control.key = chance.choice([None, "k1", "k3"])
        control.data = chance.choice([None, 8])
