"""What is picked out of a typed question."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.settlement import PlaceKind
from app.services.ask_text import Named, read_text
from app.services.ask_vocabulary import EXPENSE_WORDS, FILLERS, PLACE_WORDS
from app.services.ask_words import EXPENSES
from app.services.pinyin import initials, spellings

TODAY = date(2026, 6, 12)
FAMILY = (
    Named("1", "李明", ("我", "本人", "自己", "me")),
    Named("2", "王桂兰", ("奶奶", "妈妈")),
    Named("3", "周芳", ("老婆",)),
    Named("4", "李小满", ("宝宝", "孩子")),
)


def read(text):
    return read_text(text, FAMILY, TODAY)


def told(text):
    asked = read(text)
    return asked.person, asked.place and asked.place.kind, asked.expense, asked.amount_fen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("宝宝 市医院 住院 800", ("4", PlaceKind.CITY, "住院", 80000)),
        ("宝宝市医院住院800", ("4", PlaceKind.CITY, "住院", 80000)),
        ("我在药店买药三百块", ("1", PlaceKind.PHARMACY, "买药", 30000)),
        ("奶奶 透析 两百五", ("2", None, "透析", 25000)),
        ("lxm syy zy 1千2", ("4", PlaceKind.CITY, "住院", 120000)),
        ("lixiaoman zhuyuan", ("4", None, "住院", None)),
        ("wgl tx420", ("2", None, "透析", 42000)),
        ("小满 社区医院 感冒 ￥８０", ("4", PlaceKind.COMMUNITY, "看门诊", 8000)),
        ("lxm yd 三百块", ("4", PlaceKind.PHARMACY, None, 30000)),
        ("zhuy", (None, None, "住院", None)),
        ("能不能付", (None, None, None, None)),
        ("", (None, None, None, None)),
        ("奶奶的降压药能不能用共济付？", ("2", None, "买药", None)),
        ("妈妈 南昌市医院 手术 1.2万", ("2", PlaceKind.CITY, "住院", 1200000)),
    ],
)
def test_what_is_understood(text, expected):
    assert told(text) == expected


def test_what_isnt_understood_is_told_and_the_rest_answered():
    asked = read("宝宝 火星 住院 abcxyz 800")
    assert (asked.person, asked.expense, asked.amount_fen) == ("4", "住院", 80000)
    assert asked.unknown == ("火星", "abcxyz")
    assert read("今天天气不错").unknown == ("天气不错",)


def test_a_hospital_without_a_kind_is_taken_for_one_and_that_is_said():
    asked = read("宝宝 医院 住院")
    assert asked.place.kind is PlaceKind.CITY
    assert "没有说是哪一级的医院" in asked.notes[0]


def test_a_city_is_a_place_of_it():
    assert read("南昌 市医院").place.region == "360100"
    assert read("杭州 住院").place.region == "330106"
    assert "这样的机构" in read("九江 县医院").notes[0]


def test_a_place_that_cannot_do_it_is_told():
    asked = read("药店 住院")
    assert asked.place.kind is PlaceKind.CITY
    assert "没有住院" in asked.notes[0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-01 买药", date(2024, 5, 1)),
        ("2024年5月1日买药", date(2024, 5, 1)),
        ("5月1号 买药", date(2026, 5, 1)),
        ("明天 买药", date(2026, 6, 13)),
        ("2019年 买药", date(2019, 12, 31)),
        ("2026-02-31 买药", None),
    ],
)
def test_a_day_in_the_text(text, day):
    assert read(text).day == day
    assert read(text).expense == "买药"


def test_how_words_sound():
    assert "zy" in initials("住院")
    assert "zhuyuan" in spellings("住院")
    assert "lv" in spellings("吕")


def test_two_of_a_kind_are_told():
    assert "一次只算一样" in read("住院 体检").notes[0]
    assert "第一位" in read("宝宝 奶奶 买药").notes[0]
    assert "第一个" in read("买药 80 90").notes[0]


WORDS = [
    *FILLERS,
    *(word for words in PLACE_WORDS.values() for word in words),
    *(word for one in EXPENSES for word in (one.name, *EXPENSE_WORDS[one.name])),
    *(word for one in FAMILY for word in (one.name, *one.words)),
    "800", "三百块", "1千2", "zy", "lxm", "2024-05-01", "火星", " ", "，",
]  # fmt: skip


@given(st.text(max_size=250))
@settings(deadline=None)
def test_any_text_is_read(text):
    asked = read(text)
    assert all(piece.strip() for piece in asked.unknown)


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.sampled_from(["", " "]))
@settings(deadline=None, max_examples=200)
def test_a_place_that_is_given_has_what_is_asked_for(words, between):
    asked = read(between.join(words))
    expense = next((one for one in EXPENSES if one.name == asked.expense), None)
    if expense and asked.place:
        assert asked.place.kind in expense.places


@given(
    st.sampled_from(FAMILY),
    st.sampled_from(EXPENSES),
    st.integers(1, 99999),
    st.permutations([0, 1, 2]),
    st.sampled_from([" ", "，", "  "]),
)
@settings(deadline=None)
def test_who_what_and_how_much_are_found_in_any_order(who, expense, yuan, order, between):
    pieces = [who.name, expense.name, f"{yuan}元"]
    asked = read(between.join(pieces[at] for at in order))
    assert (asked.person, asked.expense, asked.amount_fen) == (who.key, expense.name, yuan * 100)
    assert asked.unknown == ()


@pytest.mark.parametrize(
    ("text", "amount", "unknown"),
    [
        ("-300 买药", None, ("-300",)),
        ("买药 −300", None, ("−300",)),
        ("-.5 买药", None, ("-.5",)),
        ("负三百 买药", None, ("负三百",)),
        ("买药 0.005元", None, ("0.005",)),
        ("买药 12,00", None, ("12,00",)),
        ("买药 1e3", None, ("1e3",)),
        ("99999999999999999999 买药", None, ("99999999999999999999",)),
        ("1亿 买药", None, ("1亿",)),
        ("几百块 买药", None, ("几百块",)),
        ("千金片 买药 30", 3000, ("千金片",)),
        ("百草枯中毒 住院", None, ("百草枯中毒",)),
        ("奶奶66岁 住院 800", 80000, ("66岁",)),
        ("2 盒药 60", 6000, ("2 盒",)),
        ("5月住院800", 80000, ("5月",)),
        ("2月30日 买药 100", 10000, ("2月30日",)),
        ("2026-02-31 买药", None, ("2026-02-31",)),
        ("宝宝-住院-300", 30000, ()),
        ("800 个人账户 买药", 80000, ()),
        ("800周芳 买药", 80000, ()),
        ("壹仟贰佰元 买药", 120000, ()),
        ("住院 两千零五", 200500, ()),
        ("住院 十二块三毛四", 1234, ()),
    ],
)
def test_a_number_that_is_no_amount_to_pay_is_told_and_not_read(text, amount, unknown):
    asked = read(text)
    assert (asked.amount_fen, asked.unknown) == (amount, unknown)


@pytest.mark.parametrize(
    ("text", "person"), [("我妈妈 住院", "2"), ("我家宝宝 买药", "4"), ("我的孩子 买药", "4"), ("我的药", "1")]
)
def test_my_mother_is_not_me(text, person):
    asked = read(text)
    assert (asked.person, asked.notes, asked.unknown) == (person, (), ())


def test_of_two_people_of_one_name_the_first_is_taken_and_that_is_said():
    asked = read_text("王桂兰 买药", (*FAMILY, Named("5", "王桂兰")), TODAY)
    assert asked.person == "2"
    assert asked.notes == ("叫这个名字的不止一位，按第一位算",)


def test_a_given_name_that_is_a_place_stays_the_place():
    family = (*FAMILY, Named("6", "张南昌"))
    assert read_text("南昌 住院", family, TODAY).person is None
    assert read_text("南昌 住院", family, TODAY).place.region == "360100"
    assert read_text("张南昌 住院", family, TODAY).person == "6"


def test_a_hospital_is_no_shop_and_another_city_is_said():
    assert read("医院里买药").place.kind is PlaceKind.CITY
    assert read("医院 体检").place.kind is PlaceKind.CITY
    assert "那里没有" in read("上饶 医院 住院").notes[0]


def test_what_cannot_be_seen_is_not_told():
    assert read("\u202e药\x00\u200b 30").unknown == ()


@pytest.mark.parametrize("text", ["明年 买药", "明天 买药", "前年 买药"])
@pytest.mark.parametrize("today", [date.max, date.min])
def test_a_day_beyond_the_calendar_is_none(text, today):
    assert read_text(text, FAMILY, today).expense == "买药"


def test_a_very_long_text_is_cut_and_that_is_said():
    assert "200" in read("买药" + "啊" * 10_000).notes[0]
    assert read("买药").notes == ()
