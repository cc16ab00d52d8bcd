"""Everything can be done by the keyboard alone."""

import pytest

from app.data import sample_family
from tests.browser.keyboard import Keyboard

DAY = pytest.mark.install(today="2026-06-12")
TABS = ("首页", "家庭", "医保码", "记录", "我的")


@pytest.fixture
def keys(desktop) -> Keyboard:
    desktop.open("/").sees("体验示例家庭")
    return Keyboard(desktop)


@DAY
def test_a_family_is_looked_after_by_keys_alone(keys):
    keys.enter("体验示例家庭").sees("家人的医保码")
    for name, words in zip(TABS[1:], ("还剩", "秒后换新码", "月湖区某定点药店", "退出登录"), strict=True):
        keys.enter(f"{name}\n").sees(words)
    keys.enter("首页\n").sees("家人的医保码")
    # The wizard: a select, a calendar that is left again, a checkbox.
    keys.enter("授权登记").sees("家人看病，花谁的钱").enter("下一步").sees("给谁用")
    keys.enter("证件类型").sees("社会保障卡").press("Escape")
    keys.app.sees_no("社会保障卡")
    keys.enter("证件类型").sees("社会保障卡").enter("出生医学证明").sees("妈妈的姓名")
    keys.type("出生医学证明编号", sample_family.BABY_CERTIFICATE).type("宝宝姓名", "李小满")
    keys.type("妈妈的姓名", "周芳").type("妈妈的身份证号", sample_family.MOTHER_NO)
    keys.enter("查参保登记").sees("李小满是我的谁").enter("女儿").enter("下一步").sees("最多给李小满用多少")
    keys.enter("选一天").sees("到哪一天").enter("用日历选").sees("取消").press("Escape")
    keys.app.sees_no("取消")
    keys.type("到哪一天", "2027-01-31").enter("下一步").sees("个人郑重承诺")
    keys.enter("我已读完，我承诺", "Space").enter("提交授权").sees("在我的手机上出示")
    keys.enter("我是李小满的监护人，我同意", "Space").enter("加亲情账户").sees("居民医保·鹰潭")


@DAY
def test_a_payment_by_keys_alone(keys):
    keys.enter("体验示例家庭").sees("家人的医保码").enter("付款模拟").sees("王桂兰的码")
    keys.enter("王桂兰的码").sees("来看病的是王桂兰本人")
    keys.enter("样单，感冒门诊").sees("合计 4 项")
    keys.enter("预结算").sees("都有人付").enter("输密码，付款").sees("已输入 0 位")
    keys.press("1", "Backspace").sees("已输入 0 位").press(*sample_family.PIN).sees("结算完成")
    keys.enter("看背面").sees("medfee_sumamt")


@DAY
def test_a_page_to_read_is_scrolled_by_keys(keys):
    place = "Math.max(...[...document.querySelectorAll('flt-semantics')].map((part) => part.scrollTop))"
    keys.enter("体验示例家庭").sees("家人的医保码")
    keys.app.go("/me/about").sees("规则的来源").settle()
    keys.press("End")
    keys.app.page.wait_for_function(f"{place} > 200")
    keys.press("Home")
    keys.app.page.wait_for_function(f"{place} === 0")
