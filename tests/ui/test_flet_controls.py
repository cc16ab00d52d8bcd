"""Controls made from what is given, ours against Flet's own: the same fields, patches and refusals."""

import dataclasses

import flet as ft
import pytest
from flet.controls.object_patch import ObjectPatch
from flet.controls.value_types import _UNSET
from hypothesis import given
from hypothesis import strategies as st

from app.ui import flet_controls

flet_controls.mend()
flets = flet_controls._flets
kinds = sorted(flets, key=lambda kind: kind.__name__)

values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 40),
    st.text(max_size=3),
    st.just(ft.Padding.all(4)),
    st.builds(ft.TextStyle, size=st.none() | st.integers(8, 20)),
    st.just(print),
    st.builds(ft.Text, st.text(max_size=3)),
    st.lists(st.builds(ft.Text, st.text(max_size=3)), max_size=2),
)


@st.composite
def given_of(draw, kind):
    """Some of what a control may be given, always what it needs; and the defaults themselves, said out loud."""
    fields = {one.name: one for one in dataclasses.fields(kind) if one.init and not one.name.startswith("_")}
    needed = [name for name in fields if kind._prop_defaults.get(name) is _UNSET]
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), max_size=5, unique=True))
    named = {name: draw(values) for name in {*needed, *chosen}}
    for name in draw(st.lists(st.sampled_from(sorted(kind._prop_defaults)), max_size=3, unique=True)):
        if kind._prop_defaults[name] is not _UNSET:
            named[name] = kind._prop_defaults[name]
    return named


def made(kind, init, *args, **named):
    control = kind.__new__(kind)
    init(control, *args, **named)
    return control


@pytest.mark.parametrize("kind", kinds, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_what_is_made_is_the_same(kind, data):
    named = data.draw(given_of(kind))
    ours, theirs = made(kind, kind.__init__, **named), made(kind, flets[kind], **named)
    names = [one.name for one in dataclasses.fields(kind) if one.name != "_i"]
    assert [getattr(ours, name) for name in names] == [getattr(theirs, name) for name in names]
    assert ours._values == theirs._values
    assert ours._dirty == theirs._dirty == {}
    assert ours._i != theirs._i


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("kind", kinds, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_what_is_drawn_anew_is_the_same(kind, data):
    """The comparison finds the same to tell the client, whoever has made the two."""
    old, new = data.draw(given_of(kind)), data.draw(given_of(kind))

    def told(init):
        pair = made(kind, init, **old), made(kind, init, **new)
        try:
            patch, *_ = ObjectPatch.from_diff(*pair, control_cls=ft.BaseControl, frozen=True)
        except (TypeError, ValueError) as refused:
            return str(refused)
        return sorted((one["op"], str(one["path"]), type(one.get("value")).__name__) for one in patch.patch)

    assert told(kind.__init__) == told(flets[kind])


def test_a_list_is_nobody_elses():
    one, other = ft.Column(), ft.Column()
    one.controls.append(ft.Text("a"))
    assert other.controls == []


def test_arguments_by_place_are_taken_as_flet_takes_them():
    label = ft.Text("家人", expand=True)
    assert (ft.Container(label, None, 4).content, ft.Container(label, None, 4).padding) == (
        made(ft.Container, flets[ft.Container], label, None, 4).content,
        made(ft.Container, flets[ft.Container], label, None, 4).padding,
    )


@pytest.mark.parametrize(
    ("args", "named"),
    [((), {"colour": "red"}), ((), {}), (("a",), {"icon": "b"}), (range(100), {})],
    ids=["unknown", "missing", "twice", "too many"],
)
def test_wrong_arguments_are_refused_as_by_flet(args, named):
    for init in (ft.Icon.__init__, flets[ft.Icon]):
        with pytest.raises(TypeError):
            made(ft.Icon, init, *args, **named)


@pytest.mark.parametrize("wrong", [{"expand": "wide"}, {"opacity": 2}, {"opacity": -0.1}])
def test_what_flet_refuses_before_it_draws_is_still_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        ft.Container(**wrong)._before_update_safe()


def test_a_step_of_its_own_before_drawing_is_taken():
    asked = []

    @ft.control("Own")
    class Own(ft.Container):
        def before_update(self):
            asked.append(self)

    own = Own()
    own._before_update_safe()
    assert asked == [own]


def test_values_that_are_shared_are_what_flet_makes():
    assert ft.Padding.only(left=3) == ft.Padding(3, 0, 0, 0)
    assert ft.Padding.only(left=3) is ft.Padding.only(left=3)
    assert ft.Alignment(0, 0) == ft.Alignment.CENTER
    side = ft.BorderSide(2, "red")
    assert ft.Border.all(side=side) == ft.Border(side, side, side, side)
