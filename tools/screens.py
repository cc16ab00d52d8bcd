"""Pictures of the app's screens, in build/screens/: phone and desktop, light and dark, each of ROUTES.

    .venv/bin/python tools/screens.py [ROUTE…]

Serves a fresh install with the sample family and logs in as its father by 「体验示例家庭」.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from find_browser import ARGUMENTS, find_browser

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build" / "screens"
ROUTES = ("/", "/zone", "/family", "/code", "/records", "/me")
SIZES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
    "desktop": {"viewport": {"width": 1280, "height": 800}, "device_scale_factor": 1},
}
SETTLED_MS = 700


@contextmanager
def serve(data: str) -> Iterator[str]:
    """Serve an empty install until the block ends; gives its address."""
    command = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]
    command += ["--web", "--port", "0", "--data", data]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout is not None  # noqa: S101 - asked for above
        address = re.search(r"http://[^\s/]+", server.stdout.readline())
        if address is None:
            sys.exit("the server printed no address")
        yield address[0]
        server.terminate()
        server.communicate()


def shoot(browser: Browser, address: str, routes: list[str], size: str, scheme: str) -> None:
    """Take the pictures of one size and one colour scheme; the first is the login page."""
    context = browser.new_context(**SIZES[size], locale="zh-CN", color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    enter = page.locator("flt-semantics-host").get_by_role("button", name=re.compile("示例"))
    enter.first.wait_for(state="attached")
    take(page, f"login-{size}-{scheme}")
    enter.first.click()
    enter.first.wait_for(state="detached")
    for route in routes:
        page.goto(address + route)
        page.locator("flt-semantics-host flt-semantics:has(span)").first.wait_for(state="attached")
        take(page, f"{route.strip('/').replace('/', '-') or 'home'}-{size}-{scheme}")
    context.close()


def take(page: Page, name: str) -> None:
    """Write one picture once the page is at rest."""
    page.wait_for_timeout(SETTLED_MS)
    page.screenshot(path=TARGET / f"{name}.png")
    print(f"build/screens/{name}.png", flush=True)


def main() -> None:
    """Take all pictures."""
    TARGET.mkdir(parents=True, exist_ok=True)
    routes = sys.argv[1:] or list(ROUTES)
    with tempfile.TemporaryDirectory() as data, serve(data) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for size in SIZES:
            for scheme in ("light", "dark"):
                shoot(browser, address, routes, size, scheme)
        browser.close()


if __name__ == "__main__":
    main()
