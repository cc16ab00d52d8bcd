"""Codes of this install are read; forged and foreign ones are told apart."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.insurance_code import CodeForeign, CodeForged, make_code, read_code

KEY = b"a key of this install"
NONCES = st.text("0123456789", min_size=10, max_size=10)
INSTALLS = st.text("0123456789", min_size=3, max_size=3)


@given(INSTALLS, NONCES)
def test_a_code_reads_back(install, nonce):
    code = make_code(KEY, install, nonce)
    assert re.fullmatch(r"SIM0[0-9]{24}", code)
    assert read_code(KEY, install, code) == nonce


@given(NONCES)
def test_as_typed_by_people(nonce):
    code = make_code(KEY, "007", nonce)
    spaced = " ".join(code[i : i + 4] for i in range(0, 28, 4))
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code)
    for typed in (code.lower(), spaced, wide, f"{code}\n"):
        assert read_code(KEY, "007", typed) == nonce


@given(NONCES, st.integers(7, 27), st.integers(1, 9))
def test_a_changed_digit_is_forged(nonce, place, step):
    code = make_code(KEY, "007", nonce)
    changed = code[:place] + str((int(code[place]) + step) % 10) + code[place + 1 :]
    with pytest.raises(CodeForged):
        read_code(KEY, "007", changed)


def test_a_code_made_with_another_key_is_forged():
    with pytest.raises(CodeForged):
        read_code(KEY, "007", make_code(b"another key", "007", "0123456789"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (make_code(KEY, "008", "0123456789"), "另一台设备"),
        ("4240" + "1" * 24, "真的医保码"),
        ("ano0" + "1" * 24, "真的医保码"),
        ("SIM0123", "不完整"),
        ("SIM0" + "1" * 25, "不完整"),
        ("SIM0" + "A" * 24, "不是共济通的医保码"),
        ("https://example.org", "不是共济通的医保码"),
        ("", "还没有读到码"),
    ],
)
def test_foreign_codes_have_their_own_words(text, why):
    with pytest.raises(CodeForeign, match=why):
        read_code(KEY, "007", text)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text):
    with pytest.raises((CodeForeign, CodeForged)):
        read_code(KEY, "007", text)


@pytest.mark.parametrize(
    ("install", "nonce"), [("7", "0123456789"), ("007", "123"), ("00a", "0123456789"), ("007", "１２３４５６７８９０")]
)
def test_parts_of_another_form_are_a_mistake_of_the_program(install, nonce):
    with pytest.raises(ValueError, match="digits"):
        make_code(KEY, install, nonce)
