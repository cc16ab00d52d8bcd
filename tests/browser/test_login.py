"""The ways in and out: registering, logging in, a forgotten password, the sample family."""

import re

import pytest

from tests.browser.conftest import App, Install, NewApp

ID_CARD = "１１０１０５ 19491231 002x"
PHONE = "13900001111"
PASSWORD = "两江新区 88 号"  # noqa: S105 - invented
PIN = "135790"


def simulated_code(app: App) -> str:
    """Read the code from the simulated message on the page."""
    app.sees("模拟短信")
    found = re.search(r"验证码 (\d{6})", app.words())
    assert found, app.words()
    return found[1]


def register(app: App) -> App:
    """Register as 张三丰, through all three pages."""
    app.open("/").sees("登录密码").settle()
    app.tap("注册").sees("您是谁").settle()
    app.type("姓名", "张三丰").type("身份证号", ID_CARD).tap("下一步")
    app.sees("您的手机号").settle()
    app.type("手机号", PHONE).tap("获取验证码")
    app.type("验证码", simulated_code(app)).tap("下一步")
    app.sees("设两个密码").settle()
    app.type("登录密码", PASSWORD).type("支付密码", PIN).tap("注册并登录")
    return app.sees("先填我的参保信息")


def log_out(app: App) -> App:
    """Leave, by 我的."""
    app.tap("我的", "tab").sees("退出登录").settle()
    app.tap("退出登录").sees("退出登录？").settle()
    return app.tap("退出", exact=True).sees("短信登录").sees_no("模拟参保登记")


def test_a_new_user_registers_leaves_and_comes_back(phone: App) -> None:
    """The whole way: register, log out, a wrong password, the right one; after a reload still logged in."""
    register(phone)
    log_out(phone).settle()
    phone.type("手机号", PHONE).type("登录密码", "不是这个密码").tap("登录", exact=True)
    phone.sees("手机号或密码不对")
    phone.type("登录密码", PASSWORD).tap("登录", exact=True).sees("先填我的参保信息")
    phone.open("/me").sees("张三丰").sees("1101**********002X")


def test_an_empty_form_says_what_is_missing_at_each_field(phone: App) -> None:
    """Nothing typed: each field says so, and nobody is logged in."""
    phone.open("/").sees("登录密码").settle()
    phone.tap("登录", exact=True).sees("输入登录密码")
    phone.tap("注册").sees("您是谁").settle()
    phone.tap("下一步").sees("还没有填姓名").sees("还没有填身份证号码")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("110105194912310021", "号码对不上"),
        ("1101051949123100211", "多了 1 位"),
        ("110105299912310025", "还没到"),
    ],
)
def test_a_wrong_id_card_is_explained_at_its_field(phone: App, number: str, words: str) -> None:
    """A wrong check digit, 19 digits, a birthday to come: each in its own words."""
    phone.open("/register").sees("您是谁").settle()
    phone.type("姓名", "张三丰").type("身份证号", number).tap("下一步").sees(words)
    phone.sees_no("您的手机号")


def test_a_forgotten_password_is_replaced_by_a_text_message(install: Install, new_app: NewApp) -> None:
    """A second device sets a new password; the first is logged out by it."""
    first, second = new_app(install), new_app(install, "desktop")
    register(first)
    second.open("/forgot").sees("新的登录密码").settle()
    second.type("手机号", PHONE).tap("获取验证码")
    second.type("验证码", simulated_code(second)).type("新的登录密码", "新的密码 2027").tap("换密码并登录")
    second.sees("先填我的参保信息")
    first.tap("我的", "tab").sees("短信登录")


def test_the_sample_family_is_one_tap_away(phone: App) -> None:
    """On an empty install; after logging out the way back in is 「进入示例」."""
    phone.open("/").sees("体验示例家庭").settle()
    phone.tap("体验示例家庭").sees("家人的医保码").sees("3,000.00").sees("800.00").sees("周芳的参保暂停了")
    log_out(phone).sees("进入示例").settle()
    phone.tap("进入示例").sees("家人的医保码")


def test_another_day_has_other_rules(phone: App) -> None:
    """「换一天试试」 moves the app's day, and won't go back before what is booked."""
    phone.open("/").sees("体验示例家庭").settle()
    phone.tap("体验示例家庭").sees("家人的医保码")
    phone.open("/me/day").sees("今天当作").settle()
    phone.type("今天当作", "2025-01-02").tap("换到这一天").sees("不能回到那以前")
    phone.type("今天当作", "2030-05-06").tap("换到这一天").sees("换一天试试").sees("2030-05-06")
