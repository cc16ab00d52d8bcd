"""The family's picture: nobody's line crosses another's, whoever shares with whom."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.ui.components.family_map import Track
from app.ui.components.map_layout import crossings, lay_out

PEOPLE = "甲乙丙丁戊己庚辛"
PAIRS = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).filter(lambda pair: pair[0] != pair[1]),
    min_size=1,
    max_size=10,
    unique=True,
).map(tuple)


def edges(layout):
    return [(line.start, line.end) for line in layout.lines]


@settings(deadline=None)
@given(PAIRS)
def test_no_two_lines_cross(pairs):
    layout = lay_out(pairs)
    assert crossings(edges(layout)) == 0
    assert [(layout.left[a].key, layout.right[b].key) for a, b in edges(layout)] == list(pairs)


@settings(deadline=None)
@given(PAIRS)
def test_everybody_has_a_row_of_their_own(pairs):
    layout = lay_out(pairs)
    for column in (layout.left, layout.right):
        rows = [spot.row for spot in column]
        assert all(below - above >= 1 for above, below in pairwise(rows))
        assert rows[0] >= 0
        assert rows[-1] <= layout.rows - 1


@settings(deadline=None)
@given(PAIRS, st.sampled_from([320, 390, 768, 1280]))
def test_no_two_lines_touch_but_where_they_begin(pairs, width):
    layout = lay_out(pairs)
    tracks = [Track.of(layout, line, width - 72.0, 126.0 * layout.rows) for line in layout.lines]
    for one, other in combinations(tracks, 2):
        gaps = [a.y - b.y for a, b in zip(one.points(), other.points(), strict=True)][1:]
        assert all(gap > 0 for gap in gaps) or all(gap < 0 for gap in gaps)


def test_the_picture_of_the_sample_is_as_drawn():
    layout = lay_out((("李明", "王桂兰"), ("李明", "李小满"), ("周芳", "李小满")))
    assert [spot.key for spot in layout.left] == ["李明", "周芳"]
    assert [spot.key for spot in layout.right] == ["王桂兰", "李小满"]


def test_a_member_follows_the_sharer():
    layout = lay_out((("a", "low"), ("b", "low"), ("a", "high")))
    assert [spot.key for spot in layout.right] == ["high", "low"]


def test_who_shares_with_seven_stands_in_their_middle():
    layout = lay_out(tuple(("a", str(number)) for number in range(7)))
    assert (layout.rows, layout.left[0].row) == (7, 3)


def test_a_member_stands_twice_where_lines_would_cross():
    layout = lay_out((("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")))
    assert layout.rows == 3
    assert crossings(edges(layout)) == 0
