"""The two languages: the catalog is whole, and what is said is said in one language."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import InputError
from app.domain.words import Words, listed
from app.ui.i18n import Language, joined, say, speak, term_below, tr, without_term
from app.ui.i18n.dates import day_words, month_words, short_day_words, since_words
from tests.own_loop import in_own_loop
from tests.ui.fake_client import opened

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

import translations

ENGLISH = Language.ENGLISH
CHRISTMAS = date(2026, 12, 25)
TODAY = translations.sentences()


def in_english(work: Callable[[], object]) -> object:
    """Give what a function gives on a page whose language is English."""

    async def ask() -> object:
        async with opened(lambda page: speak(page, ENGLISH)):
            return work()

    return in_own_loop(ask())


def test_every_sentence_has_its_english() -> None:
    assert translations.problems() == []


@pytest.mark.parametrize("sentence", ["这一句没有英文", "还剩 {what}"])
def test_a_new_sentence_is_missed(monkeypatch: pytest.MonkeyPatch, sentence: str) -> None:
    assert _more_with(monkeypatch, {**TODAY, sentence: ["app/ui/new.py"]}) == {f"no English: {sentence}"}


@pytest.mark.parametrize(
    ("chinese", "english", "fault"),
    [
        ("{name}的码", "the code", "other placeholders"),
        ("{name}的码", "{other}'s code", "other placeholders"),
        ("医保码", "医保码", "Chinese that is no term in brackets or quotation marks"),
        ("{count} 位", "{count} digit(s)", "(s), or an apostrophe as wide as a hanzi"),
    ],
)
def test_wrong_english_is_found(chinese: str, english: str, fault: str) -> None:
    assert list(translations._faults(chinese, english)) == [fault]


def test_a_sentence_nobody_says_is_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = {sentence: places for sentence, places in TODAY.items() if sentence != "首页"}
    assert _more_with(monkeypatch, fewer) == {"left over: 首页"}


def _more_with(monkeypatch: pytest.MonkeyPatch, sentences: dict[str, list[str]]) -> set[str]:
    """Give the problems that there would be with other sentences."""
    monkeypatch.setattr(translations, "sentences", lambda: TODAY)
    today = set(translations.problems())
    monkeypatch.setattr(translations, "sentences", lambda: sentences)
    return set(translations.problems()) - today


def test_an_old_compiled_catalog_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "gongji.mo"
    old.write_bytes(translations.MO.read_bytes()[:-1])
    monkeypatch.setattr(translations, "MO", old)
    assert [fault for fault in translations.problems() if "is older than" in fault]


def test_words_among_the_params_are_said_in_the_same_language() -> None:
    paid = Words("统筹基金付 {yuan} 元", yuan="10.00")
    whole = Words(
        "先由{first}；{rest}。", first=paid, rest=Words("剩下的{one}", one=Words("付现金 {yuan} 元", yuan="2.00"))
    )
    assert whole == "先由统筹基金付 10.00 元；剩下的付现金 2.00 元。"
    assert say(Language.CHINESE, whole) == str(whole)
    assert say(ENGLISH, whole) == "First the insurance fund pays ¥10.00; for the rest you pay ¥2.00 in cash."


def test_kept_words_are_said_in_english_too() -> None:
    made = Words(
        "{sharer}的账户里至少要留{floor}，超出的部分才能给家人用。",
        sharer="李明",
        floor=Words("{yuan} 元", yuan="5.00"),
    )
    kept = Words.unpacked(made.text, made.packed())
    assert say(ENGLISH, kept) == "At least ¥5.00 must stay in 李明's account. Only what is above it can be shared."


def test_known_terms_among_the_params_are_said_too_and_names_stay() -> None:
    assert say(ENGLISH, "在{place}。", place="鹰潭某市级医院") == "Place: Yingtan city hospital."
    assert say(ENGLISH, "{name}的码", name="欧阳建国") == "欧阳建国's code"
    assert say(ENGLISH, listed(("保健品", "健身"))) == "Supplements, Fitness"


def test_the_words_of_an_error_are_said() -> None:
    assert say(ENGLISH, InputError("cert_no", "还少 {count} 位。应是 18 位", count=2).words) == (
        "Too short by 2. It must have 18 characters"
    )


def test_what_no_catalog_knows_is_said_as_it_stands() -> None:
    assert say(ENGLISH, "没有人译过这一句 {name}", name="李明") == "没有人译过这一句 李明"
    assert say(ENGLISH, "") == ""


def test_without_a_page_it_is_chinese() -> None:
    assert tr("首页") == "首页"
    assert term_below("家庭共济") == without_term("家庭共济") == "家庭共济"


def test_the_page_at_hand_decides() -> None:
    assert in_english(lambda: tr("首页")) == "Home"
    assert in_english(lambda: joined("母亲", "", None, "暂停")) == "Mother, Paused"
    assert in_english(lambda: term_below("家庭共济")) == "Family pooling\n(家庭共济)"
    assert in_english(lambda: without_term("家庭共济")) == "Family pooling"


def test_each_page_has_a_language_of_its_own() -> None:
    async def ask() -> list[str]:
        said = []
        for tongue in (ENGLISH, Language.CHINESE):
            async with opened(lambda page, tongue=tongue: speak(page, tongue)):
                said.append(tr("首页"))
        return said

    assert in_own_loop(ask()) == ["Home", "首页"]


@pytest.mark.parametrize(
    ("write", "chinese", "english"),
    [
        (lambda: day_words(CHRISTMAS), "2026 年 12 月 25 日", "25 December 2026"),
        (lambda: short_day_words(CHRISTMAS, date(2026, 1, 1)), "12 月 25 日", "25 December"),
        (lambda: short_day_words(CHRISTMAS, date(2025, 1, 1)), "2026 年 12 月 25 日", "25 December 2026"),
        (lambda: month_words(CHRISTMAS, date(2026, 1, 1)), "12 月", "December"),
        (lambda: month_words(CHRISTMAS, date(2025, 1, 1)), "2026 年 12 月", "December 2026"),
        (lambda: since_words(CHRISTMAS), "，2026 年 12 月 25 日起", ", since 25 December 2026"),
        (lambda: since_words(date(2025, 1, 1)), "，2025 年起", ", since 2025"),
        (lambda: since_words(None), "", ""),
    ],
)
def test_days_are_written_as_people_write_them(write: Callable[[], str], chinese: str, english: str) -> None:
    assert write() == chinese
    assert in_english(write) == english
