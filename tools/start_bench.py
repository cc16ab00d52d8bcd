"""Measure how long the app takes to its first frame, against a bare counter of Flet's, in turns, in Chromium.

    python tools/start_bench.py [--times N]

From starting the program on a fresh install to Flutter's first frame, and to the first page that Python has drawn: in
a tab of a browser that is open already (the server), and in a browser that is started for it with a profile of its own
(the window). Prints the middle of N times.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserType, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))
from counter import COUNTER
from find_browser import ARGUMENTS, find_browser

ROOT = Path(__file__).resolve().parent.parent
OURS = "import sys; from app.cli import main; sys.exit(main())"
MOST_RATIO = 1.2
WAIT_MS = 60_000
# A page is there when the client shows words of it to screen readers, which it does with the picture.
NOTE_FRAMES = """
addEventListener('flutter-first-frame', () => { window.firstFrameAt = Date.now(); });
const look = () => {
    document.querySelector('flt-semantics-placeholder')?.click();
    const host = document.querySelector('flt-semantics-host');
    if (/more|登录/.test(host?.innerText ?? '')) window.firstPageAt ??= Date.now();
    else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def command(name: str, port: int, folder: Path) -> list[str]:
    """Give what starts this program on this port."""
    if name == "counter":
        return [sys.executable, "-c", f"{COUNTER}ft.run(main, port={port}, view=None, no_cdn=True)\n"]
    return [sys.executable, "-c", OURS, "--web", "--port", str(port), "--data", str(folder / "data")]


@contextmanager
def started(name: str, folder: Path) -> Iterator[tuple[str, float]]:
    """Start a program; give its address once it answers, and when it was started (seconds since the epoch)."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    dropped = ("FLET_", "GONGJI_", "PYTHONDONTWRITEBYTECODE")
    environ = {key: value for key, value in os.environ.items() if not key.startswith(dropped)}
    environ |= {"FLET_FORCE_WEB_SERVER": "true", "PYTHONPATH": str(ROOT)}
    environ |= {"GONGJI_CACHE": str(ROOT / "build" / "test-cache")}
    # As installed: what is imported is compiled before. Where it can't be kept, a start takes half as long again.
    environ |= {"PYTHONPYCACHEPREFIX": str(ROOT / "build" / "pycache")}
    quiet = subprocess.DEVNULL
    at = time.time()
    with subprocess.Popen(command(name, port, folder), cwd=folder, env=environ, stdout=quiet, stderr=quiet) as process:  # noqa: S603
        try:
            while process.poll() is None:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                except OSError:
                    time.sleep(0.01)
                else:
                    break
            yield f"http://127.0.0.1:{port}/", at
        finally:
            process.kill()  # with a page open a counter doesn't stop otherwise


def first_frames(page: Page, address: str, at: float) -> tuple[float, float]:
    """Give the seconds from `at` to the first frame of this address, and to the first page."""
    page.add_init_script(NOTE_FRAMES)
    page.goto(address, wait_until="commit")
    page.wait_for_function("window.firstPageAt", timeout=WAIT_MS)
    frame, drawn = page.evaluate("[window.firstFrameAt, window.firstPageAt]")
    return frame / 1000 - at, drawn / 1000 - at


def in_a_tab(browser_type: BrowserType, path: str, name: str) -> tuple[float, float]:
    """Measure the server: the browser is there before."""
    with tempfile.TemporaryDirectory() as folder:
        browser = browser_type.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page()
        with started(name, Path(folder)) as (address, at):
            took = first_frames(page, address, at)
        browser.close()
    return took


def in_a_window(browser_type: BrowserType, path: str, name: str) -> tuple[float, float]:
    """Measure the window: the browser is started when the server answers."""
    with tempfile.TemporaryDirectory() as folder, started(name, Path(folder)) as (address, at):
        context = browser_type.launch_persistent_context(
            str(Path(folder) / "profile"), executable_path=path, args=ARGUMENTS
        )
        took = first_frames(context.pages[0], address, at)
        context.close()
    return took


def main() -> int:
    """Measure, print a table, keep build/start-bench.json; 1 where the app is too slow."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    path = find_browser()
    if path is None:
        sys.exit("no Chromium: run `make browser`")
    found: dict[str, dict[str, dict[str, float]]] = {}
    with sync_playwright() as playwright:
        for where, measure in (("server", in_a_tab), ("window", in_a_window)):
            took: dict[str, list[tuple[float, float]]] = {"counter": [], "gongji": []}
            for turn in range(asked.times + 1):
                for name, times in took.items():
                    measured = measure(playwright.chromium, path, name)
                    if turn:  # the first compiles
                        times.append(measured)
            found[where] = {
                what: _compare([one[part] for one in took["counter"]], [one[part] for one in took["gongji"]])
                for part, what in enumerate(("first frame", "first page"))
            }
            for what, line in found[where].items():
                print(
                    f"{where}, {what}: {line['gongji']:.2f} s, a bare counter {line['counter']:.2f} s: {line['ratio']}"
                )
    target = ROOT / "build" / "start-bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(found, indent=1))
    return int(any(one["first frame"]["ratio"] > MOST_RATIO for one in found.values()))


def _compare(counter: list[float], gongji: list[float]) -> dict[str, float]:
    middle = {"counter": round(statistics.median(counter), 2), "gongji": round(statistics.median(gongji), 2)}
    return {**middle, "ratio": round(middle["gongji"] / middle["counter"], 2)}


if __name__ == "__main__":
    sys.exit(main())
