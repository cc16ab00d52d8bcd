"""退费 and 冲正: how much, to whom, by whom, and that no path gives back more than was paid."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.config import CHINA
from app.domain.errors import FormErrors, GongjiError, InputError, NotAllowed
from app.domain.settlement import SourceKind
from app.domain.sharing import Mode
from app.services.family_links import link
from app.services.notices import my_notices
from app.services.pay import PayForm, pay, presettle, settle_quote
from app.services.preferences import set_day
from app.services.records import receipt
from app.services.refunds import (
    AlreadyConfirmedError,
    NotConfirmedError,
    NothingLeftError,
    OtherContentError,
    RefundChangedError,
    RefundForm,
    RefundLine,
    confirm,
    plan_refund,
    refund,
    refund_checked,
    refund_receipt,
    refundable,
    refunds_of,
    reverse,
)
from app.services.share import revoke
from app.services.show_code import issue, take
from app.services.visit_templates import ItemForm
from app.services.wallet import accept, top_up
from tests.services.install import PHARMACY, PIN, TOWNSHIP, Install

OTHER = "13900000001"


def form(**amounts):
    """Yuan by line of the bill: form(_0="1.00")."""
    return RefundForm(tuple(RefundLine(int(line[1:]), amount) for line, amount in amounts.items()))


def give_back(install, who, settlement, **amounts):
    return refund_checked(install.context, who.user_id, install.context.token(), settlement, form(**amounts))


def told(parts):
    return [(part.kind, part.amount_fen) for part in parts]


@pytest.fixture
def family(install):
    """A father in 鹰潭 with 3,000.00 and 800.00, who shares at most 50.00 with his mother."""
    father, mother = install.family(quota="50.00")
    return install, father, mother


@pytest.fixture
def baby(install):
    """Everything at once: 90.00 in the family account, a father who shares, fund money, and a tonic nobody may pay."""
    father = install.register()
    install.insure(father, prior_years="40.00", this_year="800.00")
    child = install.enter(father, "李小满", family_account="90.00", born=date(2026, 2, 12))
    install.share(father, child, "子女")
    bill = (ItemForm("退热药", "药品", "01", "150.00"), ItemForm("滋补品", "保健品", "03", "20.00"))
    given = install.form(father, child, place=TOWNSHIP, med_type="11")
    quote = presettle(install.context, father.user_id, replace(given, items=bill, fund_pay="10"))
    settlement = settle_quote(install.context, father.user_id, "request", quote)
    return install, father, child, settlement


def test_everything_goes_back_to_where_it_came_from(family):
    install, father, mother = family
    before = install.sql("SELECT kind, owner, balance_fen FROM account")
    settlement = install.pay(father, mother, "68.00")
    seen = refundable(install.context, father.user_id, settlement)
    assert (seen.left_fen, seen.paid_fen, seen.confirmed, seen.state) == (6_800, 6_800, True, "结算完成")
    assert seen.sentence == "退现金 18.00 元，退回李明的账户 50.00 元。"
    number = refund(install.context, father.user_id, "again", settlement, seen.whole, PIN)
    after = {(kind, owner): fen for kind, owner, fen in install.sql("SELECT kind, owner, balance_fen FROM account")}
    assert all(after.pop((kind, owner)) == fen for kind, owner, fen in before)
    assert set(after.values()) == {0}
    assert install.sql("SELECT used_fen, uses FROM sharing") == [(0, 1)]
    assert install.one("SELECT state FROM settlement") == "已退款"
    assert refundable(install.context, father.user_id, settlement).left_fen == 0
    slip = refund_receipt(install.context, father.user_id, number)
    assert (slip.amount_fen, slip.state, slip.number, slip.made_by) == (6_800, "已退款", "SIM20260612-T000001", "李明")
    assert [(item.name, item.amount_fen) for item in slip.items] == [("药", 6_800)]
    assert told(slip.parts) == [(SourceKind.CASH, 1_800), (SourceKind.SHARER, 5_000)]
    assert install.is_clean()


def test_by_item_and_by_part_of_one(baby):
    """150.00 in scope: 10.00 fund, 90.00 family account, 40.00 father, 10.00 cash; and 20.00 in cash for the tonic."""
    install, father, child, settlement = baby
    seen = refundable(install.context, father.user_id, settlement)
    assert [(item.line, item.in_scope, item.left_fen) for item in seen.items] == [(0, True, 15_000), (1, False, 2_000)]
    plan = plan_refund(install.context, father.user_id, settlement, form(_1="20"))
    assert (told(plan.parts), plan.sentence) == ([(SourceKind.CASH, 2_000)], "退现金 20.00 元。")
    plan = plan_refund(install.context, father.user_id, settlement, form(_0="60.00", _1="0.01"))
    assert told(plan.parts) == [(SourceKind.CASH, 1_001), (SourceKind.SHARER, 4_000), (SourceKind.FAMILY, 1_000)]
    assert plan.left_fen == 10_999
    first = refund_checked(install.context, father.user_id, "first", settlement, plan.form)
    assert install.one("SELECT state FROM settlement") == "部分退款"
    assert install.balance("family", install.one("SELECT household_id FROM household_member")) == 1_000
    left = refundable(install.context, father.user_id, settlement)
    assert [item.left_fen for item in left.items] == [9_000, 1_999]
    assert told(left.parts) == [(SourceKind.CASH, 1_999), (SourceKind.FAMILY, 8_000), (SourceKind.FUND, 1_000)]
    second = refund_checked(install.context, father.user_id, "second", settlement, left.whole)
    assert install.balance("fund", "统筹基金") == 0
    assert install.balance("prior_years", father.person_id) == 4_000
    events = refunds_of(install.context, father.user_id, settlement)
    assert [(one.refund_id, one.amount_fen) for one in events] == [(first, 6_001), (second, 10_999)]
    slip = refund_receipt(install.context, father.user_id, first)
    assert [(item.line, item.in_scope, item.amount_fen) for item in slip.items] == [(0, True, 6_000), (1, False, 1)]
    assert child == slip.patient_id
    assert install.is_clean()


def test_this_years_money_comes_back_as_prior_years_in_another_year(install):
    father = install.register()
    install.insure(father, prior_years="3.00", this_year="5.00")
    settlement = install.pay(father, father.person_id, "8.00")
    set_day(install.context, father.user_id, date(2027, 1, 2))
    seen = refundable(install.context, father.user_id, settlement)
    assert [(part.amount_fen, part.turned_fen) for part in seen.parts] == [(800, 500)]
    number = refund_checked(install.context, father.user_id, "request", settlement, seen.whole)
    assert (install.balance("prior_years", 1), install.balance("this_year", 1)) == (800, 0)
    assert [part.turned_fen for part in refund_receipt(install.context, father.user_id, number).parts] == [500]
    assert install.is_clean()


def test_a_refund_before_new_year_that_is_sent_after_it_is_shown_anew(install):
    """What was shown would go elsewhere by now."""
    father = install.register()
    install.insure(father, this_year="5.00")
    install.clock.moment = datetime(2026, 12, 31, 23, 59, tzinfo=CHINA)
    settlement = install.pay(father, father.person_id, "5.00")
    plan = plan_refund(install.context, father.user_id, settlement, form(_0="5"))
    install.clock.move(minutes=2)
    with pytest.raises(RefundChangedError) as changed:
        refund_checked(install.context, father.user_id, "request", settlement, plan.form)
    assert install.one("SELECT count(*) FROM refund") == 0
    assert changed.value.plan.parts[0].turned_fen == 500
    refund_checked(install.context, father.user_id, "request", settlement, changed.value.plan.form)
    assert install.balance("prior_years", 1) == 500


def test_two_windows_with_the_same_plan(family):
    install, father, mother = family
    settlement = install.pay(father, mother, "68.00")
    plan = plan_refund(install.context, father.user_id, settlement, form(_0="30.00"))
    refund_checked(install.context, father.user_id, "first window", settlement, plan.form)
    with pytest.raises(RefundChangedError) as changed:
        refund_checked(install.context, father.user_id, "second window", settlement, plan.form)
    assert told(changed.value.plan.parts) == [(SourceKind.SHARER, 3_000)]
    assert install.one("SELECT sum(amount_fen) FROM refund") == 3_000


def test_the_same_request_is_one_refund_and_with_other_content_an_error(family):
    install, father, mother = family
    settlement, other = install.pay(father, mother, "68.00"), install.pay(father, mother, "1.00")

    def ask(settlement, amount):
        return refund_checked(install.context, father.user_id, "request", settlement, form(_0=amount))

    assert ask(settlement, "1.00") == ask(settlement, "1.00") == 1
    for wrong in ((settlement, "2.00"), (other, "1.00")):
        with pytest.raises(OtherContentError, match="用别的内容"):
            ask(*wrong)
    assert install.one("SELECT count(*) FROM refund") == 1
    neighbour = install.register("赵六", phone=OTHER)
    with pytest.raises(OtherContentError):
        refund_checked(install.context, neighbour.user_id, "request", settlement, form(_0="1.00"))


@pytest.mark.parametrize(
    ("amounts", "field", "words"),
    [
        ({"_0": "0.001"}, "item.0.amount", "最多两位小数"),
        ({"_0": "68.01"}, "item.0.amount", "最多还能退 68.00 元"),
        ({"_0": "0"}, "item.0.amount", "大于 0"),
        ({"_0": "-1"}, "item.0.amount", "不能是负数"),
        ({"_0": ""}, "item.0.amount", "还没有填金额"),
        ({"_0": "x"}, "item.0.amount", "不是金额"),
        ({"_0": "9" * 400}, "item.0.amount", "太大"),
        ({"_1": "1"}, "items", "没有这一项"),
        ({}, "items", "选要退的项目"),
    ],
)
def test_amounts_that_make_no_sense(family, amounts, field, words):
    install, father, mother = family
    settlement = install.pay(father, mother, "68.00")
    with pytest.raises(FormErrors) as raised:
        plan_refund(install.context, father.user_id, settlement, form(**amounts))
    assert [(error.field, words in str(error)) for error in raised.value.errors] == [(field, True)]
    with pytest.raises(FormErrors):
        give_back(install, father, settlement, **amounts)
    assert install.one("SELECT count(*) FROM refund") == 0


def test_a_line_twice(family):
    install, father, mother = family
    settlement = install.pay(father, mother, "68.00")
    twice = RefundForm((RefundLine(0, "40.00"), RefundLine(0, "40.00")))
    with pytest.raises(FormErrors) as raised:
        refund_checked(install.context, father.user_id, "request", settlement, twice)
    assert [error.field for error in raised.value.errors] == ["items"]


def test_what_is_refunded_is_not_refunded_again(family):
    install, father, mother = family
    settlement = install.pay(father, mother, "68.00")
    number = give_back(install, father, settlement, _0="68.00")
    for again in (settlement, number):
        with pytest.raises(NothingLeftError, match="已经全部退回"):
            give_back(install, father, again, _0="0.01")
    for missing in (0, -1, 99):
        with pytest.raises(NotAllowed, match="没有找到"):
            give_back(install, father, missing, _0="0.01")


def test_a_line_that_is_given_back_already(baby):
    install, father, _, settlement = baby
    give_back(install, father, settlement, _1="20.00")
    with pytest.raises(FormErrors) as raised:
        give_back(install, father, settlement, _0="150.00", _1="0.01")
    assert [str(error) for error in raised.value.errors] == ["这一项已经退完了"]


def test_only_who_paid_or_looks_after_the_patient_gives_back(install):
    husband = install.register()
    install.insure(husband, prior_years="30.00")
    number = install.id_no()
    wife = install.enter(husband, "周芳", no=number)
    install.share(husband, wife, "配偶")
    herself = install.register("周芳", phone=OTHER, no=number)
    settlement = install.pay(herself, wife, "20.00")
    stranger = install.register("赵六", phone="13900000002")
    with pytest.raises(NotAllowed, match="没有找到这张结算单"):
        refundable(install.context, stranger.user_id, settlement)
    with pytest.raises(NotAllowed, match="由付款的人或照看患者的人来退"):
        give_back(install, husband, settlement, _0="1.00")
    refund_id = give_back(install, herself, settlement, _0="5.00")
    with pytest.raises(NotAllowed, match="没有找到这张退费单"):
        refund_receipt(install.context, stranger.user_id, refund_id)
    assert refunds_of(install.context, stranger.user_id, settlement) == ()
    lent = refund_receipt(install.context, husband.user_id, refund_id)
    assert (lent.whole, lent.amount_fen, lent.items, lent.made_by) == (False, 500, (), "")
    assert [one.amount_fen for one in refunds_of(install.context, husband.user_id, settlement)] == [500]
    assert not receipt(install.context, husband.user_id, settlement).whole


def test_who_typed_in_the_bill_gives_back_and_all_are_told(family):
    """A neighbour at the counter; the patient's own account has paid 10.00, her son's 20.00."""
    install, father, mother = family
    install.insure(father, "310", person=mother, this_year="7.00", prior_years="3.00")
    link(install.context, father.user_id, mother, "", agreed=True)
    neighbour = install.register("赵六", phone=OTHER)
    code = take(install.context, neighbour.user_id, issue(install.context, father.user_id, mother).text).code_id
    bill = (ItemForm("药", "药品", "01", "30.00"),)
    quote = presettle(install.context, neighbour.user_id, PayForm(code, mother, PHARMACY, "41", bill))
    settlement = settle_quote(install.context, neighbour.user_id, "request", quote)
    give_back(install, neighbour, settlement, _0="25.00")
    assert (install.balance("this_year", mother), install.balance("prior_years", mother)) == (200, 300)
    notice = my_notices(install.context, father.user_id)[0]
    assert (notice.kind, notice.title) == ("refunded", "王桂兰退费，20.00 元回到您的账户")
    assert notice.body == "2026-06-12在月湖区某定点药店付的。"
    assert notice.route == f"/records/{settlement}"
    told_to_her = "SELECT title, params LIKE '%\"5.00\"%' FROM notice WHERE person_id = ? AND kind = 'refunded'"
    assert install.sql(told_to_her, mother) == [("退费，{amount} 元回到您的账户", 1)]


def test_the_quota_comes_back_even_after_the_end(family):
    install, father, mother = family
    settlement = install.pay(father, mother, "68.00")
    assert presettle(install.context, father.user_id, install.form(father, mother, "10")).split.cash_fen == 1_000
    give_back(install, father, settlement, _0="28.00")
    assert install.sql("SELECT used_fen, uses FROM sharing") == [(4_000, 1)]
    assert presettle(install.context, father.user_id, install.form(father, mother, "10")).split.cash_fen == 0
    revoke(install.context, father.user_id, 1)
    give_back(install, father, settlement, _0="40.00")
    assert install.balance("prior_years", father.person_id) == 300_000
    assert install.sql("SELECT used_fen FROM sharing") == [(0,)]
    assert install.is_clean()


def test_the_payment_password_and_the_clock(family):
    install, father, mother = family
    settlement = install.pay(father, mother, "68.00")
    with pytest.raises(InputError, match="支付密码不对"):
        refund(install.context, father.user_id, "request", settlement, form(_0="1"), "000000")
    install.clock.move(days=-1)
    with pytest.raises(GongjiError, match="2026-06-12 已经记过账"):
        give_back(install, father, settlement, _0="1")
    assert install.one("SELECT count(*) FROM refund") == 0


def test_a_household_that_nobody_is_left_in(baby):
    """The child has moved to the grandmother's household: what its old one gets back moves after it."""
    install, father, child, settlement = baby
    grandmother = install.enter(father, "王桂兰", family_account="5.00")
    install.insure(father, "390", person=child, household_with=grandmother)
    give_back(install, father, settlement, _0="150.00")
    household = install.one("SELECT household_id FROM household_member WHERE person_id = ?", child)
    assert install.balance("family", household) == 9_500
    assert install.one("SELECT sum(balance_fen) FROM account WHERE kind = 'family'") == 9_500
    assert install.is_clean()


@pytest.fixture
def unconfirmed(family):
    install, father, mother = family
    quote = presettle(install.context, father.user_id, install.form(father, mother))
    settlement = pay(install.context, father.user_id, "request", quote, PIN, confirmed=False)
    return install, father, mother, quote, settlement


def test_a_settlement_whose_second_half_failed_is_reversed(unconfirmed):
    install, father, _, quote, settlement = unconfirmed
    with pytest.raises(NotConfirmedError, match="机构还没有确认"):
        give_back(install, father, settlement, _0="1.00")
    assert not refundable(install.context, father.user_id, settlement).confirmed
    number = reverse(install.context, father.user_id, settlement)
    assert reverse(install.context, father.user_id, settlement) == number
    assert install.one("SELECT state FROM settlement") == "已撤销"
    assert install.sql("SELECT used_fen, uses FROM sharing") == [(0, 0)]
    assert install.balance("prior_years", father.person_id) == 300_000
    assert refund_receipt(install.context, father.user_id, number).kind == "冲正"
    assert my_notices(install.context, father.user_id)[0].title == "王桂兰的一笔付款撤销了，50.00 元回到您的账户"
    with pytest.raises(NothingLeftError):
        give_back(install, father, settlement, _0="1.00")
    with pytest.raises(NothingLeftError):
        confirm(install.context, father.user_id, settlement)
    # The code is free again: the same bill is paid with it, and then it is used.
    fresh = presettle(install.context, father.user_id, quote.form)
    again = settle_quote(install.context, father.user_id, "second", fresh)
    assert install.one("SELECT count(DISTINCT code_id) FROM settlement") == 1
    with pytest.raises(GongjiError, match="用过"):
        presettle(install.context, father.user_id, quote.form)
    with pytest.raises(AlreadyConfirmedError):
        reverse(install.context, father.user_id, again)
    assert settle_quote(install.context, father.user_id, "request", quote) == settlement
    assert install.is_clean()


def test_a_settlement_that_is_confirmed_after_all(unconfirmed):
    install, father, _, _, settlement = unconfirmed
    install.clock.move(minutes=3)
    confirm(install.context, father.user_id, settlement)
    install.clock.move(minutes=3)
    confirm(install.context, father.user_id, settlement)
    noted = install.one("SELECT confirmed_at - settled_at FROM settlement")
    assert noted == timedelta(minutes=3) // timedelta(milliseconds=1)
    with pytest.raises(AlreadyConfirmedError, match="不能冲正"):
        reverse(install.context, father.user_id, settlement)
    give_back(install, father, settlement, _0="68.00")
    assert install.is_clean()


def test_a_stranger_neither_confirms_nor_reverses(unconfirmed):
    install, _, _, _, settlement = unconfirmed
    stranger = install.register("赵六", phone=OTHER)
    for act in (confirm, reverse):
        with pytest.raises(NotAllowed, match="没有找到"):
            act(install.context, stranger.user_id, settlement)


def test_what_is_given_back_survives_another_start(family):
    install, father, mother = family
    settlement = install.pay(father, mother, "68.00")
    give_back(install, father, settlement, _0="10.00")
    other = Install(install.folder, clock=install.clock)
    assert refundable(other.context, father.user_id, settlement).left_fen == 5_800
    other.context.database.close()


def test_a_wallet_gets_back_what_it_paid_and_gives_it_on_when_its_sharing_is_over(install):
    father = install.register()
    install.insure(father, prior_years="500.00")
    mother = install.enter(father)
    sharing = install.share(father, mother, mode=Mode.WALLET)
    number = top_up(install.context, father.user_id, "in", sharing, "100.00", PIN)
    accept(install.context, father.user_id, number)
    settlement = install.pay(father, mother, "68.00")
    assert (install.balance("wallet", sharing), install.balance("prior_years", 1)) == (3_200, 40_000)
    give_back(install, father, settlement, _0="10.00")
    assert (install.balance("wallet", sharing), install.balance("prior_years", 1)) == (4_200, 40_000)
    assert install.sql("SELECT quota_fen, used_fen FROM sharing") == [(10_000, 5_800)]
    assert install.is_clean()
    revoke(install.context, father.user_id, sharing)
    assert (install.balance("wallet", sharing), install.balance("prior_years", 1)) == (0, 44_200)
    give_back(install, father, settlement, _0="58.00")
    assert (install.balance("wallet", sharing), install.balance("prior_years", 1)) == (0, 50_000)
    assert install.is_clean()
