"""Finding a QR code in a picture: three corner patterns, then the modules between them.

A picture is grey, a byte a pixel. The work is done on rows as a whole wherever bytes can do it: that is C, even here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import hypot

from qrcode.util import pattern_position

from app.pictures.plane import Plane, Point, plane_of

BLOCK = 8
"""Pixels a side of the blocks whose mean tells light from dark: light falls unevenly on paper and glass."""
_AROUND = 2
_FLAT = 24
"""Where a neighbourhood has no more than this between light and dark, it is one colour."""
_DARK = 80
"""What is one colour around, and darker than this, is ink."""
_RUNS = re.compile(rb"\x01+|\x00+")
_PATTERN = 7
_MOST_CORNERS, _MOST_TRIPLES = 12, 40
_CORNER_IN = 3.5
"""From a code's edge to the middle of a corner pattern, in modules."""
_ALIGNED = ("11111", "10001", "10101", "10001", "11111")
_ALIGNED_LEAST = 21
_TICKS_LEAST = 0.6


@dataclass(frozen=True, slots=True)
class Picture:
    """A grey picture: ``pixels`` row by row, a byte each, 0 black."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Ink:
    """A picture in two colours: in ``rows`` and ``columns`` a byte is 1 where ink is."""

    width: int
    height: int
    rows: list[bytes]
    columns: list[bytes]

    def at(self, x: float, y: float) -> bool:
        """Tell whether there is ink at a point; there is none outside the picture."""
        column, row = int(x), int(y)
        return 0 <= column < self.width and 0 <= row < self.height and self.rows[row][column] == 1


@dataclass(frozen=True, slots=True)
class _Corner:
    x: float
    y: float
    module: float
    seen: int = 1


def ink_of(picture: Picture) -> Ink:
    """Tell ink from paper, by what is light and dark around each block."""
    wide, high = -(-picture.width // BLOCK), -(-picture.height // BLOCK)
    width = picture.width
    lines = [picture.pixels[start : start + width] for start in range(0, width * picture.height, width)]
    means = [[0] * wide for _ in range(high)]
    ends = [[(0, 0)] * wide for _ in range(high)]
    for down in range(high):
        band = lines[down * BLOCK : (down + 1) * BLOCK]
        for across in range(wide):
            block = b"".join([line[across * BLOCK : (across + 1) * BLOCK] for line in band])
            means[down][across] = sum(block) // len(block)
            ends[down][across] = min(block), max(block)
    tables = [bytes([1] * limit + [0] * (256 - limit)) for limit in range(257)]
    rows: list[bytes] = []
    for down in range(high):
        limits = [_limit(means, ends, across, down) for across in range(wide)]
        rows.extend(
            b"".join([line[at * BLOCK : (at + 1) * BLOCK].translate(tables[limit]) for at, limit in enumerate(limits)])
            for line in lines[down * BLOCK : (down + 1) * BLOCK]
        )
    whole = b"".join(rows)
    return Ink(width, picture.height, rows, [whole[column::width] for column in range(width)])


def _limit(means: list[list[int]], ends: list[list[tuple[int, int]]], across: int, down: int) -> int:
    """Return below which value a block's pixels are ink."""
    nearby = [
        (means[row][column], ends[row][column])
        for row in range(max(0, down - _AROUND), min(len(means), down + _AROUND + 1))
        for column in range(max(0, across - _AROUND), min(len(means[0]), across + _AROUND + 1))
    ]
    busy = [mean for mean, (least, most) in nearby if most - least > _FLAT]
    if busy:
        return sum(busy) // len(busy)
    mean = sum(mean for mean, _ in nearby) // len(nearby)
    if max(most for _, (_, most) in nearby) - min(least for _, (least, _) in nearby) > _FLAT:
        return mean
    return 256 if mean < _DARK else 0


def codes_in(ink: Ink) -> Iterator[list[list[bool]]]:
    """Give what may be the modules of a code, the likeliest first."""
    corners = sorted(_corners(ink), key=lambda one: -one.seen)[:_MOST_CORNERS]
    triples = sorted(_triples(corners), key=lambda found: found[0])[:_MOST_TRIPLES]
    for _, top_left, top_right, bottom_left in triples:
        yield from _modules(ink, top_left, top_right, bottom_left)


def _corners(ink: Ink) -> list[_Corner]:
    """Find the squares in squares: 1, 1, 3, 1, 1 modules of ink and paper, whichever way one looks."""
    found: list[_Corner] = []
    for y, row in enumerate(ink.rows):
        runs = [(run.start(), run.end() - run.start()) for run in _RUNS.finditer(row)]
        first = 0 if row[:1] == b"\x01" else 1
        for at in range(first, len(runs) - 4, 2):
            lengths = [length for _, length in runs[at : at + 5]]
            if not _like_a_corner(lengths):
                continue
            start, length = runs[at + 2]
            corner = _checked(ink, start + length / 2, y)
            if corner is not None:
                _add(found, corner)
    return [one for one in found if one.seen > 1]


def _like_a_corner(lengths: list[int]) -> bool:
    one, two, three, four, five = lengths
    module = (one + two + three + four + five) / _PATTERN
    most = module * 0.6
    return (
        module >= 1
        and abs(three - 3 * module) <= most * 1.7
        and abs(one - module) <= most
        and abs(two - module) <= most
        and abs(four - module) <= most
        and abs(five - module) <= most
    )


def _checked(ink: Ink, x: float, y: int) -> _Corner | None:
    """Look at a corner from above, and once more from the side."""
    high = _across(ink.columns[int(x)], y)
    if high is None:
        return None
    middle_y, tall = high
    wide = _across(ink.rows[int(middle_y)], int(x))
    if wide is None:
        return None
    middle_x, broad = wide
    if not 0.5 < tall / broad < 2:  # noqa: PLR2004 - seen at a slant
        return None
    return _Corner(middle_x, middle_y, (tall + broad) / 2 / _PATTERN)


def _across(line: bytes, at: int) -> tuple[float, int] | None:
    """Return the middle and the length of a corner pattern whose inner square lies at a place of a line."""
    if line[at] != 1:
        return None
    start, end = line.rfind(b"\x00", 0, at) + 1, _until(line, b"\x00", at)
    before = line.rfind(b"\x01", 0, start) + 1
    first = line.rfind(b"\x00", 0, max(0, before - 1)) + 1 if before else 0
    after = _until(line, b"\x01", end)
    last = _until(line, b"\x00", after)
    lengths = [before - first, start - before, end - start, after - end, last - after]
    if min(lengths) < 1 or not _like_a_corner(lengths):
        return None
    return (start + end) / 2, last - first


def _until(line: bytes, sign: bytes, start: int) -> int:
    found = line.find(sign, start)
    return len(line) if found < 0 else found


def _add(found: list[_Corner], corner: _Corner) -> None:
    for place, known in enumerate(found):
        near = max(2.0, 2 * known.module)
        if abs(known.x - corner.x) < near and abs(known.y - corner.y) < near:
            count = known.seen + 1
            found[place] = _Corner(
                (known.x * known.seen + corner.x) / count,
                (known.y * known.seen + corner.y) / count,
                (known.module * known.seen + corner.module) / count,
                count,
            )
            return
    found.append(corner)


_Triple = tuple[float, _Corner, _Corner, _Corner]


def _triples(corners: list[_Corner]) -> Iterator[_Triple]:
    """Give the corners that may belong together, as top left, top right, bottom left, and how unlikely it is."""
    for three in combinations(corners, 3):
        modules = sorted(one.module for one in three)
        if modules[2] > 1.8 * modules[0]:
            continue
        first, second, third = three
        turned = ((first, second, third), (second, third, first), (third, first, second))
        sides = sorted(((hypot(a.x - b.x, a.y - b.y), a, b, c) for a, b, c in turned), key=lambda side: side[0])
        (short, *_), (middle, *_), (long, one, other, top_left) = sides
        if short < 10 * modules[0] or middle > 1.7 * short:
            continue
        slant = abs(long / hypot(short, middle) - 1) + (middle / short - 1) / 2 + (modules[2] / modules[0] - 1) / 2
        if slant > 0.9:  # noqa: PLR2004 - no square from anywhere
            continue
        # y grows downwards: from top right over bottom left it turns clockwise.
        turn = (one.x - top_left.x) * (other.y - top_left.y) - (one.y - top_left.y) * (other.x - top_left.x)
        right, left = (one, other) if turn > 0 else (other, one)
        yield slant, top_left, right, left


def _modules(ink: Ink, top_left: _Corner, top_right: _Corner, bottom_left: _Corner) -> Iterator[list[list[bool]]]:
    """Read the modules between three corners, for the sizes that the distances allow."""
    module = (top_left.module + top_right.module + bottom_left.module) / 3
    across = hypot(top_right.x - top_left.x, top_right.y - top_left.y)
    down = hypot(bottom_left.x - top_left.x, bottom_left.y - top_left.y)
    # At a slant the pattern is measured too long by as much as the side is turned.
    near = round(((across + down) / 2 / module + _PATTERN - 17) / 4)
    for version in (near, near - 1, near + 1):
        if not 1 <= version <= 40:  # noqa: PLR2004 - ISO/IEC 18004
            continue
        size = 17 + 4 * version
        for plane in _planes(ink, (top_left, top_right, bottom_left), version):
            yield [[ink.at(*plane(column + 0.5, row + 0.5)) for column in range(size)] for row in range(size)]


def _planes(ink: Ink, corners: tuple[_Corner, _Corner, _Corner], version: int) -> Iterator[Plane]:
    """Give how modules lie in the picture: with the fourth point where it was found, and as if seen straight on."""
    size = 17 + 4 * version
    a, b, c = ((one.x, one.y) for one in corners)
    far = size - _CORNER_IN
    ends = [(_CORNER_IN, _CORNER_IN), (far, _CORNER_IN), (_CORNER_IN, far)]
    straight = plane_of([*ends, (far, far)], [a, b, c, (b[0] + c[0] - a[0], b[1] + c[1] - a[1])])
    if not _ticks(ink, straight, size):
        return
    centres = pattern_position(version)
    if centres:
        middle = centres[-1] + 0.5
        found = _aligned(ink, straight, middle)
        if found is not None:
            yield plane_of([*ends, (middle, middle)], [a, b, c, found])
    yield straight


def _ticks(ink: Ink, plane: Plane, size: int) -> bool:
    """Tell whether ink and paper take turns between the corner patterns, about as often as they would in a code."""
    places = range(8, size - 8)
    fits = sum(ink.at(*plane(at + 0.5, 6.5)) == (at % 2 == 0) for at in places)
    fits += sum(ink.at(*plane(6.5, at + 0.5)) == (at % 2 == 0) for at in places)
    return fits >= 2 * len(places) * _TICKS_LEAST


def _aligned(ink: Ink, plane: Plane, middle: float) -> Point | None:
    """Find the small square near the fourth corner, within some modules of where it would be seen straight on."""
    best, where = 0, None
    steps = range(-10, 11)
    for down in steps:
        for across in steps:
            x, y = middle + across * 0.4, middle + down * 0.4
            fits = sum(
                ink.at(*plane(x + column - 2, y + row - 2)) == (sign == "1")
                for row, line in enumerate(_ALIGNED)
                for column, sign in enumerate(line)
            )
            if fits > best:
                best, where = fits, (x, y)
    if where is None or best < _ALIGNED_LEAST:
        return None
    return plane(*where)
