"""What is sent of a page, ours against Flet's own: the same bytes, and the same kept for the next comparison."""

import copy
from contextlib import suppress
from datetime import datetime, time, timezone
from enum import Enum

import flet as ft
import flet.canvas as cv
import msgpack
import pytest
from flet.components.component import Component
from flet.controls.base_control import BaseControl
from flet.controls.object_patch import ObjectPatch
from flet.messaging import protocol
from hypothesis import given
from hypothesis import strategies as st

from app.ui import flet_encode

KEPT = ("__prev_lists", "__prev_dicts", "__prev_classes")
flets = flet_encode._flets_own


def first(words="b"):
    return ft.Text(words)


texts = st.builds(
    ft.Text,
    st.sampled_from(["x", ""]),
    size=st.sampled_from([None, 1, 2.5]),
    style=st.sampled_from([None, ft.TextStyle(size=1)]),
    spans=st.lists(st.builds(ft.TextSpan, st.sampled_from("ab")), max_size=2),
)
leaves = st.one_of(
    texts,
    st.builds(ft.Icon, st.just(ft.Icons.ADD), color=st.sampled_from([None, ft.Colors.RED, "red"])),
    st.builds(ft.TextField, value=st.sampled_from([None, "", "1"]), on_change=st.none() | st.just(print)),
    st.builds(ft.Image, st.sampled_from([b"png", "a.svg"]), fit=st.sampled_from([None, ft.BoxFit.COVER])),
    st.builds(ft.ProgressBar, value=st.sampled_from([None, 0, 0.5])),
    st.builds(ft.SnackBar, texts, duration=st.just(ft.Duration(milliseconds=5)), open=st.booleans()),
    st.builds(cv.Canvas, st.lists(st.builds(cv.Line, st.just(0), st.just(1), st.just(2), st.just(3)), max_size=2)),
    st.builds(Component, fn=st.just(first), args=st.sampled_from([("a",), ()])),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(
            ft.Container,
            inner,
            padding=st.sampled_from([None, 0, 3, ft.Padding.all(3)]),
            gradient=st.sampled_from([None, ft.LinearGradient(colors=["red", "blue"])]),
            on_click=st.sampled_from([None, print]),
            animate=st.sampled_from([None, ft.Animation(3, ft.AnimationCurve.EASE_OUT)]),
        ),
        st.builds(ft.Column, st.lists(inner, max_size=3), spacing=st.sampled_from([0, 10, 4])),
        st.builds(ft.Button, st.just("a") | texts, style=st.sampled_from([None, ft.ButtonStyle(color={"a": "red"})])),
        st.builds(ft.View, controls=st.lists(inner, max_size=2), route=st.sampled_from(["/", "/a"])),
        st.builds(ft.ListTile, title=inner, leading=st.none() | inner, selected=st.booleans()),
    ),
    max_leaves=8,
)


def sent_and_kept(encode, tree):
    """The bytes that leave, and by the place in the tree what is kept of each control and value."""
    kept = []

    def noting(item):
        sent = encode(item)
        kept.append({name: getattr(item, name, None) for name in KEPT} if hasattr(item, "__dict__") else None)
        return sent

    return msgpack.packb(tree, default=noting), kept


@given(trees, st.booleans())
def test_the_same_bytes_leave_and_the_same_is_kept(tree, frozen):
    if frozen:
        ObjectPatch.from_diff(None, tree, control_cls=BaseControl, parent=ft.Container(), path=["a"], frozen=True)
    other = copy.deepcopy(tree)
    assert sent_and_kept(flet_encode.encode, tree) == sent_and_kept(flets, other)


def _made_of_nothing():
    """One of each kind of control and value that needs nothing to be made."""
    for kind in {kind for name in dir(ft) if isinstance(kind := getattr(ft, name), type)}:
        if hasattr(kind, "_structural_fields"):
            with suppress(Exception):
                yield kind()


def test_each_kind_of_control_as_it_is_made_is_sent_the_same():
    made = sorted(_made_of_nothing(), key=lambda one: type(one).__name__)
    assert len(made) > 150
    assert any(type(one)._override_props for one in made)
    for one in made:
        assert sent_and_kept(flet_encode.encode, one) == sent_and_kept(flets, one), type(one)


class Side(Enum):
    LEFT = "l"


@pytest.mark.parametrize(
    "value",
    [
        Side.LEFT,
        ft.Duration(seconds=2),
        datetime(2026, 6, 12, 10, 24, tzinfo=timezone.utc),  # noqa: UP017 - as Flet's own sees it
        time(8, 30),
        protocol.Message(protocol.MessageAction.PATCH_CONTROL, protocol.PatchControlBody(3, [[0]])),
    ],
    ids=lambda value: type(value).__name__,
)
def test_other_values_are_packed_as_by_flet(value):
    assert msgpack.packb([value], default=flet_encode.encode) == msgpack.packb([value], default=flets)


def test_what_cannot_be_sent_is_still_refused():
    with pytest.raises(RuntimeError, match="Cannot serialize"):
        msgpack.packb([print], default=flet_encode.encode)


def test_a_list_that_grows_later_is_not_what_was_kept():
    column = ft.Column([ft.Text("a")])
    flet_encode.encode(column)
    column.controls.append(ft.Text("b"))
    assert len(getattr(column, "__prev_lists")["controls"]) == 1


def test_every_kind_of_client_is_sent_by_ours():
    flet_encode.mend()
    assert protocol.configure_encode_object_for_msgpack(BaseControl) is flet_encode.encode
