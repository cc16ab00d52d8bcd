"""Starting: a window where one can be had, else what can be; the second start finds the first. Always in words."""

import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.web.window_box import Box, keep_box, read_box

GONGJI = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]
WAIT_S = 60
# Shows nothing, notes how it was called, and stays until it is ended or the note says so.
BROWSER = """#!/bin/sh
echo "$@" >> "{notes}"
while [ ! -e "{closed}" ]; do sleep 0.1; done
"""


class Machine:
    """A machine with a display and the browsers that a test puts there."""

    def __init__(self, folder):
        self.folder, self.data = folder, folder / "data"
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.notes, self.closed = folder / "notes", folder / "closed"
        self.started = []

    def browser(self, name="chromium"):
        program = self.bin / name
        program.write_text(BROWSER.format(notes=self.notes, closed=self.closed))
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    def start(self, *words, display=":99"):
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("GONGJI_", "FLET_", "WAYLAND", "DISPLAY"))}
        environ = clean | {"PATH": f"{self.bin}:/usr/sbin:/sbin", "DISPLAY": display, "PYTHONPATH": str(Path.cwd())}
        environ |= {"BROWSER": "", "GONGJI_CACHE": str(self.folder / "cache")}
        (self.bin / "sleep").exists() or (self.bin / "sleep").symlink_to("/bin/sleep")
        process = subprocess.Popen(
            [*GONGJI, *words, "--data", str(self.data)],
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(process)
        return process

    def called(self):
        """How the browser was called, once it was."""
        until(lambda: self.notes.exists() and self.notes.read_text())
        return self.notes.read_text()

    def end(self):
        self.closed.touch()
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            said = process.communicate(timeout=WAIT_S)[0]
            assert "Traceback" not in said


@pytest.fixture
def machine(tmp_path):
    made = Machine(tmp_path)
    yield made
    made.end()


def told(process):
    """Read the next line; whether Flet's client is tried first depends on what is installed."""
    line = process.stdout.readline()
    while "Flet 的窗口程序" in line:
        line = process.stdout.readline()
    return line


def until(true):
    end = time.monotonic() + WAIT_S
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def test_no_client_of_flets_a_window_of_the_browser(machine):
    machine.browser()
    process = machine.start("--port", "0")
    assert told(process) == "共济通已在 chromium 的窗口中打开。关上窗口就结束。\n"
    called = machine.called()
    assert re.search(r"--app=http://127\.0\.0\.1:\d+/ ", called)
    assert f"--user-data-dir={machine.data / 'window'} --window-size=430,900 " in called
    time.sleep(3.5)  # nobody closes a window sooner than it can be seen
    machine.closed.touch()
    assert process.wait(WAIT_S) == 0
    assert process.stdout.read() == "共济通已关闭。\n"


def test_a_window_on_damaged_data_stays_until_it_is_closed(machine):
    machine.browser()
    machine.data.mkdir()
    (machine.data / "gongji.db").write_bytes(b"no database" * 1000)
    process = machine.start("--port", "0")
    assert "的窗口中打开" in told(process)
    assert "--app=http://127.0.0.1:" in machine.called()
    time.sleep(3.5)  # nobody closes a window sooner than it can be seen
    assert process.poll() is None
    machine.closed.touch()
    assert process.wait(WAIT_S) == 2
    assert "不是共济通的数据文件" in process.stdout.read()


def test_no_browser_the_address(machine):
    process = machine.start("--port", "0")
    assert re.match(r"没有找到浏览器。共济通在 http://127\.0\.0\.1:\d+/ ，请自己打开。", told(process))


def test_no_display_the_address(machine):
    machine.browser()
    process = machine.start("--port", "0", display="")
    assert re.match(r"这里没有显示屏，打不开窗口。共济通在 http://127\.0\.0\.1:\d+/ ，", told(process))
    assert not machine.notes.exists()


def test_a_browser_that_ends_at_once_leaves_the_server_running(machine):
    machine.browser()
    machine.closed.touch()
    process = machine.start("--port", "0")
    assert "的窗口中打开" in told(process)
    assert re.match(r"共济通已在浏览器中打开：http://", told(process))
    assert process.poll() is None


def test_the_second_start_doesnt_open_the_data_again(machine):
    first = machine.start("--web", "--port", "0")
    address = re.search(r"http://\S+", told(first))[0]
    second = machine.start("--web", "--port", "0")
    assert second.wait(WAIT_S) == 2
    assert second.stdout.read() == f"共济通已经开着，在 {address} 。一个数据目录只开一次。\n"
    machine.browser()
    third = machine.start()
    assert told(third) == "共济通已经开着，这里只是再开一个窗口。\n"
    assert "的窗口中打开" in told(third)
    assert f"--app={address} " in machine.called()
    assert first.poll() is None


def test_a_first_that_was_killed_is_no_first(machine):
    first = machine.start("--web", "--port", "0")
    told(first)
    first.kill()
    first.wait(WAIT_S)
    assert (machine.data / "gongji.running").exists()
    second = machine.start("--web", "--port", "0")
    assert re.match(r"共济通在 http://", told(second))


def test_a_box_is_kept_and_never_too_small(tmp_path):
    assert read_box(tmp_path) == Box(430, 900)
    keep_box(tmp_path, Box(700, 800, 30, -20))
    assert read_box(tmp_path) == Box(700, 800, 30, -20)
    keep_box(tmp_path, Box(100, 100, 0, 0))
    assert read_box(tmp_path) == Box(360, 640, 0, 0)


@pytest.mark.parametrize("kept", ["", "[]", "{}", '{"width": "x", "height": 5}', '{"width": 1e9, "height": 700}'])
def test_a_damaged_box_is_the_first_one(tmp_path, kept):
    (tmp_path / "window.json").write_text(kept)
    assert read_box(tmp_path) == Box()


def test_the_entry_of_flets_tools_takes_the_same_words(tmp_path):
    main = Path(__file__).resolve().parents[2] / "main.py"
    command = [sys.executable, str(main), "--wbe", "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=WAIT_S, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("不认识的参数：--wbe。\n用法：gongji")
