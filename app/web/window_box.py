"""Where a window was, and how large: kept in the data folder, so that it opens there again."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

KEPT = "window.json"
LEAST_WIDTH, LEAST_HEIGHT = 360, 640
# No window is wider than this; what says so is damaged.
MOST = 20_000


@dataclass(frozen=True)
class Box:
    """A window's size, and its place where it is known."""

    width: int = 430
    height: int = 900
    left: int | None = None
    top: int | None = None

    def at_least(self) -> "Box":
        """Give this box, no smaller than a window may be."""
        return replace(self, width=max(self.width, LEAST_WIDTH), height=max(self.height, LEAST_HEIGHT))


def read_box(folder: Path) -> Box:
    """Give the box that was kept; the first one where there is none, or what is kept can't be read."""
    try:
        kept = json.loads((folder / KEPT).read_text(encoding="utf-8"))
        box = Box(int(kept["width"]), int(kept["height"]), _place(kept.get("left")), _place(kept.get("top")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Box()
    return box.at_least() if max(box.width, box.height, abs(box.left or 0), abs(box.top or 0)) < MOST else Box()


def keep_box(folder: Path, box: Box) -> None:
    """Keep a box; where the folder can't be written, the window opens as it did."""
    unfinished = folder / f"{KEPT}.new"
    try:
        unfinished.write_text(json.dumps(asdict(box)), encoding="utf-8")
        unfinished.replace(folder / KEPT)
    except OSError:
        return


def _place(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) else None
