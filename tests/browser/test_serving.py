"""The app opens with its own files only, and with every Chinese character."""

import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

STOP_SECONDS = 5


def test_opens_without_asking_another_host(phone):
    phone.open("/")
    expect(phone.page).to_have_title("共济通")
    assert phone.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert not phone.foreign


def test_every_slice_that_rare_characters_may_need_is_there(phone):
    """The client fetches a slice for a character that the loaded fonts lack; without it that would be an empty box."""
    phone.open("/")
    script = """async () => {
        const client = await (await fetch('main.dart.js')).text();
        const names = new Set(client.match(/notosanssc\\/v\\d+\\/[\\w-]+\\.\\d+\\.woff2/g));
        const found = await Promise.all([...names].map(async (name) => (await fetch('assets/fonts/' + name)).ok));
        return found.length > 90 && found.every(Boolean);
    }"""
    assert phone.page.evaluate(script), "a slice that the client may ask for is missing"


def test_the_client_draws_in_one_thread(phone):
    """With two, characters come out in pieces now and then (see app/web/headers.py)."""
    phone.open("/")
    assert phone.page.evaluate("window.crossOriginIsolated") is False


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_the_client_is_sent_compressed_and_once(install, encoding):
    request = urllib.request.Request(f"{install.address}/main.dart.wasm", headers={"Accept-Encoding": encoding})
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.headers["Content-Encoding"] == encoding
        assert int(answer.headers["Content-Length"]) < 3_000_000
        etag = answer.headers["ETag"]
    request.add_header("If-None-Match", etag)
    with pytest.raises(urllib.error.HTTPError, match="304"):
        urllib.request.urlopen(request, timeout=30)


@pytest.mark.parametrize("path", ["docs", "redoc", "oauth_callback", "upload"])
def test_there_are_no_endpoints_but_the_clients_files_and_pages(install, path):
    index = urllib.request.urlopen(install.address, timeout=30).read()
    assert urllib.request.urlopen(f"{install.address}/{path}", timeout=30).read() == index
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{install.address}/{path}.json", timeout=30)
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{install.address}/openapi.json", timeout=30)
    sent = urllib.request.Request(f"{install.address}/{path}", data=b"x", method="PUT")
    with pytest.raises(urllib.error.HTTPError, match="405"):
        urllib.request.urlopen(sent, timeout=30)


def test_until_the_app_shows_something_flets_own_words_are_not_there(phone):
    """Flet's client says "Working..." before the app has drawn, in English, to screen readers too."""
    phone.page.add_init_script("""
        window.heard = new Set();
        const hear = () => {
            const host = document.querySelector("flt-semantics-host");
            if (host && host.innerText.trim()) window.heard.add(host.innerText.trim().split("\\n")[0]);
            if (!document.getElementById("opening")) window.openedWith ??= document.title;
            requestAnimationFrame(hear);
        };
        requestAnimationFrame(hear);
    """)
    phone.open("/").sees("短信登录")
    assert "Working..." not in phone.page.evaluate("[...window.heard]")
    assert phone.page.evaluate("window.openedWith") == "共济通"


def test_stops_at_once_with_a_page_open(phone, install):
    phone.open("/")
    started = time.monotonic()
    install.process.terminate()
    assert install.process.wait(STOP_SECONDS) == 0
    assert time.monotonic() - started < STOP_SECONDS


def test_behind_a_proxy_everything_lies_under_its_prefix(new_install, new_app, tmp_path):
    start = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]
    command = [*start, "--web", "--port", "0", "--data", str(tmp_path / "data"), "--proxy", "--prefix", "/gongji"]
    phone = new_app(new_install(command=command))
    asked = []
    phone.page.on("request", lambda request: asked.append(request.url.removeprefix(phone.install.address)))
    phone.page.on("websocket", lambda socket: asked.append(socket.url.partition(phone.install.address[5:])[2]))
    phone.open("/gongji/").sees("短信登录")
    phone.tap("短信登录").sees("获取验证码")
    assert [url for url in asked if not url.startswith(("/gongji/", "blob:", "data:"))] == []
    assert "/gongji/ws" in asked
    assert urlsplit(phone.page.url).path.startswith("/gongji/")
