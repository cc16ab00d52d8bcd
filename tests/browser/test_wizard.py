"""「家庭账户共济授权登记」 as a person goes through it."""

import re

import pytest
from playwright.sync_api import expect

from app.data.sample_family import BABY_CERTIFICATE, FATHER_NO, GRANDMOTHER_NO, MOTHER_NO

DAY = pytest.mark.install(today="2026-06-12")
# Longer than the pause after which a draft is written.
KEPT_MS = 1000
ADULT_NO = "11010519491231002X"


def enter(app):
    return app.open("/").tap("体验示例家庭").sees("家人的医保码")


def to_member(app):
    app.page.goto(f"{app.install.address}/share")
    app.wait_ready().sees("家人看病，花谁的钱").tap("下一步：办家庭共济").sees("给谁用")
    return app


def holds(app, label, value):
    """Read a field: out of focus it tells nothing to the page's tree."""
    field = app.field(label).first
    field.click()
    expect(field).to_have_value(value)


def choose_birth_certificate(app):
    return app.tap("证件类型").sees("社会保障卡").tap("出生医学证明").sees("妈妈的姓名").settle()


def type_baby(app):
    choose_birth_certificate(app)
    # As it stands on paper: with spaces, and typed with a full-width keyboard.
    app.type("出生医学证明编号", f"x9900 {BABY_CERTIFICATE[5:]}".replace("9", "９"))
    return app.type("宝宝姓名", "李小满").type("妈妈的姓名", "周芳").type("妈妈的身份证号", MOTHER_NO)


@DAY
def test_a_father_shares_with_his_baby_and_then_shows_her_code(phone):
    type_baby(to_member(enter(phone))).tap("查参保登记，下一步").sees("李小满是我的谁")
    phone.tap("下一步").sees("选一种关系").settle().tap("女儿，子女").tap("下一步").sees("最多给李小满用多少")
    phone.type("额度（元）", "５００").tap("下一步").sees("核对一下，再提交")
    phone.sees("我的女儿（子女）").sees("500.00 元").sees("至 2026 年 12 月 31 日").sees("X9900***45，登记中已查到")
    phone.tap("提交授权").sees("先读完承诺，再勾选").settle()
    phone.tap("修改额度").type("额度（元）", "600").tap("下一步").sees("600.00 元")
    phone.tap("我已读完，我承诺", "checkbox")
    send = phone.role("button", "提交授权").first
    send.dblclick()
    phone.sees("李小满能用您的钱了").sees("在我的手机上出示李小满的医保码")
    phone.tap("加亲情账户").sees("监护人要先勾选")
    phone.tap("我是李小满的监护人，我同意", "checkbox").tap("加亲情账户")
    phone.page.wait_for_url(re.compile(r"/code\?who=\d+$"))
    phone.open("/family").sees("还剩 600.00")
    assert phone.words().count("李明给李小满共济，还剩 600.00，额度 600.00") == 1
    phone.open("/share").sees("家人看病，花谁的钱").sees_no("接着上次没填完的填")


@DAY
def test_errors_stand_at_their_field_in_words(phone):
    to_member(enter(phone)).tap("查参保登记，下一步").sees("身份证号码，还没有填身份证号码").sees(
        "姓名，还没有填姓名"
    ).settle()
    field = phone.into("身份证号码")
    phone.page.keyboard.type("3606", delay=40)
    expect(field).to_have_value("3606")
    phone.sees_no("还没有填身份证号码")
    phone.type("姓名", "李明")
    for typed, said in (
        ("360698 19920304 00121", "多了 1 位"),
        (FATHER_NO[:-1] + ("0" if FATHER_NO[-1] != "0" else "1"), "号码对不上"),
        ("360698209903040013", "还没到"),
        (MOTHER_NO, "姓名和参保登记里的不一样"),
        (FATHER_NO, "不能共济给自己"),
    ):
        phone.type("身份证号码", typed).tap("查参保登记，下一步").sees(said).settle()


@DAY
def test_a_birth_certificate_too_short_is_told_with_all_else_that_is_missing(phone):
    choose_birth_certificate(to_member(enter(phone)))
    phone.type("出生医学证明编号", "X99001234").tap("查参保登记，下一步")
    phone.sees("出生医学证明编号，还少 1 位。应是 1 个字母加 9 个数字").sees("妈妈的姓名，还没有填姓名")


@DAY
def test_a_rule_says_no_in_place(phone):
    to_member(enter(phone)).type("身份证号码", GRANDMOTHER_NO).type("姓名", "王桂兰").tap("查参保登记，下一步")
    phone.sees("已经有共济人").sees("2023 年 2 月 1 日起").sees("先解除原来的授权，再重新绑定").sees("给谁用")


@DAY
def test_who_is_not_in_the_register_is_entered_on_the_way(phone):
    to_member(enter(phone)).type("身份证号码", ADULT_NO).type("姓名", "李大山").tap("查参保登记，下一步")
    phone.sees("登记里没有查到").tap("加到模拟参保登记").sees("选参加的医保").settle()
    phone.tap("居民医保").tap("参保地").sees("北京（省外）").settle().tap("鹰潭").sees("参保地，鹰潭")
    phone.tap("加到模拟参保登记").sees("李大山是我的谁")
    phone.tap("妻子，配偶").tap("下一步").sees("最多给李大山用多少")
    phone.type("额度（元）", "100").type("一次最多（元）", "200").tap("下一步").sees("比额度 100.00 元还多").settle()
    phone.type("一次最多（元）", "50").tap("选一天").sees("到哪一天").tap("下一步").sees("还没有选日子").settle()
    phone.type("到哪一天", "2026-01-01").tap("下一步").sees("这一天已经过去了").settle()
    phone.tap("不设到期").tap("下一步").sees("一次最多 50.00 元").sees("不设到期")


@DAY
def test_a_hardly_possible_age_is_a_question(phone):
    type_baby(to_member(enter(phone))).tap("查参保登记，下一步").sees("李小满是我的谁")
    phone.tap("奶奶，祖父母").tap("下一步").sees("确定是您的祖父母吗").tap("改一改").sees("李小满是我的谁")
    phone.tap("下一步").sees("确定是您的祖父母吗").tap("确定", exact=True).sees("最多给李小满用多少")


@DAY
def test_the_draft_outlives_the_browser_and_the_server(new_install, new_app):
    first = new_install(today="2026-06-12")
    phone = new_app(first, "phone")
    type_baby(to_member(enter(phone))).tap("查参保登记，下一步").sees("李小满是我的谁").tap("女儿，子女").tap("下一步")
    phone.sees("最多给李小满用多少").type("额度（元）", "500")
    phone.page.go_back()
    phone.sees("家人的医保码")
    phone.page.wait_for_timeout(KEPT_MS)
    phone.page.close()
    first.process.terminate()
    first.process.wait()
    second = new_install(today="2026-06-12")
    later = new_app(second, "phone").open("/").tap("进入示例").sees("家人的医保码")
    later.open("/share").sees("接着上次没填完的填").sees("草稿已存").sees("最多给李小满用多少")
    holds(later, "额度（元）", "500")
    later.tap("返回").sees("李小满是我的谁").sees_no("接着上次没填完的填")
    later.tap("返回").sees("给谁用").tap("返回").sees("家人看病，花谁的钱")


@DAY
def test_beginning_anew_throws_the_draft_away(phone, new_app):
    type_baby(to_member(enter(phone)))
    phone.page.wait_for_timeout(KEPT_MS)
    again = new_app(phone.install, "phone").open("/").tap("进入示例").sees("家人的医保码")
    again.open("/share").sees("接着上次没填完的填")
    holds(again, "宝宝姓名", "李小满")
    again.tap("重新填").sees("家人看病，花谁的钱").sees_no("接着上次没填完的填")


@DAY
def test_two_questions_tell_which_of_the_two_it_is(phone):
    enter(phone).open("/share").sees("家人看病，花谁的钱").tap("分不清？答两个问题").sees("花谁的钱")
    phone.tap("家人自己的").tap("是", exact=True).sees("那就加亲情账户")
    phone.tap("下一步：加亲情账户").sees("加谁的亲情账户")
