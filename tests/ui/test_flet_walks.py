"""Flet's walks after a comparison, ours against its own: the same controls, in the same order, left the same."""

import dataclasses

import flet as ft
import pytest
from flet.controls.base_control import BaseControl
from flet.controls.object_patch import DiffBuilder, ObjectPatchException
from hypothesis import given
from hypothesis import strategies as st

from app.ui import flet_walks
from tests.ui.shared import unmended

flet_walks.mend()
ours = (flet_walks._configure, flet_walks._removed)


builder_of_flet = unmended("flet.controls.object_patch").DiffBuilder
flets = builder_of_flet._configure_dataclass, builder_of_flet._removed_controls
bind_of_flet = unmended("flet.components.hooks.use_dialog")._bind_dialog_subtree

texts = st.builds(ft.Text, st.text(max_size=4), size=st.none() | st.integers(10, 20), key=st.none() | st.text())
leaves = st.one_of(
    texts,
    st.builds(ft.Icon, st.just(ft.Icons.ADD), color=st.none() | st.just("red")),
    st.builds(ft.TextField, suffix=st.none() | texts, text_style=st.just(ft.TextStyle(size=12))),
    st.just(None),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(ft.Container, inner, padding=st.just(ft.Padding.all(3)), on_click=st.none() | st.just(print)),
        st.builds(lambda some: ft.Column([one for one in some if one]), st.lists(inner, max_size=3)),
        st.builds(lambda some: ft.Row([one for one in some if one], spacing=4), st.lists(inner, max_size=3)),
        st.builds(lambda one: ft.ListTile(title=one, leading=ft.Text("a"), trailing=ft.Text("b")), inner),
        st.builds(lambda one: ft.Button(one, icon=ft.Icon(ft.Icons.ADD), style=ft.ButtonStyle(color="red")), inner),
        st.builds(lambda one: ft.Stack([ft.Text("x"), *([one] if one else [])]), inner),
        st.builds(lambda one: ft.Semantics(content=one, label="l"), inner),
    ),
    max_leaves=12,
)


def walked(functions, tree, *, frozen, only_note=False):
    """What the walks find in a tree, as places in it, and what they leave in each."""
    configure, removed = functions
    builder = DiffBuilder(None, None, BaseControl)
    holder = ft.Container()
    added = list(configure(builder, tree, holder, frozen, only_note))
    numbers = {id(one): number for number, one in enumerate([holder, *added])}
    left = [
        (
            type(one).__name__,
            numbers[id(one._parent())],
            getattr(one, "_frozen", None),
            getattr(one, "_initialized", None),
            dict(one._dirty),
            getattr(type(one), "__flet_control_cls__", None),
        )
        for one in added
    ]
    gone = [numbers.get(id(one)) for one in removed(builder, tree, recurse=True)]
    return left, gone, [numbers.get(id(one)) for one in removed(builder, tree, recurse=False)]


def _copied(control):
    """A second tree of the same shape: the first remembers that it was walked."""
    if isinstance(control, list):
        return [_copied(one) for one in control]
    if not isinstance(control, BaseControl):
        return control
    set_ones = {name: _copied(value) for name, value in control._values.items()}
    lists = {
        field.name: _copied(getattr(control, field.name))
        for field in dataclasses.fields(control)
        if field.init and isinstance(getattr(control, field.name, None), list)
    }
    return type(control)(**(set_ones | lists))


@given(trees, st.booleans(), st.booleans())
def test_both_find_the_same_and_leave_the_same(tree, frozen, only_note):
    assert walked(ours, _copied(tree), frozen=frozen, only_note=only_note) == walked(
        flets, _copied(tree), frozen=frozen, only_note=only_note
    )


@given(trees)
def test_all_that_is_in_a_dialog_knows_what_holds_it(tree):
    def holders(bind, content):
        dialog, overlay = ft.AlertDialog(content=content), ft.Column()
        bind(dialog, overlay)
        parts = [dialog, *flet_walks._removed(DiffBuilder(None, None, BaseControl), content, recurse=True)]
        numbers = {id(one): number for number, one in enumerate([overlay, *parts])}
        return [numbers[id(one._parent())] for one in parts]

    assert holders(flet_walks._bind, _copied(tree)) == holders(bind_of_flet, _copied(tree))


def test_a_control_that_holds_itself_is_refused():
    control = ft.Container()
    with pytest.raises(ObjectPatchException):
        ours[0](DiffBuilder(None, None, BaseControl), control, control, frozen=False)


def test_a_plain_value_is_watched_and_what_it_holds_belongs_to_the_control_around_it():
    @dataclasses.dataclass
    class Plain:
        content: object = None

    words, holder = ft.Text("x"), ft.Container()
    plain = Plain(words)
    found = ours[0](DiffBuilder(None, None, BaseControl), plain, holder, frozen=False)
    plain.content = "y"
    assert list(found) == [words]
    assert words.parent is holder
    assert set(getattr(plain, "__changes")) == {"content"}
