"""The lines of the house, drawn from the imports of every file and from a few calls that have one place each.

Run by itself it prints every crossing as file:line and exits 1 if there is one: `python tests/architecture/lines.py`.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST_FILE = 300
STDLIB = sys.stdlib_module_names

# Which of our rooms each room may import, besides itself. What stands directly in app/ is a room of its own name.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "domain": frozenset(),
    "rules": frozenset({"domain"}),
    "cases": frozenset({"domain", "rules"}),
    "pictures": frozenset({"domain"}),
    "data": frozenset({"domain"}),
    "services": frozenset({"data", "domain", "rules", "cases", "pictures", "config"}),
    "ui": frozenset({"services", "domain", "pictures"}),
    "web": frozenset({"config"}),
    "config": frozenset(),
    "in_browser": frozenset({"bootstrap", "config", "data", "domain", "services", "ui"}),
    "bootstrap": frozenset({"data", "domain", "rules", "cases", "pictures", "services", "config"}),
    "main": frozenset({"bootstrap", "cli", "config", "domain", "services", "ui", "web"}),
    "cli": frozenset({"bootstrap", "cases", "config", "domain", "main", "services"}),
}
FLET = frozenset({"flet", "flet_web", "flet_desktop", "flet_charts"})
FLET_ROOMS = frozenset({"ui", "main", "in_browser", "web"})
MONEY_ROOMS = frozenset({"domain", "services", "data"})
# Calls that read the machine's clock. Measuring how long something takes is not asking what time it is.
CLOCK_CALLS = frozenset({
    "datetime.now", "datetime.utcnow", "datetime.today", "datetime.datetime.now", "datetime.datetime.utcnow",
    "datetime.datetime.today", "date.today", "datetime.date.today", "time.time", "time.time_ns", "time.localtime",
    "time.strftime", "time.gmtime",
})  # fmt: skip
# Flet counts a session's end by the machine's clock, which a day tried out in the app doesn't move.
MACHINE_CLOCK_FILES = frozenset({("app", "ui", "ticking")})
STOPWATCH_CALLS = frozenset({"time.monotonic", "time.perf_counter"})
STOPWATCH_ROOMS = frozenset({"web", "ui"})


@dataclass(frozen=True)
class Crossing:
    """One line over a line of the house."""

    path: Path
    line: int
    words: str

    def __str__(self) -> str:
        """Give it as an editor can open it."""
        return f"{self.path}:{self.line}: {self.words}"


def find_crossings(root: Path) -> list[Crossing]:
    """Give every crossing in the files of `root`/app, in the order of the files."""
    return [
        Crossing(path.relative_to(root), line, words)
        for path in sorted((root / "app").rglob("*.py"))
        for line, words in _crossings_of(path, path.relative_to(root).with_suffix("").parts)
    ]


def _crossings_of(path: Path, parts: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    text = path.read_text(encoding="utf-8")
    count = text.count("\n")
    if count > LONGEST_FILE:
        yield count, f"{count} lines; a file has at most {LONGEST_FILE}"
    tree = ast.parse(text)
    room = parts[1]
    for node in ast.walk(tree):
        for target in _imported(node, parts):
            words = _import_crossing(target, parts)
            if words:
                yield node.lineno, words  # type: ignore[attr-defined]
        if isinstance(node, ast.Call):
            words = _call_crossing(ast.unparse(node.func), parts)
            if words:
                yield node.lineno, words
        if room in MONEY_ROOMS:
            words = _money_crossing(node)
            if words:
                yield node.lineno, words  # type: ignore[attr-defined]


def _imported(node: ast.AST, parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the full dotted names that an import may name, relative ones resolved against the file at `parts`."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield tuple(alias.name.split("."))
    elif isinstance(node, ast.ImportFrom):
        base = list(parts[: len(parts) - node.level]) if node.level else []
        base += node.module.split(".") if node.module else []
        for alias in node.names:
            yield (*base, alias.name)


def _import_crossing(target: tuple[str, ...], parts: tuple[str, ...]) -> str | None:
    """Say what is wrong with the file at `parts` importing `target`, or give None."""
    room, name = parts[1], ".".join(target)
    if target[0] in FLET:
        return None if room in FLET_ROOMS else f"{name}: Flet only in app/ui, app/web and app/main.py"
    if target[0] != "app":
        return (
            f"{name}: domain imports the standard library only"
            if room == "domain" and target[0] not in STDLIB
            else None
        )
    if len(target) < 2 or target[1].startswith("__") or room == "__init__":  # `from app import __version__`
        return None
    other = target[1]
    if room not in MAY_IMPORT:
        return f"app/{room} is no room of the house: add it to MAY_IMPORT with what it may import"
    if other != room and other not in MAY_IMPORT[room]:
        return f"{name}: {room} doesn't import {other}"
    return _ui_crossing(target, parts)


def _ui_crossing(target: tuple[str, ...], parts: tuple[str, ...]) -> str | None:
    """Pages know no other page; components know no service and no page."""
    name = ".".join(target)
    if parts[1:3] == ("ui", "pages") and target[1:3] == ("ui", "pages") and len(target) > 3 and len(parts) > 3:
        return f"{name}: a page doesn't import another page" if target[3] != parts[3] else None
    if parts[1:3] == ("ui", "components") and (target[1] == "services" or target[1:3] == ("ui", "pages")):
        return f"{name}: a component knows no service and no page"
    return None


def _call_crossing(called: str, parts: tuple[str, ...]) -> str | None:
    room = parts[1]
    if room == "config" or parts in MACHINE_CLOCK_FILES:
        return None
    if called in CLOCK_CALLS:
        return f"{called}(): the clock is read in app/config.py only"
    if called in STOPWATCH_CALLS and room not in STOPWATCH_ROOMS:
        return f"{called}(): only app/web and app/ui measure how long something takes"
    return None


def _money_crossing(node: ast.AST) -> str | None:
    """Money is whole 分: no float is made where it is counted."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "float":
        return "float(): money is counted in whole 分"
    if isinstance(node, ast.Constant) and isinstance(node.value, float):
        return f"{node.value}: no float where money is counted"
    operands = [node.left, node.right] if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) else []
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Div):
        operands = [node.target, node.value]
    if any(_is_fen(operand) for operand in operands):
        return f"{ast.unparse(node)}: / makes a float of 分; use //"
    return None


def _is_fen(node: ast.expr) -> bool:
    names = (part.attr if isinstance(part, ast.Attribute) else getattr(part, "id", "") for part in ast.walk(node))
    return any(str(name).endswith("fen") for name in names)


if __name__ == "__main__":
    found = find_crossings(Path(__file__).resolve().parents[2])
    for crossing in found:
        print(crossing)
    sys.exit(1 if found else 0)
