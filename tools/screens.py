"""Pictures of every screen, in docs/screens/: phone and desktop, and the most used ones in the dark.

    .venv/bin/python tools/screens.py [NAME…]

Serves a fresh install with the sample family on a fixed day, and taps through it as a user would. Names are those of
TOURS; without any, all are walked.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from find_browser import ARGUMENTS, find_browser  # noqa: E402 - the folder of scripts is no package

from app.data import sample_family  # noqa: E402
from tests.browser.conftest import SIZES, App, Install, run_install  # noqa: E402

TARGET = ROOT / "docs" / "screens"
TODAY = "2026-06-12T10:24"
COLORS = 256

Shoot = Callable[[str], None]
Tour = Callable[[App, Shoot], None]


def guest(app: App, shoot: Shoot) -> None:
    """Show the pages of who isn't logged in."""
    app.open("/").sees("体验示例家庭")
    shoot("login")
    for path, words, name in (
        ("/sms", "获取验证码", "login-sms"),
        ("/face", "模拟刷脸", "login-face"),
        ("/forgot", "新的登录密码", "forgot"),
        ("/register", "您是谁", "register"),
    ):
        app.open(path).sees(words)
        shoot(name)
    app.tap("下一步").sees("还没有填姓名")
    shoot("register-errors")


def tabs(app: App, shoot: Shoot) -> None:
    """Show the five tabs, 医保专区 and the notices."""
    enter(app)
    for path, words, name in (
        ("/", "家人的医保码", "home"),
        ("/family", "王桂兰", "family"),
        ("/code", "秒后换新码", "code"),
        ("/records", "月湖区某定点药店", "records"),
        ("/me", "支付密码", "me"),
        ("/zone", "亲情账户", "zone"),
        ("/notices", "周芳的参保暂停了", "notices"),
    ):
        app.open(path).sees(words)
        shoot(name)


def more(app: App, shoot: Shoot) -> None:
    """Show what opens from the tabs."""
    enter(app)
    for path, words, name in (
        ("/family?kind=link", "王桂兰", "family-links"),
        ("/family/sharing/1", "解除共济", "sharing"),
        ("/code/full", "李明", "code-full"),
        ("/records/1", "单号", "receipt-1"),
        ("/link", "亲情账户", "link"),
        ("/me/insurance", "历年余额", "my-insurance"),
        ("/me/register", "加一位家人", "insured-register"),
        ("/me/register/new", "证件类型", "new-person"),
        ("/me/password", "原来的登录密码", "password"),
        ("/me/pin", "新的支付密码", "pin"),
        ("/me/day", "今天当作", "day"),
        ("/me/about", "规则的来源", "about"),
        ("/nowhere", "没有这一页", "not-found"),
    ):
        app.open(path).sees(words)
        shoot(name)


def wizard(app: App, shoot: Shoot) -> None:
    """Authorize the baby, by birth certificate."""
    enter(app)
    app.open("/share").sees("家人看病，花谁的钱")
    shoot("wizard-1-notice")
    app.tap("下一步").sees("给谁用").settle()
    app.tap("证件类型").sees("港澳").settle()
    app.tap("出生医学证明").sees("宝宝姓名").settle()
    app.type("出生医学证明编号", sample_family.BABY_CERTIFICATE[:-1]).type("宝宝姓名", "李小满")
    app.type("妈妈的姓名", "周芳").type("妈妈的身份证号", sample_family.MOTHER_NO)
    app.tap("查参保登记").sees("还少 1 位")
    shoot("wizard-2-error")
    app.type("出生医学证明编号", sample_family.BABY_CERTIFICATE).tap("查参保登记").sees("关系")
    shoot("wizard-3-relation")
    app.tap("子女").settle()
    app.tap("下一步").sees("额度")
    shoot("wizard-4-terms")
    app.tap("下一步").sees("个人郑重承诺")
    shoot("wizard-5-check")
    app.tap(app.page.get_by_role("checkbox")).settle()
    app.tap("提交授权").sees("在我的手机上出示")
    shoot("wizard-6-result")


def payment(app: App, shoot: Shoot) -> None:
    """Pay for the grandmother, and be refused."""
    enter(app)
    app.open("/pay").sees("王桂兰的码").settle()
    app.tap("王桂兰的码").sees("来看病的是王桂兰本人").settle()
    app.tap("样单").sees("小儿推拿").settle()
    app.tap("感冒门诊").sees("合计 4 项")
    shoot("pay-form")
    app.tap("预结算").sees("都有人付")
    shoot("presettle")
    app.tap("输密码，付款").sees("已输入 0 位")
    shoot("pin-sheet")
    for digit in sample_family.PIN:
        app.page.keyboard.press(digit)
    app.sees("结算完成")
    shoot("receipt")
    app.tap("看背面").sees("medfee_sumamt")
    shoot("receipt-back")
    app.open("/pay").sees("王桂兰的码").settle()
    app.tap("王桂兰的码").sees("来看病的是王桂兰本人").settle()
    app.tap("样单").sees("小儿推拿").settle()
    app.tap("住院").sees("统筹基金已付").settle()
    app.tap("预结算").sees("付不了")
    shoot("refusal")


TOURS: dict[str, Tour] = {"guest": guest, "tabs": tabs, "more": more, "wizard": wizard, "payment": payment}
DARK = ("guest", "tabs", "payment")


def enter(app: App) -> None:
    """Log in as the sample family's father."""
    app.open("/").sees("示例").settle()
    app.tap("示例").sees("家人的医保码")


def walk(browser: Browser, install: Install, tour: Tour, size: str, *, dark: bool) -> None:
    """Walk one tour and keep its pictures, with few colours: they are small then."""
    context = browser.new_context(**SIZES[size], locale="zh-CN", color_scheme="dark" if dark else "light")
    app = App(context.new_page(), install)

    def shoot(name: str) -> None:
        target = TARGET / f"{size}-{name}{'-dark' if dark else ''}.png"
        app.settle().page.screenshot(path=target)
        with Image.open(target) as picture:
            picture.convert("RGB").quantize(COLORS).save(target, optimize=True)
        print(target.relative_to(ROOT), flush=True)

    tour(app, shoot)
    context.close()


def main() -> None:
    """Take all pictures, each tour on a fresh install."""
    TARGET.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:] or list(TOURS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for name in wanted:
            for size, dark in (("phone", False), ("desktop", False), ("phone", True)):
                if dark and name not in DARK:
                    continue
                with tempfile.TemporaryDirectory() as data:
                    folder = Path(data)
                    with run_install(folder / "data", folder / "log", TODAY) as install:
                        walk(browser, install, TOURS[name], size, dark=dark)
        browser.close()


if __name__ == "__main__":
    main()
