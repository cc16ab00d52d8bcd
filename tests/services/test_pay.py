"""付款模拟: a quote books nothing; a settlement books all of it, once, or nothing."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.errors import FormErrors, GongjiError, InputError, NotAllowed
from app.domain.settlement import Refusal
from app.domain.words import Words
from app.services.as_user import as_user
from app.services.home import home
from app.services.notices import my_notices
from app.services.pay import OtherContentError, PayForm, QuoteChangedError, pay, presettle, settle_quote
from app.services.preferences import set_day
from app.services.show_code import CodeExpiredError, CodeUsedError, issue, take
from app.services.visit_templates import PLACES, ItemForm
from tests.services.install import PHARMACY, PIN, TOWNSHIP

TABLES = ("transfer", "settlement", "settlement_item", "settlement_source", "notice", "account")


def rows(install):
    return {table: install.sql(f"SELECT * FROM {table}") for table in (*TABLES, "sharing")}


def fields_of(error):
    return [one.field for one in error.value.errors]


def test_a_quote_books_nothing(install):
    father, mother = install.family()
    form = install.form(father, mother)
    before = rows(install)
    quote = presettle(install.context, father.user_id, form)
    assert quote.split.sentence == "李明共济 68.00 元。"
    assert rows(install) == before


def test_a_settlement_books_all(install):
    father, mother = install.family(quota="100.00")
    settlement = install.pay(father, mother)
    assert install.balance("prior_years", father.person_id) == 293_200
    assert install.balance("this_year", father.person_id) == 80_000
    assert install.balance("institution", "P36060200007") == 6_800
    assert install.sql("SELECT used_fen, uses FROM sharing") == [(6_800, 1)]
    columns = "medfee_sumamt_fen, acct_pay_fen, acct_mulaid_pay_fen, psn_cash_pay_fen, payer_id, patient_id, state"
    assert install.sql(f"SELECT {columns} FROM settlement") == [
        (6_800, 6_800, 6_800, 0, father.person_id, mother, "结算完成")
    ]
    assert settlement == 1
    assert install.is_clean()


def test_the_sharer_is_told_at_once(install):
    father, mother = install.family()
    install.pay(father, mother)
    newest = my_notices(install.context, father.user_id)[0]
    assert (newest.kind, newest.title, newest.route) == ("used", "王桂兰用了您 68.00 元", "/records/1")
    assert home(install.context, father.user_id).notice == newest


def test_the_same_request_again_gives_the_same_settlement(install):
    father, mother = install.family()
    quote = presettle(install.context, father.user_id, install.form(father, mother))
    first = settle_quote(install.context, father.user_id, "request", quote)
    before = rows(install)
    install.clock.move(hours=1)  # the answer was lost, the code has run out meanwhile
    assert settle_quote(install.context, father.user_id, "request", quote) == first
    assert pay(install.context, father.user_id, "request", quote, PIN) == first
    assert rows(install) == before


def test_the_same_request_with_other_content_is_an_error(install):
    father, mother = install.family()
    quote = presettle(install.context, father.user_id, install.form(father, mother))
    settle_quote(install.context, father.user_id, "request", quote)
    other = presettle(install.context, father.user_id, install.form(father, mother, "69.00"))
    before = rows(install)
    with pytest.raises(OtherContentError):
        settle_quote(install.context, father.user_id, "request", other)
    assert rows(install) == before


def test_the_same_request_of_another_user_is_an_error(install):
    father, mother = install.family()
    aunt = install.register("李红", phone="13900000001")
    quote = presettle(install.context, father.user_id, install.form(father, mother))
    settle_quote(install.context, father.user_id, "request", quote)
    with pytest.raises(OtherContentError):
        settle_quote(install.context, aunt.user_id, "request", quote)


def test_another_payment_in_between_takes_nothing_and_gives_a_new_quote(install):
    father, mother = install.family(prior_years="100.00")
    first = presettle(install.context, father.user_id, install.form(father, mother, "68.00"))
    second = presettle(install.context, father.user_id, install.form(father, mother, "68.00"))
    settle_quote(install.context, father.user_id, "one", first)
    before = rows(install)
    with pytest.raises(QuoteChangedError) as changed:
        settle_quote(install.context, father.user_id, "two", second)
    assert rows(install) == before
    assert changed.value.quote.split.cash_fen == 3_600
    assert settle_quote(install.context, father.user_id, "two", changed.value.quote) == 2
    assert install.balance("prior_years", father.person_id) == 0
    assert install.is_clean()


def test_an_old_quote_is_worked_out_anew(install):
    father, mother = install.family()
    quote = presettle(install.context, father.user_id, install.form(father, mother))
    install.clock.move(minutes=6)
    with pytest.raises(QuoteChangedError) as changed:
        settle_quote(install.context, father.user_id, "request", quote)
    assert settle_quote(install.context, father.user_id, "request", changed.value.quote) == 1


def test_a_quote_with_other_amounts_than_the_rules_is_not_booked(install):
    father, mother = install.family()
    quote = presettle(install.context, father.user_id, install.form(father, mother))
    cheaper = replace(quote.outcome, out_of_scope_amt_fen=1)
    with pytest.raises(QuoteChangedError):
        settle_quote(install.context, father.user_id, "request", replace(quote, outcome=cheaper))


def test_a_code_settles_once(install):
    father, mother = install.family()
    form = install.form(father, mother)
    quote = presettle(install.context, father.user_id, form)
    settle_quote(install.context, father.user_id, "one", quote)
    with pytest.raises(CodeUsedError):
        presettle(install.context, father.user_id, form)
    with pytest.raises(CodeUsedError):
        settle_quote(install.context, father.user_id, "two", quote)
    assert install.one("SELECT count(*) FROM settlement") == 1


def test_a_code_taken_long_ago_is_over(install):
    father, mother = install.family()
    form = install.form(father, mother)
    install.clock.move(minutes=16)
    with pytest.raises(CodeExpiredError):
        presettle(install.context, father.user_id, form)
    install.clock.move(minutes=-40)
    with pytest.raises(CodeExpiredError):
        presettle(install.context, father.user_id, form)


def test_a_code_that_another_took_is_of_no_use(install):
    father, mother = install.family()
    stranger = install.register("赵六", phone="13900000001")
    form = install.form(father, mother)
    with pytest.raises(CodeExpiredError):
        presettle(install.context, stranger.user_id, form)


def test_somebody_elses_code_is_refused_and_not_booked(install):
    father, mother = install.family()
    install.insure(father)
    form = replace(install.form(father, mother), patient_id=father.person_id)
    quote = presettle(install.context, father.user_id, form)
    assert isinstance(quote.outcome, Refusal)
    assert quote.split.refusal.rule_name == "own-code-only"
    with pytest.raises(NotAllowed):
        settle_quote(install.context, father.user_id, "request", quote)


def test_a_strangers_patient_cant_be_named(install):
    father, mother = install.family()
    stranger = install.register("赵六", phone="13900000001")
    form = replace(install.form(father, mother), patient_id=stranger.person_id)
    with pytest.raises(NotAllowed, match="没有找到这个人"):
        presettle(install.context, father.user_id, form)


@pytest.mark.parametrize(
    ("items", "fund_pay", "fields"),
    [
        ((), "", ["items"]),
        ((ItemForm("", "药品", "01", "0"),), "", ["item.0.name", "item.0.amount"]),
        (
            (ItemForm("药", "药品", "01", "-1"), ItemForm("药", "药品", "01", "1.234")),
            "",
            ["item.0.amount", "item.1.amount"],
        ),
        ((ItemForm("药", "药品", "01", "10"),), "10.01", ["fund_pay"]),
        ((ItemForm("药", "药品", "01", "10"), ItemForm("糖", "保健品", "03", "5")), "12", ["fund_pay"]),
        ((ItemForm("药", "药品", "01", "10"),), "十", ["fund_pay"]),
        ((ItemForm("a\x07b", "药品", "01", "10"),), "", ["item.0.name"]),
        ((ItemForm("药" * 41, "药品", "01", "10"),), "", ["item.0.name"]),
        ((ItemForm("药", "药品", "01", "1"),) * 51, "", ["items"]),
    ],
)
def test_a_wrong_bill_is_told_at_its_fields(install, items, fund_pay, fields):
    father, mother = install.family()
    form = replace(install.form(father, mother), items=items, fund_pay=fund_pay)
    with pytest.raises(FormErrors) as wrong:
        presettle(install.context, father.user_id, form)
    assert fields_of(wrong) == fields


@pytest.mark.parametrize("zero", ["", " ", "0", "0.00", "０．００", "¥0元"])
def test_no_fund_pay_in_any_form(install, zero):
    father, mother = install.family()
    form = replace(install.form(father, mother), fund_pay=zero)
    assert presettle(install.context, father.user_id, form).outcome.visit.fund_pay_fen == 0


def test_the_order_of_funds_is_booked_as_worked_out(install):
    """Family account first (90.00), then the sharer's prior years (10.00), then cash."""
    father = install.register()
    install.insure(father, prior_years="10.00", this_year="500.00")
    baby = install.enter(father, "李小满", family_account="90.00", born=date(2026, 2, 12))
    install.share(father, baby, "子女")
    install.pay(father, baby, "120.00", place=TOWNSHIP, med_type="11", kind="诊疗")
    kinds = install.sql("SELECT kind, paid_fen, left_fen FROM settlement_source ORDER BY line")
    assert kinds == [
        ("fund", 0, None),
        ("family", 9_000, 0),
        ("own", 0, None),
        ("sharer", 1_000, 0),
        ("cash", 2_000, None),
    ]
    assert install.balance("this_year", father.person_id) == 50_000
    assert install.is_clean()


def test_the_payment_password_is_asked(install):
    father, mother = install.family()
    quote = presettle(install.context, father.user_id, install.form(father, mother))
    before = rows(install)
    for words in ("还可以试 2 次", "还可以试 1 次", "30 秒后再试"):
        with pytest.raises(InputError, match=words) as wrong:
            pay(install.context, father.user_id, "request", quote, "111222")
        assert wrong.value.field == "pin"
    with pytest.raises(InputError, match="30 秒后再试"):
        pay(install.context, father.user_id, "request", quote, PIN)
    assert rows(install) == before
    install.clock.move(seconds=30)
    assert pay(install.context, father.user_id, "request", quote, PIN) == 1


def test_a_place_that_is_not_designated_settles_nothing(install):
    father, mother = install.family()
    place = next(place for place in PLACES if not place.designated)
    quote = presettle(install.context, father.user_id, install.form(father, mother, place=place))
    assert quote.split.refusal.rule_name == "place-not-designated"


def test_a_code_is_taken_by_one_of_two_counters(install):
    father, mother = install.family()
    install.code(father, mother)
    text = issue(install.context, father.user_id, mother).text
    take(install.context, father.user_id, text)
    with pytest.raises(CodeUsedError):
        take(install.open(), father.user_id, text)


def test_whose_account_another_spends_is_told(install):
    father = install.register()
    number = install.id_no()
    mother = install.enter(father, "王桂兰", "310", no=number, prior_years="100")
    install.pay(father, mother, "68.00")
    install.pay(father, mother, "68.00")
    herself = install.register("王桂兰", phone="13900000001", no=number)
    told = [(one.title, one.body) for one in my_notices(install.context, herself.user_id)]
    assert told == [
        ("您的个人账户付了 32.00 元", "在月湖区某定点药店。"),
        ("您的个人账户付了 68.00 元", "在月湖区某定点药店。"),
    ]
    baby = install.enter(father, "李小满", family_account="90", born=date(2026, 2, 12))
    install.pay(father, baby, "20.00", place=TOWNSHIP, med_type="11")
    title, params = install.sql("SELECT title, params FROM notice WHERE person_id = ?", baby)[0]
    assert Words.unpacked(title, params) == "您的门诊家庭账户付了 20.00 元"
    install.pay(herself, mother, "5.00")
    assert len(my_notices(install.context, herself.user_id)) == 2


def test_nothing_is_booked_before_the_last_transfer(install):
    """Two processes, one of which doesn't know yet that the other moved the day on; or a clock set back."""
    father, mother = install.family()
    other = install.open()
    set_day(install.context, father.user_id, date(2026, 7, 1))
    install.pay(father, mother, "68.00")
    quote = presettle(other, father.user_id, form_in(other, father, mother))
    with pytest.raises(GongjiError, match="2026-07-01 已经记过账"):
        settle_quote(other, father.user_id, "late", quote)
    as_user(other, father.token, home)
    assert other.clock.today() == date(2026, 7, 1)
    quote = presettle(other, father.user_id, form_in(other, father, mother))
    assert settle_quote(other, father.user_id, "late", quote)
    other.database.close()
    assert install.is_clean()


def form_in(context, who, person):
    """A form with a code issued and taken in this context."""
    taken = take(context, who.user_id, issue(context, who.user_id, person).text)
    return PayForm(taken.code_id, person, PHARMACY, "41", (ItemForm("药", "药品", "01", "20.00"),))
