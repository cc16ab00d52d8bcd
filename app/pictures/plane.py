"""Where the points of a flat square lie in a picture of it that was taken at a slant."""

from collections.abc import Callable, Sequence

Point = tuple[float, float]
Plane = Callable[[float, float], Point]


def plane_of(points: Sequence[Point], seen: Sequence[Point]) -> Plane:
    """Return the projection that takes four points to where they are seen.

    Raises ValueError where three of them lie on one line.
    """
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(points, seen, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    a, b, c, d, e, f, g, h = _solved(rows)

    def project(x: float, y: float) -> Point:
        depth = g * x + h * y + 1
        if not depth:
            return -1.0, -1.0
        return (a * x + b * y + c) / depth, (d * x + e * y + f) / depth

    return project


def _solved(rows: list[list[float]]) -> list[float]:
    """Solve linear equations; the last number of a row is its right side."""
    count = len(rows)
    for at in range(count):
        best = max(range(at, count), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        pivot = rows[at][at]
        if abs(pivot) < 1e-12:  # noqa: PLR2004 - nothing
            raise ValueError("the points lie on a line")
        rows[at] = [value / pivot for value in rows[at]]
        for other in range(count):
            if other != at and rows[other][at]:
                factor = rows[other][at]
                rows[other] = [value - factor * own for value, own in zip(rows[other], rows[at], strict=True)]
    return [row[-1] for row in rows]
