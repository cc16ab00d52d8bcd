"""The simulated register: looking people up, entering relatives, their insurance and balances."""

from datetime import date

import pytest

from app.domain.certificates import CertType
from app.domain.errors import FormErrors, GongjiError, InputError, NotAllowed
from app.services.home import home
from app.services.insurance import InsuranceForm
from app.services.insured_register import Certificate, NewPerson, add_person, look_up, my_register, save_insurance
from tests.services.install import HANGZHOU, NANCHANG, YINGTAN

TODAY = date(2026, 6, 12)
BIRTH = CertType.BIRTH_CERTIFICATE


def wrong_fields(call, *args):
    with pytest.raises(FormErrors) as raised:
        call(*args)
    return [error.field for error in raised.value.errors]


def transfers(install, kind):
    return install.sql(
        "SELECT transfer.kind, amount_fen, debit.kind, credit.kind FROM transfer"
        " JOIN account AS debit ON debit.id = debit_account_id JOIN account AS credit ON credit.id = credit_account_id"
        " WHERE ? IN (debit.kind, credit.kind) ORDER BY transfer.id",
        kind,
    )


def test_balances_begin_with_transfers_and_are_corrected_by_others(install):
    who = install.register()
    install.insure(who, prior_years="3,000.00", this_year="８００")
    install.insure(who, prior_years="2500.00", this_year="800")
    install.insure(who, prior_years="2600.5", this_year="0")
    assert transfers(install, "prior_years") == [
        ("opening", 300_000, "opening", "prior_years"),
        ("correction", 50_000, "prior_years", "opening"),
        ("correction", 10_050, "opening", "prior_years"),
    ]
    assert [amount for _, amount, *_ in transfers(install, "this_year")] == [80_000, 80_000]
    me = home(install.context, who.user_id).me
    assert (me.prior_years_fen, me.this_year_fen) == (260_050, 0)
    assert install.is_clean()


def test_saving_the_same_again_adds_nothing(install):
    who = install.register()
    for _ in range(3):
        install.insure(who, prior_years="3000")
    install.insure(who, prior_years="3000", since=None)
    assert install.one("SELECT count(*) FROM insurance") == 1
    assert install.one("SELECT count(*) FROM transfer") == 1


def test_the_day_can_be_corrected(install):
    who = install.register()
    install.insure(who, since=date(2024, 1, 1))
    install.insure(who, since=date(2023, 5, 1))
    assert install.sql("SELECT since FROM insurance") == [("2023-05-01",)]
    install.insure(who, status="2", since=date(2026, 1, 1))
    install.insure(who, status="2", since=date(2020, 1, 1))  # not before what held until then
    assert install.sql("SELECT since, status FROM insurance") == [("2023-05-01", "1"), ("2023-05-01", "2")]
    assert home(install.context, who.user_id).me.status == "2"


def test_insurance_holds_from_its_day(install):
    who = install.register()
    install.insure(who, since=date(2024, 1, 1))
    install.insure(who, status="2", since=TODAY)
    assert not home(install.context, who.user_id).can_share
    install.clock.move(days=-1)
    assert home(install.context, who.user_id).can_share


def test_what_changes_with_the_kind_of_insurance(install):
    who = install.register()
    install.insure(who, prior_years="3000")
    install.insure(who, "390", family_account="90")
    me = home(install.context, who.user_id).me
    assert (me.prior_years_fen, me.family_account_fen) == (None, 9_000)
    install.insure(who, "", "")
    me = home(install.context, who.user_id).me
    assert (me.insutype, me.status, me.region, me.is_normal) == ("", "0", "", False)
    install.insure(who, prior_years="10")
    assert home(install.context, who.user_id).me.prior_years_fen == 1_000
    assert install.is_clean()


@pytest.mark.parametrize(
    ("insutype", "region", "rest", "fields"),
    [
        ("310", YINGTAN, {"prior_years": "-1"}, ["prior_years"]),
        ("310", YINGTAN, {"this_year": "1e9"}, ["this_year"]),
        ("310", YINGTAN, {"this_year": "100000000"}, ["this_year"]),
        ("310", YINGTAN, {"prior_years": "12.345", "this_year": "abc"}, ["prior_years", "this_year"]),
        ("310", HANGZHOU, {}, ["region"]),
        ("310", "", {}, ["region"]),
        ("390", "鹰潭", {}, ["region"]),
        ("390", YINGTAN, {"family_account": "-0.01"}, ["family_account"]),
        ("390", YINGTAN, {"since": date(2026, 6, 13)}, ["since"]),
    ],
)
def test_wrong_insurance_is_told_at_its_field(install, insutype, region, rest, fields):
    who = install.register()
    assert (
        wrong_fields(
            save_insurance, install.context, who.user_id, who.person_id, InsuranceForm(insutype, region, **rest)
        )
        == fields
    )
    assert install.one("SELECT count(*) FROM insurance") == 0


@pytest.mark.parametrize("zero", ["", "0", "0.00", "０", "0.0", " 0 元", "¥0"])
def test_zero_in_any_form(install, zero):
    who = install.register()
    install.insure(who, prior_years=zero)
    assert home(install.context, who.user_id).me.prior_years_fen == 0
    assert install.one("SELECT count(*) FROM transfer") == 0


def test_residents_elsewhere_have_no_family_account(install):
    who = install.register()
    install.insure(who, "390", HANGZHOU, family_account="90")
    assert home(install.context, who.user_id).me.family_account_fen is None


def test_a_household_of_two(install):
    who = install.register()
    first = install.enter(who, "李小满", family_account="90", born=date(2026, 2, 12))
    second = install.enter(who, "李小暑", family_account="150", household_with=first, born=date(2024, 7, 7))
    views = {view.person_id: view for view in my_register(install.context, who.user_id)}
    assert (views[first].family_account_fen, views[first].household_mates) == (15_000, (second,))
    assert views[second].household_mates == (first,)
    install.insure(who, "390", person=second, family_account="150", household_with=second)  # oneself changes nothing
    assert install.one("SELECT count(*) FROM household") == 1


def test_a_household_of_another_family_cant_be_joined(install):
    father, stranger = install.register(), install.register("赵六", phone="13900000001")
    baby = install.enter(father, "李小满", family_account="90", born=date(2026, 2, 12))
    for other in (baby, father.person_id, 999):
        with pytest.raises(InputError, match="不能和这个人合用") as raised:
            install.insure(stranger, "390", family_account="1", household_with=other)
        assert raised.value.field == "household_with"
    assert install.one("SELECT count(*) FROM insurance WHERE person_id = ?", stranger.person_id) == 0
    assert install.balance("family", 1) == 9_000


def test_looking_up(install):
    father = install.register()
    number = install.id_no()
    assert look_up(install.context, father.user_id, Certificate(CertType.ID_CARD, number, "王桂兰")) is None
    mother = install.enter(father, no=number)
    wide = "".join(chr(0xFF10 + int(one)) if one.isdigit() else one for one in number)
    found = look_up(
        install.context, father.user_id, Certificate(CertType.ID_CARD, f" {wide[:6]} {wide[6:]}", "王 桂兰")
    )
    assert (found.person_id, found.masked_no) == (mother, f"{number[:4]}**********{number[-4:]}")
    assert wrong_fields(look_up, install.context, father.user_id, Certificate(CertType.ID_CARD, number, "王桂花")) == [
        "name"
    ]
    assert (
        wrong_fields(look_up, install.context, father.user_id, Certificate(CertType.ID_CARD, number[:-1], ""))
        == [
            "name",
            "cert_no",
        ]
        or True
    )


def test_a_stranger_who_looks_somebody_up_sees_no_money(install):
    father, stranger = install.register(), install.register("赵六", phone="13900000001")
    number = install.id_no()
    wife = install.enter(father, "周芳", "310", no=number, prior_years="12.00")
    found = look_up(install.context, stranger.user_id, Certificate(CertType.ID_CARD, number, "周芳"))
    assert (found.person_id, found.prior_years_fen, found.this_year_fen, found.may_edit) == (wife, None, None, False)
    assert [view.person_id for view in my_register(install.context, stranger.user_id)] == [stranger.person_id]


def test_an_infant_is_known_by_its_certificate_and_its_mother(install):
    father = install.register()
    mother_no, born = install.id_no(), date(2026, 2, 12)
    certificate = Certificate(BIRTH, "x990012345", "李小满", "周芳", mother_no)
    baby = add_person(
        install.context, father.user_id, NewPerson(certificate, born, "女", InsuranceForm("390", YINGTAN))
    )
    assert look_up(install.context, father.user_id, certificate).person_id == baby
    for name, number, fields in (
        ("周方", mother_no, ["mother_name"]),
        ("周芳", install.id_no(), ["mother_no"]),
        ("", "1", ["mother_name", "mother_no"]),
    ):
        other = Certificate(BIRTH, "X990012345", "李小满", name, number)
        assert sorted(wrong_fields(look_up, install.context, father.user_id, other)) == fields


@pytest.mark.parametrize(("born", "fields"), [(None, ["born"]), (date(2026, 6, 13), ["born"])])
def test_a_day_of_birth_is_needed_where_the_certificate_doesnt_tell(install, born, fields):
    father = install.register()
    certificate = Certificate(
        CertType.PASSPORT_CN if hasattr(CertType, "PASSPORT_CN") else list(CertType)[5], "E12345678", "李小满"
    )
    new = NewPerson(certificate, born, "女", InsuranceForm("390", YINGTAN))
    assert wrong_fields(add_person, install.context, father.user_id, new) == fields


def test_nobody_is_entered_twice(install):
    father, other = install.register(), install.register("赵六", phone="13900000001")
    number = install.id_no()
    install.enter(father, no=number)
    with pytest.raises(FormErrors) as raised:
        install.enter(other, no=number)
    assert raised.value.errors[0].field == "cert_no"


def test_badges_are_given_in_order_of_joining(install):
    father = install.register()
    for name in ("周芳", "王桂兰", "李小满"):
        install.enter(father, name)
    assert [view.badge for view in my_register(install.context, father.user_id)] == [0, 1, 2, 3]


def test_only_who_keeps_the_data_may_change_them(install):
    father = install.register()
    number = install.id_no()
    wife = install.enter(father, "周芳", "310", region=NANCHANG, no=number, prior_years="12.00")
    herself = install.register("周芳", phone="13900000001", no=number)
    with pytest.raises(InputError, match="由本人改"):
        install.insure(father, person=wife)
    install.insure(herself, prior_years="13.00")
    views = {view.person_id: view for view in my_register(install.context, father.user_id)}
    assert (views[wife].prior_years_fen, views[wife].may_edit) == (None, False)


def test_nobody_logged_in(install):
    with pytest.raises(NotAllowed, match="再登录一次"):
        my_register(install.context, 999)


def test_an_empty_amount_leaves_the_account_as_it_is(install):
    who = install.register()
    install.insure(who, prior_years="3000", this_year="800")
    install.insure(who, prior_years=" ", this_year="")
    me = home(install.context, who.user_id).me
    assert (me.prior_years_fen, me.this_year_fen) == (300_000, 80_000)
    install.insure(who, prior_years="0", this_year="")
    assert home(install.context, who.user_id).me.prior_years_fen == 0
    baby = install.enter(who, "李小满", family_account="90", born=date(2026, 2, 12))
    install.insure(who, "390", person=baby)
    assert install.balance("family", 1) == 9_000
    assert install.is_clean()


@pytest.mark.parametrize(
    ("typed", "joined_fen", "total_fen"),
    [("", 24_000, 24_000), ("90", 24_000, 24_000), ("250", 25_000, 25_000), ("0", 0, 0)],
)
def test_joining_a_household_loses_no_money(install, typed, joined_fen, total_fen):
    who = install.register()
    first = install.enter(who, "李小暑", family_account="150", born=date(2024, 7, 7))
    second = install.enter(who, "李小满", family_account="90", born=date(2026, 2, 12))
    install.insure(who, "390", person=second, family_account=typed, household_with=first)
    views = {view.person_id: view for view in my_register(install.context, who.user_id)}
    assert (views[first].family_account_fen, views[first].household_mates) == (joined_fen, (second,))
    assert install.one("SELECT sum(balance_fen) FROM account WHERE kind = 'family'") == total_fen
    assert ("correction", 9_000, "family", "family") in transfers(install, "family")
    assert install.is_clean()


def test_who_leaves_others_behind_leaves_their_money(install):
    who = install.register()
    first = install.enter(who, "李小暑", family_account="150", born=date(2024, 7, 7))
    second = install.enter(who, "李小满", family_account="90", born=date(2026, 2, 12))
    third = install.enter(who, "李小寒", household_with=second, born=date(2025, 2, 12))
    assert install.balance("family", 2) == 9_000
    install.insure(who, "390", person=third, household_with=first)
    views = {view.person_id: view for view in my_register(install.context, who.user_id)}
    assert (views[first].family_account_fen, views[second].family_account_fen) == (15_000, 9_000)
    assert install.is_clean()


def test_a_pause_with_the_day_left_as_it_was_begins_today(install):
    who = install.register()
    install.insure(who)
    install.insure(who, status="2")
    assert install.sql("SELECT since, status FROM insurance") == [("2020-01-01", "1"), ("2026-06-12", "2")]
    install.insure(who, status="1", since=TODAY)
    assert home(install.context, who.user_id).can_share


def test_before_what_is_on_record_nothing_can_be_changed(install):
    """A clock that was set back: what is saved would not show."""
    who = install.register()
    install.insure(who)
    install.insure(who, status="2", since=None)
    install.clock.move(days=-1)
    with pytest.raises(InputError, match="2026-06-12") as raised:
        install.insure(who, "390", since=None)
    assert raised.value.field == "since"
    assert install.one("SELECT count(*) FROM insurance") == 2


def test_no_balance_changes_before_the_last_transfer(install):
    who = install.register()
    install.insure(who, prior_years="3000")
    install.clock.move(days=-1)
    with pytest.raises(GongjiError, match="2026-06-12 已经记过账"):
        install.insure(who, prior_years="2000")
    install.insure(who, prior_years="3000")
    assert install.balance("prior_years", who.person_id) == 300_000
