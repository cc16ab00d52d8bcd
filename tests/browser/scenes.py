"""Every page of the app and every state that looks different, reached by taps as a person would.

A tour begins on a fresh install and calls ``at(name)`` wherever there is something to look at. Whoever walks a tour
may do there what they like with the window, if they leave it as it was: measure it, take a picture of it.
"""

import re
from collections.abc import Callable, Iterable

from app.data import sample_family
from tests.browser.conftest import App

TODAY = "2026-06-12T10:24"
PHONE = "13900001111"
NOBODY_NO = "11010519491231002X"
At = Callable[[str], None]
Tour = Callable[[App, At], None]


def enter(app: App, *, elder: bool = False) -> App:
    """Log in as the sample family's father, in 长辈版 if said so."""
    app.open("/").sees("示例").settle()
    if elder:
        app.tap("长辈版", "switch").settle()
    return app.tap("示例").sees("找人帮忙" if elder else "家人的医保码")


def guest(app: App, at: At) -> None:
    """Walk the pages of who isn't logged in."""
    app.open("/").sees("体验示例家庭")
    at("login")
    app.tap("登录", exact=True).sees("还没有填")
    at("login-errors")
    app.open("/sms").sees("获取验证码")
    at("sms")
    app.type("手机号", PHONE).tap("获取验证码").sees("再获取一次")
    at("sms-sent")
    for path, words, name in (
        ("/face", "模拟刷脸", "face"),
        ("/forgot", "新的登录密码", "forgot"),
        ("/ask", "谁要看病买药", "ask-guest"),
    ):
        app.open(path).sees(words)
        at(name)


def newcomer(app: App, at: At) -> None:
    """Register, and walk the pages while they are empty."""
    app.open("/register").sees("您是谁").tap("下一步").sees("还没有填姓名")
    at("register-identity")
    app.type("姓名", "欧阳建国").type("身份证号", sample_family.id_number("360698", sample_family.FATHER_BORN, 7))
    app.tap("下一步").sees("您的手机号").type("手机号", PHONE).tap("获取验证码").sees("再获取一次")
    code = re.search(r"\b(\d{6})\b", app.words())[1]
    at("register-phone")
    app.type("验证码", code).tap("下一步").sees("设两个密码")
    at("register-passwords")
    app.type("登录密码", "correct horse").type("支付密码", sample_family.PIN).tap("注册并登录").sees("先填我的参保信息")
    at("new-home")
    for path, words, name in (
        ("/family", "还没有家庭共济", "new-family"),
        ("/family?kind=link", "还没有亲情账户", "new-links"),
        ("/code", "现在没有医保码", "new-code"),
        ("/records", "还没有消费记录", "new-records"),
        ("/notices", "没有通知", "new-notices"),
        ("/share", "先填我的参保信息", "new-share"),
        ("/link", "加谁的亲情账户", "new-link"),
        ("/me/insurance", "保存", "new-insurance"),
    ):
        app.open(path).sees(words)
        at(name)


def tabs(app: App, at: At) -> None:
    """Walk the five tabs and what opens from 首页."""
    enter(app)
    for path, words, name in (
        ("/", "家人的医保码", "home"),
        ("/zone", "亲情账户", "zone"),
        ("/notices", "周芳的参保暂停了", "notices"),
        ("/family", "王桂兰", "family"),
        ("/family?kind=link", "看王桂兰的码", "links"),
        ("/code", "秒后换新码", "code"),
        ("/code/full", "秒后换新码", "code-full"),
        ("/records", "月湖区某定点药店", "records"),
        ("/me", "支付密码", "me"),
        ("/nowhere", "没有这一页", "not-found"),
    ):
        app.open(path).sees(words)
        at(name)
    app.open("/me").tap("退出登录").sees("数据留在这台设备上")
    at("me-leave")
    app.open("/family?kind=link").sees("看王桂兰的码").tap("解绑").sees("不能再出示")
    at("links-end")


def deeper(app: App, at: At) -> None:
    """Walk what opens from 家庭 and 我的."""
    enter(app)
    for path, words, name in (
        ("/family/sharing/1", "解除共济", "sharing"),
        ("/family/sharing/99", "没有找到这份共济", "sharing-missing"),
        ("/records/1", "单号", "receipt"),
        ("/records/99", "没有找到这张结算单", "receipt-missing"),
        ("/link", "加谁的亲情账户", "link"),
        ("/family/link/1", "谁同意的", "link-one"),
        ("/infants/new", "照出生医学证明填", "infant-new"),
        ("/me/insurance", "历年余额", "insurance"),
        ("/me/register", "加一位家人", "register"),
        ("/me/register/new", "证件类型", "new-person"),
        ("/me/password", "原来的登录密码", "password"),
        ("/me/pin", "新的支付密码", "pin"),
        ("/me/day", "今天当作", "day"),
        ("/me/about", "规则的来源", "about"),
    ):
        app.open(path).sees(words)
        at(name)
    app.open("/family/sharing/1").tap("解除共济").sees("账户里的钱不会动")
    at("sharing-end")
    app.open("/me/register/new").tap("加到模拟参保登记").sees("选参加的医保")
    at("new-person-errors")
    app.open("/me/insurance").sees("历年余额").tap("参保地").sees("景德镇").settle()
    at("region-sheet")
    app.open("/link").tap("周芳").sees("在我的手机上出示").tap("加亲情账户").sees("要先得到本人同意")
    at("link-consent")
    app.tap("周芳本人已在身边同意", "checkbox").tap("加亲情账户").sees("亲情账户加好了")
    at("link-done")
    app.open("/code?who=3").sees("现在没有医保码")
    at("code-paused")
    app.open("/family/sharing/1").tap("解除共济").sees("账户里的钱不会动")
    app.role("button", "解除共济").last.click()
    app.sees("已解除").sees_no("生效中")
    at("sharing-ended")
    app.open("/family").sees("给家人授权").sees("解除")
    at("family-ended")


def wizard(app: App, at: At) -> None:
    """Authorize the baby, by birth certificate."""
    enter(app).open("/share").sees("家人看病，花谁的钱")
    at("share-notice")
    app.tap("分不清").sees("是不是只想帮").tap("我账户里的").tap("不是", exact=True).sees("那就办家庭共济")
    at("share-helping")
    app.tap("下一步").sees("给谁用").settle().tap("查参保登记，下一步").sees("还没有填")
    at("share-member-errors")
    app.type("身份证号码", sample_family.GRANDMOTHER_NO).type("姓名", "王桂兰").tap("查参保登记").sees("已经有共济人")
    at("share-refused")
    app.type("身份证号码", NOBODY_NO).type("姓名", "李大山").tap("查参保登记").sees("登记里没有查到")
    at("share-missing")
    app.tap("返回").sees("给谁用").settle().tap("证件类型").sees("社会保障卡").settle()
    at("share-certificates")
    if "社会保障卡" not in app.words():  # a window that became another closed the sheet
        app.tap("证件类型").sees("社会保障卡").settle()
    app.tap("出生医学证明").sees("妈妈的姓名").settle()
    app.type("出生医学证明编号", sample_family.BABY_CERTIFICATE).type("宝宝姓名", "李小满")
    app.type("妈妈的姓名", "周芳").type("妈妈的身份证号", sample_family.MOTHER_NO)
    at("share-member")
    app.tap("查参保登记").sees("李小满是我的谁")
    at("share-relation")
    app.tap("奶奶").tap("下一步").sees("确定是您的祖父母吗")
    at("share-doubt")
    app.tap("改一改").sees("李小满是我的谁").settle().tap("女儿").tap("下一步").sees("最多给李小满用多少")
    app.type("额度（元）", "500").tap("选一天").sees("到哪一天")
    at("share-terms")
    app.tap("用日历选").sees("选一天").settle()
    at("share-calendar")
    app.tap("取消").settle().tap("到今年年底").tap("下一步").sees("个人郑重承诺").tap("提交授权").sees("先读完承诺")
    at("share-check")
    app.tap(app.page.get_by_role("checkbox")).settle().tap("提交授权").sees("在我的手机上出示")
    at("share-done")
    app.open("/family").sees("还剩 500.00")
    at("family-two")
    app.open("/notices").sees("李小满")
    at("notices-more")


def payment(app: App, at: At) -> None:
    """Pay for the grandmother, and be refused."""
    enter(app).open("/pay").sees("王桂兰的码")
    at("pay-code")
    app.tap("王桂兰的码").sees("来看病的是王桂兰本人").tap("在哪里").sees("非定点").settle()
    at("pay-places")
    closed(app).tap("样单，药店买药").sees_no("还没有费用").tap("样单").sees("选一张样单").settle()
    at("pay-examples")
    if "感冒门诊" not in app.words():  # a window that became another closed the sheet
        app.tap("样单").sees("选一张样单").settle()
    app.tap("感冒门诊").sees("合计 4 项")
    at("pay-form")
    app.tap("加一项").sees("金额（元）").settle().tap("保存这一项").sees("写上名称")
    at("pay-line")
    closed(app).tap("预结算").sees("都有人付")
    at("quote")
    to_the_password(app, "输密码，付款")
    for digit in "111111":
        app.page.keyboard.press(digit)
    app.sees("支付密码不对")
    at("quote-password")
    for digit in sample_family.PIN:
        app.page.keyboard.press(digit)
    app.sees("结算完成")
    at("receipt-paid")
    app.tap("看背面").sees("medfee_sumamt").settle()
    at("receipt-back")
    app.open("/records").sees("余江区某乡镇卫生院")
    at("records-more")
    for whose, bill, words, name in (
        ("王桂兰", "住院", "付不了", "quote-refused"),
        ("李明", "感冒门诊", "只能用患者本人的码", "quote-other-code"),
    ):
        app.open("/pay").sees("的码").settle()
        if "换一个" in app.words():
            app.tap("换一个").settle()
        app.tap(f"{whose}的码").sees(f"来看病的是{whose}本人")
        if whose == "李明":
            app.tap("来看病的是李明本人", "switch").sees("来看病的是谁")
            at("pay-other")
        if "还没有费用" in app.words():
            app.tap(f"样单，{bill}").sees_no("还没有费用").settle()
        else:
            app.tap("样单").sees("选一张样单").settle().tap(bill).settle()
        app.tap("预结算").sees(words)
        at(name)
    app.open("/").sees("家人的医保码").open("/pay/quote").sees("改一改")
    at("quote-again")


def closed(app: App) -> App:
    """Close the sheet that is open; a window that became another has done it already."""
    return app.tap("关闭").settle() if "关闭" in app.words() else app


def to_the_password(app: App, button: str) -> None:
    """Open the sheet of the password; 长辈版 asks first whether one is sure."""
    app.tap(button).sees(re.compile("已输入 0 位|想好了，去输密码"))
    if "想好了" in app.words():
        app.settle().tap("想好了，去输密码")
    app.sees("已输入 0 位").settle()


def see_each(app: App, at: At, pages: Iterable[tuple[str, str, str]]) -> None:
    """Look at pages: address, words on it, name of the scene."""
    for path, words, name in pages:
        app.open(path).sees(words)
        at(name)


def money(app: App, at: At) -> None:
    """Walk what money needs besides a payment: fees, refunds, terms, what comes each month."""
    pages = (
        ("/fees", "免缴，先办这个", "fees"),
        ("/fees/2", "年度", "fees-years"),
        ("/fees/2/2026", "现在缴不了", "fee-resident"),
        ("/fees/4/2026", "这一年免缴", "fee-free"),
        ("/fees/newborn", "年度可以确认", "newborns"),
        ("/fees/newborn/4", "现在就能确认", "newborn"),
        ("/fees/huiminbao", "给谁买", "huiminbao"),
        ("/family-account", "在哪里能用", "family-account"),
        ("/family/sharing/1/terms", "最多给王桂兰用多少", "terms"),
        ("/family/sharing/1/end", "从哪天起解除", "end-later"),
        ("/me/contribution/1", "每月划入多少", "contribution"),
        ("/records/1/refund", "还能退", "refund"),
    )
    see_each(enter(app), at, pages)
    app.tap("看看退到哪里").sees("退回李明的账户")
    at("refund-plan")
    to_the_password(app, "输密码，退费")
    for digit in sample_family.PIN:
        app.page.keyboard.press(digit)
    app.sees("共济通 退费单")
    at("refund-slip")
    app.open("/fees/newborn/4").sees("现在就能确认").tap(app.page.get_by_role("checkbox")).settle()
    app.tap("年度免缴", "button").sees("免缴确认单")
    at("free-slip")


def answers(app: App, at: At) -> None:
    """Walk what answers before one goes."""
    enter(app).open("/ask").sees("谁要看病买药").settle()
    at("ask")
    app.tap("李小满").sees("在哪里？").settle()
    at("ask-where")
    for typed, words, name in (
        ("奶奶 市医院 住院 800", "李明的共济付不了这 800.00 元", "ask-refused"),
        ("lxm 火星 yd 三百块", "没看懂", "ask-not-understood"),
    ):
        app.open("/ask").sees("写一句问").settle().type("写一句问", typed).sees(words)
        at(name)
    pages = (
        ("/ask/compare?who=2&at=H36060000006&what=2&yuan=800.00", "规则哪里不一样", "compare"),
        ("/policies", "谁能共济", "policies"),
        ("/policies/rule?rule=resident_fee.2026.amount", "谁说的", "rule"),
        ("/policies/rule?rule=pooled.inpatient&in=360600", "谁说的", "rule-clash"),
        ("/policies/clashes", "住院费能不能共济", "clashes"),
        ("/policies/clashes/1", "和这一处有关的规则", "clash"),
        ("/channels", "哪个能办什么", "channels"),
        ("/infants", "李小满", "infants"),
        ("/infants/4", "第一次看病", "infant"),
        ("/cases", "还没有案例", "cases"),
        ("/exercises", "入门", "exercises"),
        ("/exercises/starter", "开始做", "exercise-set"),
        ("/exercises/starter/1", "能用医保结算吗", "question"),
        ("/which", "花谁的钱", "which"),
    )
    see_each(app, at, pages)
    app.tap("我账户里的钱").sees("要不要在您的手机上出示").settle().tap("要，家人不方便").sees("两样都要办")
    at("which-both")
    app.open("/policies").sees("谁能共济").settle().type("查规则", "透析").sees("找到")
    at("policies-found")
    answered(app, at)
    kept(app, at)


def answered(app: App, at: At) -> None:
    """Do an exercise wrongly, then look at the set."""
    app.open("/exercises/starter/1").sees("能用医保结算吗").tap("能结算", exact=True).sees("要付多少现金")
    at("question-bill")
    app.type("要付多少现金（元）", "68").tap("看答案").sees("有不对的地方")
    at("question-told")


def kept(app: App, at: At) -> None:
    """Save a payment as a case, and make exercises of it."""
    app.open("/records/1").sees("存为案例").tap("存为案例").sees("名字换成称呼").settle()
    at("case-saving")
    if "名字换成称呼" not in app.words():  # a window that became another closed the sheet
        app.tap("存为案例").sees("名字换成称呼").settle()
    app.tap("存下来").sees("存好了").tap("存好了，看这个案例").sees("和现在的规则一致")
    at("case")
    app.open("/cases").sees("一致")
    at("cases-one")
    app.open("/exercises/new").sees("这套练习叫什么").tap("做成练习").sees("写个名字")
    at("exercises-new")


def elder(app: App, at: At) -> None:
    """Walk the pages of 长辈版."""
    enter(app, elder=True)
    for path, words, name in (
        ("/", "找人帮忙", "elder-home"),
        ("/help", "12393", "elder-help"),
        ("/code", "秒后换新码", "elder-code"),
        ("/family", "王桂兰", "elder-family"),
        ("/family/sharing/1", "解除共济", "elder-sharing"),
        ("/records", "月湖区某定点药店", "elder-records"),
        ("/records/1", "单号", "elder-receipt"),
        ("/me", "支付密码", "elder-me"),
        ("/me/register/new", "证件类型", "elder-new-person"),
        ("/share", "家人看病，花谁的钱", "elder-share"),
        ("/pay", "王桂兰的码", "elder-pay"),
    ):
        app.open(path).sees(words)
        at(name)
    app.tap("王桂兰的码").sees("来看病的是王桂兰本人").tap("样单，住院").sees_no("还没有费用").settle()
    app.tap("预结算").sees("付不了")
    at("elder-quote")


TOURS: dict[str, Tour] = {
    "guest": guest,
    "newcomer": newcomer,
    "tabs": tabs,
    "deeper": deeper,
    "wizard": wizard,
    "payment": payment,
    "money": money,
    "answers": answers,
    "elder": elder,
}
