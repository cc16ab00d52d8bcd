"""政策依据: every rule is listed, found, opened, drawn over time, and shown by cases; every no opens its rule."""

import re
from datetime import date, timedelta
from urllib.parse import urlparse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.facts import facts_of
from app.cases.run import outcome_of
from app.cases.shipped import shipped_cases
from app.domain.fees import FeeKind
from app.domain.regions import JIANGXI, YINGTAN
from app.domain.rule_keys import spec_of
from app.domain.rule_names import NoteName, RuleName
from app.domain.timeline import lanes_of, yearly_lanes
from app.domain.visit import PlaceKind
from app.rules.load import load_rules
from app.services.explain import explain
from app.services.policies import GROUPS, policies, rule_on, rule_sheet, search
from app.services.rule_cases import cases_of
from app.services.rule_words import flag_words, value_words
from app.ui.paths import below_policy, policy, policy_asked
from tests.services.install import HANGZHOU, NANCHANG
from tests.services.install import YINGTAN as IN_YINGTAN

RULES = load_rules()
TODAY = date(2026, 6, 12)
NAMES = re.findall(
    "[a-z-]+",
    """
    self-sharing sharer-not-employee-insured sharer-not-normal relation-not-close member-not-insured wallet-not-yet
    member-remote already-shared commitment-missing
    patient-not-insured own-code-only place-not-designated
    family-account-residents-only family-account-outpatient-only family-account-local-only family-account-place
    family-account-tcm-only family-account-short
    sharing-not-started sharing-revoked sharing-expired insurance-not-normal place-out-of-area inpatient-excluded
    special-outpatient-excluded balance-short prior-years-only balance-floor quota-used-up per-payment-cap
    fee-not-stated fee-already-paid fee-before-birth fee-newborn-free fee-amount-unknown fee-year-over fee-window
    fee-channel payer-not-employee-insured fee-beneficiary-employee fee-relation fee-not-shared
    """,
)
"""Every rule name of the published case format, copied from there by hand."""


@pytest.fixture(scope="module")
def reached():
    """Give the cases in which each rule name is said, by name."""
    found = {}
    for case in shipped_cases():
        facts = facts_of(case.event, outcome_of(RULES, case))
        for name in {facts.get("refused_by"), *facts.get("not_used", {}).values()} - {None}:
            found.setdefault(name, []).append(case)
    return found


def test_the_names_are_those_of_the_published_format():
    assert set(NAMES) == set(RuleName)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_words_a_source_a_next_step_and_a_case(name, reached):
    words = explain(RULES, name, IN_YINGTAN, TODAY)
    for said in (words.title, words.why, words.next_step):
        assert re.search(r"[\u4e00-\u9fff]{2}", said), said
        assert "{" not in said
    assert words.source_key in RULES.sources
    assert words.section
    assert words.sentence
    assert words.since
    assert reached[name]


@pytest.mark.parametrize("region", [IN_YINGTAN, NANCHANG, HANGZHOU])
@pytest.mark.parametrize("name", [*RuleName, *NoteName])
def test_every_no_opens_its_rule(install, name, region):
    """Through the address: the page that opens is about the very line of the source that the no names."""
    for at in ("", *PlaceKind, *FeeKind):
        why = explain(RULES, name, region, TODAY, at=at)
        key, where, day = policy_asked(policy(why.rule_key, why.region, why.day, over="/pay/quote"))
        sheet = rule_sheet(install.context, key, where, day)
        assert sheet is not None
        assert (sheet.rule.source, sheet.rule.section, sheet.rule.sentence) == (
            why.source_key,
            why.section,
            why.sentence,
        )
        assert sheet.rule.since == why.since


def test_every_rule_is_listed_and_opens_itself(install):
    listed = policies(install.context)
    assert sorted(map(repr, (one.rule for one in listed))) == sorted(map(repr, RULES.all))
    assert {one.group for one in listed} == set(GROUPS)
    for one in listed:
        assert one.value
        assert one.place
        sheet = rule_sheet(install.context, one.rule.key, one.rule.region, None)
        assert sheet is not None
        assert sheet.rule == one.rule


def test_an_unknown_rule_is_none(install):
    assert rule_sheet(install.context, "pooled.gold", IN_YINGTAN, None) is None
    assert rule_sheet(install.context, "", "", None) is None


def test_before_its_first_day_a_rule_is_shown_as_one_to_come(install):
    sheet = rule_sheet(install.context, "wallet.available", "", date(2025, 6, 1))
    assert sheet is not None
    assert not sheet.holds
    assert rule_sheet(install.context, "wallet.available", "", date(2026, 1, 9)).holds


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("住院", "pooled.inpatient"),
        ("鹰潭 住院", "pooled.inpatient"),
        ("2,000", "sharing.balance_floor"),
        ("透析", "pooled.special_outpatient"),
        ("JX26 400", "resident_fee.2026.amount"),
        ("jx23", "funds.order"),
    ],
)
def test_a_search_finds(install, typed, key):
    assert key in {one.rule.key for one in search(policies(install.context), typed)}


def test_a_search_for_nothing_known_finds_nothing_and_none_at_all_finds_everything(install):
    listed = policies(install.context)
    assert search(listed, "火星") == []
    assert search(listed, "  ") == list(listed)
    assert [one.rule.key for one in search(listed, "stay", {"pooled.inpatient": " a hospital stay"})] == [
        "pooled.inpatient",
        "pooled.inpatient",
    ]


@given(st.text(max_size=20))
def test_any_search_gives_rules_in_which_every_word_stands(typed):
    listed = [entry for entry in _listed() if entry]
    for one in search(listed, typed):
        assert all(word in one.found_by for word in typed.lower().split())


def _listed():
    class Known:
        rules = RULES

    return policies(Known())


@given(st.sampled_from(RULES.all), st.integers(0, 900))
def test_a_lane_says_what_the_book_says(rule, days):
    """What is drawn on a day in a place is what the engine reads there."""
    day = date(2025, 1, 1) + timedelta(days=days)
    for lane in lanes_of(RULES, rule.key):
        drawn = lane.on(day)
        if lane.region in (JIANGXI, YINGTAN):
            assert drawn == RULES.book(lane.region, day).rules.get(rule.key)
        elif drawn is not None:
            assert drawn.since <= day


def test_the_fee_of_a_year_nobody_has_announced_is_drawn_as_unknown():
    (lane,) = yearly_lanes(RULES, "resident_fee.{year}.amount", 2026)
    assert [(one.since.year, one.rule and one.rule.value) for one in lane.stretches] == [
        (2025, 40_000),
        (2026, 40_000),
        (2027, None),
    ]
    (window,) = yearly_lanes(RULES, "resident_fee.{year}.window_to", 2026)
    assert [one.rule is None for one in window.stretches] == [True, False, True]


def test_a_value_that_changes_is_drawn_in_two_stretches():
    old = next(rule for rule in RULES.all if (rule.key, rule.region) == ("sharing.balance_floor", JIANGXI))
    new = type(old)(**{**{name: getattr(old, name) for name in old.__slots__}, "value": 1, "since": date(2026, 7, 1)})
    changed = type(RULES)((new, *RULES.all), RULES.sources, RULES.clashes, RULES.reasons)
    lane = next(one for one in lanes_of(changed, old.key) if one.region == JIANGXI)
    assert [(one.since, one.until, one.rule.value) for one in lane.stretches] == [
        (date(2025, 1, 1), date(2026, 6, 30), 200_000),
        (date(2026, 7, 1), None, 1),
    ]


@pytest.mark.parametrize("rule", [rule for rule in RULES.all if spec_of(rule.key).decides], ids=lambda rule: rule.key)
def test_a_rule_that_decides_is_shown_by_a_case(rule):
    assert cases_of(RULES, rule)


def test_the_cases_of_a_rule_are_about_it():
    inpatient = rule_on(RULES, "pooled.inpatient", IN_YINGTAN, TODAY)
    assert any("住院费不能共济" in one.reasons for one in cases_of(RULES, inpatient))
    told = rule_on(RULES, "huiminbao.special_drugs_most", IN_YINGTAN, TODAY)
    assert cases_of(RULES, told) == ()


@pytest.mark.parametrize(
    ("key", "region", "words"),
    [
        ("pooled.inpatient", IN_YINGTAN, "不能"),
        ("sharing.prior_years_only", IN_YINGTAN, "是"),
        ("sharing.prior_years_only", NANCHANG, "不是"),
        ("visit.own_code", NANCHANG, "是"),
        ("sharing.commitment_required", NANCHANG, "要"),
        ("wallet.available", NANCHANG, "有"),
        ("huiminbao.age_limit", IN_YINGTAN, "不限"),
        ("sharing.balance_floor", NANCHANG, "2,000.00 元"),
        ("sharing.member_area", IN_YINGTAN, "鹰潭"),
        ("family_account.med_types", IN_YINGTAN, "普通门诊"),
        ("newborn.free_years", NANCHANG, "3 年"),
        ("newborn.first_year", NANCHANG, "2026 年度"),
        ("registration.steps_app", NANCHANG, "4 步"),
    ],
)
def test_a_value_is_said_as_people_say_it(key, region, words):
    assert value_words(rule_on(RULES, key, region, TODAY)) == words


@given(st.text(max_size=12), st.booleans())
def test_any_question_has_an_answer(meaning, yes):
    assert flag_words(meaning, yes=yes) != flag_words(meaning, yes=not yes)


@given(
    st.sampled_from(["/", "/pay/quote", "/records/3", "/family?kind=link", "/policies/clashes/4", "/code?who=2"]),
    st.sampled_from(RULES.all),
    st.sampled_from(["", IN_YINGTAN, NANCHANG]),
    st.dates() | st.none(),
)
def test_a_rule_opens_on_top_of_a_page_and_leads_back_to_it(route, rule, region, day):
    there = policy(rule.key, region, day, over=route)
    assert policy_asked(there) == (rule.key, region, day)
    assert below_policy(there) == route
    assert urlparse(there).path.endswith("/rule")
    again = policy("funds.order", over=there)
    assert policy_asked(again) == ("funds.order", "", None)
    assert below_policy(again) == route
