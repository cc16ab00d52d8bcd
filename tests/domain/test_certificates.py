"""Numbers as people type them, and what they are told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.certificates import (
    CertType,
    check_character,
    mask,
    parse_birth_certificate,
    parse_certificate,
    parse_id_card,
    parse_name,
    parse_phone,
)
from app.domain.errors import InputError
from app.domain.people import Sex

TODAY = date(2026, 3, 1)


@st.composite
def id_cards(draw):
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    area, sequence = draw(st.integers(100000, 999999)), draw(st.integers(0, 999))
    first = f"{area}{born:%Y%m%d}{sequence:03d}"
    return first + check_character(first)


@given(id_cards())
def test_a_generated_number_is_valid_and_read(number):
    card = parse_id_card("number", number, TODAY)
    assert card.number == number
    assert card.born == date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    assert card.sex is (Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)
    assert card.region == number[:6]


@given(id_cards(), st.integers(0, 17), st.integers(1, 9))
def test_any_single_digit_changed_is_found(number, place, step):
    old = number[place]
    new = "0" if old == "X" else str((int(old) + step) % 10)
    with pytest.raises(InputError):
        parse_id_card("number", number[:place] + new + number[place + 1 :], TODAY)


@given(id_cards(), st.integers(0, 15))
def test_two_neighbours_swapped_are_found(number, place):
    if number[place] != number[place + 1]:
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        with pytest.raises(InputError):
            parse_id_card("number", swapped, TODAY)


@pytest.mark.parametrize("number", ["11010519491231002X", "360602199003070011"])
def test_the_known_numbers_are_valid(number):
    assert parse_id_card("number", number, TODAY).number == number


@pytest.mark.parametrize(
    "typed",
    ["11010519491231002x", " 110105 1949 1231 002X ", "１１０１０５１９４９１２３１００２Ｘ", "110105-19491231-002X"],
)
def test_spaces_small_letters_and_full_width_are_fine(typed):
    assert parse_id_card("number", typed, TODAY).number == "11010519491231002X"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "还没有填"),
        ("36060219900307001", "还少 1 位。应是 18 位"),
        ("3606021990030700111", "多了 1 位。应是 18 位"),
        ("360602900307001", "15 位的旧号码"),
        ("36060219900307001A", "只有数字"),
        ("X60602199003070011", "只有数字"),
        ("360602199002300011", "不是日期"),
        ("360602199013070011", "不是日期"),
        ("360602202603020010", "还没到"),
        ("360602199003070012", "号码对不上"),
    ],
)
def test_each_mistake_has_its_own_words(typed, why):
    with pytest.raises(InputError, match=why) as caught:
        parse_id_card("number", typed, TODAY)
    assert caught.value.field == "number"


@pytest.mark.parametrize("typed", ["X990012345", "x 9900 12345", "Ｘ９９００１２３４５"])
def test_birth_certificates(typed):
    assert parse_birth_certificate("number", typed) == "X990012345"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "还没有填"),
        ("X99001234", "还少 1 位。应是 1 个字母加 9 个数字"),
        ("X9900123456", "多了 1 位"),
        ("9900123456", "开头少一个字母"),
        ("XY90012345", "字母后面只能是数字"),
    ],
)
def test_birth_certificate_mistakes(typed, why):
    with pytest.raises(InputError, match=why):
        parse_birth_certificate("number", typed)


def test_other_certificates():
    assert parse_certificate("number", CertType.CHINESE_PASSPORT, "e 1234 5678", TODAY) == "E12345678"
    assert parse_certificate("number", CertType.ID_CARD, "11010519491231002x", TODAY) == "11010519491231002X"
    assert parse_certificate("number", CertType.BIRTH_CERTIFICATE, "x990012345", TODAY) == "X990012345"
    for bad, why in (("", "还没有填"), ("E12", "5 到 20 位"), ("护照1234", "只有字母和数字")):
        with pytest.raises(InputError, match=why):
            parse_certificate("number", CertType.CHINESE_PASSPORT, bad, TODAY)


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("360602199003070011", "3606**********0011"),
        ("X990012345", "X9900***45"),
        ("E1234", "E****"),
        ("A", "A"),
        ("", ""),
    ],
)
def test_masks(number, masked):
    assert mask(number) == masked


@given(st.text("0123456789X", min_size=2, max_size=24))
def test_a_mask_keeps_the_length_and_hides_something(number):
    assert len(mask(number)) == len(number)
    assert "*" in mask(number)


@pytest.mark.parametrize(
    "typed", ["13800001234", "138 0000 1234", "+86 138-0000-1234", "8613800001234", "１３８００００１２３４"]
)
def test_phones(typed):
    assert parse_phone("phone", typed) == "13800001234"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "还没有填"),
        ("1380000123", "还少 1 位"),
        ("138000012345", "多了 1 位"),
        ("12800001234", "开头"),
        ("138O0001234", "只有数字"),
    ],
)
def test_phone_mistakes(typed, why):
    with pytest.raises(InputError, match=why):
        parse_phone("phone", typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" 王 芳 ", "王芳"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("古丽•买买提", "古丽·买买提"),
        ("John  Smith", "John Smith"),
    ],
)
def test_names(typed, name):
    assert parse_name("name", typed) == name


@pytest.mark.parametrize(
    ("typed", "why"), [("", "还没有填"), ("王", "至少两个字"), ("王芳1", "不能有「1」"), ("王" * 51, "最多 50")]
)
def test_name_mistakes(typed, why):
    with pytest.raises(InputError, match=why):
        parse_name("name", typed)
