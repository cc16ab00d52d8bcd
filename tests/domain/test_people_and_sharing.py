"""People, regions, dates of a sharing, and what can be shared."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import FormErrors, GongjiError, InputError, Refused
from app.domain.limits import shareable_fen
from app.domain.people import InsuranceStatus, Insutype, Person, age_on
from app.domain.regions import CITIES, city_name, is_jiangxi, is_yingtan
from app.domain.settlement import ChargeLevel, Item, ItemKind, MedType, Place, PlaceKind, Visit, settle
from app.domain.sharing import Sharing, SharingState
from app.domain.situation import Situation
from app.rules.load import load_rules

DAY = date(2025, 6, 1)


def father(region="360102", **changes):
    given_fen = {"prior_years_fen": 150_000, "this_year_fen": 65_000, **changes}
    return Person("p1", "父亲", date(1992, 3, 4), Insutype.EMPLOYEE, region, **given_fen)


@given(st.dates(date(1900, 1, 1), date(2025, 12, 31)), st.integers(0, 40_000))
def test_age_grows_by_one_on_the_birthday(born, days):
    day = min(born + timedelta(days=days), date(2100, 1, 1))
    age = age_on(born, day)
    assert 0 <= age == day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    assert age_on(born, day + timedelta(days=1)) - age in (0, 1)


def test_ages_at_the_edge():
    assert age_on(date(2009, 6, 2), DAY) == 15
    assert age_on(date(2009, 6, 1), DAY) == 16
    assert age_on(date(2008, 2, 29), date(2024, 2, 28)) == 15
    assert age_on(date(2008, 2, 29), date(2025, 2, 28)) == 16
    assert age_on(date(2008, 2, 29), date(2025, 3, 1)) == 17


@pytest.mark.parametrize(
    ("region", "name"),
    [("360602", "鹰潭"), ("360102", "南昌"), ("330106", "浙江"), ("369999", "江西"), ("990000", "990000")],
)
def test_city_names(region, name):
    assert city_name(region) == name


def test_regions():
    assert len(CITIES) == 11
    assert all(is_jiangxi(region) for region in CITIES)
    assert is_yingtan("360681")
    assert not is_yingtan("360102")
    assert not is_jiangxi("330106")


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, SharingState.ACTIVE),
        ({"since": DAY}, SharingState.ACTIVE),
        ({"since": DAY + timedelta(days=1)}, SharingState.NOT_STARTED),
        ({"until": DAY}, SharingState.ACTIVE),
        ({"until": DAY - timedelta(days=1)}, SharingState.EXPIRED),
        ({"revoked": DAY}, SharingState.REVOKED),
        ({"revoked": DAY + timedelta(days=1)}, SharingState.ACTIVE),
        ({"until": DAY - timedelta(days=9), "revoked": DAY}, SharingState.REVOKED),
    ],
)
def test_when_a_sharing_holds(changes, state):
    sharing = Sharing(
        **{"id": "s1", "sharer": "a", "member": "b", "relation": "子女", "since": date(2025, 3, 1), **changes}
    )
    assert sharing.state(DAY) is state
    assert sharing.in_force(DAY) is (state is SharingState.ACTIVE)


@pytest.mark.parametrize(
    ("person", "fen"),
    [
        (father("360102"), 15_000),
        (father("360602"), 150_000),
        (father("360102", prior_years_fen=0), 0),
        (father("360602", status=InsuranceStatus.PAUSED), 0),
    ],
)
def test_what_could_pay_for_others(person, fen):
    assert shareable_fen(load_rules().book(person.region, DAY), person) == fen


def test_the_fund_cannot_have_paid_more_than_the_part_in_scope():
    items = (Item("药", ItemKind.DRUG, ChargeLevel.A, 100), Item("糖", ItemKind.SUPPLEMENT, ChargeLevel.A, 100))
    visit = Visit("p1", Place(PlaceKind.CITY, "360102"), MedType.OUTPATIENT, items, fund_pay_fen=101)
    with pytest.raises(GongjiError, match="基金支付"):
        settle(load_rules(), Situation(DAY, {"p1": father()}), visit)


def test_an_unknown_person_is_an_expected_failure():
    with pytest.raises(GongjiError, match="没有这个人：p9"):
        Situation(DAY, {}).person("p9")


def test_errors_speak():
    error = InputError("phone", "还少 {count} 位", count=1)
    assert (str(error), error.text, error.params, error.field) == (
        "还少 1 位",
        "还少 {count} 位",
        {"count": 1},
        "phone",
    )
    assert "2" in str(FormErrors((error, error)))
    assert Refused("own-code-only").rule == "own-code-only"
    assert str(GongjiError("缺 {what}")) == "缺 {what}"
