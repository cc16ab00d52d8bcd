"""The key pages look as they did. Where they are meant to look otherwise: `pytest tests/browser/test_snapshots.py
--update-snapshots`, and look at the pictures before they are committed."""

import pytest
from PIL import Image, ImageDraw, ImageFilter

from tests.browser.conftest import App
from tests.browser.snapshot import KEPT, SHARE, check, difference

DAY = pytest.mark.install(today="2026-06-12T10:24")
PAGES = (
    ("/", "家人的医保码", "home"),
    ("/family", "王桂兰", "family"),
    ("/code", "秒后换新码", "code"),
    ("/share", "家人看病，花谁的钱", "share"),
    ("/records/1", "单号", "receipt"),
)


@pytest.fixture
def compare(request):
    """Give a function that compares a page with its picture; all that differ are told at the end."""
    found: list[str] = []

    def with_picture(app: App, name: str) -> None:
        wrong = check(app, name, update=request.config.getoption("--update-snapshots"))
        found.extend([wrong] if wrong else [])

    yield with_picture
    assert found == []


@DAY
def test_the_key_pages_look_as_they_did(phone: App, compare):
    phone.open("/").sees("体验示例家庭")
    compare(phone, "login")
    phone.tap("体验示例家庭")
    for route, words, name in PAGES:
        phone.go(route).sees(words)
        compare(phone, name)
    phone.page.emulate_media(color_scheme="dark")
    phone.go("/").sees("家人的医保码")
    compare(phone, "home-dark")
    phone.page.emulate_media(color_scheme="light")
    phone.go("/pay").sees("王桂兰的码").settle().tap("王桂兰的码").sees("来看病的是王桂兰本人").settle()
    phone.tap("样单，住院").sees_no("还没有费用").settle().tap("预结算").sees("付不了")
    compare(phone, "refusal")


@DAY
def test_the_key_pages_of_elders_and_desktops_look_as_they_did(install, new_app, compare):
    elder = new_app(install).open("/").sees("体验示例家庭").tap("长辈版", "switch").settle()
    elder.tap("体验示例家庭").sees("找人帮忙")
    compare(elder, "home-elder")
    desktop = new_app(install, "desktop").open("/").tap("进入示例").sees("家人的码")
    desktop.go("/code").sees("秒后换新码")
    compare(desktop, "code-desktop-elder")


def drawn(*, moved: int = 0, blur: float = 0.0) -> Image.Image:
    """A page with a word on it."""
    page = Image.new("RGB", (390, 844), "#F2F5FA")
    ImageDraw.Draw(page).rectangle((40 + moved, 100, 140 + moved, 130), fill="#141C2B")
    return page.filter(ImageFilter.GaussianBlur(blur))


def test_what_has_moved_differs_and_what_is_drawn_a_little_otherwise_does_not():
    assert difference(drawn(), drawn()) == 0
    assert difference(drawn(), drawn(blur=0.6)) <= SHARE
    assert difference(drawn(), drawn(moved=12)) > SHARE
    assert difference(drawn(), Image.new("RGB", (390, 844), "#F2F5FA")) > SHARE
    assert difference(drawn(), Image.new("RGB", (390, 800), "#F2F5FA")) == 1


def test_no_picture_is_kept_for_nothing():
    names = {name for _, _, name in PAGES} | {"login", "home-dark", "refusal", "home-elder", "code-desktop-elder"}
    assert {path.stem for path in KEPT.glob("*.png")} == names
