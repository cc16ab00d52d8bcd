"""共济还是亲情, 亲情账户 whole, and an infant's way from birth to being covered."""

import re
import sqlite3

import pytest

from app.data.sample_family import MOTHER_NO

DAY = pytest.mark.install(today="2026-06-12")
BABY = 4


def enter(app):
    return app.open("/").tap("体验示例家庭").sees("家人的医保码")


def make_older(install, person, born):
    """Let years go by for one person: what is on record says they were born earlier."""
    with sqlite3.connect(install.data_dir / "gongji.db") as database:
        database.execute("UPDATE person SET born = ? WHERE id = ?", (born, person))


@DAY
@pytest.mark.parametrize(
    ("money", "shown", "said", "leads"),
    [
        ("我账户里的钱", "不用，家人自己出示", "您现在能给家人用 3,000.00 元", ("去办家庭共济", r"/share$")),
        ("家人自己的钱", "要，家人不方便自己出示", "家人自己的钱", ("去加亲情账户", r"/link$")),
    ],
)
def test_two_questions_lead_to_the_right_one(phone, money, shown, said, leads):
    enter(phone).open("/which").sees("付款的时候，花谁的钱").settle()
    phone.tap(money).sees("要不要在您的手机上出示家人的码").settle().tap(shown).sees(said).settle()
    button, address = leads
    phone.tap(button)
    phone.page.wait_for_url(re.compile(address))


@DAY
def test_both_and_neither_are_answers_too(phone):
    enter(phone).open("/family?kind=link").sees("分不清这两样").tap("分不清这两样").sees("花谁的钱").settle()
    phone.tap("我账户里的钱").sees("要不要在您的手机上").settle().tap("要，家人不方便").sees("两样都要办")
    phone.tap("返回").sees("要不要在您的手机上").tap("返回").sees("付款的时候，花谁的钱").settle()
    phone.tap("家人自己的钱").sees("要不要在您的手机上").settle().tap("不用，家人自己出示").sees("什么都不用办")


@DAY
def test_a_member_grows_past_16_and_agrees_themself(phone):
    enter(phone).open(f"/link/{BABY}").sees("不满 16 岁，由监护人同意").tap("我是李小满的监护人，我同意", "checkbox")
    phone.tap("加亲情账户").sees("李小满的亲情账户加好了")
    phone.open("/family?kind=link").sees("监护人同意的，到 2042 年 2 月 12 日 为止")
    make_older(phone.install, BABY, "2010-06-12")
    phone.open(f"/code?who={BABY}").sees("要本人同意了").sees("李小满已经 16 岁").sees_no("秒后换新码")
    phone.open("/family?kind=link").sees("等本人同意").tap("李小满本人同意，继续").sees("李小满已满 16 岁")
    phone.tap("继续出示").sees("要先得到本人同意").tap("李小满本人已在身边同意（模拟）", "checkbox").tap("继续出示")
    phone.sees("李小满的亲情账户加好了").tap("看李小满的码")
    phone.page.wait_for_url(re.compile(rf"/code\?who={BABY}$"))
    phone.sees_no("要本人同意了").open("/family?kind=link").sees("已加 2 位").sees_no("等本人同意")


@DAY
def test_an_account_is_changed_and_somebody_takes_its_place(phone):
    enter(phone).open("/family?kind=link").tap("王桂兰的亲情账户").sees("王桂兰自己的钱").sees("另一回事：家庭共济")
    phone.settle().type("您怎么称呼这位家人", "奶奶奶奶奶奶奶奶奶奶奶").tap("改称呼").sees("称呼最多 10 个字")
    phone.type("您怎么称呼这位家人", "老妈").tap("改称呼").sees("称呼改好了")
    phone.tap("换成另一位家人").sees("换成谁").settle().tap("李小满").sees("换下王桂兰：从此不能在您的手机上出示")
    phone.settle().tap("我是李小满的监护人，我同意", "checkbox").tap("换成李小满").sees("李小满的亲情账户加好了")
    phone.open("/family?kind=link").sees("已加 1 位").sees("李小满").sees_no("老妈")
    phone.tap("家庭共济·我的钱").sees("李明给王桂兰共济")  # as it was


@DAY
def test_an_infants_way_is_walked_to_the_code(phone):
    enter(phone).open("/infants").sees("6 步办好了 2 步").tap("李小满").sees("登记得及时").sees("先加亲情账户")
    phone.settle().tap("去办免缴确认").sees("现在就能确认").settle()
    phone.tap("我是李小满的监护人", role="checkbox").tap("确认 2026 年度免缴").sees("共济通 免缴确认单")
    phone.open(f"/infants/{BABY}").sees("2026 年度免缴，确认过了").sees("6 步办好了 3 步").settle()
    phone.tap("加亲情账户").sees("监护人").tap("我是李小满的监护人，我同意", "checkbox").tap("加亲情账户")
    phone.sees("加好了").open(f"/infants/{BABY}").sees("6 步办好了 4 步").sees("门诊家庭账户一年 90.00 元")
    phone.settle().tap("看李小满的码")
    phone.page.wait_for_url(re.compile(rf"/code\?who={BABY}$"))


@DAY
def test_a_baby_is_entered_with_a_birth_certificate_only(phone):
    enter(phone).open("/infants/new").sees("照出生医学证明填").settle()
    phone.tap("登记，看下一步").sees("选参加的医保")
    phone.type("出生医学证明编号", "X99").type("宝宝姓名", "李小雨").type("妈妈的姓名", "周芳")
    phone.tap("未参保").tap("登记，看下一步").sees("还少 7 位").sees("选出生日期")
    phone.type("出生医学证明编号", "X990000099").type("妈妈的身份证号", MOTHER_NO).type("出生日期", "2026-06-02")
    phone.tap("登记，看下一步").sees("还有 80 天").sees("妈妈是周芳").sees("先办参保登记")
    phone.settle().tap("填参保信息").sees("李小雨")


@DAY
def test_an_infant_is_bound_to_a_parent_with_its_papers_filled_in(phone):
    enter(phone).open(f"/infants/{BABY}").sees("绑定到爸妈的家庭共济").settle()
    phone.tap("去办家庭共济").sees("给谁用").settle().type("妈妈的身份证号", MOTHER_NO)
    phone.tap("查参保登记，下一步").sees("李小满是我的谁").settle().tap("女儿，子女").tap("下一步")
    phone.sees("最多给李小满用多少").tap("下一步").sees("核对一下，再提交").tap("我已读完，我承诺", "checkbox")
    phone.tap("提交授权").sees("李小满能用您的钱了").open(f"/infants/{BABY}").sees("能用李明个人账户里的钱")
