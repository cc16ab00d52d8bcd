"""Amounts as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import LARGEST_TYPED_FEN, format_yuan, plain_yuan
from app.domain.money_words import amount_at, number_of

HAN = "零一二三四五六七八九"


def in_words(number):
    """Write a number below 10,000 as Chinese does."""
    words, zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if zero and words else "") + HAN[digit] + sign
            zero = False
        else:
            zero = True
    return words


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("800", 80000),
        ("800元", 80000),
        ("¥1,200.50", 120050),
        ("三百块", 30000),
        ("三百块钱", 30000),
        ("两百五", 25000),
        ("一千二", 120000),
        ("1千2", 120000),
        ("1千零2", 100200),
        ("1.2万", 1200000),
        ("两万三", 2300000),
        ("一万零三百", 1030000),
        ("十五块", 1500),
        ("一百零五", 10500),
        ("五块五", 550),
        ("5块5毛", 550),
        ("八毛", 80),
        ("5分", 5),
        ("二十", 2000),
        ("12.3", 1230),
    ],
)
def test_what_people_write(text, fen):
    found = amount_at(text, 0)
    assert (found.fen, found.end) == (fen, len(text))


@pytest.mark.parametrize("text", ["", "元", "零", "0", "0.00", "abc", "-5", "99999999999", "一二三四", "3" * 40])
def test_what_is_no_amount(text):
    found = amount_at(text, 0)
    assert found is None or found.end < len(text)


def test_one_figure_in_words_alone_isnt_sure():
    assert not amount_at("一", 0).sure
    assert not amount_at("十五", 0).sure
    assert amount_at("一百", 0).sure
    assert amount_at("一块", 0).sure


@given(st.integers(1, 9999))
def test_every_number_in_words_is_read_back(number):
    assert number_of(in_words(number)) == number * 100
    assert amount_at(in_words(number) + "元", 0).fen == number * 100


@given(st.integers(1, LARGEST_TYPED_FEN), st.sampled_from(["", "元", "块"]), st.booleans())
def test_every_amount_in_figures_is_read_back(fen, unit, commas):
    text = (format_yuan(fen) if commas else plain_yuan(fen)) + unit
    assert amount_at(text, 0).fen == fen
    assert amount_at(text, 0).end == len(text)


@given(
    st.text(st.sampled_from("0123456789.,¥ 元块毛分角零一二两三四五六七八九十百千万钱ab"), max_size=30),
    st.integers(0, 30),
)
def test_anything_is_read_or_not(text, start):
    found = amount_at(text, start)
    assert found is None or (start < found.end <= len(text) and 0 < found.fen <= LARGEST_TYPED_FEN)
