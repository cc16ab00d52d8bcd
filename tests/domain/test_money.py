"""Money is whole 分; what is typed and what is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import GongjiError, InputError
from app.domain.money import LARGEST_TYPED_FEN, format_yuan, parse_amount, parse_yuan, plain_yuan

FEN = st.integers(0, 10**15)
TYPED = st.integers(1, LARGEST_TYPED_FEN)


@given(FEN)
def test_what_is_written_reads_back(fen):
    assert parse_yuan(plain_yuan(fen)) == fen


@given(TYPED)
def test_what_is_shown_may_be_typed_again(fen):
    for text in (format_yuan(fen), f" ¥{format_yuan(fen)} ", f"{plain_yuan(fen)} 元", f"￥{plain_yuan(fen)}元"):
        assert parse_amount("amount", text) == fen


@given(TYPED)
def test_full_width_digits_are_digits(fen):
    wide = plain_yuan(fen).translate({ord(char): chr(ord(char) + 0xFEE0) for char in "0123456789."})
    assert parse_amount("amount", wide) == fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [("12", 1200), ("12.3", 1230), ("12.34", 1234), (".5", 50), ("5.", 500), ("007", 700), ("1,234.50", 123_450)],
)
def test_typed_forms(text, fen):
    assert parse_amount("amount", text) == fen


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "还没有填金额"),
        (" ¥ 元", "还没有填金额"),
        ("十元", "不是金额"),
        ("1.2.3", "不是金额"),
        ("1e3", "不是金额"),
        (".", "不是金额"),
        ("٣", "不是金额"),
        ("-5", "不能是负数"),
        ("−5", "不能是负数"),
        ("1.005", "最多两位小数"),
        ("0", "大于 0"),
        ("0.00", "大于 0"),
        ("10000000.01", "太大了"),
    ],
)
def test_each_mistake_has_its_own_words(text, why):
    with pytest.raises(InputError, match=why) as caught:
        parse_amount("amount", text)
    assert caught.value.field == "amount"


def test_an_amount_like_a_placeholder_does_no_harm():
    with pytest.raises(InputError, match=r"\{fen\}"):
        parse_amount("amount", "{fen}")


@pytest.mark.parametrize(
    "text", ["12", "12.3", "12.345", "-1.00", "+1.00", "1,000.00", "01.00", " 1.00", "1.00\n", "１.00", ""]
)
def test_files_take_one_form_only(text):
    with pytest.raises(GongjiError):
        parse_yuan(text)


def test_shown_forms():
    assert format_yuan(123_450) == "1,234.50"
    assert plain_yuan(123_450) == "1234.50"
    assert format_yuan(-5) == "-0.05"


@pytest.mark.parametrize("text", ["9" * 5000, "9" * 16, "￥" + "9" * 5000 + ".99"])
def test_what_no_number_can_be_is_too_large_in_words(text):
    with pytest.raises(InputError, match="太大了"):
        parse_amount("amount", text)


def test_leading_zeros_are_nothing():
    assert parse_amount("amount", "0" * 5000 + "12.3") == 1230


def test_a_file_with_an_endless_amount_is_told_so():
    assert parse_yuan("9" * 15 + ".99") == 10**17 - 1
    with pytest.raises(GongjiError, match="太大了"):
        parse_yuan("9" * 5000 + ".00")
