"""The six outlines of the badges as canvas paths, from the mockups' vectors (a field of 100×100)."""

import math

import flet as ft
import flet.canvas as cv

_FIELD = 104.0
_OFFSET = 2.0
_OCTOFOIL = (
    (35.27, 14.43),
    (64.73, 14.43),
    (85.57, 35.27),
    (85.57, 64.73),
    (64.73, 85.57),
    (35.27, 85.57),
    (14.43, 64.73),
    (14.43, 35.27),
)
_QUATREFOIL = ((50.0, 3.0), (76.5, 24.2), (76.5, 75.8), (23.5, 75.8), (23.5, 24.2), (50.0, 3.0))
_HEXAGON = ((50.0, 4.0), (89.8, 27.0), (89.8, 73.0), (50.0, 96.0), (10.2, 73.0), (10.2, 27.0))
_CORNER = 0.11


def badge_path(shape: str, edge: float, scale: float, paint: ft.Paint) -> cv.Shape:
    """Return the outline of ``shape`` for a badge of ``edge`` pixels, shrunk around its middle by ``scale``."""

    def at(point: tuple[float, float]) -> tuple[float, float]:
        x, y = ((50 + (part - 50) * scale + _OFFSET) * edge / _FIELD for part in point)
        return x, y

    unit = scale * edge / _FIELD
    if shape == "circle":
        x, y = at((50, 50))
        return cv.Circle(x, y, 47 * unit, paint)
    if shape == "square":
        x, y = at((6, 6))
        return cv.Rect(x, y, 88 * unit, 88 * unit, border_radius=24 * unit, paint=paint)
    if shape == "diamond":
        half = 33 * math.sqrt(2)
        corners = [(50, 50 - half), (50 + half, 50), (50, 50 + half), (50 - half, 50)]
        return cv.Path(_rounded([at(corner) for corner in corners], 15 * unit, 15 * unit), paint)
    if shape == "hexagon":
        wide = [(50 + (x - 50) * 1.06, 50 + (y - 50) * 1.06) for x, y in _HEXAGON]
        return cv.Path(_rounded([at(corner) for corner in wide], 3.2 * unit, 5.5 * unit), paint)
    if shape == "quatrefoil":
        return cv.Path(_lobes([at(point) for point in _QUATREFOIL], 27 * unit), paint)
    return cv.Path(_lobes([at(point) for point in (*_OCTOFOIL, _OCTOFOIL[0])], 16.5 * unit), paint)


def _lobes(points: list[tuple[float, float]], radius: float) -> list[cv.Path.PathElement]:
    first = points[0]
    elements: list[cv.Path.PathElement] = [cv.Path.MoveTo(*first)]
    elements += [cv.Path.ArcTo(x, y, radius=radius, clockwise=True) for x, y in points[1:]]
    return [*elements, cv.Path.Close()]


def _rounded(points: list[tuple[float, float]], cut: float, radius: float) -> list[cv.Path.PathElement]:
    """Return a polygon, drawn clockwise, whose corners are arcs of ``radius`` from ``cut`` pixels before to after."""
    elements: list[cv.Path.PathElement] = []
    for index, corner in enumerate(points):
        before = _toward(corner, points[index - 1], cut)
        after = _toward(corner, points[(index + 1) % len(points)], cut)
        elements.append(cv.Path.LineTo(*before) if elements else cv.Path.MoveTo(*before))
        elements.append(cv.Path.ArcTo(*after, radius=radius, clockwise=True))
    return [*elements, cv.Path.Close()]


def _toward(start: tuple[float, float], end: tuple[float, float], length: float) -> tuple[float, float]:
    whole = math.dist(start, end)
    return (start[0] + (end[0] - start[0]) * length / whole, start[1] + (end[1] - start[1]) * length / whole)
