"""What would change an answer: what is found, and what holds of whatever is found."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from app.domain.neighbours import MOST, Change, cash_of, neighbours
from app.domain.people import InsuranceStatus, Insutype, Person
from app.domain.settlement import ChargeLevel, Item, ItemKind, MedType, Place, PlaceKind, Settlement, Visit, settle
from app.domain.sharing import Mode, Sharing
from app.domain.situation import Household, Situation
from app.rules.load import load_rules
from app.services.visit_templates import PLACES
from tests.rules.situations import situations_with, visits

RULES = load_rules()
DAY = date(2026, 6, 12)
ELSEWHERE = tuple(Place(one.kind, one.region, one.designated) for one in PLACES)
FATHER = Person("1", "李明", date(1992, 3, 4), Insutype.EMPLOYEE, "360602", prior_years_fen=300000, this_year_fen=80000)
GRANNY = Person("2", "王桂兰", date(1960, 5, 6), Insutype.RESIDENT, "360602")
MOTHER = Person("3", "周芳", date(1993, 4, 5), Insutype.EMPLOYEE, "360102", InsuranceStatus.PAUSED, 500000)
TO_GRANNY = Sharing("s1", "1", "2", "父母", date(2026, 1, 1))


def situation(*sharings, people=(FATHER, GRANNY), day=DAY, households=()):
    return Situation(day, {one.id: one for one in people}, sharings, households)


def visit(place=PlaceKind.CITY, med=MedType.OUTPATIENT, kind=ItemKind.DRUG, fen=80000, region="360602", **rest):
    who = rest.pop("who", "2")
    designated = rest.pop("designated", True)
    item = Item("一项", kind, ChargeLevel.A, fen)
    return Visit(who, Place(place, region, designated), med, (item,), **rest)


def found(where, what, sharers=("1",)):
    return {one.change: one for one in neighbours(RULES, where, what, ELSEWHERE, sharers)}


def test_nothing_is_offered_where_nothing_is_to_pay():
    assert neighbours(RULES, situation(TO_GRANNY), visit(), ELSEWHERE) == ()


def test_an_inpatient_bill_could_be_an_outpatients_or_shared_by_somebody_of_another_city():
    ways = found(situation(TO_GRANNY), visit(med=MedType.INPATIENT))
    assert ways[Change.MED_TYPE].cash_fen == 0
    assert ways[Change.SOMEBODY].cash_fen == 0
    other = ways[Change.SOMEBODY]
    assert not other.situation.people[other.sharer].region.startswith("3606")
    assert other.instead_of == ("1",)


def test_somebody_real_comes_before_somebody_thought_of():
    well = replace(MOTHER, status=InsuranceStatus.NORMAL)
    ways = found(situation(TO_GRANNY, people=(FATHER, GRANNY, well)), visit(med=MedType.INPATIENT), ["1", "3"])
    assert ways[Change.SHARER].sharer == "3"
    assert ways[Change.SHARER].instead_of == ("1",)
    assert not ways[Change.SHARER].known
    assert Change.SOMEBODY not in ways


def test_a_paused_insurance_has_to_be_in_order_again_first():
    ways = found(situation(TO_GRANNY, people=(FATHER, GRANNY, MOTHER)), visit(med=MedType.INPATIENT), ["1", "3"])
    assert ways[Change.INSURANCE].restored == "3"
    assert ways[Change.INSURANCE].cash_fen == 0


def test_a_quota_that_is_used_up_could_be_lifted():
    ways = found(situation(replace(TO_GRANNY, quota_left_fen=1000)), visit())
    assert ways[Change.TERMS].sharer == "1"
    assert ways[Change.TERMS].saved_fen == 79000


def test_outside_the_province_the_wallet_pays_from_its_first_day_on():
    where, what = situation(TO_GRANNY), visit(region="330106")
    assert found(where, what)[Change.WALLET].mode is Mode.WALLET
    assert found(where, what)[Change.WALLET].day is None
    before = found(replace(where, day=date(2026, 1, 2)), what)
    assert before[Change.WALLET].day == date(2026, 1, 9)
    assert before[Change.PLACE].visit.place.region.startswith("36")


def test_the_household_account_pays_at_a_clinic_and_for_chinese_medicine():
    home = Household("h", frozenset({"2"}), 9000)
    at_shop = visit(PlaceKind.PHARMACY, MedType.PHARMACY, fen=5000)
    moved = found(situation(households=(home,)), at_shop)[Change.PLACE]
    assert (moved.cash_fen, moved.visit.med_type) == (0, MedType.OUTPATIENT)
    tcm = found(situation(households=(home,)), visit(PlaceKind.COUNTY_TCM, region="360681", fen=5000))
    assert tcm[Change.PLACE].cash_fen == 0
    assert tcm[Change.ITEMS].cash_fen == 0


def test_a_later_day_turns_this_years_money_into_what_can_be_shared():
    poor = replace(FATHER, prior_years_fen=0, this_year_fen=80000)
    ways = found(situation(TO_GRANNY, people=(poor, GRANNY)), visit(), ())
    assert ways[Change.DAY].day == date(2027, 1, 1)
    assert ways[Change.DAY].cash_fen == 0
    ahead = replace(TO_GRANNY, since=date(2026, 7, 1))
    assert found(situation(ahead), visit())[Change.DAY].day == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("what", "change"),
    [
        (visit(code_of="1"), Change.OWN_CODE),
        (visit(PlaceKind.PHARMACY, MedType.PHARMACY, designated=False), Change.PLACE),
    ],
)
def test_a_refusal_names_what_lifts_it(what, change):
    assert found(situation(TO_GRANNY), what)[change].cash_fen == 0


def test_a_patient_whose_insurance_paused_is_told_what_it_would_pay():
    paused = replace(GRANNY, status=InsuranceStatus.PAUSED)
    ways = found(situation(TO_GRANNY, people=(FATHER, paused)), visit())
    assert ways[Change.INSURANCE].restored == "2"


def test_what_nobody_may_pay_could_be_medicine():
    ways = found(situation(TO_GRANNY), visit(PlaceKind.PHARMACY, MedType.PHARMACY, ItemKind.SUPPLEMENT))
    assert set(ways) == {Change.ITEMS}


@given(situations_with(visits))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_whatever_is_offered_is_what_the_engine_says_and_leaves_less_to_pay(both):
    where, what = both
    base = cash_of(what, settle(RULES, where, what))
    ways = neighbours(RULES, where, what, ELSEWHERE, list(where.people))
    assert len(ways) <= MOST
    assert len({one.change for one in ways}) == len(ways)
    assert [one.cash_fen for one in ways] == sorted(one.cash_fen for one in ways)
    for one in ways:
        assert one.before_fen == base > one.cash_fen
        assert one.outcome == settle(RULES, one.situation, one.visit)
        assert isinstance(one.outcome, Settlement)
        if one.instead_of:
            assert one.sharer not in one.instead_of
