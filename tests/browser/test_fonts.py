"""Chinese is drawn with its own glyphs: both weights, and characters beyond GB2312 through a slice that comes later."""

import io
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops

ROW_PX = 200  # a line of font_page.py at scale 2
BLACK_BELOW = 128


def _rows(picture: bytes, count: int) -> list[Image.Image]:
    """Give each line's ink as black and white."""
    grey = Image.open(io.BytesIO(picture)).convert("L")
    rows = [grey.crop((0, index * ROW_PX, grey.width, (index + 1) * ROW_PX)) for index in range(count)]
    return [row.point(lambda level: 255 if level < BLACK_BELOW else 0) for row in rows]


def _ink(row: Image.Image) -> int:
    return row.histogram()[255]


@pytest.fixture
def lines(tmp_path, new_install, new_app):
    command = [sys.executable, str(Path(__file__).with_name("font_page.py")), str(tmp_path)]
    app = new_app(new_install(command=command))
    with app.page.expect_event("requestfinished", lambda request: "notosanssc" in request.url):
        app.open("/")
    app.page.wait_for_load_state("networkidle")
    return _rows(app.settle().page.screenshot(), 5)


def test_both_weights_and_rare_characters_are_drawn(lines):
    regular, strong, *rare = lines
    assert _ink(regular) > 0
    assert _ink(strong) > 1.2 * _ink(regular), "600 is no heavier than 400"
    assert all(_ink(row) > 0 for row in rare)
    # An empty box would be the same for all three.
    for one, other in pairwise(rare):
        assert ImageChops.difference(one, other).getbbox() is not None
        assert _ink(ImageChops.difference(one, other)) > 0.2 * _ink(one)
