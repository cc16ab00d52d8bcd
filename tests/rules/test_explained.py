"""Every no has a source, a section and a day, wherever it is said and whenever; and the engine asks the book."""

import re
from dataclasses import replace
from datetime import date

import pytest

from app.cases.run import outcome_of
from app.cases.shipped import shipped_cases
from app.domain.book import RuleBook
from app.domain.fees import Fee
from app.domain.rule_keys import KEYS
from app.domain.rule_names import NoteName, RuleName
from app.domain.rulebook import Rules
from app.rules.load import load_rules
from app.services.explain import explain

CASES = shipped_cases()
YINGTAN, NANCHANG, HANGZHOU = "360602", "360102", "330106"
EARLY, LATE = date(2025, 6, 1), date(2026, 6, 12)


@pytest.mark.parametrize("day", [EARLY, LATE])
@pytest.mark.parametrize("region", [YINGTAN, NANCHANG, HANGZHOU])
@pytest.mark.parametrize("name", [*RuleName, *NoteName])
def test_a_no_has_a_source_a_section_and_a_day(name, region, day):
    words = explain(load_rules(), name, region, day)
    assert words.source_title
    assert words.section
    assert words.sentence
    assert words.since is not None
    assert words.since <= day or name is RuleName.WALLET_NOT_YET


def test_the_rule_is_that_of_the_place_whose_rule_it_is():
    rules = load_rules()
    assert explain(rules, "balance-short", NANCHANG, LATE).source_key == "S1"
    assert explain(rules, "balance-floor", NANCHANG, LATE).section.startswith("设立规则 3")
    assert explain(rules, "member-remote", YINGTAN, LATE).source_key == "S1"
    assert explain(rules, "member-remote", NANCHANG, LATE).source_key == "S2"
    assert explain(rules, "wallet-not-yet", HANGZHOU, EARLY).since == date(2026, 1, 9)


@pytest.mark.parametrize(
    ("place", "key", "stated"),
    [
        ("县级医院", "family_account.county_hospital", False),
        ("市级医院", "family_account.closed_places", True),
        ("省级医院", "family_account.closed_places", True),
        ("定点零售药店", "family_account.places", True),
    ],
)
def test_where_the_family_account_is_shut_the_line_about_that_place_is_shown(place, key, stated):
    words = explain(load_rules(), "family-account-place", YINGTAN, LATE, at=place)
    assert (words.rule_key, words.stated) == (key, stated)
    assert words.stated or words.note


@pytest.mark.parametrize(
    ("name", "key", "section"),
    [
        ("member-remote", "huiminbao.member_area", "§三 参保与支付方式"),
        ("fee-already-paid", "pooled.huiminbao", "§三 参保与支付方式"),
    ],
)
def test_of_huiminbao_its_own_line_is_shown(name, key, section):
    words = explain(load_rules(), name, YINGTAN, LATE, at="惠民保")
    assert (words.rule_key, words.source_key, words.section) == (key, "S1", section)
    assert explain(load_rules(), name, YINGTAN, LATE, at="居民医保").rule_key != key


def test_the_quota_is_the_sharers_own_setting_and_no_wallet_sentence():
    words = explain(load_rules(), "quota-used-up", YINGTAN, LATE)
    assert not words.rule_key.startswith("wallet.")
    assert not words.stated


class Asked(dict):
    """Notes which keys are asked for."""

    def __init__(self, rules, asked):
        super().__init__(rules)
        self.asked = asked

    def get(self, key, default=None):
        self.asked.add(re.sub(r"\.\d{4}\.", ".{year}.", key))
        return super().get(key, default)


class Watched(Rules):
    """Rules whose books note what is asked of them."""

    def book(self, region, day):
        book = super().book(region, day)
        return RuleBook(book.region, book.day, Asked(book.rules, ASKED))


ASKED = set()


def test_the_engine_asks_for_the_keys_that_decide_and_for_no_others():
    shipped = load_rules()
    rules = Watched(shipped.all, shipped.sources, shipped.clashes, shipped.reasons)
    for case in CASES:
        outcome_of(rules, case)
    assert {key for key, spec in KEYS.items() if spec.decides} == ASKED


def changed(key, value):
    shipped = load_rules()
    assert any(rule.key == key for rule in shipped.all)
    return Rules(
        tuple(replace(rule, value=value) if rule.key == key else rule for rule in shipped.all),
        shipped.sources,
        shipped.clashes,
        shipped.reasons,
    )


def said(rules, case):
    outcome = outcome_of(rules, case)
    if isinstance(case.event, Fee) or outcome is None or isinstance(outcome, str):
        return {getattr(outcome, "rule", outcome)}
    return {getattr(outcome, "rule", None), *getattr(outcome, "not_used", {}).values()}


@pytest.mark.parametrize(
    ("key", "value", "name"),
    [
        ("visit.own_code", False, "own-code-only"),
        ("visit.designated_only", False, "place-not-designated"),
        ("visit.insured_only", False, "patient-not-insured"),
        ("sharing.ends_with_insurance", False, "sharer-not-normal"),
        ("sharer.insutypes", ("310", "390"), "sharer-not-employee-insured"),
        ("member.sharers_at_once", 9, "already-shared"),
        ("family_account.local_only", False, "family-account-local-only"),
        ("pooled.huiminbao", True, "fee-not-stated"),
    ],
)
def test_another_value_in_the_book_is_another_answer(key, value, name):
    rules = changed(key, value)
    concerned = [case for case in CASES if name in said(load_rules(), case)]
    assert concerned
    assert [case for case in concerned if name not in said(rules, case)]
