"""The money's whole way in Chromium: paid, told to the sharer, given back, kept as files; and fees."""

import csv
import io
import sqlite3

import pytest

from tests.browser.test_pay import PIN, at_the_counter, choose_bill, press


def balance(install, kind, owner):
    """Give what lies in an account of an install, in 分."""
    with sqlite3.connect(install.data_dir / "gongji.db") as database:
        found = database.execute("SELECT balance_fen FROM account WHERE kind = ? AND owner = ?", (kind, str(owner)))
        return found.fetchone()[0]


def balances(install):
    """Give what lies in every account, in 分."""
    with sqlite3.connect(install.data_dir / "gongji.db") as database:
        found = database.execute("SELECT kind, owner, balance_fen FROM account")
        return {(kind, owner): fen for kind, owner, fen in found}


@pytest.mark.install(today="2026-06-12")
def test_a_payment_is_told_in_another_window_and_given_back(install, new_app):
    """The father has a second window open on another device."""
    counter, sharer = new_app(install), new_app(install)
    choose_bill(at_the_counter(counter), "药店买药")
    sharer.open("/").tap("进入示例").sees("家人的医保码")
    before = balance(install, "prior_years", 1)
    counter.tap("预结算").tap("输密码，付款")
    press(counter, PIN).sees("结算完成")
    paid = before - balance(install, "prior_years", 1)
    assert paid > 0
    sharer.sees(f"王桂兰用了您 {paid / 100:.2f} 元")
    sharer.open("/records").sees("月湖区某定点药店").tap("王桂兰，月湖区某定点药店").sees("退费")
    sharer.tap("退费").sees("还能退").tap("看看退到哪里").sees("退回李明的账户").tap("输密码，退费")
    press(sharer, PIN).sees("共济通 退费单").sees("退回")
    assert balance(install, "prior_years", 1) == before
    sharer.screenshot("refund")
    sharer.tap("看原来的结算单").sees("已退款").sees("退回的钱").sees_no("看看退到哪里")


@pytest.mark.install(today="2026-06-12")
def test_a_payment_whose_second_half_failed_is_taken_back_whole(phone, install):
    """冲正: the accounts have paid, and the institution never got the result."""
    choose_bill(at_the_counter(phone), "感冒门诊")
    before = balances(install)
    phone.tap("预结算").sees("李明共济 30.00 元").tap("试一试：机构没收到结果", "switch").tap("输密码，付款")
    press(phone, PIN).sees("机构还没有确认")
    phone.screenshot("half-done")
    assert balances(install)["prior_years", "1"] == before["prior_years", "1"] - 3_000
    phone.tap("冲正", exact=True).sees("冲正退回").settle().screenshot("reverse")
    phone.tap("冲正", exact=True).sees("共济通 冲正单")
    phone.screenshot("reversed")
    assert before.items() <= balances(install).items()


@pytest.mark.install(today="2026-06-12")
def test_too_much_is_refused_at_its_field(phone):
    phone.open("/").tap("体验示例家庭").sees("家人的医保码")
    phone.open("/records/1/refund").sees("还能退")
    phone.type("退多少（元）", "68.01").tap("看看退到哪里").sees("最多")
    phone.type("退多少（元）", "0.001").tap("看看退到哪里").sees("两位小数")
    phone.type("退多少（元）", "8").tap("看看退到哪里").sees("退回李明的账户 8.00 元")


@pytest.mark.install(today="2026-06-12")
def test_a_slip_is_kept_as_picture_and_pdf_and_records_as_a_table(phone):
    phone.open("/").tap("体验示例家庭").sees("家人的医保码")
    phone.open("/records/1").sees("单号 SIM20260")
    kept = {}
    for name in ("存图片", "存 PDF"):
        with phone.page.expect_download() as caught:
            phone.tap(name)
        kept[name] = caught.value
    assert kept["存图片"].path().read_bytes().startswith(b"\x89PNG")
    assert kept["存 PDF"].path().read_bytes().startswith(b"%PDF")
    assert kept["存图片"].suggested_filename.startswith("SIM2026")
    phone.open("/records").sees("花了").tap("搜索和筛选").sees("类别")
    with phone.page.expect_download() as caught:
        phone.tap("存成表格（CSV）")
    rows = list(csv.reader(io.StringIO(caught.value.path().read_text("utf-8-sig"))))
    assert [row[2] for row in rows] == ["谁", "王桂兰"]


@pytest.mark.install(today="2026-06-12")
def test_records_are_found_and_lost(phone):
    phone.open("/").tap("体验示例家庭").sees("家人的医保码")
    phone.open("/records").sees("2026 年花了").tap("搜索和筛选").sees("类别")
    phone.settle()
    phone.type("搜索", "降压").page.keyboard.press("Enter")
    phone.sees("月湖区某定点药店").tap("退费", exact=True).sees("没有找到").tap("看全部").sees("月湖区某定点药店")


@pytest.mark.install(today="2025-11-20")
def test_an_infants_free_year_comes_before_any_payment(phone):
    phone.open("/").tap("体验示例家庭").sees("家人的医保码")
    phone.open("/fees").sees("免缴，先办这个").sees("2026 年度可以确认")
    phone.open("/fees/4/2026").sees("这一年免缴").tap("去办免缴确认").sees("现在就能确认，不花钱")
    phone.tap("我是李小满的监护人", role="checkbox").tap("确认 2026 年度免缴").sees("共济通 免缴确认单")
    phone.screenshot("free-year")
    phone.open("/fees/4").sees("免缴已确认")


@pytest.mark.install(today="2025-11-20")
def test_a_fee_is_paid_out_of_the_shared_account_once(phone):
    phone.open("/").tap("体验示例家庭").sees("家人的医保码")
    before = balance(phone.install, "prior_years", 1)
    phone.open("/fees/2/2026").sees("李明的历年余额付 400.00 元").tap("微信缴费").sees("不能用家庭共济的钱")
    phone.tap("赣服通", exact=True).sees("待遇从 2026 年 1 月 1 日 开始").tap("输密码，缴费")
    press(phone, PIN).sees("共济通 缴费单").sees("已缴")
    phone.screenshot("fee")
    assert before - balance(phone.install, "prior_years", 1) == 40_000
    phone.open("/fees/2/2026").sees("已经缴过")


@pytest.mark.install(today="2026-06-12")
def test_huiminbao_asks_for_its_price(phone):
    phone.open("/").tap("体验示例家庭").sees("家人的医保码")
    phone.open("/fees/huiminbao").sees("给谁买").tap("李明（我）").tap("看看怎么付").sees("还没有填金额")
    phone.type("产品价格（元）", "128").tap("看看怎么付").sees("从个人账户缴").tap("输密码，缴费")
    press(phone, PIN).sees("共济通 缴费单")
