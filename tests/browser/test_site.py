"""The static site in Chromium: Python in the page, and what was shown as paid is there after anything."""

import re
import signal
import sqlite3
import time

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import SIZES
from tests.browser.site_host import Host, SiteApp, another_version, build_site, killable
from tests.browser.test_pay import PIN, choose_bill, press

# What only this kind of browser asks for is kept last.
KEPT_ALL = """async () => {
  const cache = await caches.open((await caches.keys())[0]);
  return (await cache.keys()).some((one) => one.url.includes("skwasm.js"));
}"""
FIRST_VISIT_MB, SECOND_VISIT_MB = 30, 1
ONLY_SHOWS = "共济通在另一个标签页里开着"
SHOP = "月湖区某定点药店"
pytestmark = pytest.mark.xdist_group("site")
"""Built once, in one worker."""


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The site, built once."""
    return build_site(tmp_path_factory.mktemp("site"))


@pytest.fixture
def host(built):
    with Host(built).serving() as host:
        yield host


@pytest.fixture
def context(chromium):
    context = chromium.new_context(**SIZES["phone"], locale="zh-CN", timezone_id="Asia/Shanghai")
    yield context
    context.close()


@pytest.fixture
def new_tab(context, host):
    """Give a function that opens a tab; what must not happen in any is held against them at the end."""
    tabs = []

    def make():
        tabs.append(SiteApp(context.new_page(), host))
        return tabs[-1]

    yield make
    faults = [fault for tab in tabs for fault in tab.faults()]
    assert not faults, "\n".join(faults)


def into_the_sample(app):
    return app.open("/").tap("体验示例家庭").sees("家人的医保码")


def up_to_the_password(app):
    app.go("/pay").tap("王桂兰的码").sees("来看病的是王桂兰本人")
    choose_bill(app, "药店买药").tap("预结算").tap("输密码，付款").sees("已输入 0 位")
    return app


def payments(app, tmp_path):
    """Count the payments that the browser has kept."""
    with sqlite3.connect(app.kept(tmp_path / f"kept-{time.monotonic_ns()}.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return database.execute("SELECT count(*) FROM settlement").fetchone()[0]


def test_a_first_visit_and_a_second(new_tab, host, tmp_path):
    """All from the own host and little of it; the second visit asks for nothing but whether there is a new version."""
    app = new_tab()
    app.open("/").sees("体验示例家庭").install_worker()
    app.page.wait_for_function(KEPT_ALL)
    assert 5 < host.sent_mb <= FIRST_VISIT_MB, host.sent.most_common(20)
    host.sent.clear()
    app.open("/").sees("体验示例家庭")
    assert host.sent_mb <= SECOND_VISIT_MB, host.sent.most_common(20)
    into_the_sample(app).open("/").sees("家人的医保码")
    press(up_to_the_password(app), PIN).sees("结算完成")
    assert payments(app, tmp_path) == 2
    with app.page.expect_download() as download:
        app.tap("存图片")
    with Image.open(download.value.path()) as picture:  # taken of the page: there is no Pillow to draw one
        assert picture.width > 2 * SIZES["phone"]["viewport"]["width"]
    app.sees("已下载 ")


EARLY_WAYS = [("体验示例家庭", "家人的医保码"), ("注册", "您是谁？"), ("不登录，先问能不能付", "能不能付")]


@pytest.mark.parametrize(("chosen", "leads_to"), EARLY_WAYS)
def test_what_is_chosen_before_python_is_there_is_done_as_soon_as_it_is(new_tab, chosen, leads_to):
    """At a first visit the login page stands as plain HTML while all is fetched, and its ways can be gone already."""
    app, held = new_tab(), []
    app.page.route(re.compile(r"/py/memory\.bin"), lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it calls
    with app.page.expect_request(re.compile(r"/py/memory\.bin")):
        app.page.goto(app.install.address.replace("#", "?from=a-chat#"))
    assert app.page.evaluate("(({ scrollWidth, clientWidth }) => scrollWidth === clientWidth)(window.boot)")
    app.page.locator("#boot").get_by_role("button", name=chosen).click()
    expect(app.page.locator("#boot").get_by_role("button", name=chosen)).to_have_attribute("aria-pressed", "true")
    expect(app.page.get_by_role("progressbar", name="正在打开共济通")).to_be_visible()
    app.screenshot("site-first-visit")
    assert app.page.evaluate("document.fonts.check('17px Boot')")
    held[0].continue_()
    app.wait_ready().sees(leads_to)
    expect(app.page.locator("#boot")).to_have_count(0)
    app.page.unroute_all()
    app.page.wait_for_function("() => Object.keys(localStorage).some((key) => key.endsWith('gongji.device'))")
    app.page.goto("about:blank")
    app.page.goto(app.install.address)  # whoever comes again is not asked
    app.page.locator("#boot").wait_for()
    assert not app.page.locator("#boot-ways").is_visible()
    app.wait_ready().sees("共济通" if leads_to == "您是谁？" else leads_to)


def test_without_a_network_it_is_all_there(new_tab, context):
    app = new_tab()
    into_the_sample(app).install_worker()
    context.set_offline(True)
    app.open("/code").sees("换新码").open("/").sees("家人的医保码")
    press(up_to_the_password(app), PIN).sees("结算完成")
    app.open("/records").sees("月湖区某定点药店")


def test_a_browser_for_which_flutter_takes_javascript_opens_it_with_and_without_a_network(new_tab, context):
    """As Firefox and Safari: Flutter asks for main.dart.js by a <script>, and for a canvaskit of all browsers."""
    context.add_init_script("""
        WebAssembly.validate = () => false;
        Object.defineProperty(Navigator.prototype, "vendor", { value: "" });
        Object.defineProperty(Navigator.prototype, "userAgent", { value: "Gecko/20100101 Firefox/153.0" });
    """)
    app = new_tab()
    into_the_sample(app).install_worker()
    app.page.wait_for_function(KEPT_ALL.replace("skwasm.js", "main.dart.js.pack"))
    context.set_offline(True)
    app.open("/").sees("家人的医保码")
    press(up_to_the_password(app), PIN).sees("结算完成")
    assert not app.page.evaluate("performance.getEntriesByType('resource').some((one) => one.name.includes('skwasm'))")


def test_a_browser_that_does_not_take_the_memorys_picture_starts_from_files(new_tab, tmp_path):
    """As WebKit, which orders Python's functions otherwise than the engine the picture was taken in."""
    app = new_tab()
    takes = "_loadSnapshot: memory }"

    def refuse(text):
        assert takes in text
        return text.replace(takes, "_loadSnapshot: memory.then(() => { throw new Error('another order'); }) }")

    app.page.route(re.compile(r"/py/worker\.js$"), lambda route: _changed(route, refuse))
    press(up_to_the_password(into_the_sample(app)), PIN).sees("结算完成")
    assert payments(app.open("/records").sees(SHOP), tmp_path) == 2


def test_what_was_shown_as_paid_outlives_a_browser_that_is_killed(built, chromium, tmp_path):
    with Host(built).serving() as host:
        with killable(chromium, tmp_path / "profile") as (context, process):
            app = SiteApp(context.pages[0], host)
            before = payments(into_the_sample(app), tmp_path)
            press(up_to_the_password(app), PIN).sees("结算完成")
            process.send_signal(signal.SIGKILL)
            process.wait()
        with killable(chromium, tmp_path / "profile") as (context, _):
            app = SiteApp(context.pages[0], host)
            app.open("/records").sees("月湖区某定点药店")
            assert payments(app, tmp_path) == before + 1
            assert not app.faults()


def test_the_browser_finds_it_fit_to_be_installed(built, chromium, tmp_path):
    with Host(built).serving() as host, killable(chromium, tmp_path / "profile") as (context, _):
        app = SiteApp(context.pages[0], host)
        app.open("/").sees("体验示例家庭").install_worker()
        devtools = context.new_cdp_session(app.page)
        assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
        assert devtools.send("Page.getAppManifest")["errors"] == []


def test_a_tab_closed_the_moment_it_says_paid_loses_nothing(new_tab, tmp_path):
    app = into_the_sample(new_tab())
    press(up_to_the_password(app), PIN[:-1])
    app.page.evaluate(
        """() => new MutationObserver(() => {
          const words = document.querySelector("flt-semantics-host")?.innerText ?? "";
          if (words.includes("结算完成")) location.replace("about:blank");
        }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })"""
    )
    app.page.keyboard.press(PIN[-1])
    app.page.wait_for_url("about:blank")
    app.open("/records").sees("月湖区某定点药店")
    assert payments(app, tmp_path) == 2


def test_a_second_tab_says_so_and_only_reads(new_tab, tmp_path):
    first = into_the_sample(new_tab())
    second = new_tab()
    second.open("/").sees(ONLY_SHOWS).sees("家人的医保码").screenshot("site-second-tab")
    second.go("/pay").tap("王桂兰的码")  # a new code would be written down
    second.sees(re.compile(rf"{ONLY_SHOWS}[\s\S]*{ONLY_SHOWS}")).sees_no("来看病的是")
    assert payments(first, tmp_path) == 1
    lines = second.open("/records").sees(ONLY_SHOWS).sees(SHOP).words().count(SHOP)
    press(up_to_the_password(first), PIN).sees("结算完成")
    second.sees(re.compile(rf"(?:{SHOP}[\s\S]*){{{lines + 1}}}"))  # what the first kept is shown at once
    first.page.close()
    second.sees_no(ONLY_SHOWS)
    press(up_to_the_password(second), PIN).sees("结算完成")
    assert payments(second, tmp_path) == 3


FULL_WHEN_TOLD = """
let full = false;
new BroadcastChannel("test").onmessage = ({ data }) => { full = data; };
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (value, key) {
  if (full && Array.isArray(key)) throw new DOMException("no room", "QuotaExceededError");
  return put.call(this, value, key);
};
"""


def test_no_room_left_is_said_and_nothing_is_half_done(new_tab, tmp_path):
    """Chromium counts what a page keeps when it likes to: the store is told so here."""
    app = new_tab()
    app.page.route(re.compile(r"/py/worker\.js$"), lambda route: _changed(route, lambda text: FULL_WHEN_TOLD + text))
    up_to_the_password(into_the_sample(app))
    app.page.evaluate("new BroadcastChannel('test').postMessage(true)")
    press(app, PIN).sees("空间满了").sees_no("结算完成").screenshot("site-full")
    assert payments(app, tmp_path) == 1
    app.page.evaluate("new BroadcastChannel('test').postMessage(false)")
    app.open("/pay").sees("来看病的是王桂兰本人").tap("预结算").tap("输密码，付款")  # as it was before the payment
    press(app, PIN).sees("结算完成")
    assert payments(app, tmp_path) == 2
    app.open("/records").sees("月湖区某定点药店")


def test_a_browser_that_keeps_nothing_says_so_and_can_be_tried(new_tab):
    app = new_tab()
    refused = "indexedDB.open = () => { throw new DOMException('not here', 'SecurityError'); };"
    app.page.route(re.compile(r"/py/worker\.js$"), lambda route: _changed(route, lambda text: refused + text))
    app.open("/").sees("不让网页存数据").tap("体验示例家庭").sees("家人的医保码").screenshot("site-keeps-nothing")
    press(up_to_the_password(app), PIN).sees("结算完成")
    app.open("/").sees("体验示例家庭")


def _changed(route, change):
    answer = route.fetch()
    route.fulfill(response=answer, body=change(answer.text()))


def test_a_new_version_is_there_at_the_next_load_and_finds_the_data(new_tab, host, built, tmp_path):
    app = new_tab()
    into_the_sample(app).install_worker()
    host.root = another_version(built, tmp_path / "next")
    app.open("/").sees("家人的医保码")
    app.page.wait_for_function("caches.keys().then((names) => names.length === 1 && names[0].endsWith('next'))")
    assert _version(app.open("/").sees("家人的医保码")) == "next"


def _version(app):
    return app.page.evaluate("document.querySelector('meta[name=version]')?.content ?? ''")


def test_where_something_is_missing_it_is_said(new_tab):
    app = new_tab()
    app.page.route(re.compile(r"memory\.bin"), lambda route: route.abort())
    app.page.goto(app.install.address)
    app.page.get_by_text("没有打开。看一下网络").wait_for()
    app.page.unroute_all()
    app.page.get_by_role("button", name="再试一次").click()
    app.wait_ready().sees("体验示例家庭")
    app.errors.clear()
