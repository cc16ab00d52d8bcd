"""亲情账户, whole: by birth certificate, at most five, changed, ended by either side, and its member grows past 16."""

from datetime import date

import pytest

from app.data.sample_family import BABY_CERTIFICATE
from app.domain.certificates import CertType
from app.domain.errors import FormErrors, InputError, NotAllowed
from app.domain.family_code import Consent, asks_member, grown_on
from app.services.family_links import agree, family_link, link, link_question, my_links, rename, unlink
from app.services.insurance import InsuranceForm
from app.services.insured_register import Certificate, NewPerson, add_person, look_up
from app.services.notices import my_notices
from app.services.share import my_sharings
from app.services.show_code import CodeExpiredError, code_people, issue, take
from tests.services.install import YINGTAN

OTHER = "13800002222"
BIRTHDAY = date(2026, 7, 1)


@pytest.fixture
def father(install):
    made = install.register()
    install.insure(made, prior_years="3000")
    return made


def child_of(install, father, born=date(2010, 7, 1), **rest):
    return install.enter(father, "李小明", born=born, **rest)


def call(install, function, who, *args, **kwargs):
    return function(install.context, who.user_id, *args, **kwargs)


def grow(install):
    install.clock.moment = install.clock.moment.replace(month=BIRTHDAY.month, day=BIRTHDAY.day)


def infant(number=BABY_CERTIFICATE, name="李小满", mother="周芳", mother_no=""):
    return Certificate(CertType.BIRTH_CERTIFICATE, number, name, mother, mother_no)


def test_an_infant_is_bound_by_birth_certificate_with_the_mothers_name_and_number(install, father):
    mother_no = install.id_no()
    insurance = InsuranceForm("390", YINGTAN, since=date(2026, 2, 12))
    entered = NewPerson(infant(mother_no=mother_no), date(2026, 2, 12), "女", insurance)
    baby = call(install, add_person, father, entered)
    grandmother = install.register("王桂兰", phone=OTHER)
    for wrong, field in (
        (infant(mother_no=install.id_no()), "mother_no"),
        (infant(mother_no=mother_no, mother="周芬"), "mother_name"),
        (infant(mother_no=""), "mother_no"),
        (infant(number="X99", mother_no=mother_no), "cert_no"),
    ):
        with pytest.raises(FormErrors) as raised:
            call(install, look_up, grandmother, wrong)
        assert [error.field for error in raised.value.errors] == [field]
    with pytest.raises(NotAllowed):
        call(install, link_question, grandmother, baby)
    assert call(install, look_up, grandmother, infant(mother_no=mother_no)).person_id == baby
    assert call(install, link_question, grandmother, baby).by_guardian
    call(install, link, grandmother, baby, "孙女", agreed=True)
    assert call(install, issue, grandmother, baby).person_id == baby
    seen = call(install, my_links, father)
    assert [(one.name, one.member_name, one.i_hold, one.is_mine) for one in seen] == [
        ("王桂兰", "李小满", False, False)
    ], "who looks after the child sees on whose phone its code is shown"
    call(install, unlink, father, seen[0].link_id)
    assert call(install, my_links, grandmother) == []
    assert "李小满" in str(call(install, my_notices, grandmother)[0].body)


def test_the_guardians_tick_ends_when_the_member_is_16(install, father):
    child = child_of(install, father)
    first = call(install, link, father, child, "儿子", agreed=True)
    install.clock.move(days=18)
    view = call(install, family_link, father, first)
    assert (view.by_guardian, view.waiting, view.grown_on) == (True, False, BIRTHDAY)
    assert call(install, issue, father, child)
    grow(install)
    assert call(install, family_link, father, first).waiting
    assert [(one.name, one.has_code) for one in call(install, code_people, father)] == [
        ("李明", True),
        ("李小明", False),
    ]
    with pytest.raises(NotAllowed, match="满 16 岁"):
        call(install, issue, father, child)
    asked = call(install, link_question, father, child)
    assert (asked.by_guardian, asked.already_linked, asked.renews, asked.places_left) == (False, False, True, 5)
    with pytest.raises(InputError, match="本人同意"):
        call(install, link, father, child, "", agreed=False)
    second = call(install, link, father, child, "", agreed=True)
    assert second != first
    (now,) = call(install, my_links, father)
    assert (now.kinship, now.by_guardian, now.waiting, now.grown_on) == ("儿子", False, False, None)
    assert call(install, issue, father, child)
    assert install.sql("SELECT consent FROM family_link ORDER BY id") == [("guardian",), ("member",)]


def test_a_full_list_still_takes_the_consent_of_a_grown_member(install, father):
    child = child_of(install, father)
    for one in (child, *(install.enter(father) for _ in range(4))):
        call(install, link, father, one, "", agreed=True)
    grow(install)
    assert call(install, link_question, father, child).places_left == 1
    call(install, link, father, child, "", agreed=True)
    assert len(call(install, my_links, father)) == 5


def test_the_member_agrees_in_their_own_login_and_nobody_else_may(install, father):
    number = install.id_no(date(2010, 7, 1))
    child = child_of(install, father, no=number)
    one = call(install, link, father, child, "儿子", agreed=True)
    herself = install.register("李小明", phone=OTHER, no=number)
    assert call(install, agree, herself, one) == one, "nothing is asked for yet"
    grow(install)
    with pytest.raises(NotAllowed):
        call(install, agree, father, one)
    (seen,) = call(install, my_links, herself)
    assert (seen.waiting, seen.is_mine, seen.i_hold) == (True, True, False)
    renewed = call(install, agree, herself, one)
    assert call(install, issue, father, child)
    assert call(install, my_notices, father)[0].kind == "linked"
    with pytest.raises(NotAllowed):
        call(install, agree, herself, one)
    call(install, unlink, herself, renewed)
    assert call(install, my_notices, father)[0].kind == "unlinked"


def test_on_a_shared_install_nobody_renews_for_a_registered_person(shared):
    number = shared.id_no(date(2010, 7, 1))
    father = shared.register()
    child = child_of(shared, father, no=number)
    call(shared, link, father, child, "", agreed=True)
    grow(shared)
    call(shared, link, father, child, "", agreed=True)
    shared.register("李小明", phone=OTHER, no=number)
    assert call(shared, my_links, father) == [], "registering ended it"
    with pytest.raises(NotAllowed, match="多人共用"):
        call(shared, link, father, child, "", agreed=True)


def test_somebody_takes_anothers_place_in_one_step(install, father):
    members = [install.enter(father) for _ in range(6)]
    ids = [call(install, link, father, one, "", agreed=True) for one in members[:5]]
    with pytest.raises(InputError, match="本人同意"):
        call(install, link, father, members[5], "", agreed=False, instead_of=ids[0])
    assert len(call(install, my_links, father)) == 5
    call(install, link, father, members[5], "", agreed=True, instead_of=ids[0])
    assert [one.person_id for one in call(install, my_links, father)] == [*members[1:5], members[5]]
    stranger = install.register("赵六", phone=OTHER)
    relative = install.enter(stranger)
    with pytest.raises(NotAllowed):
        call(install, link, stranger, relative, "", agreed=True, instead_of=ids[1])
    assert call(install, my_links, stranger) == [], "not half of it"
    assert len(call(install, my_links, father)) == 5


def test_what_a_member_is_called_is_changed_by_the_holder_alone(install, father):
    child = child_of(install, father)
    one = call(install, link, father, child, "儿子", agreed=True)
    call(install, rename, father, one, "  老 大 ")
    assert call(install, family_link, father, one).kinship == "老 大"
    with pytest.raises(InputError, match="最多 10 个字"):
        call(install, rename, father, one, "大" * 11)
    stranger = install.register("赵六", phone=OTHER)
    for act in (lambda: call(install, rename, stranger, one, "x"), lambda: call(install, family_link, stranger, one)):
        with pytest.raises(NotAllowed):
            act()
    call(install, unlink, father, one)
    with pytest.raises(NotAllowed):
        call(install, rename, father, one, "儿子")


def test_the_two_kinds_never_mix(install):
    """Ending one leaves the other as it was, and no money moves by 亲情账户."""
    father, mother = install.family()
    one = call(install, link, father, mother, "母亲", agreed=True)
    before = install.sql("SELECT count(*) FROM transfer")
    assert call(install, my_sharings, father)[0].is_live
    call(install, unlink, father, one)
    assert call(install, my_sharings, father)[0].is_live
    assert install.sql("SELECT count(*) FROM transfer") == before
    again = call(install, link, father, mother, "母亲", agreed=True)
    install.insure(father, status="2")
    assert not call(install, my_sharings, father)[0].is_live
    assert [view.link_id for view in call(install, my_links, father)] == [again]
    assert call(install, issue, father, mother)


@pytest.mark.parametrize(
    ("born", "grown"), [(date(2010, 7, 1), date(2026, 7, 1)), (date(2008, 2, 29), date(2024, 2, 29))]
)
def test_the_day_of_growing_up(born, grown):
    assert grown_on(born, 16) == grown
    assert asks_member(Consent.GUARDIAN, born, grown, 16)
    assert not asks_member(Consent.GUARDIAN, born, date.fromordinal(grown.toordinal() - 1), 16)
    assert not asks_member(Consent.MEMBER, born, grown, 16)


def test_born_on_a_leap_day_and_grown_up_in_a_year_without_one():
    assert grown_on(date(2008, 2, 29), 15) == date(2023, 3, 1)
    assert not asks_member(Consent.GUARDIAN, date(2008, 2, 29), date(2023, 2, 28), 15)
    assert asks_member(Consent.GUARDIAN, date(2008, 2, 29), date(2023, 3, 1), 15)


def test_a_code_that_is_shown_ends_with_the_link(install, father):
    son = child_of(install, father, born=date(2015, 7, 1))
    made = call(install, link, father, son, "子女", agreed=True)
    shown = issue(install.context, father.user_id, son).text
    call(install, unlink, father, made)
    with pytest.raises(CodeExpiredError):
        take(install.context, father.user_id, shown)


def test_the_code_of_another_member_goes_on(install, father):
    first, second = child_of(install, father, born=date(2015, 7, 1)), install.enter(father)
    made = call(install, link, father, first, "子女", agreed=True)
    call(install, link, father, second, "父母", agreed=True)
    shown = issue(install.context, father.user_id, second).text
    call(install, unlink, father, made)
    assert take(install.context, father.user_id, shown).person_id == second


def test_a_kinship_is_short_from_the_beginning(install, father):
    son = child_of(install, father, born=date(2015, 7, 1))
    with pytest.raises(InputError) as told:
        call(install, link, father, son, "长" * 11, agreed=True)
    assert told.value.field == "kinship"
