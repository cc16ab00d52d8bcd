"""Who comes while the server is getting ready waits; what can't be got ready is said once, and nothing stays open."""

import asyncio
import subprocess
import sys
from pathlib import Path

from app.web.later import TRY_AGAIN_LATER, Later
from tests.own_loop import in_own_loop


class Browser:
    """A WebSocket that keeps what it was sent."""

    def __init__(self):
        self.heard = []

    async def receive(self):
        return {"type": "websocket.connect"}

    async def send(self, message):
        self.heard.append(message)


async def greet(_scope, _receive, send):
    await send({"type": "websocket.accept"})


def test_who_comes_early_is_answered_once_it_is_there():
    async def visits():
        later, early, late = Later(), Browser(), Browser()
        waiting = asyncio.create_task(later({}, early.receive, early.send))
        await asyncio.sleep(0)
        before = list(early.heard)
        await asyncio.to_thread(later.come, greet)
        await waiting
        await later({}, late.receive, late.send)
        return before, early.heard, late.heard

    accepted = [{"type": "websocket.accept"}]
    assert in_own_loop(visits()) == ([], accepted, accepted)


def test_one_who_goes_while_waiting_takes_nothing_from_the_others():
    async def visits():
        later, gone, patient = Later(), Browser(), Browser()
        going, staying = (asyncio.create_task(later({}, one.receive, one.send)) for one in (gone, patient))
        await asyncio.sleep(0)
        going.cancel()
        await asyncio.sleep(0)
        later.come(greet)
        await staying
        return gone.heard, patient.heard

    assert in_own_loop(visits()) == ([], [{"type": "websocket.accept"}])


def test_where_nothing_comes_the_browser_is_told():
    async def visit():
        later, browser = Later(), Browser()
        later.come(None)
        await later({}, browser.receive, browser.send)
        return browser.heard

    assert in_own_loop(visit()) == [{"type": "websocket.close", "code": TRY_AGAIN_LATER}]


def test_a_server_whose_data_is_damaged_says_so_and_tells_no_address(tmp_path):
    (tmp_path / "gongji.db").write_bytes(b"no database" * 1000)
    words = [sys.executable, "main.py", "--web", "--port", "0", "--data", str(tmp_path)]
    ended = subprocess.run(words, cwd=Path.cwd(), capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "http://" not in ended.stdout
    assert "数据" in ended.stderr
    assert "Traceback" not in ended.stderr
