"""记录 and 结算单: who sees what of a payment."""

from datetime import date

import pytest

from app.domain.errors import NotAllowed
from app.domain.settlement import SourceKind
from app.services.family_links import link
from app.services.pay import PayForm, presettle, settle_quote
from app.services.preferences import clock_shift, set_day, set_look
from app.services.records import my_records, receipt, record_people
from app.services.share import my_sharings
from app.services.show_code import issue, take
from tests.services.install import PHARMACY

OTHER, THIRD = "13900000001", "13900000002"


def ids(page):
    return [line.settlement_id for line in page.lines]


def test_pages_go_on_where_the_last_one_ended(install):
    father, mother = install.family(prior_years="100000")
    for _ in range(31):
        install.pay(father, mother, "1.00")
    install.pay(father, father.person_id, "1.00")
    first = my_records(install.context, father.user_id)
    assert (ids(first), first.more) == (list(range(32, 2, -1)), True)
    second = my_records(install.context, father.user_id, before=3)
    assert (ids(second), second.more) == ([2, 1], False)
    assert ids(my_records(install.context, father.user_id, patient_id=father.person_id)) == [32]
    assert record_people(install.context, father.user_id) == [(father.person_id, "李明", 0), (mother, "王桂兰", 1)]


def test_a_stranger_sees_nothing(install):
    father, mother = install.family()
    install.pay(father, mother)
    stranger = install.register("赵六", phone=OTHER)
    assert ids(my_records(install.context, stranger.user_id)) == []
    assert ids(my_records(install.context, stranger.user_id, patient_id=mother)) == []
    assert record_people(install.context, stranger.user_id) == []
    for number in (1, 99):
        with pytest.raises(NotAllowed, match="没有找到这张结算单"):
            receipt(install.context, stranger.user_id, number)


@pytest.fixture
def three(install):
    """A wife who registered, shared with by her husband and paying at the counter herself."""
    husband = install.register()
    install.insure(husband, prior_years="30.00", this_year="7.00")
    number = install.id_no()
    wife = install.enter(husband, "周芳", no=number, family_account="5.00")
    install.share(husband, wife, "配偶", quota="20.00")
    herself = install.register("周芳", phone=OTHER, no=number)
    install.pay(herself, wife, "50.00")
    return install, husband, herself


def test_a_sharer_sees_only_the_part_they_lent(three):
    install, husband, herself = three
    slip = receipt(install.context, husband.user_id, 1)
    assert (slip.whole, slip.total_fen, slip.items, slip.fields, slip.out_of_scope_fen) == (False, 2_000, (), (), 0)
    assert [(part.kind, part.paid_fen, part.left_fen, part.quota_left_fen) for part in slip.parts] == [
        (SourceKind.SHARER, 2_000, 1_000, 0)
    ]
    (line,) = my_records(install.context, husband.user_id).lines
    assert (line.whole, line.total_fen, line.parts) == (False, 2_000, ((SourceKind.SHARER, 2_000),))
    assert record_people(install.context, husband.user_id) == [(herself.person_id, "周芳", 1)]


def test_the_patient_sees_the_whole_but_not_the_sharers_balance(three):
    install, _, herself = three
    slip = receipt(install.context, herself.user_id, 1)
    assert (slip.whole, slip.total_fen, len(slip.items)) == (True, 5_000, 1)
    assert ("acct_mulaid_pay", "个人账户共济支付金额", 2_000) in slip.fields
    lent = next(part for part in slip.parts if part.kind is SourceKind.SHARER)
    assert (lent.label, lent.paid_fen, lent.left_fen, lent.quota_left_fen) == ("李明", 2_000, None, 0)
    family = next(part for part in slip.parts if part.kind is SourceKind.FAMILY)
    assert family.left_fen == 500


def test_who_entered_somebody_sees_no_bills_of_theirs_once_they_registered(three):
    """The husband entered her; what she pays without him is hers."""
    install, husband, herself = three
    install.insure(herself, "390", status="1", family_account="5.00")
    install.clock.move(days=1)
    install.pay(herself, herself.person_id, "3.00")
    assert len(my_sharings(install.context, husband.user_id)) == 1
    assert ids(my_records(install.context, husband.user_id)) == [1]
    with pytest.raises(NotAllowed):
        receipt(install.context, husband.user_id, 2)


def test_a_counter_sees_the_bill_and_nobodys_balance(install):
    """A neighbour types in the bill for a code that was shown to them."""
    father, mother = install.family(quota="20.00")
    link(install.context, father.user_id, mother, "", agreed=True)
    text = issue(install.context, father.user_id, mother).text
    neighbour = install.register("赵六", phone=THIRD)
    code = take(install.context, neighbour.user_id, text).code_id
    form = PayForm(code, mother, PHARMACY, "41", install.form(father, mother).items)
    quote = presettle(install.context, neighbour.user_id, form)
    lent = next(part for part in quote.split.parts if part.kind is SourceKind.SHARER)
    assert (lent.left_fen, lent.quota_left_fen) == (None, None)
    assert "20.00" not in lent.explanation.why
    settlement = settle_quote(install.context, neighbour.user_id, "request", quote)
    slip = receipt(install.context, neighbour.user_id, settlement)
    assert slip.whole
    assert [(part.left_fen, part.quota_left_fen) for part in slip.parts] == [(None, None)] * len(slip.parts)
    assert receipt(install.context, father.user_id, settlement).whole


def test_a_reason_kept_tells_nobodys_balance(install):
    father = install.register()
    install.insure(father, prior_years="12.34")
    mother = install.enter(father)
    install.share(father, mother)
    quote = presettle(install.context, father.user_id, install.form(father, mother))
    assert any("12.34" in one.why for one in quote.split.explanations)
    settle_quote(install.context, father.user_id, "request", quote)
    assert "12.34" not in str(install.sql("SELECT words FROM settlement_source"))
    lent = next(one for one in receipt(install.context, father.user_id, 1).parts if one.kind is SourceKind.SHARER)
    assert lent.explanation.why
    assert lent.left_fen == 0


def test_the_day_can_be_tried_but_not_before_the_ledger(install):
    father, mother = install.family()
    install.pay(father, mother)
    with pytest.raises(Exception, match="2026-06-12 已经记过账"):
        set_day(install.context, father.user_id, date(2026, 6, 11))
    with pytest.raises(Exception, match="太远了"):
        set_day(install.context, father.user_id, date(2046, 6, 11))
    set_day(install.context, father.user_id, date(2027, 1, 2))
    assert install.context.clock.today() == date(2027, 1, 2)
    assert clock_shift(install.open()) == 204
    install.pay(father, mother)
    assert install.sql("SELECT day FROM settlement") == [("2026-06-12",), ("2027-01-02",)]
    set_look(install.context, father.user_id, theme="dark")
    assert install.is_clean()


def test_a_day_before_any_rule(install):
    father = install.register()
    with pytest.raises(Exception, match="还没有规则资料"):
        set_day(install.context, father.user_id, date(2024, 12, 31))


def test_on_a_shared_install_the_day_stays(shared):
    father = shared.register()
    with pytest.raises(NotAllowed, match="多人共用"):
        set_day(shared.context, father.user_id, date(2027, 1, 2))


def test_a_damaged_setting_is_no_reason_not_to_start(install):
    install.sql("INSERT INTO setting VALUES ('clock_shift_days', 'abc')")
    assert clock_shift(install.context) == 0
