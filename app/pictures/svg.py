"""Writing black-and-white pictures as SVG, for the codes on the screen: sharp at every size, drawn by every browser.

Not as PNG: Firefox shows nothing where Flet 1.0.5 hands it the bytes of one.
"""

from collections.abc import Iterator, Sequence

INK = "#0F1626"
PAPER = "#FFFFFF"


def two_colour_svg(rows: Sequence[Sequence[bool]], *, high: float = 1) -> str:
    """Return rows of modules, True where ink is, in the ink of the codes on white; a module is 1 wide and ``high``.

    All ink is one path, so that no hairline shows between two modules. Raises ValueError where there are no modules.
    """
    if not rows or not rows[0]:
        raise ValueError("a picture needs at least one module")
    wide, tall = len(rows[0]), len(rows) * high
    ink = "".join(
        f"M{start} {top * high:g}h{end - start}v{high:g}h{start - end}z"
        for top, row in enumerate(rows)
        for start, end in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall:g}">'
        f'<path fill="{PAPER}" d="M0 0h{wide}v{tall:g}H0z"/><path fill="{INK}" d="{ink}"/></svg>'
    )


def _runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Give where ink begins and ends in a row."""
    start: int | None = None
    for place, dark in enumerate((*row, False)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place
            start = None
