"""What is drawn can be read again by an independent reader, at the sizes of the screen."""

import io
import sys

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from app.pictures import barcode, qr

CODES = st.text("0123456789", min_size=24, max_size=24).map(lambda digits: "SIM0" + digits)
SAMPLE = "SIM0261800001111222233339264"


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


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
    assert read(picture(qr.qr_png(code, module_px=8, mark=False))) == [code]
    assert read(picture(qr.qr_png(code, module_px=8))) == [code]
    assert read(with_mark(picture(qr.qr_png(code, module_px=8)))) == [code]


@given(CODES)
@settings(deadline=None, max_examples=60)
def test_bar_code_is_read(code):
    assert read(picture(barcode.code128_png(code))) == [code]


@pytest.mark.parametrize("module", [7.5, 7, 6.5])
@pytest.mark.parametrize("density", [1, 2, 2.625, 3])
def test_qr_is_read_at_the_sizes_of_the_screen(module, density):
    side = round(qr.WHOLE * module * density)
    shown = picture(qr.qr_png(SAMPLE)).resize((side, side), Image.Resampling.BILINEAR)
    assert read(with_mark(shown)) == [SAMPLE]


@pytest.mark.parametrize("density", [2, 2.625, 3])
def test_bar_code_is_read_at_the_sizes_of_the_screen(density):
    drawn = picture(barcode.code128_png(SAMPLE))
    modules = len(barcode.code128_modules(SAMPLE)) + 2 * barcode.QUIET
    size = (round(modules * 1.25 * density), round(44 * density))
    assert read(drawn.resize(size, Image.Resampling.BILINEAR)) == [SAMPLE]


def test_sizes_are_those_of_the_design():
    assert len(barcode.code128_modules(SAMPLE)) == 222
    assert picture(qr.qr_png(SAMPLE, module_px=15)).size == (37 * 15, 37 * 15)
    modules = qr.qr_modules(SAMPLE)
    assert len(modules) == 29
    assert not any(any(row[10:19]) for row in modules[12:17])


def test_colours_are_ink_on_white():
    colours = {colour for _, colour in picture(qr.qr_png(SAMPLE)).getcolors()}
    assert colours == {(0x0F, 0x16, 0x26), (0xFF, 0xFF, 0xFF)}


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=20))
@settings(deadline=None, max_examples=60)
def test_any_printable_text_is_read_back(text):
    found = zxingcpp.read_barcodes(picture(barcode.code128_png(text)), formats=zxingcpp.BarcodeFormat.Code128)
    assert [one.text for one in found] == [text]


@pytest.mark.parametrize("text", ["", "医保", "a\n"])
def test_bar_code_refuses_what_it_cannot_say(text):
    with pytest.raises(ValueError, match="printable ASCII"):
        barcode.code128_modules(text)


def test_qr_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="don't fit"):
        qr.qr_png("A" * 36)


def test_no_picture_without_pixels():
    with pytest.raises(ValueError, match="one pixel"):
        qr.qr_png(SAMPLE, module_px=0)
    with pytest.raises(ValueError, match="one pixel"):
        barcode.code128_png(SAMPLE, height_px=0)


def test_codes_need_no_pillow(monkeypatch):
    for name in [name for name in sys.modules if name == "PIL" or name.startswith("PIL.")]:
        monkeypatch.setitem(sys.modules, name, None)
    assert qr.qr_png(SAMPLE).startswith(b"\x89PNG")
    assert barcode.code128_png(SAMPLE).startswith(b"\x89PNG")
