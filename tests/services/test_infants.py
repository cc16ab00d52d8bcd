"""An infant's way from birth to being covered: computed from what is on record, with a birth certificate only."""

from datetime import date, timedelta

import pytest

from app.domain.certificates import CertType
from app.domain.errors import NotAllowed
from app.domain.infant import InfantStep, StepState, registration_of, with_next
from app.services.family_links import link
from app.services.fees import confirm_newborn
from app.services.infants import infant, infant_rules, infants
from app.services.insurance import InsuranceForm
from app.services.insured_register import Certificate, NewPerson, add_person
from app.services.sample import enter_sample
from tests.services.install import TOWNSHIP, YINGTAN

BORN = date(2026, 5, 1)
LAST = date(2026, 7, 30)
NOT_INSURED = InsuranceForm("")
INSURED = InsuranceForm("390", YINGTAN, since=BORN, family_account="90.00")


@pytest.fixture
def father(install):
    made = install.register()
    install.insure(made, prior_years="3000")
    return made


def born(install, father, insurance=INSURED, day=BORN):
    papers = Certificate(CertType.BIRTH_CERTIFICATE, "X990000017", "李小满", "周芳", install.id_no())
    return add_person(install.context, father.user_id, NewPerson(papers, day, "女", insurance))


def way(install, who, child):
    return {one.step: one for one in infant(install.context, who.user_id, child).steps}


def states(install, who, child):
    return {step: one.state for step, one in way(install, who, child).items()}


def test_the_whole_way_step_by_step(install, father):
    """With a birth certificate only; each step done opens the next."""
    baby = born(install, father, NOT_INSURED)
    D, N, O, W = StepState.DONE, StepState.NEXT, StepState.OPEN, StepState.WAITS  # noqa: E741, N806
    S = InfantStep  # noqa: N806
    path = infant(install.context, father.user_id, baby)
    assert (path.by_birth_certificate, path.may_edit, path.done, path.days_old) == (True, True, 1, 42)
    assert list(states(install, father, baby).values()) == [D, N, W, W, O, W]
    assert "最晚 2026 年 7 月 30 日 登记，还有 48 天" in way(install, father, baby)[S.REGISTER].said
    install.insure(father, "390", person=baby, since=BORN, family_account="90.00")
    assert list(states(install, father, baby).values()) == [D, D, N, O, O, W]
    assert "出生那天起的费用都管" in way(install, father, baby)[S.REGISTER].said
    slip = confirm_newborn(install.context, father.user_id, baby, 2026)
    assert list(states(install, father, baby).values()) == [D, D, D, N, O, W]
    assert way(install, father, baby)[S.FREE].record_id == slip
    shared = install.share(father, baby, "子女")
    assert way(install, father, baby)[S.SHARE].record_id == shared
    assert "李明" in way(install, father, baby)[S.SHARE].said
    assert list(states(install, father, baby).values()) == [D, D, D, D, N, W]
    link(install.context, father.user_id, baby, "女儿", agreed=True)
    assert list(states(install, father, baby).values()) == [D, D, D, D, D, N]
    assert "90.00 元，在乡镇卫生院" in way(install, father, baby)[S.VISIT].said
    paid = install.pay(father, baby, "30.00", place=TOWNSHIP, med_type="11")
    path = infant(install.context, father.user_id, baby)
    assert (path.done, path.next_step, path.steps[-1].record_id) == (6, None, paid)


@pytest.mark.parametrize(
    ("today", "said"),
    [(LAST - timedelta(days=1), "还有 1 天"), (LAST, "最后一天"), (LAST + timedelta(days=1), "已经过了")],
)
def test_the_ninety_days(install, father, today, said):
    baby = born(install, father, NOT_INSURED)
    install.clock.moment = install.clock.moment.replace(year=today.year, month=today.month, day=today.day)
    one = way(install, father, baby)[InfantStep.REGISTER]
    assert said in one.said
    assert one.state is StepState.NEXT
    assert [rule.key for rule in one.rules] == ["infant.register_days", "infant.covered_from_birth"]


def test_registered_late_is_said(install, father):
    install.clock.move(days=100)
    baby = born(install, father, InsuranceForm("390", YINGTAN, since=LAST + timedelta(days=1)))
    assert "过了期限才登记" in way(install, father, baby)[InfantStep.REGISTER].said


@pytest.mark.parametrize(
    ("born_days_ago", "insured_after", "in_time"), [(10, 0, True), (90, 90, True), (91, 91, False)]
)
def test_in_time_is_to_the_day(born_days_ago, insured_after, in_time):
    today = date(2026, 6, 12)
    there = today - timedelta(days=born_days_ago)
    assert registration_of(there, there + timedelta(days=insured_after), today, 90).in_time is in_time
    assert registration_of(there, None, today, 90).days_left == 90 - born_days_ago


def test_a_paused_insurance_is_none(install, father):
    baby = born(install, father)
    install.insure(father, "390", person=baby, status="2", since=install.clock.today())
    assert states(install, father, baby)[InfantStep.REGISTER] is StepState.NEXT


def test_the_year_that_is_paid_is_paid(install, father):
    """Clash 11: 2025 isn't free."""
    install.clock.moment = install.clock.moment.replace(year=2025, month=11)
    baby = born(install, father, InsuranceForm("390", YINGTAN, since=date(2025, 10, 1)), day=date(2025, 10, 1))
    one = way(install, father, baby)[InfantStep.FREE]
    assert (one.state, one.obstacle.rule_name) == (StepState.NEXT, "newborn-year-pays")
    assert "要缴居民医保" in one.said


def test_a_parent_without_an_account_of_their_own_is_told_why(install):
    mother = install.register("周芳")
    install.insure(mother, "390")
    baby = born(install, mother)
    one = way(install, mother, baby)[InfantStep.SHARE]
    assert (one.state, one.obstacle.rule_name) == (StepState.WAITS, "sharer-not-employee-insured")


def test_a_grandmother_sees_the_way_and_confirms_nothing(install, father):
    baby = born(install, father)
    grandmother = install.register("王桂兰", phone="13800002222")
    with pytest.raises(NotAllowed):
        infant(install.context, grandmother.user_id, baby)
    assert infants(install.context, grandmother.user_id) == []


def test_only_infants_are_listed_youngest_first(install, father):
    install.enter(father, "李小明", born=date(2015, 1, 1))
    older = install.enter(father, "李小雨", born=date(2024, 3, 1))
    install.enter(father, "李小雪", born=date(2023, 12, 31))
    baby = born(install, father)
    assert [one.person_id for one in infants(install.context, father.user_id)] == [baby, older]


def test_the_sample_infants_way(install):
    who = enter_sample(install.context, "phone")
    (path,) = infants(install.context, who.user_id)
    assert (path.name, path.by_birth_certificate, path.done) == ("李小满", True, 2)
    assert path.next_step.step is InfantStep.FREE


def test_every_step_has_a_source(install):
    for region in ("", YINGTAN, "330106"):
        rules = infant_rules(install.context, region)
        assert set(rules) == set(InfantStep)
        assert all(rules.values())
    assert rules[InfantStep.REGISTER][0].basis.source_key == "GC21"


def test_the_first_that_can_be_done_is_next():
    D, N, O, W = StepState.DONE, StepState.NEXT, StepState.OPEN, StepState.WAITS  # noqa: E741, N806
    assert with_next([D, W, O, O]) == (D, W, N, O)
    assert with_next([D, W]) == (D, W)


def test_a_grown_person_has_no_infants_way(install, father):
    mother = install.enter(father)
    child = born(install, father)
    for person in (mother, father.person_id):
        with pytest.raises(NotAllowed):
            infant(install.context, father.user_id, person)
    install.clock.moment = install.clock.moment.replace(year=BORN.year + 3)
    assert infants(install.context, father.user_id) == []
    with pytest.raises(NotAllowed):
        infant(install.context, father.user_id, child)
