"""What is drawn can be read by a scanner (zxing-cpp)."""

import io

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from app.domain.insurance_code import make_code
from app.pictures.codes import BAR_MODULES, QR_MODULES, SEAL_MODULES, bar_png, qr_png

CODES = st.builds(
    lambda install, nonce: make_code(b"key", install, nonce),
    st.from_regex(r"\A[0-9]{3}\Z"),
    st.from_regex(r"\A[0-9]{10}\Z"),
)


def read(picture: Image.Image) -> list[tuple[str, str]]:
    """Read what is on a picture with a quiet zone around it, as (format, text)."""
    page = Image.new("L", (picture.width + 160, picture.height + 160), 255)
    page.paste(picture.convert("L"), (80, 80))
    return [(found.format.name, found.text) for found in zxingcpp.read_barcodes(page)]


@settings(max_examples=25, deadline=None)
@given(CODES)
def test_qr_is_read_with_a_framed_seal_over_its_middle(code):
    picture = Image.open(io.BytesIO(qr_png(code, pixels=6))).convert("L")
    assert picture.size == (QR_MODULES * 6, QR_MODULES * 6)
    middle = picture.width // 2
    half = (SEAL_MODULES[0] * 3 - 3, SEAL_MODULES[1] * 3 - 3)
    frame = (middle - half[0], middle - half[1], middle + half[0], middle + half[1])
    ImageDraw.Draw(picture).rectangle(frame, outline=80, width=2)
    assert [text for _, text in read(picture)] == [code]


@settings(max_examples=25, deadline=None)
@given(CODES)
def test_bar_code_is_read(code):
    picture = Image.open(io.BytesIO(bar_png(code, pixels=3)))
    assert picture.width == BAR_MODULES * 3
    assert read(picture.resize((picture.width, 90))) == [("Code128", code)]


def test_every_pair_of_digits_has_its_pattern():
    for first in range(0, 100, 12):
        code = "SIM0" + "".join(f"{(first + step) % 100:02d}" for step in range(12))
        picture = Image.open(io.BytesIO(bar_png(code, pixels=3)))
        assert read(picture.resize((picture.width, 90))) == [("Code128", code)]


@pytest.mark.parametrize("text", ["SIM01", "SIM0a1", "SÏM012", "SIM0１２"])
def test_other_texts_are_no_code(text):
    with pytest.raises(ValueError, match="not a code"):
        bar_png(text)
