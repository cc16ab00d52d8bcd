"""Every page and what opens on it: names, roles, keys, and the rules of axe-core."""

from collections.abc import Callable

import pytest

from tests.browser.access import problems
from tests.browser.conftest import App

GUEST = (
    ("/sms", "获取验证码"),
    ("/face", "模拟刷脸"),
    ("/forgot", "新的登录密码"),
    ("/register", "您是谁"),
    ("/", "体验示例家庭"),
)
PAGES = (
    ("/zone", "亲情账户"),
    ("/notices", "周芳的参保暂停了"),
    ("/family", "王桂兰"),
    ("/family?kind=link", "看王桂兰的码"),
    ("/family/sharing/1", "解除共济"),
    ("/link", "加谁的亲情账户"),
    ("/family/link/1", "谁同意的"),
    ("/which", "付款的时候，花谁的钱"),
    ("/infants", "从出生到能报销"),
    ("/infants/4", "登记得及时"),
    ("/infants/new", "照出生医学证明填"),
    ("/code", "秒后换新码"),
    ("/code/full", "秒后换新码"),
    ("/records", "月湖区某定点药店"),
    ("/records/1", "单号"),
    ("/me", "支付密码"),
    ("/me/insurance", "历年余额"),
    ("/me/register", "加一位家人"),
    ("/me/register/new", "证件类型"),
    ("/me/password", "原来的登录密码"),
    ("/me/pin", "新的支付密码"),
    ("/me/day", "今天当作"),
    ("/me/about", "规则的来源"),
    ("/nowhere", "没有这一页"),
)


@pytest.fixture
def look(phone) -> Callable[[str], None]:
    """Give a function that looks at the page now, and fail at the end with all that was found."""
    found: list[str] = []

    def at(name: str) -> None:
        found.extend(f"{name}: {one}" for one in problems(phone))

    yield at
    assert found == [], "\n".join(found)


@pytest.mark.install(today="2026-06-12")
def test_every_page_can_be_read_and_reached(phone: App, look):
    phone.open("/").sees("体验示例家庭")
    for route, words in GUEST:
        phone.go(route).sees(words).settle()
        look(route)
    phone.tap("体验示例家庭").sees("家人的医保码").settle()
    look("home")
    for route, words in PAGES:
        phone.go(route).sees(words).settle()
        look(route)


@pytest.mark.install(today="2026-06-12")
def test_what_opens_on_a_page_can_be_read_and_reached(phone: App, look):
    phone.open("/").tap("体验示例家庭").sees("家人的医保码").settle()
    phone.go("/me").sees("退出登录").settle().tap("退出登录").sees("数据留在这台设备上").settle()
    look("a question")
    phone.tap("取消").sees_no("数据留在这台设备上").settle()
    phone.go("/share").sees("家人看病，花谁的钱").settle()
    look("须知")
    phone.tap("下一步").sees("给谁用").settle().tap("查参保登记").sees("还没有填").settle()
    look("errors")
    phone.tap("证件类型").sees("社会保障卡").settle()
    look("a select")
    phone.tap("关闭").sees_no("社会保障卡").settle()
    phone.go("/pay").sees("王桂兰的码").settle().tap("王桂兰的码").sees("来看病的是王桂兰本人").settle()
    phone.tap("样单，感冒门诊").sees("合计 4 项").settle()
    look("付款模拟")
    phone.tap("预结算").sees("都有人付").settle()
    look("预结算")
    phone.tap("输密码，付款").sees("已输入 0 位").settle()
    look("the password's sheet")
    phone.tap("关闭").sees_no("已输入 0 位").settle().tap("返回").sees("合计 4 项").settle()
    phone.tap("样单").sees("小儿推拿").settle().tap("住院").sees_no("小儿推拿").settle()
    phone.tap("预结算").sees("付不了").settle()
    look("a refusal")
