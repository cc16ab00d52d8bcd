"""能不能付 in Chromium: three taps, a typed line, without an account, and one bill under three rules."""

import pytest

from tests.browser.test_pay import at_the_counter, choose_bill


def at_home(app):
    return app.open("/").tap("体验示例家庭").sees("家人的医保码")


@pytest.mark.install(today="2026-06-12")
def test_three_taps_lead_to_an_answer_what_would_change_it_and_the_payment(phone):
    at_home(phone).open("/ask").sees("谁要看病买药")
    phone.tap("王桂兰").sees("在哪里？").tap("市级医院", exact=True).sees("什么费用？").tap("住院", exact=True)
    phone.sees("李明的共济付不了这 800.00 元").sees("需通过医保统筹基金报销").sees("（S1）")
    phone.sees("如果能改看普通门诊").sees("在南昌参加职工医保的家人来共济").sees("账户里要留足 2,000.00 元")
    phone.settle().tap("到付款模拟里付").sees("预结算").sees("王桂兰").sees("鹰潭某市级医院").sees("800.00")
    phone.tap("预结算").sees("李明的共济付不了这 800.00 元").sees("在南昌参加职工医保的家人来共济")


@pytest.mark.install(today="2026-06-12")
def test_a_typed_line_is_answered_while_it_is_typed_and_what_isnt_understood_is_told(phone):
    at_home(phone).open("/ask").sees("谁要看病买药").settle()
    phone.type("写一句问", "lxm 火星 yd 三百块").sees("没看懂").sees("火星").sees("月湖区某定点药店").sees("300.00")
    phone.sees("李明来共济")
    phone.type("写一句问", "我 买药 2019-05-01").sees("2019-05-01 的规则没有资料").sees("没说多少钱，按 68.00 元算")
    phone.type("写一句问", "奶奶 杭州 看病 80").sees("省外不能用省内共济").sees("李明改用医保钱包共济")
    phone.tap("换到").sees_no("省外不能用省内共济").sees("都有人付，您不用掏钱")


@pytest.mark.install(today="2026-06-12")
def test_somebody_like_a_guest_is_answered_without_an_account(phone):
    phone.open("/").tap("不登录，先问能不能付").sees("谁要看病买药")
    phone.tap("老人", exact=True).sees("在哪里？").tap("市级医院", exact=True).sees("什么费用？").tap(
        "住院", exact=True
    )
    phone.sees("在鹰潭的家人的共济付不了这 800.00 元").sees("账户按历年 3,000、当年 800 元算")
    phone.tap("这是什么样的人").sees("谁共济给他").tap("谁共济给他").tap("在南昌参加职工医保的家人")
    phone.sees("都有人付，您不用掏钱")


@pytest.mark.install(today="2026-06-12")
def test_one_bill_under_three_rules_with_the_differences_marked(desktop):
    at_home(desktop).open("/ask").sees("谁要看病买药").settle()
    desktop.type("写一句问", "奶奶 市医院 住院 800").sees("李明的共济付不了这 800.00 元")
    desktop.settle().tap("三种规则比一比").sees("规则哪里不一样").sees("最省")
    desktop.sees("家人共济，不一样，鹰潭 0.00，江西其他市 800.00，医保钱包 0.00")
    desktop.tap("共济能付住院吗").sees("需通过医保统筹基金报销")


@pytest.mark.install(today="2026-06-12")
def test_a_refused_bill_is_shown_what_lifts_it(phone):
    choose_bill(at_the_counter(phone), "住院").tap("预结算").sees("如果能改看普通门诊").sees("能付 800.00")
