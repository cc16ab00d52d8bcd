"""医保码 and 亲情账户: whose code may be shown, for how long, and that it is taken once."""

from datetime import date

import pytest

from app.domain.certificates import CertType
from app.domain.errors import InputError, NotAllowed
from app.domain.insurance_code import CodeForeign, CodeForged
from app.services.family_links import link, link_question, my_links, unlink
from app.services.insured_register import Certificate, look_up
from app.services.notices import my_notices
from app.services.show_code import CodeExpiredError, CodeUsedError, code_people, codes_at_hand, issue, take
from tests.services.install import Install

OTHER = "13900000001"


@pytest.fixture
def father(install):
    who = install.register()
    install.insure(who)
    return who


def refused(call, *args, error=NotAllowed, **kwargs):
    with pytest.raises(error) as raised:
        call(*args, **kwargs)
    return str(raised.value)


def test_a_code_is_shown_for_60_seconds_and_taken_once(install, father):
    code = issue(install.context, father.user_id, father.person_id)
    assert code.text.startswith("SIM0")
    assert len(code.text) == 28
    assert (code.expires_at - install.clock.now()).total_seconds() == 60
    install.clock.move(seconds=59)
    taken = take(install.context, father.user_id, f" {code.text.lower()[:14]} {code.text[14:]} ")
    assert (taken.person_id, taken.name) == (father.person_id, "李明")
    assert "用过了" in refused(take, install.context, father.user_id, code.text, error=CodeUsedError)


@pytest.mark.parametrize("seconds", [60, 3600, -1])
def test_a_code_is_over_whichever_way_the_clock_goes(install, father, seconds):
    text = issue(install.context, father.user_id, father.person_id).text
    install.clock.move(seconds=seconds)
    assert "过期" in refused(take, install.context, father.user_id, text, error=CodeExpiredError)


def test_codes_that_arent_of_this_install(install, father, tmp_path_factory):
    text = issue(install.context, father.user_id, father.person_id).text
    other = Install(tmp_path_factory.mktemp("other"))
    other.numbers = iter(range(500, 10_000))
    stranger = other.register()
    other.insure(stranger)
    theirs = issue(other.context, stranger.user_id, stranger.person_id).text
    for foreign in ("", "hello", "4241234567890123456789012345", "ano1234567890123456789012345", text[:-1], theirs):
        refused(take, install.context, father.user_id, foreign, error=CodeForeign)
    forged = text[:-1] + str((int(text[-1]) + 1) % 10)
    refused(take, install.context, father.user_id, forged, error=CodeForged)
    assert take(install.context, father.user_id, text)
    other.context.database.close()


def test_old_codes_are_cleared_away(install, father):
    for _ in range(3):
        issue(install.context, father.user_id, father.person_id)
        install.clock.move(minutes=1)
    install.clock.move(days=1)
    issue(install.context, father.user_id, father.person_id)
    assert install.one("SELECT count(*) FROM code") == 1


def test_a_nonce_is_never_given_twice(install, father):
    numbers = iter([7, 7, 7, 8])
    object.__setattr__(install.context, "digits", lambda length: f"{next(numbers, 9):0{length}d}")
    first, second = (issue(install.context, father.user_id, father.person_id) for _ in range(2))
    assert first.text != second.text


def test_sharing_alone_shows_no_code(install):
    father, mother = install.family()
    assert "共济不等于能出示对方的码" in refused(issue, install.context, father.user_id, mother)
    link(install.context, father.user_id, mother, "母亲", agreed=True)
    assert issue(install.context, father.user_id, mother).person_id == mother
    assert [one.name for one in code_people(install.context, father.user_id)] == ["李明", "王桂兰"]


def test_the_people_come_with_a_fresh_code_of_the_one_that_is_chosen(install):
    father, mother = install.family()
    link(install.context, father.user_id, mother, "母亲", agreed=True)
    strangers = 99
    for chosen, whose in ((None, father.person_id), (mother, mother), (strangers, father.person_id)):
        found = codes_at_hand(install.context, father.user_id, chosen, with_code=True)
        assert [one.name for one in found.people] == ["李明", "王桂兰"]
        assert take(install.context, father.user_id, found.code.text).person_id == whose
    assert codes_at_hand(install.context, father.user_id, mother, with_code=False).code is None
    install.insure(father, status="2")
    assert codes_at_hand(install.context, father.user_id, None, with_code=True).code is None


@pytest.mark.parametrize("status", ["2", "3", "4"])
def test_somebody_whose_insurance_isnt_in_force_has_no_code(install, father, status):
    install.insure(father, status=status)
    assert "李明没有正常参保" in refused(issue, install.context, father.user_id, father.person_id)


@pytest.mark.parametrize(("born", "by_guardian"), [(date(2010, 6, 13), True), (date(2010, 6, 12), False)])
def test_under_16_the_guardian_ticks_from_16_the_member_consents(install, father, born, by_guardian):
    child = install.enter(father, "李小满", born=born)
    question = link_question(install.context, father.user_id, child)
    assert (question.by_guardian, question.already_linked, question.places_left) == (by_guardian, False, 5)
    words = "监护人" if by_guardian else "本人同意"
    assert words in refused(link, install.context, father.user_id, child, "", agreed=False, error=InputError)
    link(install.context, father.user_id, child, "女儿", agreed=True)
    assert install.sql("SELECT consent, kinship FROM family_link") == [
        ("guardian" if by_guardian else "member", "女儿")
    ]


def test_at_most_five(install, father):
    members = [install.enter(father) for _ in range(6)]
    ids = [link(install.context, father.user_id, one, "", agreed=True) for one in members[:5]]
    assert "最多 5 位" in refused(link, install.context, father.user_id, members[5], "", agreed=True, error=InputError)
    assert link(install.context, father.user_id, members[0], "", agreed=True) == ids[0]
    unlink(install.context, father.user_id, ids[0])
    assert link(install.context, father.user_id, members[5], "", agreed=True)
    assert "自己的码" in refused(
        link, install.context, father.user_id, father.person_id, "", agreed=True, error=InputError
    )


@pytest.mark.parametrize("side", ["holder", "member"])
def test_either_side_ends_it(install, father, side):
    number = install.id_no()
    wife = install.enter(father, "周芳", no=number)
    herself = install.register("周芳", phone=OTHER, no=number)
    one = link(install.context, father.user_id, wife, "妻子", agreed=True)
    assert my_notices(install.context, herself.user_id)[0].kind == "linked"
    assert [(view.name, view.i_hold) for view in my_links(install.context, herself.user_id)] == [("李明", False)]
    unlink(install.context, (father if side == "holder" else herself).user_id, one)
    assert my_links(install.context, father.user_id) == my_links(install.context, herself.user_id) == []
    assert "共济不等于" in refused(issue, install.context, father.user_id, wife)


def test_a_stranger_neither_links_nor_ends(install, father):
    child = install.enter(father, "李小满")
    one = link(install.context, father.user_id, child, "", agreed=True)
    stranger = install.register("赵六", phone=OTHER)
    for call in (link_question, lambda *args: link(*args, "", agreed=True)):
        assert "没有找到这个人" in refused(call, install.context, stranger.user_id, child)
    assert "没有找到" in refused(unlink, install.context, stranger.user_id, one)
    assert "共济不等于" in refused(issue, install.context, stranger.user_id, child)
    assert len(my_links(install.context, father.user_id)) == 1


def test_on_a_shared_install_nobody_consents_for_a_registered_person(shared):
    """Knowing somebody's number and name is enough to look them up, and not to show their code."""
    number = shared.id_no()
    shared.register("周芳", phone=OTHER, no=number)
    stranger = shared.register("赵六")
    found = look_up(shared.context, stranger.user_id, Certificate(CertType.ID_CARD, number, "周芳"))
    assert "多人共用" in refused(link, shared.context, stranger.user_id, found.person_id, "", agreed=True)


def test_on_a_shared_install_registering_ends_links_made_before(shared):
    number = shared.id_no()
    stranger = shared.register("赵六")
    person = shared.enter(stranger, "周芳", no=number)
    link(shared.context, stranger.user_id, person, "", agreed=True)
    shared.register("周芳", phone=OTHER, no=number)
    assert my_links(shared.context, stranger.user_id) == []
    assert "共济不等于" in refused(issue, shared.context, stranger.user_id, person)
