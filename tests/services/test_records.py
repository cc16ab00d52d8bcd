"""记录 and 结算单: who sees what of a payment."""

from datetime import date

import pytest

from app.domain.errors import NotAllowed
from app.domain.settlement import SourceKind
from app.services.family_links import link
from app.services.pay import PayForm, presettle, settle_quote
from app.services.preferences import clock_shift, set_day, set_look
from app.services.records import RecordFilter, my_records, receipt, record_lenders, record_people
from app.services.refunds import RefundForm, RefundLine, refund_checked
from app.services.share import my_sharings
from app.services.show_code import issue, take
from app.services.spending import year_spent
from app.services.visit_templates import ItemForm
from tests.services.install import PHARMACY

OTHER, THIRD = "13900000001", "13900000002"


def ids(page):
    return [line.ref_id for line in page.lines]


def test_pages_go_on_where_the_last_one_ended(install):
    father, mother = install.family(prior_years="100000")
    for _ in range(31):
        install.pay(father, mother, "1.00")
    install.pay(father, father.person_id, "1.00")
    first = my_records(install.context, father.user_id)
    assert (ids(first), first.more) == (list(range(32, 2, -1)), True)
    second = my_records(install.context, father.user_id, before=first.lines[-1].record_id)
    assert (ids(second), second.more) == ([2, 1], False)
    assert ids(my_records(install.context, father.user_id, RecordFilter(person_id=father.person_id))) == [32]
    assert record_people(install.context, father.user_id) == [(father.person_id, "李明", 0), (mother, "王桂兰", 1)]


def test_a_stranger_sees_nothing(install):
    father, mother = install.family()
    install.pay(father, mother)
    stranger = install.register("赵六", phone=OTHER)
    assert ids(my_records(install.context, stranger.user_id)) == []
    assert ids(my_records(install.context, stranger.user_id, RecordFilter(person_id=mother))) == []
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


def kinds(page):
    return [(line.kind.value, str(line.title), str(line.note), line.total_fen) for line in page.lines]


def test_each_kind_is_in_the_records_newest_first(install):
    father, mother = install.family(prior_years="1000.00")
    visit = install.pay(father, mother, "68.00")
    refund_checked(install.context, father.user_id, "back", visit, RefundForm((RefundLine(0, "20.00"),)))
    assert kinds(my_records(install.context, father.user_id)) == [
        ("refund", "月湖区某定点药店", "退费", 2_000),
        ("visit", "月湖区某定点药店", "药店买药", 6_800),
    ]
    back = my_records(install.context, father.user_id, RecordFilter(kind="refund")).lines[0]
    assert (back.person_name, back.parts) == ("王桂兰", ((SourceKind.SHARER, 2_000),))
    accounts = my_records(install.context, father.user_id, RecordFilter(kind="account")).lines
    assert [(line.person_name, line.total_fen) for line in accounts] == [("李明", 80_000), ("李明", 100_000)]


def test_records_are_found_by_words_month_and_sharer(install):
    father, mother = install.family(prior_years="1000.00")
    install.pay(father, mother, "68.00")
    install.clock.move(days=40)
    install.pay(father, mother, "5.00")
    install.pay(father, father.person_id, "7.00")

    def found(**wanted):
        return ids(my_records(install.context, father.user_id, RecordFilter(**wanted)))

    assert found(month="2026-06") == [1]
    assert found(month="2026") == [3, 2, 1]
    assert found(lender_id=father.person_id) == [2, 1]
    assert found(lender_id=mother) == []
    assert found(text="定点药店 桂兰") == [2, 1]
    assert found(text="100%") == found(text="_") == []
    assert found(text="药") == [3, 2, 1]
    assert record_lenders(install.context, father.user_id) == [(father.person_id, "李明", 0)]


def test_a_sharer_finds_no_bill_by_its_items(install):
    bill = (ItemForm("降压片", "药品", "01", "9.00"),)
    husband = install.register()
    install.insure(husband, prior_years="500.00")
    number = install.id_no()
    install.share(husband, install.enter(husband, "周芳", no=number), "配偶")
    herself = install.register("周芳", phone=OTHER, no=number)
    code = install.code(herself, herself.person_id)
    quote = presettle(install.context, herself.user_id, PayForm(code, herself.person_id, PHARMACY, "41", bill))
    paid = settle_quote(install.context, herself.user_id, "tablets", quote)
    assert ids(my_records(install.context, herself.user_id, RecordFilter(text="降压"))) == [paid]
    assert ids(my_records(install.context, husband.user_id, RecordFilter(text="周芳")))[0] == paid
    assert ids(my_records(install.context, husband.user_id, RecordFilter(text="降压"))) == []


def test_the_year_month_by_month(install):
    father, mother = install.family(prior_years="1000.00")
    visit = install.pay(father, mother, "68.00")
    install.clock.move(days=40)
    install.pay(father, father.person_id, "7.00")
    refund_checked(install.context, father.user_id, "back", visit, RefundForm((RefundLine(0, "20.00"),)))
    year = year_spent(install.context, father.user_id)
    spent = {month.month: month.parts for month in year.months if month.parts}
    assert spent == {6: ((SourceKind.SHARER, 4_800),), 7: ((SourceKind.OWN, 700),)}
    assert (len(year.months), year.total_fen, year.years) == (7, 5_500, (2026,))
    assert [(one.name, one.total_fen) for one in year.people] == [("王桂兰", 4_800), ("李明", 700)]
    hers = year_spent(install.context, father.user_id, person_id=mother)
    assert (hers.total_fen, len(hers.people)) == (4_800, 2)
    assert year_spent(install.context, father.user_id, 2025).total_fen == 0


def test_a_stranger_sees_no_sums(three):
    install, husband, _ = three
    stranger = install.register("赵六", phone=THIRD)
    assert year_spent(install.context, stranger.user_id).total_fen == 0
    assert year_spent(install.context, husband.user_id).total_fen == 2_000
