"""The family's picture: who shares with whom. Sharers left, members right, an arrow for each sharing in force."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import flet as ft
import flet.canvas as cv

from app.ui.components.badges import badge
from app.ui.components.measure import use_width
from app.ui.components.tags import tag
from app.ui.components.touch import touchable
from app.ui.guard import component, safe
from app.ui.i18n import tr
from app.ui.theme import Style, text, use_style

State = Literal["in_force", "paused"]
_ROW = 126
_NODE = 70
_BADGE = 56
_REACH = 8
_HEAD = 12
_HALF = 0.5
_LETTER = 8.5
_SPARE = 60


@dataclass(frozen=True, slots=True)
class MapPerson:
    """A person in the picture: a key, the name, what stands below it (母亲, 出钱), the badge's slot."""

    key: str
    name: str
    note: str
    slot: int
    paused: bool = False


@dataclass(frozen=True, slots=True)
class MapArrow:
    """A sharing: from whose account to whose bills, what stands on the arrow, and whether it is in force."""

    sharer: str
    member: str
    label: str
    state: State = "in_force"


@dataclass(frozen=True, slots=True)
class _Point:
    x: float
    y: float


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
    left = _unique([arrow.sharer for arrow in arrows])
    right = order_members(left, arrows)
    count = max(len(left), len(right), 1)
    height = style.scaled(_ROW) * count - 10
    half = style.scaled(_NODE) / 2
    starts = _places(left, height, half)
    ends = _places(right, height, width - half)
    drawn: list[cv.Shape] = []
    labels: list[ft.Control] = []
    for arrow in arrows:
        start, end = starts[arrow.sharer], ends[arrow.member]
        drawn += _arrow(style, start, end, arrow.state)
        labels.append(_label(style, arrow, start, end))
    nodes = [_node(style, by_key[key], place, on_person) for side in (starts, ends) for key, place in side.items()]
    said = tr("；").join(_sentence(by_key, arrow) for arrow in arrows)
    drawing = ft.Stack([cv.Canvas(shapes=drawn, width=width, height=height), *labels], height=height)
    picture = ft.Semantics(content=drawing, label=said, image=True, exclude_semantics=True)
    return ft.Container(ft.Stack([picture, *nodes], height=height), on_size_change=on_size)


def order_members(sharers: Sequence[str], arrows: Sequence[MapArrow]) -> list[str]:
    """Return the members in the order of their sharers (the mean place of all of them), so that lines don't cross."""
    members = _unique([arrow.member for arrow in arrows])

    def place(member: str) -> float:
        rows = [sharers.index(arrow.sharer) for arrow in arrows if arrow.member == member]
        return sum(rows) / len(rows)

    return sorted(members, key=place)


def _unique(keys: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(keys))


def _places(keys: Sequence[str], height: float, x: float) -> dict[str, _Point]:
    """Return where each badge's middle stands: evenly over the height."""
    each = height / max(len(keys), 1)
    return {key: _Point(x, each * index + (each - 116) / 2 + _BADGE / 2 + 4) for index, key in enumerate(keys)}


def _arrow(style: Style, start: _Point, end: _Point, state: State) -> list[cv.Shape]:
    gap = _BADGE / 2 + _REACH
    x1, y1 = start.x + gap, start.y
    x2, y2 = end.x - gap, end.y
    drop = y2 - y1
    if abs(drop) > _REACH:  # a curve leaves and arrives a little toward the other row
        y1 += 16 if drop > 0 else -16
        y2 -= 16 if drop > 0 else -16
        x1 -= 4
    if state == "paused":
        dots = ft.Paint(
            color=style.color.outline_strong,
            style=ft.PaintingStyle.STROKE,
            stroke_width=2,
            stroke_dash_pattern=[3, 6],
            stroke_cap=ft.StrokeCap.ROUND,
        )
        return [cv.Path([cv.Path.MoveTo(x1, y1), *_curve(x1, y1, x2, y2)], dots)]
    line = ft.Paint(
        color=style.color.cobalt,
        style=ft.PaintingStyle.STROKE,
        stroke_width=2.75,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )
    slope = 0.0 if abs(drop) <= _REACH else (0.22 if drop > 0 else -0.22)
    head = [
        cv.Path.MoveTo(x2 - _HEAD, y2 - _HEAD * (slope + 0.62)),
        cv.Path.LineTo(x2, y2),
        cv.Path.LineTo(x2 - _HEAD, y2 - _HEAD * (slope - 0.62)),
    ]
    return [cv.Path([cv.Path.MoveTo(x1, y1), *_curve(x1, y1, x2, y2)], line), cv.Path(head, line)]


def _curve(x1: float, y1: float, x2: float, y2: float) -> list[cv.Path.PathElement]:
    if abs(y2 - y1) <= 1:
        return [cv.Path.LineTo(x2, y2)]
    dx, dy = x2 - x1, y2 - y1
    return [cv.Path.CubicTo(x1 + dx * 0.35, y1 + dy * 0.28, x1 + dx * 0.55, y2 - dy * 0.16, x2, y2)]


def _label(style: Style, arrow: MapArrow, start: _Point, end: _Point) -> ft.Control:
    stopped = arrow.state == "paused"
    shown = tag(style, "paused" if stopped else "info", arrow.label, strong=True)
    middle = _Point((start.x + end.x) * _HALF, (start.y + end.y) * _HALF)
    box = ft.Container(shown, bgcolor=style.color.surface, padding=ft.Padding.symmetric(horizontal=4, vertical=1))
    tall = style.scaled(28)
    room = end.x - start.x - _BADGE - 2 * _REACH
    crowded = room < (len(arrow.label) * _LETTER + _SPARE) * style.window.text_scale
    lift = tall * 0.55 if crowded and abs(end.y - start.y) <= _REACH else 0
    return ft.Container(
        ft.Row([box], alignment=ft.MainAxisAlignment.CENTER),
        left=middle.x - 80,
        top=middle.y - tall / 2 - lift,
        width=160,
        height=tall,
        ignore_interactions=True,
    )


def _node(style: Style, person: MapPerson, place: _Point, on_person: Callable[[str], Any] | None) -> ft.Control:
    color = style.color
    body = ft.Column(
        [
            badge(style, person.slot, person.name, size=_BADGE, paused=person.paused),
            text(style, "label", person.name, strong=True, align=ft.TextAlign.CENTER),
            text(
                style,
                "caption",
                person.note,
                color=color.ochre_ink if person.paused else color.ink_3,
                align=ft.TextAlign.CENTER,
            ),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    box = ft.Container(
        body,
        width=style.scaled(_NODE),
        on_click=safe(lambda: on_person(person.key)) if on_person else None,
    )
    if on_person is None:
        return ft.Container(box, left=place.x - style.scaled(_NODE) / 2, top=place.y - _BADGE / 2)
    named = touchable(box, tr("{name}，{note}", name=person.name, note=person.note))
    return ft.Container(named, left=place.x - style.scaled(_NODE) / 2, top=place.y - _BADGE / 2)


def _sentence(people: dict[str, MapPerson], arrow: MapArrow) -> str:
    return tr(
        "{name}给{other}共济，{label}",
        name=people[arrow.sharer].name,
        other=people[arrow.member].name,
        label=arrow.label,
    )
