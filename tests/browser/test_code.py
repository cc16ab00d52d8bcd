"""医保码 in Chromium: what is on the screen can be read by a scanner, and the counter takes it once."""

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


def test_a_tap_and_a_swipe_change_the_person(phone):
    sample_family(phone).sees("李明的医保码，二维码")
    mine = read(phone.screenshot("code-mine"))["QRCode"]
    phone.tap("王桂兰的码").sees("王桂兰的医保码，二维码").sees_no("李明的医保码，二维码")
    assert read(phone.screenshot("code-hers"))["QRCode"] != mine
    mouse = phone.page.mouse
    mouse.move(120, 450)
    mouse.down()
    for x in range(140, 320, 30):
        mouse.move(x, 452)
    mouse.up()
    phone.sees("李明的医保码，二维码")


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
