"""Every yuan paid in cash has a rule, a source and a next step in the split."""

from datetime import date

import pytest

from app.domain.people import Insutype, Person
from app.domain.settlement import ChargeLevel, Item, ItemKind, MedType, Place, PlaceKind, SourceKind, Visit, settle
from app.domain.sharing import Sharing
from app.domain.situation import Household, Situation
from app.rules.load import load_rules
from app.services.split import split_of
from app.ui.split_view import cash_due_to_refusal, held_back

DAY = date(2026, 6, 12)
DRUG = Item("退热药", ItemKind.DRUG, ChargeLevel.A, 12_000)
VITAMINS = Item("维生素", ItemKind.SUPPLEMENT, ChargeLevel.C, 2_000)
GYM = Item("健身卡", ItemKind.FITNESS, ChargeLevel.C, 3_000)


def split(*items, insutype="310", mine=0, lent=None, family=None, place=PlaceKind.TOWNSHIP, known=(1, 2)):
    people = {
        "1": Person("1", "李小满", date(1990, 1, 1), Insutype(insutype), "360602", this_year_fen=mine),
        "2": Person("2", "李明", date(1960, 1, 1), Insutype.EMPLOYEE, "360602", prior_years_fen=lent or 0),
    }
    sharings = () if lent is None else (Sharing("1", "2", "1", "子女", date(2026, 1, 1)),)
    homes = () if family is None else (Household("1", frozenset({"1"}), family),)
    situation = Situation(DAY, people, sharings, homes)
    visit = Visit("1", Place(place, "360602"), MedType.OUTPATIENT, items)
    return split_of(load_rules(), situation, settle(load_rules(), situation, visit), "余江区某卫生院", known)


def part(made, kind):
    return next(one for one in made.parts if one.kind is kind)


def red(made):
    reason = cash_due_to_refusal(made.parts, made.out_of_scope_fen)
    return reason and reason.explanation.rule_name


def test_what_no_account_may_pay_is_said_with_its_source():
    made = split(DRUG, VITAMINS, GYM, VITAMINS, mine=20_000)
    words = part(made, SourceKind.CASH).explanation
    assert words.why == "保健品、健身不在医保的保障范围里，70.00 元要付现金。"
    assert (words.rule_key, words.source_key) == ("scope.excluded_kinds", "S2")
    assert words.section
    assert words.sentence
    assert words.next_step
    assert red(made) == "out-of-scope"
    assert [one.kind for one in held_back(made.parts)] == [SourceKind.CASH]


@pytest.mark.parametrize(
    ("insutype", "mine", "name", "said"),
    [("390", 0, "no-account", "李小满没有"), ("310", 5_000, "own-balance-short", "只有50.00 元")],
)
def test_ones_own_account_says_why_it_paid_no_more(insutype, mine, name, said):
    made = split(DRUG, insutype=insutype, mine=mine)
    words = part(made, SourceKind.OWN).explanation
    assert (words.rule_name, said in words.why) == (name, True)
    assert words.source_title
    assert words.section
    assert words.since
    assert red(made) == name
    assert "50.00" not in str(split(DRUG, insutype=insutype, mine=mine, known=()).explanations)


def test_ones_own_account_is_passed_over_where_somebody_else_pays_all():
    made = split(DRUG, insutype="390", lent=20_000)
    assert part(made, SourceKind.OWN).explanation
    assert held_back(made.parts) == []
    assert red(made) is None
    short = split(DRUG, VITAMINS, insutype="390", lent=5_000)
    assert red(short) == "balance-short"
    assert [one.kind for one in held_back(short.parts)] == [SourceKind.OWN, SourceKind.SHARER, SourceKind.CASH]


def test_nothing_is_said_of_sources_that_nobody_had_to_ask():
    made = split(DRUG, mine=20_000)
    assert (made.explanations, red(made)) == ((), None)


def test_a_county_hospital_is_marked_as_not_stated():
    made = split(DRUG, insutype="390", family=9_000, place=PlaceKind.COUNTY)
    words = part(made, SourceKind.FAMILY).explanation
    assert (words.rule_name, words.rule_key) == ("family-account-place", "family_account.county_hospital")
    assert not words.stated
    assert words.note
