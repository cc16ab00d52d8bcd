"""The rules that the app ships: their sources, their days, and how a book is put together."""

import re
from datetime import date, timedelta

import pytest

from app.domain.rule_keys import KEYS
from app.domain.rule_texts import NoRuleYet
from app.domain.rulebook import Rules
from app.rules.load import load_rules

FIRST_DAY = date(2025, 1, 1)


def test_every_key_of_the_schema_has_a_value():
    present = {re.sub(r"\.\d{4}\.", ".{year}.", rule.key) for rule in load_rules().all}
    assert present == set(KEYS)


def test_every_value_has_a_source_that_we_know_and_says_where():
    rules = load_rules()
    for rule in rules.all:
        assert rule.source in rules.sources
        assert rule.section
        assert rule.sentence
        assert rule.stated or rule.note, f"{rule.key}: what is not stated says what was decided"


def test_the_first_two_documents_hold_from_the_year_of_the_material():
    rules = load_rules()
    assert {rules.sources[key].basis for key in ("S1", "S2")} == {"按资料年份"}
    assert all(rule.since == FIRST_DAY for rule in rules.all if rule.source == "S1")


def test_no_number_rests_on_an_unknown_web_page_alone():
    rules = load_rules()
    for rule in rules.all:
        numeric = isinstance(rule.value, int) and not isinstance(rule.value, bool)
        grades = {rules.sources[key].grade for key in (rule.source, *rule.also)}
        assert not numeric or grades != {"C"}, rule.key


def test_all_twelve_clashes_are_told_from_both_sides_and_used():
    rules = load_rules()
    assert [clash.number for clash in rules.clashes] == list(range(1, 13))
    for clash in rules.clashes:
        assert len(clash.texts) >= 2
        assert clash.decision
        assert clash.reason
    assert {rule.clash for rule in rules.all} - {None} == set(range(1, 13))


@pytest.mark.parametrize(
    ("key", "region", "value"),
    [
        ("sharing.balance_floor", "360602", 0),
        ("sharing.balance_floor", "360102", 200_000),
        ("family_account.yearly", "360602", 9_000),
        ("resident_fee.2025.amount", "360602", 40_000),
        ("resident_fee.2026.assisted_subsidy", "36", 32_000),
        ("resident_fee.2026.assisted_own", "36", 8_000),
        ("resident_fee.2026.student_own", "36", 20_000),
        ("resident_fee.2026.window_to", "36", date(2026, 2, 28)),
        ("family_code.max_members", "", 5),
        ("impersonation.suspended_most", "", 12),
        ("wallet.topup_most", "", 200_000),
        ("huiminbao.special_drugs_most", "3606", 70),
    ],
)
def test_values_that_people_know_by_heart(key, region, value):
    assert load_rules().book(region, date(2026, 3, 1)).rule(key).value == value


def test_the_city_lies_on_top_of_the_province_and_the_province_on_the_nation():
    book = load_rules().book("360602", FIRST_DAY)
    assert book.rule("sharing.member_area").region == "3606"
    assert book.rule("sharing.place_area").region == "36"
    assert book.rule("sharing.relations").region == ""


def test_a_value_begins_on_its_day():
    day = date(2026, 1, 9)
    assert not load_rules().book("36", day - timedelta(days=1)).wallet_available
    assert load_rules().book("36", day).wallet_available


def test_the_latest_value_not_after_the_day_holds():
    shipped = load_rules()
    old = shipped.book("36", FIRST_DAY).rule("sharing.balance_floor")
    new = type(old)(**{**{name: getattr(old, name) for name in old.__slots__}, "value": 1, "since": date(2025, 7, 1)})
    rules = Rules((new, *shipped.all), shipped.sources, shipped.clashes, shipped.reasons)
    assert rules.book("360102", date(2025, 6, 30)).balance_floor_fen == 200_000
    assert rules.book("360102", date(2025, 7, 1)).balance_floor_fen == 1


def test_a_day_before_all_rules_is_said_plainly():
    with pytest.raises(NoRuleYet, match="2024-12-31 太早了"):
        load_rules().book("360602", FIRST_DAY - timedelta(days=1))


def test_a_place_without_rules_of_ours_has_only_the_national_ones():
    book = load_rules().book("330106", FIRST_DAY)
    assert book.family_account_area is None
    assert book.member_area is None
    with pytest.raises(NoRuleYet, match=r"family_account\.yearly"):
        book.rule("family_account.yearly")
