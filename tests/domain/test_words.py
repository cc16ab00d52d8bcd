"""A sentence can be said again in another language: it remembers what it was made of."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import GongjiError, Refused
from app.domain.words import Words

NAMES = st.text(max_size=12)


@given(NAMES, NAMES)
def test_a_sentence_is_the_finished_text_and_survives_being_stored(name, amount):
    said = Words("{name}用了您 {amount} 元", name=name, amount=amount)
    assert said == f"{name}用了您 {amount} 元"
    again = Words.unpacked(said.text, said.packed())
    assert (again, again.text, again.params) == (said, said.text, said.params)


def test_sentences_stand_in_sentences():
    said = Words("先由{first}；{rest}。", first=Words("统筹基金付 {yuan} 元", yuan="1.00"), rest=Words("剩下的付现金"))
    assert said == "先由统筹基金付 1.00 元；剩下的付现金。"
    for again in (Words.unpacked(said.text, said.packed()), copy.deepcopy(said), copy.copy(said)):
        assert again == said
        assert again.params["first"].text == "统筹基金付 {yuan} 元"


def test_what_nothing_fills_stays_as_it_stands():
    assert Words("{sharer}没有正常参保") == "{sharer}没有正常参保"
    assert Words("一个{开口") == "一个{开口"


def test_an_error_takes_a_sentence_whole():
    error = Refused("balance-floor", Words("账户里要留 {floor}", floor="2,000.00 元"))
    assert str(error) == "账户里要留 2,000.00 元"
    assert error.words.text == "账户里要留 {floor}"
    assert GongjiError("还差 {count} 位", count=2).words == "还差 2 位"
