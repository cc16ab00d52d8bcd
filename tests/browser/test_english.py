"""The app in English: chosen with one tap, kept for the user, and nothing on its pages is left in Chinese."""

from playwright.sync_api import expect

from tests.browser.conftest import App, Install, NewApp
from tests.browser.english import EnglishApp

PAGES = (
    ("/", "家人的医保码"),
    ("/zone", "亲情账户"),
    ("/notices", "周芳的参保暂停了"),
    ("/family", "王桂兰"),
    ("/family?kind=link", "看王桂兰的码"),
    ("/family/sharing/1", "不能用这笔钱付"),
    ("/code", "秒后换新码"),
    ("/records", "月湖区某定点药店"),
    ("/records/1", "单号"),
    ("/share", "家人看病，花谁的钱"),
    ("/link", "加谁的亲情账户"),
    ("/me", "支付密码"),
    ("/me/insurance", "历年余额"),
    ("/me/register", "加一位家人"),
    ("/me/about", "规则的来源"),
    ("/nowhere", "没有这一页"),
)


def english(new_app: NewApp, install: Install) -> EnglishApp:
    """Give a phone whose owner reads English."""
    return EnglishApp(new_app(install, "phone").page, install)


def test_no_page_is_left_in_chinese(new_app: NewApp, install: Install) -> None:
    app = english(new_app, install)
    app.open("/").sees("体验示例家庭")
    left = {"/ as a guest": app.chinese()}
    app.tap("体验示例家庭").sees("家人的医保码")
    for path, words in PAGES:
        app.open(path).sees(words)
        left[path] = app.chinese()
    assert {path: lines for path, lines in left.items() if lines} == {}


def test_who_pays_what_and_why_is_said_in_english(new_app: NewApp, install: Install) -> None:
    app = english(new_app, install)
    app.open("/").tap("体验示例家庭").sees("家人的医保码")
    app.open("/pay").sees("王桂兰的码").tap("王桂兰的码").sees("来看病的是王桂兰本人")
    app.tap("样单，感冒门诊").sees("合计 4 项").settle().tap("预结算").sees("都有人付")
    assert app.chinese() == []
    said = app.words()
    assert "First the family outpatient account pays ¥90.00 and is used up; for the rest 李明 shares ¥30.00." in said
    assert "The family outpatient account has run out" in said


def test_the_choice_is_kept_for_the_user_and_can_be_changed(phone: App) -> None:
    phone.open("/").tap("English").sees("Log in")
    expect(phone.page).to_have_title("Gongji (共济通)")
    phone.page.wait_for_function("document.documentElement.lang.startsWith('en')")
    phone.tap("Try the sample family").sees("Family's codes")
    phone.open("/me").sees("Language").tap("中文").sees("语言")
    phone.page.wait_for_function("document.documentElement.lang.startsWith('zh')")
    expect(phone.page).to_have_title("共济通")
    phone.open("/").sees("家人的医保码")
