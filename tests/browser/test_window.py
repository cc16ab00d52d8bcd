"""A real Chromium's window as the app's: its place is kept, its least size held, and it comes to the front."""

import stat
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.web.browser_window import BrowserWindow
from app.web.window_box import Box, keep_box, read_box
from tests.browser.conftest import find_browser

WAIT_S = 60


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def address(tmp_path):
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text("<title>x</title>")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "page")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def window(tmp_path, address):
    """A window that needs no display: the same browser, started headless."""
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\nexec "{find_browser()}" --headless=new --disable-gpu --no-sandbox "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    made = BrowserWindow(str(program), address, tmp_path)
    yield made
    if made._process is not None:
        made._process.terminate()
        made._process.wait(WAIT_S)


def until(get):
    end = time.monotonic() + WAIT_S
    while True:
        found = get()
        if found:
            return found
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)


def test_a_window_opens_where_it_was(window, tmp_path):
    keep_box(tmp_path, Box(510, 705, 40, 30))
    assert window.open()
    assert until(window._look) == Box(510, 705, 40, 30)
    assert window.to_front()


def test_where_it_was_moved_is_kept_and_too_small_is_made_larger(window, tmp_path):
    assert window.open()
    waiting = threading.Thread(target=window.wait)
    waiting.start()
    target = until(window._target)
    number = until(lambda: window._ask("Browser.getWindowForTarget", targetId=target))["windowId"]
    window._ask("Browser.setWindowBounds", windowId=number, bounds={"left": 70, "top": 60, "width": 700, "height": 800})
    until(lambda: read_box(tmp_path) == Box(700, 800, 70, 60))
    window._ask("Browser.setWindowBounds", windowId=number, bounds={"width": 300, "height": 400})
    until(lambda: window._ask("Browser.getWindowForTarget", targetId=target)["bounds"]["height"] == 640)
    window._process.terminate()
    waiting.join(WAIT_S)
    assert not waiting.is_alive()
    assert not window.to_front()


def test_a_browser_that_cant_be_started(tmp_path, address):
    assert not BrowserWindow(str(tmp_path / "nothing"), address, tmp_path).open()
