"""医保码 in Chromium: what is on the screen can be read by a scanner, and the counter takes it once."""

import re
import signal
import sys

import pytest
import zxingcpp
from PIL import Image


def sample_family(app, route="/code"):
    app.open("/").tap("体验示例家庭").sees("家人的医保码")
    return app.open(route)


def read(path):
    """Give what a scanner finds on a picture, as {format: text}."""
    return {found.format.name: found.text for found in zxingcpp.read_barcodes(Image.open(path))}


def test_both_codes_are_read_from_the_screen_and_taken_once(phone):
    sample_family(phone).sees("李明的医保码，二维码").sees("秒后换新码").sees("模拟码，医院药店不认")
    found = read(phone.screenshot("code"))
    assert found.keys() == {"QRCode", "Code128"}
    code = found["QRCode"]
    assert found["Code128"] == code
    assert code.startswith("SIM0")
    assert len(code) == 28
    phone.open("/pay").type("或者粘贴别人出示的码", code).tap("读这个码").sees("来看病的是李明本人")
    phone.tap("换一个").type("或者粘贴别人出示的码", code).tap("读这个码").sees("这个码用过了")
    forged = code[:-1] + str((int(code[-1]) + 1) % 10)
    phone.type("或者粘贴别人出示的码", forged).tap("读这个码").sees("这个码对不上")
    phone.type("或者粘贴别人出示的码", "4240001112223334445556667778").tap("读这个码").sees("这像是真的医保码")


def swipe(app, start, end, y=450):
    """Drag a finger from one side to the other."""
    touch = app.page.context.new_cdp_session(app.page)

    def send(kind, *x):
        points = [{"x": at, "y": y} for at in x]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", start)
    for step in range(1, 9):
        send("touchMove", start + (end - start) * step / 8)
    send("touchEnd")


def test_a_tap_and_a_swipe_change_the_person(install, new_app):
    phone = new_app(install, has_touch=True)
    sample_family(phone).sees("李明的医保码，二维码")
    mine = read(phone.screenshot("code-mine"))["QRCode"]
    phone.tap("王桂兰的码").sees("王桂兰的医保码，二维码").sees_no("李明的医保码，二维码")
    assert read(phone.screenshot("code-hers"))["QRCode"] != mine
    swipe(phone, 100, 340)
    phone.sees("李明的医保码，二维码").sees_no("王桂兰的医保码，二维码")
    swipe(phone, 340, 100)
    phone.sees("王桂兰的医保码，二维码")
    phone.tap("全屏出示").sees("下一位")
    swipe(phone, 60, 340)
    phone.sees("李明的医保码，二维码").tap("下一位").sees("王桂兰的医保码，二维码")


@pytest.mark.parametrize(("width", "height"), [(844, 390), (640, 360)])
def test_on_its_side_the_code_stands_beside_the_name(install, new_app, width, height):
    app = new_app(install)
    sample_family(app, "/").page.set_viewport_size({"width": width, "height": height})
    app.open("/code").sees("李明的医保码，二维码").sees("秒后换新码").sees_no("条形码")
    assert read(app.screenshot(f"code-side-{width}")).keys() == {"QRCode"}
    app.tap("全屏出示").sees("下一位").sees("秒后换新码")
    assert read(app.screenshot(f"code-side-full-{width}")).keys() == {"QRCode"}


# A server whose codes last twelve seconds.
SHORT_LIVED = """
import sys
from datetime import timedelta
from app.services import show_code
show_code.LASTS = timedelta(seconds=12)
from app.cli import main
sys.exit(main(["--web", "--port", "0", "--data", sys.argv[1]]))
"""
AWAKE = """
window.awake = [];
const request = navigator.wakeLock.request.bind(navigator.wakeLock);
navigator.wakeLock.request = async (kind) => {
  const lock = await request(kind);
  window.awake.push(true);
  lock.addEventListener("release", () => window.awake.push(false));
  return lock;
};
"""


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_no_code_stays_when_the_server_falls_silent(new_install, new_app, tmp_path, motion):
    install = new_install(command=[sys.executable, "-c", SHORT_LIVED, str(tmp_path / "data")])
    app = new_app(install, reduced_motion=motion)
    sample_family(app).sees("李明的医保码，二维码")
    app.sees(re.compile("(?<!1)[67] 秒后换新码"))
    install.process.send_signal(signal.SIGSTOP)
    try:
        picture = tmp_path / "silent.png"
        app.page.screenshot(path=picture)
        assert read(picture).keys() == {"QRCode", "Code128"}
        app.page.wait_for_timeout(7000)
        assert read(app.screenshot(f"code-over-{motion}")) == {}
    finally:
        install.process.send_signal(signal.SIGCONT)
    app.sees("李明的医保码，二维码")


def test_the_screen_stays_awake_only_while_a_code_is_on_it(phone):
    phone.page.add_init_script(AWAKE)
    sample_family(phone).sees("李明的医保码，二维码")
    phone.page.wait_for_function("awake.join() === 'true'")
    phone.tap("家庭", "tab").sees("家庭共济")
    phone.page.wait_for_function("awake.join() === 'true,false'")


@pytest.mark.parametrize(("size", "dark"), [("phone", True), ("desktop", False)])
def test_codes_are_read_in_the_dark_and_on_a_wide_window(install, new_app, size, dark):
    app = new_app(install, size, dark=dark)
    sample_family(app).sees("李明的医保码，二维码")
    found = read(app.screenshot(f"code-{size}-{'dark' if dark else 'light'}"))
    assert found.keys() == {"QRCode", "Code128"}
    app.tap("全屏出示").sees_no("首页")
    app.sees("秒后换新码")
    full = read(app.screenshot(f"code-full-{size}"))
    assert full["QRCode"].startswith("SIM0")
    assert full["QRCode"] != found["QRCode"]


def test_codes_are_read_on_a_narrow_phone(install, new_app):
    app = new_app(install)
    app.page.set_viewport_size({"width": 320, "height": 844})
    sample_family(app).sees("李明的医保码，二维码")
    assert read(app.screenshot("code-320")).keys() == {"QRCode", "Code128"}
