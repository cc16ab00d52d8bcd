"""The family's picture: who shares with whom. Sharers left, members right, an arrow for each sharing in force."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self

import flet as ft
import flet.canvas as cv

from app.ui.components.badges import badge
from app.ui.components.map_layout import Line, MapLayout, lay_out
from app.ui.components.measure import text_width, use_width
from app.ui.components.tags import tag
from app.ui.components.touch import touchable
from app.ui.guard import component, safe
from app.ui.i18n import tr
from app.ui.theme import Style, text, use_style

State = Literal["in_force", "paused"]
_ROW = 126
_NODE = 70
_BADGE = 56
_TALL = 116
"""A badge with a name and a line below it."""
_REACH = 8
_HEAD = 12
_TAG = 28
_TAG_SIDES = 30
"""What a tag is wider than its words; its sign, and what must be seen of the line."""
_BOX_SPARE = 10
_SIGN = 20
_LEAVE = 16
_LANE = 52
"""Lines that end at one badge share its height less a little."""
_FEW = 2
"""So many rows, and a line is one long curve; with more it bends at once, and its label stands on the straight part."""


@dataclass(frozen=True, slots=True)
class MapPerson:
    """A person in the picture: a key, the name, what stands below it (母亲), the badge's slot.

    ``note_left`` stands below the name where the person shares (出钱).
    """

    key: str
    name: str
    note: str
    slot: int
    paused: bool = False
    note_left: str = ""


@dataclass(frozen=True, slots=True)
class MapArrow:
    """A sharing: from whose account to whose bills, what stands on the arrow, and whether it is in force.

    ``short`` stands there where there is no room for ``label``.
    """

    sharer: str
    member: str
    label: str
    state: State = "in_force"
    short: str = ""


@dataclass(frozen=True, slots=True)
class _Point:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Track:
    """Where a line runs: from a point to a point, by two more that bend it; ``straight`` from there on."""

    start: _Point
    bend: tuple[_Point, _Point, _Point]
    end: _Point

    @classmethod
    def of(cls, layout: MapLayout, line: Line, width: float, height: float) -> Self:
        """Return the track of a line in a picture with the badges' middles ``width`` apart."""
        each, gap = height / layout.rows, _BADGE / 2 + _REACH
        x1, x2 = gap, width - gap
        y1 = each * layout.left[line.start].row
        y2 = each * layout.right[line.end].row
        drop = y2 - y1
        toward = 0 if abs(drop) <= _REACH else (_LEAVE if drop > 0 else -_LEAVE)
        y1 += toward
        if layout.rows <= _FEW:  # as in the mockup: it arrives a little toward the other row
            y2 -= toward
            dx, dy = x2 - x1, y2 - y1
            end = _Point(x2, y2)
            bend = (_Point(x1 + dx * 0.35, y1 + dy * 0.28), _Point(x1 + dx * 0.55, y2 - dy * 0.16), end)
            return cls(_Point(x1, y1), bend, end)
        if line.lanes > 1:
            step = min(2 * _LEAVE, _LANE / (line.lanes - 1))
            y2 += (line.lane - (line.lanes - 1) / 2) * step
        turn = (x2 - x1) * 0.28
        bend = (_Point(x1 + turn * 0.6, y1), _Point(x1 + turn * 0.4, y2), _Point(x1 + turn, y2))
        return cls(_Point(x1, y1), bend, _Point(x2, y2))

    def points(self, count: int = 24) -> list[_Point]:
        """Return points on the bent part, from its start to its end, and the end of the track."""
        a, (b, c, d) = self.start, self.bend
        found = []
        for step in range(count + 1):
            t = step / count
            s = 1 - t
            weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
            found.append(
                _Point(
                    sum(w * p.x for w, p in zip(weights, (a, b, c, d), strict=True)),
                    sum(w * p.y for w, p in zip(weights, (a, b, c, d), strict=True)),
                )
            )
        return [*found, self.end]

    @property
    def label_at(self) -> _Point:
        """Where the middle of the label stands: halfway, or on the straight part."""
        if self.bend[2] == self.end:
            return _Point((self.start.x + self.end.x) / 2, (self.start.y + self.end.y) / 2)
        return _Point((self.bend[2].x + self.end.x - _HEAD) / 2, self.end.y)

    @property
    def label_room(self) -> float:
        """How wide a label may be, so that some of the line is seen."""
        from_x = self.start.x if self.bend[2] == self.end else self.bend[2].x - _REACH
        return self.end.x - from_x - _HEAD


@component
def family_map(
    people: Sequence[MapPerson],
    arrows: Sequence[MapArrow],
    *,
    on_person: Callable[[str], Any] | None = None,
) -> ft.Control:
    """Return the picture (a component). Who both shares and receives stands on both sides."""
    style = use_style()
    width, on_size = use_width(style.content_width - 2 * style.space.s4)
    by_key = {person.key: person for person in people}
    layout = lay_out(tuple((arrow.sharer, arrow.member) for arrow in arrows))
    height = style.scaled(_ROW) * layout.rows - 10
    half = style.scaled(_NODE) / 2
    top = (height / layout.rows - _TALL) / 2 + _BADGE / 2 + 4
    each = height / layout.rows
    drawn: list[cv.Shape] = []
    labels: list[ft.Control] = []
    for arrow, line in zip(arrows, layout.lines, strict=True):
        track = Track.of(layout, line, width - 2 * half, height)
        drawn += _arrow(style, track, arrow.state, _Point(half, top))
        labels += _label(style, arrow, track, _Point(half, top))
    nodes = [_node(style, by_key[spot.key], half, each * spot.row + top, on_person, gives=True) for spot in layout.left]
    nodes += [_node(style, by_key[spot.key], width - half, each * spot.row + top, on_person) for spot in layout.right]
    said = tr("；").join(_sentence(by_key, arrow) for arrow in arrows)
    drawing = ft.Stack([cv.Canvas(shapes=drawn, width=width, height=height), *labels], height=height)
    picture = ft.Semantics(content=drawing, label=said, image=True, exclude_semantics=True)
    return ft.Container(ft.Stack([picture, *nodes], height=height), on_size_change=on_size)


def _arrow(style: Style, track: Track, state: State, zero: _Point) -> list[cv.Shape]:
    bends = [(zero.x + point.x, zero.y + point.y) for point in track.bend]
    path: list[cv.Path.PathElement] = [
        cv.Path.MoveTo(zero.x + track.start.x, zero.y + track.start.y),
        cv.Path.CubicTo(*bends[0], *bends[1], *bends[2]),
    ]
    x2, y2 = zero.x + track.end.x, zero.y + track.end.y
    straight = track.bend[2] != track.end
    if straight:
        path.append(cv.Path.LineTo(x2, y2))
    if state == "paused":
        dots = ft.Paint(
            color=style.color.outline_strong,
            style=ft.PaintingStyle.STROKE,
            stroke_width=2,
            stroke_dash_pattern=[3, 6],
            stroke_cap=ft.StrokeCap.ROUND,
        )
        return [cv.Path(path, dots)]
    line = ft.Paint(
        color=style.color.cobalt,
        style=ft.PaintingStyle.STROKE,
        stroke_width=2.75,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )
    drop = track.end.y - track.start.y
    slope = 0.0 if straight or abs(drop) <= _REACH else (0.22 if drop > 0 else -0.22)
    head = [
        cv.Path.MoveTo(x2 - _HEAD, y2 - _HEAD * (slope + 0.62)),
        cv.Path.LineTo(x2, y2),
        cv.Path.LineTo(x2 - _HEAD, y2 - _HEAD * (slope - 0.62)),
    ]
    return [cv.Path(path, line), cv.Path(head, line)]


def _label(style: Style, arrow: MapArrow, track: Track, zero: _Point) -> list[ft.Control]:
    """Return what stands on a line: in short where there is little room, nothing where there is none."""
    stopped = arrow.state == "paused"
    more = _TAG_SIDES + (_SIGN if stopped else 0)

    def wide(words: str) -> float:
        return (text_width(words, style.texts.caption.size) + more) * style.window.text_scale

    words = arrow.label if wide(arrow.label) <= track.label_room or not arrow.short else arrow.short
    if wide(words) > track.label_room + 2 * _REACH:
        return []
    shown = tag(style, "paused" if stopped else "info", words, strong=True)
    box = ft.Container(shown, bgcolor=style.color.surface, padding=ft.Padding.symmetric(horizontal=2, vertical=1))
    tall, across = style.scaled(_TAG), wide(words) + 2 * _SIGN
    at = track.label_at
    before_head = track.end.x - _HEAD - (wide(words) - _BOX_SPARE) / 2
    middle = min(at.x, before_head) if track.bend[2] != track.end else at.x
    placed = ft.Container(
        ft.Row([box], alignment=ft.MainAxisAlignment.CENTER),
        left=zero.x + middle - across / 2,
        top=zero.y + at.y - tall / 2,
        width=across,
        height=tall,
        ignore_interactions=True,
    )
    return [placed]


def _node(  # noqa: PLR0913 - who, and where
    style: Style, person: MapPerson, x: float, y: float, on_person: Callable[[str], Any] | None, *, gives: bool = False
) -> ft.Control:
    color = style.color
    note = person.note_left if gives and person.note_left and not person.paused else person.note
    body = ft.Column(
        [
            badge(style, person.slot, person.name, size=_BADGE, paused=person.paused),
            text(style, "label", person.name, strong=True, align=ft.TextAlign.CENTER),
            text(
                style,
                "caption",
                note,
                color=color.ochre_ink if person.paused else color.ink_3,
                align=ft.TextAlign.CENTER,
            ),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    wide = style.scaled(_NODE)
    box = ft.Container(body, width=wide, on_click=safe(lambda: on_person(person.key)) if on_person else None)
    shown = touchable(box, tr("{name}，{note}", name=person.name, note=note)) if on_person else box
    return ft.Container(shown, left=x - wide / 2, top=y - _BADGE / 2)


def _sentence(people: dict[str, MapPerson], arrow: MapArrow) -> str:
    return tr(
        "{name}给{other}共济，{label}",
        name=people[arrow.sharer].name,
        other=people[arrow.member].name,
        label=arrow.label,
    )
