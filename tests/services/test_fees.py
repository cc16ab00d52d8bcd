"""居民医保缴费: a quote books nothing; a fee is paid whole and once, or refused with its rule."""

import threading
from dataclasses import replace
from datetime import date

import pytest

from app.cases.command import main as run_cases
from app.domain.certificates import CertType
from app.domain.errors import GongjiError, InputError, NotAllowed, Refused
from app.domain.ledger import AccountKind
from app.domain.sharing import Mode
from app.services.export_cases import export_text
from app.services.fees import (
    Channel,
    FeeChangedError,
    FeeEventKind,
    OtherContentError,
    fee_receipt,
    fees_of,
    pay_fee,
    quote_fee,
    settle_fee,
)
from app.services.insured_register import Certificate, look_up
from app.services.notices import my_notices
from app.services.preferences import set_day
from app.services.share import my_sharings
from app.services.sharing_end import revoke
from app.services.turn import turn
from app.services.wallet import accept, top_up
from tests.services.fee_family import (
    CLOSED,
    IN_JANUARY,
    IN_WINDOW,
    OTHER,
    family_on,
    go_to,
    huiminbao_of,
    pay,
    quote,
    refused,
    resident,
)
from tests.services.install import HANGZHOU, NANCHANG, PIN

TABLES = ("transfer", "fee", "fee_transfer", "sharing", "notice", "account", "newborn_confirmation")


def rows(install):
    return {table: install.sql(f"SELECT * FROM {table}") for table in TABLES}


def test_a_quote_tells_out_of_which_balance_and_books_nothing(install):
    father, mother = family_on(install, IN_WINDOW, quota="500.00")
    before = rows(install)
    found = quote(install, father, resident(mother))
    assert (found.payer_name, found.beneficiary_name, found.relation, found.amount_fen) == (
        "李明",
        "王桂兰",
        "父母",
        40_000,
    )
    (part,) = found.parts
    assert (part.kind, part.label, part.paid_fen, part.left_fen) == (
        AccountKind.PRIOR_YEARS,
        "历年余额",
        40_000,
        260_000,
    )
    assert found.sentence == "李明的历年余额付 400.00 元。"
    assert found.quota_left_fen == 10_000
    assert found.covers_from == date(2026, 1, 1)
    assert found.refusal is None
    assert [one.key for one in found.rules] == ["pooled.resident_fee", "resident_fee.2026.amount"]
    assert [one.basis.source_key for one in found.rules] == ["S1", "JX26"]
    assert rows(install) == before


def test_a_fee_is_booked_whole(install):
    father, mother = family_on(install, IN_WINDOW, quota="500.00")
    fee_id = pay(install, father, resident(mother))
    assert install.balance("prior_years", father.person_id) == 260_000
    assert install.balance("this_year", father.person_id) == 80_000
    assert install.balance("collector", "居民医保") == 40_000
    columns = "id, kind, year, beneficiary_id, payer_id, made_by, relation, channel, sharing_id, amount_fen, day"
    assert install.sql(f"SELECT {columns} FROM fee") == [
        (
            fee_id,
            "居民医保",
            2026,
            mother,
            father.person_id,
            father.person_id,
            "父母",
            "赣服通",
            1,
            40_000,
            "2025-11-10",
        )
    ]
    assert install.sql("SELECT kind, amount_fen, memo FROM transfer WHERE kind = 'fee'") == [
        ("fee", 40_000, "居民医保缴费")
    ]
    assert install.is_clean()


def test_a_fee_uses_the_quota_up_like_a_payment(install):
    father, mother = family_on(install, IN_WINDOW, quota="450.00")
    pay(install, father, resident(mother))
    (view,) = my_sharings(install.context, father.user_id)
    assert (view.used_fen, view.uses, view.left_fen) == (40_000, 1, 5_000)
    install.pay(father, mother, "68.00")
    assert install.sql("SELECT paid_fen, reason FROM settlement_source WHERE kind = 'sharer'") == [
        (5_000, "quota-used-up")
    ]
    assert install.is_clean()


@pytest.mark.parametrize(
    ("day", "covers_from"),
    [(IN_WINDOW, date(2026, 1, 1)), (IN_JANUARY, date(2026, 1, 21))],
)
def test_the_receipt_tells_from_when_on_it_covers_and_that_it_isnt_given_back(install, day, covers_from):
    father, mother = family_on(install, day)
    slip = fee_receipt(install.context, father.user_id, pay(install, father, resident(mother)))
    assert (slip.covers_from, slip.day, slip.amount_fen, slip.year) == (covers_from, day, 40_000, 2026)
    assert slip.number == f"SIM{day:%Y%m%d}-J000001"
    assert (slip.payer_name, slip.beneficiary_name, slip.made_by, slip.channel) == ("李明", "王桂兰", "李明", "赣服通")
    assert slip.sentence == "李明的历年余额付 400.00 元。"
    assert [(name, fen) for name, _, fen in slip.fields] == [
        ("acct_pay", 40_000),
        ("acct_mulaid_pay", 40_000),
        ("psn_cash_pay", 0),
    ]
    assert slip.no_refund.rule_key == "fee.refundable"
    assert not slip.no_refund.stated
    assert "退" in slip.no_refund.note
    assert slip.rules[0].basis.section


def test_the_list_of_fees_is_newest_first(install):
    father, mother = family_on(install, IN_WINDOW)
    child = install.enter(father, "李大满", born=date(2015, 3, 4))
    install.share(father, child, "子女")
    pay(install, father, resident(mother))
    install.clock.move(days=1)
    pay(install, father, resident(child))
    lines = fees_of(install.context, father.user_id)
    assert [(line.kind, line.name, line.payer_name, line.amount_fen) for line in lines] == [
        (FeeEventKind.RESIDENT, "李大满", "李明", 40_000),
        (FeeEventKind.RESIDENT, "王桂兰", "李明", 40_000),
    ]


# Refusals


def test_it_is_paid_once_for_a_person_and_year(install):
    father, mother = family_on(install, IN_WINDOW)
    first = quote(install, father, resident(mother))
    second = quote(install, father, resident(mother, channel=Channel.ALIPAY_GANFUTONG))
    settle_fee(install.context, father.user_id, "one", first)
    assert refused(install, father, resident(mother)) == "fee-already-paid"
    before = rows(install)
    with pytest.raises(FeeChangedError) as changed:
        settle_fee(install.context, father.user_id, "two", second)
    assert changed.value.quote.refusal.rule_name == "fee-already-paid"
    with pytest.raises(Refused) as raised:
        settle_fee(install.context, father.user_id, "two", changed.value.quote)
    assert raised.value.rule == "fee-already-paid"
    assert "2026年度已经缴过" in str(raised.value)
    assert rows(install) == before
    assert install.is_clean()


def test_two_windows_at_once_pay_once(install):
    father, mother = family_on(install, IN_WINDOW)
    found = quote(install, father, resident(mother))
    start, ended = threading.Barrier(8), []

    def window(number):
        context = install.open()
        start.wait()
        try:
            ended.append(settle_fee(context, father.user_id, f"request {number}", found))
        except FeeChangedError as changed:
            ended.append(changed.quote.refusal.rule_name)
        context.database.close()

    threads = [threading.Thread(target=window, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(ended, key=str) == [1, *["fee-already-paid"] * 7]
    assert install.balance("prior_years", father.person_id) == 260_000
    assert install.is_clean()


def test_a_double_tap_pays_once(install):
    father, mother = family_on(install, IN_WINDOW)
    found = quote(install, father, resident(mother))
    start, ended = threading.Barrier(8), []

    def tap():
        start.wait()
        ended.append(settle_fee(install.context, father.user_id, "request", found))

    threads = [threading.Thread(target=tap) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert ended == [1] * 8
    assert install.one("SELECT count(*) FROM fee") == 1


def test_the_year_and_its_window_refuse(install):
    father, mother = family_on(install, CLOSED)
    baby = install.enter(father, "李小满", born=date(2026, 2, 12))
    install.share(father, baby, "子女")
    assert refused(install, father, resident(baby, 2025)) == "fee-before-birth"
    assert refused(install, father, resident(mother, 2025)) == "fee-year-over"
    assert refused(install, father, resident(mother, 2026)) == "fee-window"
    assert refused(install, father, resident(mother, 2027)) == "fee-amount-unknown"
    closed = quote(install, father, resident(mother, 2026)).refusal
    assert "2025 年 10 月 15 日 到 2026 年 2 月 28 日" in closed.why
    assert "等 3 个月" in closed.next_step
    assert closed.source_key == "JX26"


@pytest.mark.parametrize("year", [-1, 0, 1, 1900, 10_000, 10**12])
def test_a_year_of_no_sense_is_refused_and_no_crash(install, year):
    father, mother = family_on(install, CLOSED)
    assert refused(install, father, resident(mother, year)) in {"fee-before-birth", "fee-amount-unknown"}


@pytest.mark.parametrize(
    ("channel", "pays"),
    [
        (Channel.GANFUTONG, True),
        (Channel.ALIPAY_GANFUTONG, True),
        (Channel.WECHAT_ACCOUNT, True),
        (Channel.WECHAT_PAY, False),
        (Channel.BANK, False),
    ],
)
def test_some_channels_pay_from_a_personal_account(install, channel, pays):
    father, mother = family_on(install, IN_WINDOW)
    if pays:
        assert pay(install, father, resident(mother, channel=channel)) == 1
        return
    assert refused(install, father, resident(mother, channel=channel)) == "fee-channel"
    assert channel.value in quote(install, father, resident(mother, channel=channel)).refusal.why


def test_the_payers_insurance_refuses(install):
    father, mother = family_on(install, IN_WINDOW)
    install.insure(father, status="2")
    assert refused(install, father, resident(mother)) == "insurance-not-normal"
    assert "李明" in quote(install, father, resident(mother)).refusal.why
    install.clock.move(days=1)
    install.insure(father, "390", HANGZHOU, status="1", since=None)
    found = quote(install, father, resident(mother))
    assert refused(install, father, resident(mother)) == found.refusal.rule_name == "payer-not-employee-insured"
    assert [one.key for one in found.rules] == ["pooled.resident_fee", "resident_fee.2026.amount"]


def test_the_beneficiary_refuses(install):
    father, mother = family_on(install, IN_WINDOW)
    uninsured = install.enter(father, "赵六", "", "")
    employee = install.enter(father, "周芳", "310")
    unshared = install.enter(father, "钱七")
    assert refused(install, father, resident(uninsured)) == "member-not-insured"
    assert refused(install, father, resident(employee)) == "fee-beneficiary-employee"
    assert refused(install, father, resident(unshared)) == "fee-not-shared"
    assert refused(install, father, resident(father.person_id)) == "fee-beneficiary-employee"
    install.insure(father, "390", NANCHANG, person=mother)
    assert refused(install, father, resident(mother)) == "member-remote"
    revoke(install.context, father.user_id, 1)
    assert refused(install, father, resident(mother)) == "fee-not-shared"


@pytest.mark.parametrize(
    ("money", "terms", "rule", "words"),
    [
        ({"prior_years": "350", "this_year": "0"}, {}, "balance-short", "350.00 元"),
        ({"prior_years": "399.99", "this_year": "800"}, {}, "prior-years-only", "历年余额"),
        ({}, {"quota": "399.99"}, "quota-used-up", "399.99 元"),
        ({}, {"per_payment": "399.99"}, "per-payment-cap", "399.99 元"),
    ],
)
def test_what_limits_the_money_refuses_the_whole(install, money, terms, rule, words):
    go_to(install, IN_WINDOW)
    father = install.register()
    install.insure(father, **{"prior_years": "3000", "this_year": "800", **money})
    mother = install.enter(father)
    install.share(father, mother, **terms)
    before = rows(install)
    assert refused(install, father, resident(mother)) == rule
    assert words in quote(install, father, resident(mother)).refusal.why
    assert rows(install) == before


def test_elsewhere_in_jiangxi_two_thousand_stay(install):
    go_to(install, IN_WINDOW)
    father = install.register()
    install.insure(father, region=NANCHANG, prior_years="2000", this_year="399.99")
    mother = install.enter(father)
    install.share(father, mother)
    assert refused(install, father, resident(mother)) == "balance-floor"
    assert "2,000.00 元" in quote(install, father, resident(mother)).refusal.why
    install.insure(father, region=NANCHANG, prior_years="2000", this_year="500")
    found = quote(install, father, resident(mother))
    assert found.sentence == "李明的当年余额付 400.00 元。"
    pay(install, father, resident(mother))
    assert install.balance("this_year", father.person_id) == 10_000
    assert install.is_clean()


def test_out_of_both_balances(install):
    go_to(install, IN_WINDOW)
    father = install.register()
    install.insure(father, region=NANCHANG, prior_years="3000", this_year="150.00")
    mother = install.enter(father)
    install.share(father, mother)
    slip = fee_receipt(install.context, father.user_id, pay(install, father, resident(mother)))
    assert slip.sentence == "李明的当年余额付 150.00 元，历年余额付 250.00 元。"
    assert install.one("SELECT count(*) FROM fee_transfer") == 2
    assert install.is_clean()


# What changes between a quote and a payment


@pytest.mark.parametrize("change", ["balance", "time", "revoked", "quota"])
def test_what_changed_since_the_quote_takes_nothing_and_gives_a_new_one(install, change):
    father, mother = family_on(install, IN_WINDOW, quota="1000.00")
    found = quote(install, father, resident(mother))
    match change:
        case "balance":
            install.pay(father, father.person_id, "801.00")
        case "time":
            install.clock.move(minutes=6)
        case "revoked":
            revoke(install.context, father.user_id, 1)
        case "quota":
            install.pay(father, mother, "1.00")
    before = rows(install)
    with pytest.raises(FeeChangedError) as changed:
        settle_fee(install.context, father.user_id, "request", found)
    assert rows(install) == before
    fresh = changed.value.quote
    if change == "revoked":
        assert fresh.refusal.rule_name == "fee-not-shared"
    else:
        assert settle_fee(install.context, father.user_id, "request", fresh) == 1
    assert install.is_clean()


def test_a_quote_with_another_amount_than_the_rules_is_not_booked(install):
    father, mother = family_on(install, IN_WINDOW)
    found = quote(install, father, resident(mother))
    cheap = replace(found, outcome=replace(found.outcome, amount_fen=1, prior_years_fen=1))
    with pytest.raises(FeeChangedError):
        settle_fee(install.context, father.user_id, "request", cheap)


def test_a_refusal_is_not_paid(install):
    father, mother = family_on(install, CLOSED)
    found = quote(install, father, resident(mother))
    with pytest.raises(Refused) as raised:
        settle_fee(install.context, father.user_id, "request", found)
    assert raised.value.rule == "fee-window"
    assert install.one("SELECT count(*) FROM fee") == 0


def test_the_same_request_again_gives_the_same_fee(install):
    father, mother = family_on(install, IN_WINDOW)
    found = quote(install, father, resident(mother))
    first = settle_fee(install.context, father.user_id, "request", found)
    before = rows(install)
    install.clock.move(hours=1)
    assert settle_fee(install.context, father.user_id, "request", found) == first
    assert pay_fee(install.context, father.user_id, "request", found, PIN) == first
    assert rows(install) == before


def test_the_same_request_with_other_content_or_of_another_is_an_error(install):
    father, mother = family_on(install, IN_WINDOW)
    child = install.enter(father, "李大满", born=date(2015, 3, 4))
    install.share(father, child, "子女")
    aunt = install.register("李红", phone=OTHER)
    found = quote(install, father, resident(mother))
    settle_fee(install.context, father.user_id, "request", found)
    before = rows(install)
    with pytest.raises(OtherContentError):
        settle_fee(install.context, father.user_id, "request", quote(install, father, resident(child)))
    with pytest.raises(OtherContentError):
        settle_fee(install.context, aunt.user_id, "request", found)
    assert rows(install) == before


def test_the_payment_password_is_asked(install):
    father, mother = family_on(install, IN_WINDOW)
    found = quote(install, father, resident(mother))
    with pytest.raises(InputError, match="还可以试 2 次") as wrong:
        pay_fee(install.context, father.user_id, "request", found, "111222")
    assert wrong.value.field == "pin"
    assert install.one("SELECT count(*) FROM fee") == 0
    assert pay_fee(install.context, father.user_id, "request", found, PIN) == 1


def test_nothing_is_booked_before_the_last_transfer(install):
    father, mother = family_on(install, IN_WINDOW)
    other = install.open()
    set_day(install.context, father.user_id, date(2025, 12, 1))
    install.pay(father, mother, "68.00")
    found = quote_fee(other, father.user_id, resident(mother))
    before = rows(install)
    with pytest.raises(GongjiError, match="2025-12-01 已经记过账"):
        settle_fee(other, father.user_id, "late", found)
    assert rows(install) == before
    other.database.close()


# Who may see and do what


def test_a_stranger_can_neither_pay_for_nor_see_a_family(install):
    father, mother = family_on(install, IN_WINDOW)
    fee_id = pay(install, father, resident(mother))
    stranger = install.register("赵六", phone=OTHER)
    for person in (mother, father.person_id, 999):
        with pytest.raises(NotAllowed, match="没有找到这个人"):
            quote(install, stranger, resident(person))
    for number in (fee_id, 99):
        with pytest.raises(NotAllowed, match="没有找到这笔缴费"):
            fee_receipt(install.context, stranger.user_id, number)
    assert fees_of(install.context, stranger.user_id) == []


def test_anothers_account_doesnt_pay(install):
    father, mother = family_on(install, IN_WINDOW)
    wife = install.enter(father, "周芳", "310", prior_years="5000")
    with pytest.raises(NotAllowed, match="只能用您自己的个人账户"):
        quote(install, father, replace(resident(mother), payer_id=wife))
    with pytest.raises(NotAllowed, match="只能用您自己的个人账户"):
        quote(install, father, replace(resident(mother), payer_id=999))


def test_the_beneficiary_sees_the_fee_and_is_told_but_not_out_of_which_balance(install):
    go_to(install, IN_WINDOW)
    father = install.register()
    install.insure(father, prior_years="3000", this_year="800")
    number = install.id_no(date(1960, 5, 6))
    mother = install.enter(father, no=number)
    install.share(father, mother)
    herself = install.register("王桂兰", phone=OTHER, no=number, born=date(1960, 5, 6))
    fee_id = pay(install, father, resident(mother))
    notice = my_notices(install.context, herself.user_id)[0]
    assert (notice.kind, notice.title) == ("fee", "李明给您缴了 2026 年度的居民医保")
    assert notice.body == "400.00 元，从李明的个人账户付的。"
    assert notice.route == f"/records/fee/{fee_id}"
    slip = fee_receipt(install.context, herself.user_id, fee_id)
    assert slip.parts == ()
    assert slip.sentence == "李明的个人账户付 400.00 元。"
    assert fee_receipt(install.context, father.user_id, fee_id).parts
    assert [line.record_id for line in fees_of(install.context, herself.user_id)] == [fee_id]


def test_a_second_sharer_is_told_that_it_is_paid_and_sees_no_slip(install):
    """Two children share by 医保钱包 with one mother; the one who pays second learns that it is done."""
    go_to(install, IN_JANUARY)
    brother = install.register()
    install.insure(brother, prior_years="3000")
    number = install.id_no(date(1960, 5, 6))
    mother = install.enter(brother, no=number)
    install.share(brother, mother)
    herself = install.register("王桂兰", phone=OTHER, no=number, born=date(1960, 5, 6))
    sister = install.register("李红", phone="13900000002", no=install.id_no())
    install.insure(sister, prior_years="3000")
    look_up(install.context, sister.user_id, Certificate(CertType.ID_CARD, number, "王桂兰"))
    install.share(sister, mother, mode=Mode.WALLET)
    fee_id = pay(install, brother, resident(mother))
    assert refused(install, sister, resident(mother)) == "fee-already-paid"
    with pytest.raises(NotAllowed):
        fee_receipt(install.context, sister.user_id, fee_id)
    assert fees_of(install.context, sister.user_id) == []
    assert herself


def test_who_entered_somebody_sees_no_fee_of_theirs_once_they_registered(install):
    go_to(install, IN_WINDOW)
    father = install.register()
    install.insure(father, prior_years="3000")
    number = install.id_no()
    wife = install.enter(father, "周芳", "310", no=number, prior_years="3000")
    herself = install.register("周芳", phone=OTHER, no=number)
    child = install.enter(herself, "李大满", born=date(2015, 3, 4))
    install.share(herself, child, "子女")
    fee_id = pay(install, herself, resident(child))
    with pytest.raises(NotAllowed):
        fee_receipt(install.context, father.user_id, fee_id)
    assert fees_of(install.context, father.user_id) == []
    assert wife


def exported(install):
    """The export, which passes when it is run as cases."""
    path, text = install.folder / "export.toml", export_text(install.context)
    path.write_text(text, encoding="utf-8")
    assert run_cases([str(path)]) == 0
    return text


def test_an_installs_fees_pass_as_cases(install):
    father, mother = family_on(install, IN_WINDOW, quota="500")
    pay(install, father, resident(mother))
    assert "李明给王桂兰缴2026年度居民医保" in exported(install)


@pytest.fixture
def by_wallet(install):
    """A father who shares with his mother in 杭州 by 医保钱包, with 500.00 put in and accepted (N26)."""
    go_to(install, IN_JANUARY)
    father = install.register()
    install.insure(father, prior_years="900")
    mother = install.enter(father, region=HANGZHOU)
    sharing = install.share(father, mother, mode=Mode.WALLET)
    assert refused(install, father, resident(mother)) == "quota-used-up"
    accept(install.context, father.user_id, top_up(install.context, father.user_id, "in", sharing, "500", PIN))
    return install, father, mother


def test_a_wallet_lifts_the_distance_and_pays_out_of_what_was_set_aside(by_wallet):
    install, father, mother = by_wallet
    found = quote(install, father, resident(mother))
    assert found.sentence == "李明的医保钱包付 400.00 元。"
    assert [(part.kind, part.paid_fen, part.left_fen) for part in found.parts] == [(AccountKind.WALLET, 40_000, 10_000)]
    assert found.quota_left_fen == 10_000
    fee_id = pay(install, father, resident(mother))
    assert install.balance("wallet", 1) == 10_000
    assert install.balance("prior_years", father.person_id) == 40_000
    assert fee_receipt(install.context, father.user_id, fee_id).sentence == "李明的医保钱包付 400.00 元。"
    assert my_sharings(install.context, father.user_id)[0].left_fen == 10_000
    assert install.is_clean()
    assert exported(install)
    revoke(install.context, father.user_id, 1)
    install.clock.move(days=1)
    turn(install.context)
    assert (install.balance("wallet", 1), install.balance("prior_years", father.person_id)) == (0, 50_000)
    assert install.is_clean()


def test_huiminbao_is_not_paid_out_of_a_wallet(install):
    go_to(install, IN_JANUARY)
    father = install.register()
    install.insure(father, prior_years="600")
    mother = install.enter(father)
    sharing = install.share(father, mother, mode=Mode.WALLET)
    accept(install.context, father.user_id, top_up(install.context, father.user_id, "in", sharing, "500", PIN))
    assert refused(install, father, huiminbao_of(mother, amount="100.01")) == "balance-short"
    pay(install, father, huiminbao_of(mother, amount="100.00"))
    assert install.balance("prior_years", father.person_id) == 0
    assert install.balance("wallet", sharing) == 50_000
    assert install.is_clean()
    assert exported(install)
