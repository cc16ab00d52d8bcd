"""家庭共济: who may be shared with, on what terms, and how it ends."""

from datetime import date

import pytest

from app.domain.certificates import CertType
from app.domain.errors import InputError, NotAllowed, Refused
from app.domain.sharing import Mode
from app.services.family_links import link
from app.services.insured_register import Certificate, look_up
from app.services.notices import mark_read, my_notices
from app.services.share import Authorization, authorize, doubt, modes, my_sharings, precheck, relations, revoke, sharing
from tests.services.install import HANGZHOU, NANCHANG

TODAY = date(2026, 6, 12)
OTHER = "13900000001"


def refused(install, who, member, **rest):
    with pytest.raises(Refused) as raised:
        install.share(who, member, **rest)
    assert str(raised.value)
    assert "{" not in str(raised.value)
    assert (
        install.sql("SELECT * FROM sharing WHERE revoked_on IS NULL AND member_id = ? AND used_fen > 0", member) == []
    )
    return raised.value.rule


def test_a_sharing_as_shown(install):
    father, mother = install.family(quota="100.00")
    install.pay(father, mother)
    (view,) = my_sharings(install.context, father.user_id)
    assert view == sharing(install.context, father.user_id, view.sharing_id)
    assert (view.sharer.name, view.member.name, view.state, view.is_live) == ("李明", "王桂兰", "active", True)
    assert (view.quota_fen, view.used_fen, view.left_fen, view.uses) == (10_000, 6_800, 3_200, 1)
    assert (view.may_revoke, view.i_share, view.since, view.kinship) == (True, True, TODAY, "父母")


def test_without_a_quota_nothing_is_left_to_tell(install):
    father, mother = install.family()
    install.pay(father, mother)
    assert my_sharings(install.context, father.user_id)[0].left_fen is None


def test_each_binding_rule_refuses_with_its_words(install):
    father = install.register()
    mother = install.enter(father)
    assert refused(install, father, mother) == "sharer-not-employee-insured"
    install.insure(father, status="2")
    assert refused(install, father, mother) == "sharer-not-normal"
    install.insure(father, prior_years="100")
    assert refused(install, father, father.person_id) == "self-sharing"
    assert refused(install, father, mother, relation="邻居") == "relation-not-close"
    assert refused(install, father, mother, commitment=False) == "commitment-missing"
    assert refused(install, father, install.enter(father, "赵六", "", "")) == "member-not-insured"
    assert refused(install, father, install.enter(father, "钱七", region=HANGZHOU)) == "member-remote"
    assert refused(install, father, install.enter(father, "孙八", region=NANCHANG)) == "member-remote"
    install.share(father, mother)
    assert refused(install, father, mother) == "already-shared"
    assert "已" in precheck(install.context, father.user_id, mother).why
    assert precheck(install.context, father.user_id, mother).rule_name == "already-shared"


def test_the_wallet_comes_with_its_day(install):
    install.clock.move(days=-200)
    father = install.register()
    install.insure(father, prior_years="100")
    child = install.enter(father, "李小满", region=HANGZHOU, born=date(2024, 1, 2))
    assert modes(install.context) == (Mode.PROVINCE,)
    assert refused(install, father, child, relation="子女", mode=Mode.WALLET) == "wallet-not-yet"
    install.clock.move(days=200)
    assert modes(install.context) == (Mode.PROVINCE, Mode.WALLET)
    assert install.share(father, child, relation="子女", mode=Mode.WALLET)


def test_the_kinds_of_relatives_come_from_the_rules(install):
    assert relations(install.context) == (
        "配偶",
        "父母",
        "子女",
        "兄弟姐妹",
        "祖父母",
        "外祖父母",
        "孙子女",
        "外孙子女",
    )


@pytest.mark.parametrize(
    ("rest", "field"),
    [
        ({"quota": "0"}, "quota"),
        ({"quota": "1.234"}, "quota"),
        ({"quota": "abc"}, "quota"),
        ({"per_payment": "-1"}, "per_payment"),
        ({"quota": "10", "per_payment": "11"}, "per_payment"),
        ({"until": date(2026, 6, 11)}, "until"),
    ],
)
def test_terms_that_wont_do(install, rest, field):
    father = install.register()
    install.insure(father, prior_years="100")
    mother = install.enter(father)
    with pytest.raises(InputError) as raised:
        install.share(father, mother, **rest)
    assert raised.value.field == field
    assert my_sharings(install.context, father.user_id) == []


def test_the_terms_hold(install):
    father, mother = install.family()
    child = install.enter(father, "李小满", born=date(2024, 1, 2))
    install.share(father, child, "子女", quota="100", per_payment="30", until=TODAY)
    for paid in (3_000, 3_000, 3_000, 1_000, 0):
        install.pay(father, child, "50.00")
        assert install.sql("SELECT paid_fen FROM settlement_source WHERE kind = 'sharer'")[-1] == (paid,)
    view = next(one for one in my_sharings(install.context, father.user_id) if one.member.person_id == child)
    assert (view.left_fen, view.uses, view.per_payment_fen) == (0, 4, 3_000)
    install.clock.move(days=1)
    assert (
        next(one for one in my_sharings(install.context, father.user_id) if one.member.person_id == child).state
        == "expired"
    )
    assert mother
    assert install.is_clean()


def test_the_member_is_told(install):
    father = install.register()
    install.insure(father)
    number = install.id_no()
    wife = install.enter(father, "周芳", no=number)
    install.share(father, wife, "配偶")
    herself = install.register("周芳", phone=OTHER, no=number)
    (notice,) = my_notices(install.context, herself.user_id)
    assert (notice.kind, notice.title, notice.is_read) == ("shared", "李明给您开通了家庭共济", False)
    mark_read(install.context, herself.user_id)
    assert my_notices(install.context, herself.user_id)[0].is_read


@pytest.mark.parametrize("side", ["sharer", "member"])
def test_either_side_may_revoke(install, side):
    father = install.register()
    install.insure(father, prior_years="100")
    number = install.id_no()
    wife = install.enter(father, "周芳", no=number)
    one = install.share(father, wife, "配偶")
    herself = install.register("周芳", phone=OTHER, no=number)
    who = father if side == "sharer" else herself
    revoke(install.context, who.user_id, one)
    for user in (father, herself):
        (view,) = my_sharings(install.context, user.user_id)
        assert (view.state, view.revoked_on, view.may_revoke) == ("revoked", TODAY, False)
        assert my_notices(install.context, user.user_id)[0].kind == "revoked"
    with pytest.raises(NotAllowed, match="已经解除"):
        revoke(install.context, father.user_id, one)


def test_a_stranger_may_not_revoke_or_see(install):
    father, mother = install.family()
    stranger = install.register("赵六", phone=OTHER)
    for call in (revoke, sharing):
        with pytest.raises(NotAllowed, match="没有找到这份共济"):
            call(install.context, stranger.user_id, 1)
        with pytest.raises(NotAllowed, match="没有找到这份共济"):
            call(install.context, stranger.user_id, 99)
    assert my_sharings(install.context, stranger.user_id) == []
    assert my_sharings(install.context, father.user_id)[0].member.person_id == mother


def test_people_come_by_no_other_way_cant_be_shared_with(install):
    """An id in an address is not enough: one has entered them, or found them by certificate and name."""
    father = install.register()
    number = install.id_no()
    child = install.enter(father, "李小满", no=number)
    stranger = install.register("赵六", phone=OTHER)
    install.insure(stranger)
    for person in (child, father.person_id, 999):
        for call in (
            lambda one=person: precheck(install.context, stranger.user_id, one),
            lambda one=person: doubt(install.context, stranger.user_id, one, "子女"),
            lambda one=person: authorize(
                install.context, stranger.user_id, Authorization(one, "子女", "", commitment=True)
            ),
        ):
            with pytest.raises(NotAllowed, match="没有找到这个人"):
                call()
    look_up(install.context, stranger.user_id, Certificate(CertType.ID_CARD, number, "李小满"))
    assert install.share(stranger, child, "子女")


def test_revoked_and_bound_anew_on_the_same_day(install):
    father, mother = install.family(quota="100")
    install.pay(father, mother)
    revoke(install.context, father.user_id, 1)
    assert install.share(father, mother) == 2
    install.pay(father, mother)
    assert [(one.state, one.used_fen) for one in my_sharings(install.context, father.user_id)] == [
        ("active", 6_800),
        ("revoked", 6_800),
    ]
    assert install.is_clean()


def test_a_pause_of_either_side_stops_it_and_says_whose(install):
    father, mother = install.family()
    install.insure(father, person=mother, insutype="390", status="2", since=TODAY)
    (view,) = my_sharings(install.context, father.user_id)
    assert (view.state, view.paused_name, view.paused_since) == ("paused", "王桂兰", TODAY)
    install.insure(father, insutype="390")
    assert my_sharings(install.context, father.user_id)[0].paused_name == "李明"


def test_no_second_sharing_ahead_of_one_that_begins_later(install):
    father, mother = install.family()
    install.clock.move(days=-2)
    assert my_sharings(install.context, father.user_id)[0].state == "not_started"
    with pytest.raises(NotAllowed, match="已经有一份从 2026-06-12 开始的共济"):
        install.share(father, mother)
    revoke(install.context, father.user_id, 1)
    assert install.share(father, mother) == 2
    assert install.is_clean()


@pytest.mark.parametrize(
    ("relation", "born", "asked"),
    [
        ("子女", date(2006, 3, 4), False),
        ("子女", date(2006, 3, 3), True),
        ("子女", date(1960, 1, 1), True),
        ("父母", date(1978, 3, 4), False),
        ("父母", date(1978, 3, 5), True),
        ("祖父母", date(1964, 3, 5), True),
        ("孙子女", date(2020, 3, 4), False),
        ("外孙子女", date(2020, 3, 3), True),
        ("配偶", date(2006, 6, 13), True),
        ("配偶", date(2006, 6, 12), False),
        ("兄弟姐妹", date(2020, 1, 1), False),
    ],
)
def test_an_unlikely_age_is_a_question_not_a_refusal(install, relation, born, asked):
    father = install.register(born=date(1992, 3, 4))
    install.insure(father)
    member = install.enter(father, born=born)
    said = doubt(install.context, father.user_id, member, relation)
    assert (said is not None) is asked
    assert said is None or said.endswith("？")
    assert install.share(father, member, relation)


def test_among_strangers_only_whom_one_entered_can_be_linked(shared):
    father, stranger = shared.register(), shared.register("赵六", phone="13900000001", device="theirs")
    number = shared.id_no()
    mother = shared.enter(father, no=number)
    look_up(shared.context, stranger.user_id, Certificate(CertType.ID_CARD, number, "王桂兰"))
    with pytest.raises(NotAllowed, match="只能加自己登记的家人"):
        link(shared.context, stranger.user_id, mother, "母亲", agreed=True)
    assert link(shared.context, father.user_id, mother, "母亲", agreed=True)


def test_at_home_a_registered_relative_may_be_linked_and_is_told(install):
    father = install.register()
    number = install.id_no()
    mother = install.enter(father, no=number)
    herself = install.register("王桂兰", phone="13900000001", no=number)
    assert link(install.context, father.user_id, mother, "母亲", agreed=True)
    assert [one.kind for one in my_notices(install.context, herself.user_id)] == ["linked"]
