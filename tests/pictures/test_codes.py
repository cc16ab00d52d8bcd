"""What is drawn can be read again by an independent reader, at the sizes of the screen."""

import sys

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from app.pictures import barcode, qr
from app.pictures.svg import two_colour_svg
from tests.pictures.drawn import picture_of

CODES = st.text("0123456789", min_size=24, max_size=24).map(lambda digits: "SIM0" + digits)
SAMPLE = "SIM0261800001111222233339264"


def read(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


def with_mark(image: Image.Image) -> Image.Image:
    """Return the QR with the 底款 over its middle: two frames with two dark blocks for the characters."""
    unit = image.width / qr.WHOLE
    half_wide, half_high, middle = 4 * unit, 2.17 * unit, image.width / 2
    cobalt = (0x1C, 0x43, 0x9B)
    draw = ImageDraw.Draw(image)
    for inset, line in ((0, 0.26), (0.5, 0.13)):
        box = (
            middle - half_wide + inset * unit,
            middle - half_high + inset * unit,
            middle + half_wide - inset * unit,
            middle + half_high - inset * unit,
        )
        draw.rounded_rectangle(box, radius=unit, outline=cobalt, width=max(1, round(line * unit)))
    for shift in (-2.4, 0.2):
        left = middle + shift * unit
        draw.rectangle((left, middle - 1.2 * unit, left + 2.2 * unit, middle + 1.2 * unit), fill=cobalt)
    return image


@given(CODES)
@settings(deadline=None, max_examples=60)
def test_qr_is_read_with_and_without_the_mark(code):
    assert read(picture_of(qr.qr_svg(code, mark=False))) == [code]
    assert read(picture_of(qr.qr_svg(code))) == [code]
    assert read(with_mark(picture_of(qr.qr_svg(code)))) == [code]


@given(CODES)
@settings(deadline=None, max_examples=60)
def test_bar_code_is_read(code):
    assert read(picture_of(barcode.code128_svg(code), 4)) == [code]


@pytest.mark.parametrize("module", [7.5, 7, 6.5])
@pytest.mark.parametrize("density", [1, 2, 2.625, 3])
def test_qr_is_read_at_the_sizes_of_the_screen(module, density):
    side = round(qr.WHOLE * module * density)
    shown = picture_of(qr.qr_svg(SAMPLE), 15).resize((side, side), Image.Resampling.BILINEAR)
    assert read(with_mark(shown)) == [SAMPLE]


@pytest.mark.parametrize("density", [2, 2.625, 3])
def test_bar_code_is_read_at_the_sizes_of_the_screen(density):
    drawn = picture_of(barcode.code128_svg(SAMPLE), 4)
    modules = len(barcode.code128_modules(SAMPLE)) + 2 * barcode.QUIET
    size = (round(modules * 1.25 * density), round(44 * density))
    assert read(drawn.resize(size, Image.Resampling.BILINEAR)) == [SAMPLE]


def test_sizes_are_those_of_the_design():
    assert len(barcode.code128_modules(SAMPLE)) == 222
    assert picture_of(qr.qr_svg(SAMPLE), 15).size == (37 * 15, 37 * 15)
    modules = qr.qr_modules(SAMPLE)
    assert len(modules) == 29
    assert not any(any(row[10:19]) for row in modules[12:17])


def test_colours_are_ink_on_white():
    colours = {colour for _, colour in picture_of(qr.qr_svg(SAMPLE), 15).getcolors()}
    assert colours == {(0x0F, 0x16, 0x26), (0xFF, 0xFF, 0xFF)}


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=20))
@settings(deadline=None, max_examples=60)
def test_any_printable_text_is_read_back(text):
    found = zxingcpp.read_barcodes(picture_of(barcode.code128_svg(text), 4), formats=zxingcpp.BarcodeFormat.Code128)
    assert [one.text for one in found] == [text]


@pytest.mark.parametrize("text", ["", "医保", "a\n"])
def test_bar_code_refuses_what_it_cannot_say(text):
    with pytest.raises(ValueError, match="printable ASCII"):
        barcode.code128_modules(text)


def test_qr_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="don't fit"):
        qr.qr_svg("A" * 36)


def test_a_code_is_read_without_its_quiet_zone_on_white():
    """As the page shows it that is white all over."""
    bare = picture_of(qr.qr_svg(SAMPLE, quiet=0))
    page = Image.new("RGB", (bare.width + 80, bare.height + 80), "white")
    page.paste(bare, (40, 40))
    assert read(page) == [SAMPLE]


def test_no_picture_without_modules():
    for rows in ([], [[]]):
        with pytest.raises(ValueError, match="one module"):
            two_colour_svg(rows)


@given(st.lists(st.lists(st.booleans(), min_size=7, max_size=7), min_size=1, max_size=5))
def test_every_module_is_drawn_where_it_is(rows):
    drawn = picture_of(two_colour_svg(rows), 3)
    seen = [[drawn.getpixel((x * 3 + 1, y * 3 + 1))[0] < 128 for x in range(7)] for y in range(len(rows))]
    assert seen == rows


def test_codes_need_no_pillow(monkeypatch):
    for name in [name for name in sys.modules if name == "PIL" or name.startswith("PIL.")]:
        monkeypatch.setitem(sys.modules, name, None)
    assert qr.qr_svg(SAMPLE).startswith("<svg")
    assert barcode.code128_svg(SAMPLE).startswith("<svg")
