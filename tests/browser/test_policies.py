"""政策依据 in Chromium: read, searched, opened from noes and slips, by the other reading; 办理渠道; a guest."""

import pytest

from app.domain.rule_names import NoteName, RuleName
from app.rules.load import load_rules
from app.ui.paths import policy
from tests.browser.test_pay import PIN, at_the_counter, choose_bill, press


@pytest.mark.install(today="2026-06-12")
def test_a_rule_is_found_and_read_and_one_comes_back_to_where_one_was(phone):
    phone.open("/").tap("体验示例家庭").sees("家人的医保码")
    phone.open("/zone").tap("政策依据").sees("查规则").settle()
    phone.type("查规则", "住院 S1").sees("找到")
    phone.tap("共济的钱能付住院的个人负担部分，鹰潭：不能").sees("谁说的")
    phone.sees("住院费用 否 需通过医保统筹基金报销").sees("基础资料，没有评级").sees(
        "江西其他，2025 年 1 月 1 日起：能"
    )
    phone.screenshot("rule")
    phone.tap("看 5 个例子").sees("鹰潭：宝宝住院，父亲的共济付不付")
    phone.tap("返回").sees("找到").settle()
    phone.type("查规则", "火星").sees("没有找到")


@pytest.mark.install(today="2026-06-12")
def test_a_year_without_a_figure_is_said_to_be_unknown(phone):
    phone.open("/").tap("体验示例家庭").sees("家人的医保码")
    phone.open("/policies").sees("查规则").settle()
    phone.type("查规则", "一年的个人缴费 2026").tap("2026 年度：居民医保一年的个人缴费").sees("哪一年，是多少")
    phone.sees("江西，2025 年度：400.00 元；江西，2026 年度：400.00 元；江西，2027 年度：还不知道")


@pytest.mark.install(today="2026-06-12")
def test_a_clash_is_shown_by_the_other_reading_and_nothing_is_settled(phone):
    phone.open("/").tap("体验示例家庭").sees("家人的医保码")
    phone.open("/policies").tap("资料的说法不同的地方").tap("1. 住院费能不能共济").sees("我们这样算")
    phone.sees("不可用于住院医疗费用、特殊门诊费用报销。").sees("包括门诊和住院费用（非疾病治疗除外）。")
    phone.sees("剩下的付现金 800.00 元").sees_no("剩下的由父亲共济 800.00 元")
    phone.tap("按另一种说法算给我看", "switch").sees("剩下的由父亲共济 800.00 元")
    phone.screenshot("clash-other")
    phone.tap("鹰潭：共济的钱能付住院的个人负担部分").sees("谁说的").tap("返回").sees("和这一处有关的规则").settle()
    phone.tap("返回").sees("几份资料").settle().tap("9. 一个家人可以有几个共济人").sees(
        "这一处改的不是账单，是能不能办授权。"
    )
    phone.open("/records").sees("王桂兰").sees_no("800.00")


@pytest.mark.install(today="2026-06-12")
def test_a_no_and_each_line_of_a_payment_open_their_rule_and_lead_back(phone):
    choose_bill(at_the_counter(phone), "住院")
    phone.tap("预结算").sees("李明的共济付不了这 800.00 元")
    phone.tap("依据：2025年江西鹰潭居民医保共济婴儿使用方式 §一 使用范围与限制（S1），2025 年起").sees("谁说的")
    phone.sees("共济的钱能付住院的个人负担部分").tap("返回").sees("李明的共济付不了这 800.00 元").settle()
    phone.tap("李明共济 0.00 元").sees("谁说的").tap("返回").sees("每一笔按哪条规则").settle()
    phone.tap("现金付")
    press(phone, PIN).sees("结算完成").settle()
    phone.tap("统筹基金 1,600.00 元").sees("先用谁的钱").sees("1. 统筹基金").tap("返回").sees("每一笔按哪条规则")


@pytest.mark.install(today="2026-06-12")
def test_every_no_has_a_page_of_its_rule(phone):
    """Each rule that a no can name is opened at its address, as it holds where it says no."""
    phone.open("/").tap("体验示例家庭").sees("家人的医保码")
    reasons = load_rules().reasons
    keys = {key for name in [*RuleName, *NoteName] for key in (reasons[name].rule_key, *reasons[name].keys_at.values())}
    for key in sorted(keys):
        phone.go(policy(key, "360602", over="/zone")).sees(meaning_of(key)).sees("谁说的")
        phone.sees_no("没有这条规则")


def meaning_of(key):
    return next(rule.meaning for rule in load_rules().all if rule.key == key)


@pytest.mark.install(today="2026-06-12")
def test_where_to_apply_and_a_channel_that_two_documents_differ_about(desktop):
    desktop.open("/").tap("体验示例家庭").sees("家人的医保码")
    desktop.open("/zone").tap("办理渠道").sees("办家庭共济登记，四个地方")
    desktop.sees("访问江西医保网上服务大厅网站。").sees("缴居民医保，哪里能用个人账户的钱").sees("缴居民医保：不能")
    desktop.screenshot("channels")
    desktop.tap("微信能不能缴居民医保").sees("可以在“江西医疗保障”微信公众号用共济资金缴纳居民医保费。")


@pytest.mark.install(today="2026-06-12")
def test_a_guest_reads_the_rules(phone):
    phone.open("/policies").sees("查规则").settle()
    phone.type("查规则", "透析").tap("共济的钱能付特殊门诊，鹰潭：不能").sees("谁说的").tap("返回").sees("找到")
