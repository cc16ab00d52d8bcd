"""A page names no hex and no pixel: colours, sizes, spaces and times come from the style.

A number that only multiplies or divides is a share of something (``edge / 2``), and may stand anywhere.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parents[2] / "app" / "ui"
# focus.py gives the focus the colour of Flet's theme, which is made of the tokens.
TOKENS = ("tokens.py", "sizes.py", "focus.py")
# Drawings: numbers that are part of a picture, as the coordinates in an SVG are.
DRAWINGS = {
    "components/family_map.py": "arrows between badges",
    "components/marks.py": "底款, 弦纹, 盘 and 卷草, drawn by hand",
    "components/pair.py": "an arrow",
    "components/split_bar.py": "the bar, its hatching and the lines its labels hang on",
    "pages/records/paper.py": "torn edge and notches of a slip of paper",
}
OTHERS = {
    "theme.py": "hands the tokens out; measures the text's scale on a letter of 100 px",
}
LENGTHS = frozenset(
    re.split(
        r"\s+",
        "size width height left top right bottom horizontal vertical padding margin spacing run_spacing radius gap"
        " indent border_radius stroke_width icon_size toolbar_height leading_width title_spacing min_width max_width"
        " min_height max_height blur_radius thickness letter_spacing content_padding actions_padding inset duration"
        " reverse_duration milliseconds animate",
    )
)
BOXES = frozenset({"Padding", "Margin", "Border", "BorderRadius", "BorderSide", "Offset", "Animation"})
HEX = re.compile(r"#[0-9A-Fa-f]{3,8}")
NAMED = re.compile(r"\bColors\.(?!TRANSPARENT\b|with_opacity\b)\w+")


def lengths_in(value: ast.expr, constants: dict[str, ast.expr]) -> Iterator[ast.expr]:  # noqa: C901 - one case a shape
    """Give the numbers that make up a length: they stand alone or are added, in whatever branch."""
    match value:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool) and number:
            yield value
        case ast.Name(id=name) if name in constants:
            yield value
        case ast.UnaryOp(operand=inner):
            yield from lengths_in(inner, constants)
        case ast.BinOp(op=ast.Mult() | ast.Div() | ast.FloorDiv(), left=left, right=right):
            for side in (left, right):
                if not isinstance(side, ast.Constant):
                    yield from lengths_in(side, constants)
        case ast.BinOp(left=left, right=right):
            for side in (left, right):
                yield from lengths_in(side, constants)
        case ast.IfExp(body=one, orelse=other):
            for branch in (one, other):
                yield from lengths_in(branch, constants)
        case ast.Call(func=ast.Name(id="max" | "min") | ast.Attribute(attr="scaled" | "fixed"), args=arguments):
            for argument in arguments:
                yield from lengths_in(argument, constants)


def lengths_of(call: ast.Call, constants: dict[str, ast.expr]) -> Iterator[ast.expr]:
    """Give the literal lengths that a call is handed."""
    words = ast.unparse(call.func).split(".")
    # A text style's height is a share of its size.
    names = LENGTHS - {"height"} if words[-1] == "TextStyle" else LENGTHS
    for keyword in call.keywords:
        if keyword.arg in names:
            yield from lengths_in(keyword.value, constants)
    if BOXES & set(words):
        for argument in call.args:
            yield from lengths_in(argument, constants)


def defaults_of(arguments: ast.arguments) -> Iterator[ast.expr]:
    """Give the literal lengths that a function has as defaults."""
    plain = [*arguments.posonlyargs, *arguments.args]
    named = list(zip(plain[len(plain) - len(arguments.defaults) :], arguments.defaults, strict=True))
    named += [(one, value) for one, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if value]
    for argument, value in named:
        if argument.arg in LENGTHS:
            yield from lengths_in(value, {})


def constants_of(tree: ast.Module) -> dict[str, ast.expr]:
    """Give the module's own numbers by name: a pixel with a name is still a pixel."""
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value.value, int | float)
    }


def literals_in(source: str) -> list[str]:
    """Give the literal colours and lengths of a module, each with its line."""
    tree = ast.parse(source)
    constants = constants_of(tree)
    found: list[ast.expr] = []
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str() as words) if HEX.fullmatch(words):
                found.append(node)
            case ast.Attribute() if NAMED.search(ast.unparse(node)):
                found.append(node)
            case ast.Call():
                found += lengths_of(node, constants)
            case ast.FunctionDef(args=arguments):
                found += defaults_of(arguments)
    return sorted({f"{node.lineno}: {ast.unparse(node)}" for node in found})


def colors_only(found: list[str]) -> list[str]:
    return [one for one in found if HEX.search(one) or NAMED.search(one)]


MODULES = [path for path in sorted(UI.rglob("*.py")) if path.name not in TOKENS]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(UI).as_posix())
def test_no_colour_and_no_length_stands_outside_the_tokens(path):
    found = literals_in(path.read_text(encoding="utf-8"))
    name = path.relative_to(UI).as_posix()
    assert (colors_only(found) if name in DRAWINGS | OTHERS else found) == []


def test_every_exception_is_a_module_that_needs_it():
    for name in DRAWINGS | OTHERS:
        assert literals_in((UI / name).read_text(encoding="utf-8")), name


@pytest.mark.parametrize(
    "source",
    [
        "x = '#1C439B'",
        "x = ft.Colors.RED",
        "f(width=12)",
        "f(width=12 if a else style.size.icon)",
        "f(height=style.space.s2 + 2)",
        "WIDE = 12\nf(width=WIDE)",
        "WIDE = 12\nf(width=style.scaled(1) if a else max(WIDE, b))",
        "ft.Border.all(1.5, ink)",
        "ft.Padding.only(left=-4)",
        "def f(style, *, size=44): ...",
    ],
)
def test_a_literal_is_found(source):
    assert literals_in(source)


@pytest.mark.parametrize(
    "source",
    [
        "f(width=style.size.icon, left=0, expand=1)",
        "f(height=style.size.ring / 2, width=2 * style.space.s4)",
        "ft.TextStyle(height=1.2)",
        "ft.Colors.with_opacity(0.5, ink)",
        "ft.Colors.TRANSPARENT",
    ],
)
def test_a_share_is_none(source):
    assert not literals_in(source)
