"""Make the white-on-nothing drawings that the pictures of 结算单 are put together from, out of assets/art/*.svg.

    .venv/bin/python tools/make_masks.py

Run by hand; the result is committed. Pillow, which draws those pictures on every platform, can't read vectors.
"""

import re
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from find_browser import ARGUMENTS, find_browser

ART = Path(__file__).resolve().parent.parent / "assets" / "art"
SCALE = 3
"""The pictures have three pixels for one of the screen."""


def draw(page: Page, svg: str, target: Path, width: int, height: int) -> None:
    """Write one transparent PNG of `width` by `height` pixels of the screen."""
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(f"<style>*{{margin:0}}svg{{display:block;width:{width}px;height:{height}px}}</style>{svg}")
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, omit_background=True)


def main() -> None:
    """Draw the band of 卷草, the lotus without its ground, and the six shapes of badges."""
    read = {
        name: (ART / f"{name}.svg").read_text() for name in ("scroll", "mark", *[f"badge-p{n}" for n in range(1, 7)])
    }
    scroll = read["scroll"].replace("#1C439B", "#fff")
    lotus = re.sub(r"<rect[^>]*/>", "", read["mark"], count=1)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        page = browser.new_context(device_scale_factor=SCALE).new_page()
        draw(page, scroll, ART / "masks" / "scroll.png", 336, 28)
        draw(page, lotus, ART / "masks" / "lotus.png", 44, 44)
        for number in range(1, 7):
            draw(page, read[f"badge-p{number}"], ART / "masks" / f"badge-p{number}.png", 44, 44)
        browser.close()


if __name__ == "__main__":
    main()
