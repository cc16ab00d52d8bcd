"""付款模拟 takes a code that is held out: through the camera, from a screenshot, from a photo."""

import io

import pytest
from find_browser import ARGUMENTS, find_browser
from PIL import Image

SEES = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", "--use-file-for-fake-video-capture={}")


def sample(app):
    return app.open("/").tap("体验示例家庭").sees("家人的医保码")


def picture(app, file):
    with app.page.expect_file_chooser() as caught:
        app.tap("从图片读")
    caught.value.set_files(file)
    return app


@pytest.mark.install(today="2026-06-12")
def test_a_screenshot_of_the_code_page_is_read_once(phone, tmp_path):
    sample(phone).open("/code").sees("李明的医保码，二维码").sees("秒后换新码")
    shot = phone.screenshot("code-to-scan")
    photo = tmp_path / "photo.jpg"
    Image.open(shot).convert("RGB").rotate(12, expand=True, fillcolor="#556").save(photo, quality=80)
    picture(phone.open("/pay").sees("从图片读"), photo).sees("来看病的是李明本人")
    picture(phone.tap("换一个").sees("从图片读"), shot).sees("这个码用过了")
    empty, broken = tmp_path / "empty.png", tmp_path / "broken.png"
    Image.new("RGB", (300, 200), "#eee").save(empty)
    broken.write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    picture(phone, empty).sees("这张图里没有读到码").sees_no("这个码用过了")
    picture(phone, broken).sees("「broken.png」不是能打开的图片")


def test_files_larger_than_the_connection_takes_are_made_smaller_or_refused_in_words(phone, tmp_path):
    sample(phone).open("/code").sees("李明的医保码，二维码").sees("秒后换新码")
    shot = Image.open(phone.screenshot("code-to-enlarge")).convert("RGB")
    large, endless = tmp_path / "large.png", tmp_path / "endless.png"
    ground = Image.effect_noise((3600, 3600), 90).convert("RGB")
    ground.paste(shot.resize((1500, 1500 * shot.height // shot.width)), (900, 150))
    ground.save(large, compress_level=1)
    endless.write_bytes(b"no picture" * 2_000_000)
    assert large.stat().st_size > 12_000_000
    picture(phone.open("/pay").sees("从图片读"), endless).sees("「endless.png」不是能打开的图片")
    picture(phone, large).sees("来看病的是李明本人")


@pytest.fixture
def with_camera(chromium, install, tmp_path):
    """Give a phone and the film that its camera sees; the browser opens it when the camera is turned on."""
    from tests.browser.conftest import SIZES, App  # noqa: PLC0415 - the fixtures' own module

    film = tmp_path / "film.mjpeg"
    arguments = [*ARGUMENTS, *SEES[:2], SEES[2].format(film)]
    browser = chromium.browser_type.launch(executable_path=find_browser(), args=arguments)
    app = App(browser.new_context(**SIZES["phone"], locale="zh-CN").new_page(), install)
    yield app, film
    browser.close()
    assert not app.faults()


def write_film(film, picture):
    """Hold a picture before the camera, a little off the middle."""
    out = io.BytesIO()
    scene = Image.new("RGB", (640, 480), "#667")
    scene.paste(picture.resize((400, 400)), (90, 40))
    scene.save(out, "JPEG", quality=85)
    film.write_bytes(out.getvalue() * 10)


def test_the_camera_sees_a_code_and_takes_it(with_camera):
    phone, film = with_camera
    sample(phone).open("/code").sees("李明的医保码，二维码").sees("秒后换新码")
    shot = Image.open(phone.screenshot("code-to-film")).convert("RGB")
    write_film(film, shot.crop((0, shot.height // 4, shot.width, shot.height // 4 + shot.width)))
    phone.open("/pay").sees("扫一扫").tap("扫一扫").sees("来看病的是李明本人").sees_no("扫医保码")


def test_without_a_camera_it_is_said(phone):
    sample(phone).open("/pay").sees("扫一扫").tap("扫一扫").sees("从图片里读码")
