"""付款模拟 in Chromium: who pays what, why not more, and that a payment happens once or not at all."""

import sqlite3

import pytest

PIN = "246810"


def at_the_counter(app, whose="王桂兰"):
    """Open 付款模拟 as the sample family's father, with a code taken."""
    app.open("/").tap("体验示例家庭").sees("家人的医保码")
    return app.open("/pay").tap(f"{whose}的码").sees(f"来看病的是{whose}本人")


def choose_bill(app, name):
    return app.tap(f"样单，{name}").sees_no("还没有费用")


def settled(install):
    """Count the payments of an install."""
    with sqlite3.connect(install.data_dir / "gongji.db") as database:
        return database.execute("SELECT count(*) FROM settlement").fetchone()[0]


def press(app, pin):
    app.sees("已输入 0 位")
    for digit in pin:
        app.page.keyboard.press(digit)
    return app


@pytest.mark.install(today="2026-06-12")
def test_a_payment_from_the_code_to_the_records(phone):
    choose_bill(at_the_counter(phone), "感冒门诊").sees("合计 4 项")
    before = settled(phone.install)
    phone.tap("预结算").sees("都有人付，您不用掏钱").sees("门诊家庭账户付 90.00 元").sees("李明共济 30.00 元")
    phone.sees("门诊家庭账户还差 30.00 元").sees("居民医保没有个人账户")
    phone.screenshot("presettle")
    assert settled(phone.install) == before
    phone.tap("输密码，付款").sees("示例密码 246810")
    press(phone, "111111").sees("支付密码不对，还可以试")
    assert settled(phone.install) == before
    press(phone, PIN + PIN).sees("单号 SIM20260612-").sees("结算完成")
    phone.screenshot("receipt")
    assert settled(phone.install) == before + 1
    phone.tap("看背面").sees("medfee_sumamt").sees("个人账户共济支付金额").sees("11 普通门诊").sees("2 使用共济人个账")
    phone.screenshot("receipt-back")
    phone.tap("返回").sees("全家").sees("余江区某乡镇卫生院").sees_no("输密码，付款")
    phone.screenshot("records")
    phone.open("/pay").sees("先读医保码").sees("合计 0 项")
    assert settled(phone.install) == before + 1


@pytest.mark.install(today="2026-06-12")
def test_inpatient_money_is_refused_in_the_words_of_the_source(phone):
    choose_bill(at_the_counter(phone), "住院").tap("预结算")
    phone.sees("李明的共济付不了这 800.00 元").sees("需通过医保统筹基金报销").sees("（S1）").sees("怎样才能付")
    phone.screenshot("refusal")
    phone.tap("改一改").sees("统筹基金已付").sees("合计 2 项").tap("预结算").tap("现金付 800.00")
    press(phone, PIN).sees("为什么没有多付").sees("需通过医保统筹基金报销")


@pytest.mark.install(today="2026-06-12")
def test_another_persons_code_pays_nothing(phone):
    choose_bill(at_the_counter(phone, "李明"), "感冒门诊")
    phone.tap("来看病的是李明本人", role="switch")
    phone.sees("来看病的是谁").tap("预结算").sees("只能用患者本人的码").sees("冒名就医").sees_no("输密码，付款")
    phone.screenshot("own-code-only")
    phone.tap("改一改").sees("来看病的是谁")


@pytest.mark.install(today="2026-06-12")
def test_wrong_amounts_are_told_at_their_field(phone):
    at_the_counter(phone).tap("预结算").sees("至少加一项费用")
    phone.tap("加一项").sees("金额（元）").tap("保存这一项").sees("写上名称").sees("还没有填金额")
    phone.type("名称", "血常规")
    for typed, said in (("0", "大于 0"), ("-1", "不能是负数"), ("1000000000", "太大了"), ("12.345", "最多两位小数")):
        phone.type("金额", typed).tap("保存这一项").sees(said)
    phone.type("金额", "２８").tap("保存这一项").sees("血常规，28.00元").sees("合计 1 项")
    phone.tap("血常规，28.00元").tap("删掉这一项").sees("合计 0 项")
    phone.sees("删掉了血常规").tap("撤销").sees("合计 1 项").sees("血常规，28.00元")
