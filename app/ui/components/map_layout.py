"""Where the people of the family's picture stand, so that no two lines cross. Values in, values out: nothing is drawn.

Sharers stand left, members right. Lines between two columns can't always keep clear of each other (two people who each
share with the same two): then a member stands there once for each sharer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations

Pair = tuple[str, str]
"""A sharing: whose account, whose bills."""
_Node = tuple[str, str]
"""A member; with the sharer, where the member stands there once for each."""
_TRIED = 5
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """A person in the picture: who, and in which row (a half is between two)."""

    key: str
    row: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line, from a spot on the left to one on the right; ``lane`` of ``lanes`` that end there, from above."""

    start: int
    end: int
    lane: int
    lanes: int


@dataclass(frozen=True, slots=True)
class MapLayout:
    """The picture: both columns from above, and a line for each pair, in the order of the pairs."""

    left: tuple[Spot, ...]
    right: tuple[Spot, ...]
    lines: tuple[Line, ...]

    @property
    def rows(self) -> int:
        """How many rows the picture has."""
        return max(len(self.left), len(self.right), 1)


@lru_cache(maxsize=64)
def lay_out(pairs: tuple[Pair, ...]) -> MapLayout:
    """Place everybody; the order of the pairs is kept where it makes no difference."""
    ends: list[_Node] = [(member, "") for _, member in pairs]
    left, right = _ordered(pairs, ends)
    while crossed := _crossed(pairs, ends, left, right):
        ends = [(end[0], pair[0]) if end == crossed else end for pair, end in zip(pairs, ends, strict=True)]
        left, right = _ordered(pairs, ends)
    edges = [(left.index(sharer), right.index(end)) for (sharer, _), end in zip(pairs, ends, strict=True)]
    lefts, rights = _rows(len(left), len(right), edges)
    return MapLayout(
        tuple(Spot(key, row) for key, row in zip(left, lefts, strict=True)),
        tuple(Spot(node[0], row) for node, row in zip(right, rights, strict=True)),
        tuple(_line(number, edges) for number in range(len(edges))),
    )


def crossings(edges: Sequence[tuple[float, float]]) -> int:
    """Count the pairs of lines that cross, each given by its places on the left and on the right."""
    return sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(edges, 2))


def _line(number: int, edges: Sequence[tuple[int, int]]) -> Line:
    start, end = edges[number]
    beside = sorted((other, place) for place, (other, there) in enumerate(edges) if there == end)
    return Line(start, end, beside.index((start, number)), len(beside))


def _ordered(pairs: Sequence[Pair], ends: Sequence[_Node]) -> tuple[list[str], list[_Node]]:
    """Give both columns in the order with the fewest crossings."""
    sharers = list(dict.fromkeys(sharer for sharer, _ in pairs))
    if len(sharers) <= _TRIED:
        tries = ((list(order), _members(order, pairs, ends)) for order in permutations(sharers))
        return min(tries, key=lambda columns: crossings(_edges(pairs, ends, columns[0], columns[1])))
    for _ in range(_ROUNDS):  # each side by the middle of the other
        members = _members(sharers, pairs, ends)
        sharers.sort(
            key=lambda sharer: _middle(
                [members.index(end) for pair, end in zip(pairs, ends, strict=True) if pair[0] == sharer]
            )
        )
    return sharers, _members(sharers, pairs, ends)


def _members(sharers: Sequence[str], pairs: Sequence[Pair], ends: Sequence[_Node]) -> list[_Node]:
    """Give the members in the order of their sharers: by the middle of all of them."""
    return sorted(
        dict.fromkeys(ends),
        key=lambda node: _middle(
            [sharers.index(pair[0]) for pair, end in zip(pairs, ends, strict=True) if end == node]
        ),
    )


def _middle(places: Sequence[int]) -> float:
    return sum(places) / len(places)


def _edges(
    pairs: Sequence[Pair], ends: Sequence[_Node], left: Sequence[str], right: Sequence[_Node]
) -> list[tuple[float, float]]:
    return [(left.index(sharer), right.index(end)) for (sharer, _), end in zip(pairs, ends, strict=True)]


def _crossed(pairs: Sequence[Pair], ends: Sequence[_Node], left: Sequence[str], right: Sequence[_Node]) -> _Node | None:
    """Give the member with several sharers whose lines cross most, None where none cross."""
    edges = _edges(pairs, ends, left, right)
    counts: dict[_Node, int] = {}
    for (one, a), (other, b) in combinations(list(zip(ends, edges, strict=True)), 2):
        if crossings([a, b]):
            for node in (one, other):
                counts[node] = counts.get(node, 0) + 1
    shared = [node for node in counts if list(ends).count(node) > 1]
    return max(shared, key=lambda node: counts[node], default=None)


def _rows(lefts: int, rights: int, edges: Sequence[tuple[int, int]]) -> tuple[list[float], list[float]]:
    """Give each column's rows: the longer one fills them, the other stands at the middle of what it goes with."""
    count = max(lefts, rights)
    full = [float(row) for row in range(count)]
    if lefts == rights:
        return full, full
    if lefts > rights:
        by_end = [_middle([start for start, end in edges if end == place]) for place in range(rights)]
        return full, _apart(by_end, count)
    by_start = [_middle([end for start, end in edges if start == place]) for place in range(lefts)]
    return _apart(by_start, count), full


def _apart(wanted: Sequence[float], count: int) -> list[float]:
    """Keep a row between any two, and all of them within the picture."""
    rows: list[float] = []
    for row in wanted:
        rows.append(max(row, rows[-1] + 1) if rows else row)
    last = float(count - 1)
    for place in reversed(range(len(rows))):
        rows[place] = min(rows[place], last)
        last = rows[place] - 1
    return rows
