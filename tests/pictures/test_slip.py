"""The 结算单 as a picture and as a PDF: it holds what is said, whatever is said, also in rare letters."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.pictures.ink import SCALE, Fonts, Sheet
from app.pictures.slip import WIDTH, Paint, SlipPiece, SlipRow, SlipSide, slip_pdf, slip_png

ASSETS = Path(__file__).resolve().parents[2] / "assets"
PAINT = Paint(
    ground="#F2F5FA",
    surface="#FFFFFF",
    outline="#D3DCEA",
    ink="#141C2B",
    ink_2="#3F4B5E",
    ink_3="#556175",
    cobalt="#1C439B",
    hero_top="#2450B0",
    hero_bottom="#112B70",
    on_hero="#FFFFFF",
    on_hero_2="#D3E0FA",
    tint="#DFF0E9",
    tint_ink="#17604E",
)
FRONT = SlipSide(
    title="共济通 结算单",
    when="2026-06-12 10:24:31",
    simulated="模拟",
    badge=3,
    initial="满",
    name="李小满",
    state="结算完成",
    where="余江区某乡镇卫生院·普通门诊",
    total_label="医疗费总额",
    total="¥120.00",
    upper=(SlipRow("基金支付", "90.00"), SlipRow("个人账户共济支付", "30.00")),
    lower=(SlipRow("一般诊疗费", "10.00"),),
    foot=("单号 SIM20260612-000118",),
    pieces=(
        SlipPiece("门诊家庭账户", "90.00", 9000, "#A6D8C6", "#0E3A2E"),
        SlipPiece("李明共济", "30.00", 3000, "#1C439B", "#FFFFFF"),
    ),
)


def opened(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def width_of(picture, color):
    """How wide a colour is where it is widest, in pixels."""
    wanted = tuple(bytes.fromhex(color[1:]))
    rows = (
        [x for x in range(picture.width) if picture.getpixel((x, y)) == wanted] for y in range(500, picture.height, 5)
    )
    return max(found[-1] - found[0] for found in rows if found)


def test_the_bar_is_cut_in_true_proportions():
    picture = opened(slip_png(ASSETS, PAINT, FRONT))
    assert picture.width == WIDTH * SCALE
    bar = picture.crop((0, 0, picture.width, 1000))
    assert width_of(bar, "#A6D8C6") / width_of(bar, "#1C439B") == pytest.approx(3, abs=0.05)


def test_letters_of_rare_names_are_drawn():
    fonts = Fonts(ASSETS)
    for letter in "镕喆堃":
        sheet, unknown = (Sheet(fonts, 30, 30, "#FFFFFF") for _ in range(2))
        sheet.write(letter, 2, 15, 19, "#000000", strong=True)
        unknown.write("\uffff", 2, 15, 19, "#000000", strong=True)
        blank = Sheet(fonts, 30, 30, "#FFFFFF")
        assert sheet.image.tobytes() not in (unknown.image.tobytes(), blank.image.tobytes())


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=24), st.integers(1, 10**9))
def test_nothing_written_leaves_the_paper(words, fen):
    side = replace(
        FRONT,
        name=words,
        where=words,
        upper=(SlipRow(words, words),),
        foot=(words,),
        pieces=(*FRONT.pieces, SlipPiece(words, words, fen, "#FFFFFF", "#141C2B", "#C4CDDA")),
    )
    picture = opened(slip_png(ASSETS, PAINT, side))
    ground = picture.getpixel((0, 0))
    for x in (0, 30, picture.width - 31, picture.width - 1):
        column = {picture.getpixel((x, y)) for y in range(picture.height)}
        assert column == {ground}


def test_a_pdf_has_a_page_for_each_side():
    data = slip_pdf(ASSETS, PAINT, (FRONT, replace(FRONT, total="", pieces=())))
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") == 2 or data.count(b"/Type /Page ") == 2
