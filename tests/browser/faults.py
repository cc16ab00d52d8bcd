"""Finds what is wrong with the layout of the page on the screen, from the rectangles of its semantics tree.

It needs the measured app (measured.py), where each text tells how wide it would like to be.
"""

import math
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.browser.conftest import WAIT_SECONDS, App

HEIGHT, WIDE_HEIGHT, MOST_HEIGHT = 844, 800, 7000
LANDSCAPE = (844, 390)
TARGET = 48
BAR, BAR_TALL = 24, 150
"""A bar of a chart may be less wide than other targets, as it is so much taller."""
SAME = 1.0
"""Less than this many pixels are nobody's fault: rectangles are rounded."""
TOUCHING = 2.0
NEARLY = 4.0
"""What letter spacing makes of a width: it doesn't grow with the text."""
ROOMY = 240
"""What is wider than this has all the room that a card leaves on a narrow phone."""
SQUEEZED_LINES, SQUEEZED_WIDE = 3, 1.8
"""A column of three lines or more, less wide than so many times a line's height: two characters a line."""
BAR_SCALE = 1.34
"""Flutter lets the text of app bars and menus grow this far and no further."""
ROOT_FONT = 16
STILL_MS = 120
STILL_ROUNDS = 3
ARRIVES_MS = 1000
MEASURED = Path(__file__).with_name("measured.py")

SNAPSHOT = """() => {
  const box = (e) => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
  const scrolls = (e, axis) => {
    for (let up = e.parentElement; up && up.tagName !== 'FLT-SEMANTICS-HOST'; up = up.parentElement) {
      if (up.style[axis] === 'scroll' && up.scrollHeight + up.scrollWidth > up.clientHeight + up.clientWidth + 2) {
        return box(up);
      }
    }
    return null;
  };
  const host = document.querySelector('flt-semantics-host');
  const of = (query, more) => [...host.querySelectorAll(query)].map((e) => ({
    box: box(e), across: scrolls(e, 'overflowX'), down: scrolls(e, 'overflowY'), ...more(e),
  }));
  const name = (e) => (e.getAttribute('aria-label') || e.textContent || '').slice(0, 40);
  return {
    leaves: of('[flt-semantics-identifier^="x|"]', (e) => ({
      told: e.getAttribute('flt-semantics-identifier').split('|'), words: e.textContent,
    })),
    targets: of('[flt-tappable], input, textarea, [role=tab]', (e) => ({ words: name(e) })),
    hidden: Math.max(0, ...[...host.querySelectorAll('flt-semantics')]
      .filter((e) => e.style.overflowY === 'scroll').map((e) => e.scrollHeight - e.clientHeight)),
  };
}"""


Ink = tuple[float, float, float, float]


@dataclass(frozen=True)
class Look:
    """A window and a size of text."""

    width: int
    height: int
    scale: float = 1.0

    def __str__(self) -> str:
        return f"{self.width}x{self.height}@{self.scale:g}"


def looks(widths: Sequence[int], scales: Sequence[float], *, landscape: bool = True) -> list[Look]:
    """Give every combination, the widest first: a page that has been wide must find its way back."""
    found = [Look(width, WIDE_HEIGHT if width > HEIGHT else HEIGHT, scale) for scale in scales for width in widths]
    return found + [Look(*LANDSCAPE, scale) for scale in scales] * landscape


@dataclass(frozen=True)
class Leaf:
    """A text or an icon on the screen: where it may paint (``ink``), its room, how large it would like to be."""

    words: str
    kind: str
    box: Ink
    ink: Ink
    wide: float
    line: float
    most: int
    unbroken: float
    across: list[float] | None
    down: list[float] | None
    opens: bool = False
    """Whether it lies in something that opens when tapped: there a place's name may be cut."""

    def __str__(self) -> str:
        left, top, right, bottom = (round(edge) for edge in self.box)
        return f"「{self.words[:24]}」 at {left},{top} {right - left}×{bottom - top}"


def measured_command(data_dir: Path) -> list[str]:
    """Give the command that serves the measured app, for ``run_install(…, command=)``."""
    return [sys.executable, str(MEASURED), "--web", "--port", "0", "--data", str(data_dir)]


def show(app: App, look: Look) -> None:
    """Give the page this window and this text size, and wait until it has come to rest in it."""
    app.page.set_viewport_size({"width": look.width, "height": look.height})
    app.page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", f"{ROOT_FONT * look.scale}px")
    until = time.monotonic() + WAIT_SECONDS
    still, before, made = 0, None, False
    while still < STILL_ROUNDS:
        assert time.monotonic() < until, f"the page never comes to rest at {look}"
        app.page.wait_for_timeout(STILL_MS)
        seen = app.page.evaluate(SNAPSHOT)
        made = made or any(_made_for(one, look) for one in seen["leaves"]) or _has_been_made(app, look)
        now = [one["box"] for one in [*seen["leaves"], *seen["targets"]]] if made else None
        still, before = still + 1 if now and now == before else 0, now


def _has_been_made(app: App, look: Look) -> bool:
    """Wait for the app to make its page for this window, and for the page to arrive.

    A text whose place alone changes keeps the sign of an older window: then nothing on the page tells.
    """
    if f"window {look}" != (["", *re.findall(r"^window .*$", app.install.said(), re.MULTILINE)])[-1]:
        return False
    app.page.wait_for_timeout(ARRIVES_MS)
    return True


def _made_for(leaf: dict[str, Any], look: Look) -> bool:
    """Tell whether a text was made for this width and text size; by the height alone few texts change."""
    window = leaf["told"][-1]
    return window.partition("x")[0] == str(look.width) and float(window.partition("@")[2]) == look.scale


def faults(app: App, look: Look, *, pictures: Path | None = None) -> list[str]:
    """Show the page so, unroll what scrolls, and tell what is wrong."""
    show(app, look)
    if pictures:
        app.page.screenshot(path=f"{pictures}-{look}.png")
    seen = app.page.evaluate(SNAPSHOT)
    found = problems(seen, look)
    if seen["hidden"] > 0 and look.height > LANDSCAPE[1]:
        long = Look(look.width, min(MOST_HEIGHT, look.height + math.ceil(seen["hidden"])), look.scale)
        show(app, long)
        if pictures:
            app.page.screenshot(path=f"{pictures}-{look}-all.png")
        found += problems(app.page.evaluate(SNAPSHOT), long)
    return list(dict.fromkeys(found))


def problems(seen: dict[str, Any], look: Look) -> list[str]:
    """Tell what is wrong with a page as it was seen."""
    return list(_problems(seen, look))


def _problems(seen: dict[str, Any], look: Look) -> Iterator[str]:
    targets = [target["box"] for target in seen["targets"]]
    leaves = [
        replace(leaf, opens=any(_inside(leaf.box, target) for target in targets))
        for raw in seen["leaves"]
        if (leaf := _leaf(raw, look.scale))
    ]
    for leaf in leaves:
        yield from _outside(leaf, look)
        yield from _cut(leaf)
    for one, other in combinations(leaves, 2):
        wide = min(one.ink[2], other.ink[2]) - max(one.ink[0], other.ink[0])
        tall = min(one.ink[3], other.ink[3]) - max(one.ink[1], other.ink[1])
        if wide > TOUCHING and tall > TOUCHING:
            yield f"overlap: {one} and {other}"
    for target in seen["targets"] if leaves else ():  # a calendar is Flutter's own
        left, top, right, bottom = target["box"]
        if _at_edge(target["box"], target["across"], 0) or _at_edge(target["box"], target["down"], 1):
            continue
        if right - left >= BAR and bottom - top >= BAR_TALL:
            continue
        if right - left < TARGET - SAME or bottom - top < TARGET - SAME:
            yield f"small: 「{target['words']}」 {right - left:.0f}×{bottom - top:.0f} at {left:.0f},{top:.0f}"


def _leaf(raw: dict[str, Any], scale: float) -> Leaf | None:
    _, kind, wide, line, most, unbroken, align = raw["told"][:7]
    left, top, right, bottom = raw["box"]
    if right - left < SAME or bottom - top < SAME or not raw["words"].strip():
        return None
    own = 1.0 if kind == "icon" else _scale(bottom - top, float(line), scale)
    natural, tall = float(wide) * own, float(line) * own
    spare = max(0.0, right - left - natural)
    indent = {"s": 0.0, "c": spare / 2, "e": spare}[align]
    ink = (left + indent, top, right - spare + indent, bottom)
    if kind == "drawn":
        ink = (left, top, right, bottom)
    if kind == "icon":
        x, y = (left + right - natural) / 2, (top + bottom - natural) / 2
        ink = (x, y, x + natural, y + natural)
    for axis, scroller in enumerate((raw["across"], raw["down"])):
        if scroller:
            ink = _clipped(ink, scroller, axis)
    return Leaf(
        raw["words"], kind, (left, top, right, bottom), ink, natural, tall, int(most), float(unbroken) * own,
        raw["across"], raw["down"],
    )  # fmt: skip


def _clipped(ink: Ink, scroller: list[float], axis: int) -> Ink:
    """Give what is left of a rectangle in what scrolls it: the rest isn't painted."""
    edges = list(ink)
    edges[axis] = max(edges[axis], scroller[axis])
    edges[axis + 2] = max(edges[axis], min(edges[axis + 2], scroller[axis + 2]))
    return edges[0], edges[1], edges[2], edges[3]


def _inside(box: Sequence[float], other: Sequence[float]) -> bool:
    return all(box[axis] >= other[axis] and box[axis + 2] <= other[axis + 2] for axis in (0, 1))


def _scale(height: float, line: float, scale: float) -> float:
    """Give by how much this text has grown: in bars less than elsewhere."""
    for grown in (scale, min(scale, BAR_SCALE)):
        if abs(height / (line * grown) - round(height / (line * grown))) * line < SAME:
            return grown
    return scale


def _outside(leaf: Leaf, look: Look) -> Iterator[str]:
    left, top, right, bottom = leaf.ink
    if (left < -SAME or right > look.width + SAME) and not leaf.across:
        yield f"outside: {leaf}"
    if (top < -SAME or bottom > look.height + SAME) and not leaf.down:
        yield f"outside: {leaf}"


def _cut(leaf: Leaf) -> Iterator[str]:
    """Tell whether a text has less room than it needs, by what its own parents leave it or clip away."""
    if leaf.kind != "text" or _at_edge(leaf.box, leaf.across, 0) or _at_edge(leaf.box, leaf.down, 1):
        return
    left, top, right, bottom = leaf.box
    lines = max(1, round((bottom - top) / leaf.line))
    if leaf.wide > (right - left) * lines + NEARLY + leaf.wide * 0.01 and not (leaf.most == 1 and leaf.opens):
        yield f"cut: {leaf} wants {leaf.wide:.0f} wide, has {lines} lines"
    elif bottom - top < leaf.line * lines * 0.93:
        yield f"cut: {leaf} wants {leaf.line:.0f} high"
    elif lines >= SQUEEZED_LINES and right - left < leaf.line * SQUEEZED_WIDE and leaf.wide > right - left:
        yield f"squeezed: {leaf} has {lines} lines"
    elif leaf.unbroken > right - left + SAME and right - left < ROOMY:
        yield f"broken: {leaf} has a part {leaf.unbroken:.0f} wide"


def _at_edge(box: Sequence[float], scroller: Sequence[float] | None, axis: int) -> bool:
    """Whether a thing is cut off only because the rest can be scrolled to."""
    if scroller is None:
        return False
    return box[axis] <= scroller[axis] + SAME or box[axis + 2] >= scroller[axis + 2] - SAME
