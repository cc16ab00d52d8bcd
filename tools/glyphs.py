"""Load the login page a hundred times and tell how many loads were drawn wrong: `make glyphs`.

    .venv/bin/python tools/glyphs.py [LOADS]

Hazard of the web client: half characters that stay. Every other load has an empty cache. All pictures must be the same;
those that differ from the most are kept in build/glyphs/. Exits 1 if there is one. See docs/decisions/0007.
"""

import io
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from find_browser import ARGUMENTS, find_browser  # noqa: E402 - the folder of scripts is no package

from tests.browser.conftest import SIZES, App, Install, run_install  # noqa: E402

TARGET = ROOT / "build" / "glyphs"
LOADS = 100
REST_MS = 1500
SAME = 24
"""Levels of grey by which two pictures of the same page may differ at a pixel: edges are smoothed by chance."""


def load(context: BrowserContext, install: Install) -> bytes:
    """Load the page once, and give its picture when nothing moves any more."""
    app = App(context.new_page(), install)
    app.open("/").sees("体验示例家庭").page.wait_for_timeout(REST_MS)
    picture = app.page.screenshot()
    app.page.close()
    return picture


def pictures(browser: Browser, install: Install, loads: int) -> list[bytes]:
    """Load the page so many times, by turns with an empty cache and with a full one."""
    found: list[bytes] = []
    context: BrowserContext | None = None
    for number in range(loads):
        if context is None or number % 2 == 0:
            if context:
                context.close()
            context = browser.new_context(**SIZES["phone"], locale="zh-CN")
        found.append(load(context, install))
        print(f"\r{number + 1} / {loads}", end="", flush=True)
    print()
    return found


def differs(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures show different things."""
    if one.size != other.size:
        return True
    return ImageChops.difference(one, other).point(lambda level: 255 if level > SAME else 0).getbbox() is not None


def odd_ones(found: list[bytes]) -> list[tuple[int, Image.Image]]:
    """Give the loads that look different from the most, each with its number."""
    groups: dict[int, list[int]] = defaultdict(list)
    images = [Image.open(io.BytesIO(one)).convert("L") for one in found]
    for number, image in enumerate(images):
        like = next((first for first in groups if not differs(images[first], image)), number)
        groups[like].append(number)
    most = max(groups.values(), key=len)
    return [(number, images[number]) for number in range(len(images)) if number not in most]


def main() -> int:
    """Load, compare, tell; gives the exit status."""
    loads = int(sys.argv[1]) if len(sys.argv) > 1 else LOADS
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        with run_install(Path(folder) / "data", Path(folder) / "log") as install:
            odd = odd_ones(pictures(browser, install, loads))
        browser.close()
    for number, picture in odd:
        picture.save(TARGET / f"load-{number + 1}.png")
    print(f"{len(odd)} of {loads} loads differ" + (f", see {TARGET.relative_to(ROOT)}" if odd else ""))
    return 1 if odd else 0


if __name__ == "__main__":
    sys.exit(main())
