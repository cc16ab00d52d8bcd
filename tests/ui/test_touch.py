"""What can be tapped can be reached by the keyboard, and has a name, a role and a ring."""

import ast
from pathlib import Path

import flet as ft
import pytest

from app.ui.components import buttons, choices
from app.ui.components.touch import touchable
from app.ui.theme import style_for

UI = Path(__file__).resolve().parents[2] / "app" / "ui"
STYLE = style_for(dark=False)


def nothing(*_args: object) -> None:
    """Take a tap."""


def tapped_boxes(tree: ast.AST) -> list[ast.Call]:
    """Give the containers that are handed an ``on_click``."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "ft.Container"
        and any(keyword.arg == "on_click" for keyword in node.keywords)
    ]


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.relative_to(UI).as_posix())
def test_no_box_is_tapped_by_itself(path):
    """Flet's tapped container has no focus: what takes the tap is made by ``touchable``."""
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef) and tapped_boxes(function):
            assert "touchable(" in ast.unparse(function), f"{path.name}: {function.name}"


def test_a_touchable_box_gives_its_tap_to_a_button_of_its_size():
    box = ft.Container(ft.Text("x"), on_click=nothing, border_radius=14)
    merged = touchable(box, "名字", selected=True)
    assert isinstance(merged, ft.MergeSemantics)
    assert (merged.content.label, merged.content.selected) == ("名字", True)
    below, above = merged.content.content.controls
    assert below is box
    assert box.on_click is None
    assert isinstance(above, ft.TextButton)
    assert above.on_click is nothing
    assert (above.left, above.top, above.right, above.bottom) == (0, 0, 0, 0)
    assert above.style.side[ft.ControlState.FOCUSED].width == STYLE.size.ring_line


def test_what_takes_no_tap_is_no_button():
    merged = touchable(ft.Container(ft.Text("x")), "名字", button=False)
    assert [type(layer) for layer in merged.content.content.controls] == [ft.Container]


@pytest.mark.parametrize("make", [buttons.filled, buttons.tonal, buttons.outlined, buttons.plain])
def test_the_focus_is_seen_on_every_button(make):
    assert make(STYLE, "好", nothing).style.side[ft.ControlState.FOCUSED].width == STYLE.size.ring_line


def test_the_ring_is_seen_on_a_filled_chip():
    chosen = choices.chip(STYLE, "一", nothing, selected=True).content.content.controls[1].style.side
    assert chosen[ft.ControlState.FOCUSED].color == STYLE.color.on_cobalt
