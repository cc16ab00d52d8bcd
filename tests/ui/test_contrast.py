"""Contrast of the tokens that stand on each other: WCAG 2.2, computed, in light, dark and 长辈版."""

import re

import pytest

from app.ui import tokens
from app.ui.theme import Style, style_for

TEXT, ELDER_TEXT, GRAPHIC, CODE = 4.5, 7.0, 3.0, 7.0
STYLES = {
    "light": style_for(dark=False),
    "dark": style_for(dark=True),
    "elder": style_for(dark=False, elder=True),
    "elder-dark": style_for(dark=True, elder=True),
}
GROUNDS = ("ground", "ground_high", "surface", "glaze", "nav")
TONES = ("celadon", "vermilion", "ochre")
# Text in ink and cobalt.
PLAIN = [
    *((ink, ground) for ink in ("ink", "ink_2", "ink_3", "cobalt") for ground in GROUNDS),
    ("on_cobalt", "cobalt"),
    ("ground_high", "ink"),  # snack bars
    ("on_cobalt", "ink"),  # … and what can be tapped in them
]
# Text in a colour of its own, and on one.
COLOURED = [
    *((ink, ground) for ink in ("on_hero", "on_hero_2") for ground in ("hero_top", "hero_bottom")),
    *((ink, ground) for ink in ("on_hero", "on_hero_2") for ground in ("code_top", "code_bottom")),
    *((f"{tone}_ink", ground) for tone in TONES for ground in (f"{tone}_tint", "surface", "ground", "ground_high")),
    *((ink, f"{tone}_tint") for tone in TONES for ink in ("ink", "ink_2")),
]
# Edges of controls, and drawings that mean something.
GRAPHICS = [
    *(("outline_strong", ground) for ground in GROUNDS),
    *((tone, "surface") for tone in ("cobalt", *TONES)),
    ("vermilion", "vermilion_tint"),
    ("on_hero", "hero_top"),
    ("on_hero", "code_top"),
]


def luminance(color: str) -> float:
    """Give the relative luminance of ``#RRGGBB``."""
    found = re.fullmatch(r"#([0-9A-F]{2})([0-9A-F]{2})([0-9A-F]{2})", color)
    assert found, color
    parts = [int(part, 16) / 255 for part in found.groups()]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_low(style: Style, pairs: list[tuple[str, str]], least: float) -> list[str]:
    """Give the pairs of roles that have less contrast than asked."""
    found = [(ink, ground, contrast(getattr(style.color, ink), getattr(style.color, ground))) for ink, ground in pairs]
    return [f"{ink} on {ground}: {ratio:.2f} < {least}" for ink, ground, ratio in found if ratio < least]


def test_contrast_is_what_wcag_says():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", STYLES)
def test_text_can_be_read(name):
    style = STYLES[name]
    assert too_low(style, PLAIN + COLOURED, ELDER_TEXT if style.elder else TEXT) == []


@pytest.mark.parametrize("name", STYLES)
def test_edges_and_drawings_can_be_seen(name):
    assert too_low(STYLES[name], GRAPHICS, GRAPHIC) == []


@pytest.mark.parametrize("name", STYLES)
def test_the_pieces_of_a_split_carry_their_words(name):
    split = STYLES[name].split
    for payer in ("fund", "family", "own", "pooled", "cash"):
        pair: tokens.Pair = getattr(split, payer)
        assert contrast(pair.ink, pair.fill) >= (ELDER_TEXT if STYLES[name].elder else TEXT), payer


@pytest.mark.parametrize("name", STYLES)
def test_people_are_told_apart_from_their_ground(name):
    style = STYLES[name]
    for person in style.people:
        assert contrast(style.color.paper, person.fill) >= TEXT, person.glaze_name
        line = person.line_dark if style.dark else person.fill
        assert contrast(line, style.color.surface) >= GRAPHIC, person.glaze_name


@pytest.mark.parametrize("name", STYLES)
def test_a_code_is_dark_on_white(name):
    color = STYLES[name].color
    assert contrast(color.code_ink, color.paper) >= CODE
    assert color.paper == "#FFFFFF"


def test_every_colour_is_looked_at():
    """A role added to the tokens is added here too, or it is decoration and named so."""
    seen = {role for pairs in (PLAIN, COLOURED, GRAPHICS) for pair in pairs for role in pair}
    decoration = {"outline"}
    elsewhere = {"code_ink", "paper"}
    assert set(tokens.Colors.__slots__) == seen | decoration | elsewhere
