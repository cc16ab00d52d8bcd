"""Take pictures of the gallery: ``python tools/gallery_shots.py OUT [page?dark …] [--width W] [--text 1.3]``."""

import argparse
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

PORT = 8617
PAGES = ["kit", "form", "home", "family", "pay", "refusal", "check", "code"]
ARGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)

_LARGER = """document.addEventListener('DOMContentLoaded', () => {
  const style = document.createElement('style');
  style.textContent = 'html { font-size: %spx }';
  document.head.append(style);
});"""


def main() -> None:
    """Serve, shoot, stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("pages", nargs="*", default=PAGES)
    parser.add_argument("--width", type=int, default=390)
    parser.add_argument("--height", type=int, default=844)
    parser.add_argument("--text", type=float, default=1.0)
    parser.add_argument("--click", default="")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    here = Path(__file__).resolve().parent
    server = subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, str(here / "gallery.py"), str(PORT)],
        cwd=here.parent,
        env={**os.environ, "PYTHONPATH": str(here.parent)},
    )
    try:
        _wait()
        _shoot(wanted)
    finally:
        server.terminate()
        server.wait(10)


def _wait() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=1).read()
        except OSError:
            time.sleep(0.1)
        else:
            return


def _shoot(wanted: argparse.Namespace) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS.split())
        for name in wanted.pages:
            page = browser.new_page(viewport={"width": wanted.width, "height": wanted.height}, device_scale_factor=2)
            page.add_init_script("window.addEventListener('flutter-first-frame', () => { window.ready = true; });")
            if wanted.text != 1:
                page.add_init_script(_LARGER % (16 * wanted.text))
            page.on("console", lambda line: print("console:", line.text[:300]))
            page.goto(f"http://127.0.0.1:{PORT}/{name}")
            page.wait_for_function("window.ready === true", timeout=60000)
            page.wait_for_timeout(4500)
            if wanted.click:
                x, y = map(int, wanted.click.split(","))
                page.mouse.click(x, y)
                page.wait_for_timeout(4000)
            page.screenshot(path=wanted.out / f"{name.replace('?', '-')}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
