"""Make icons, splash and the sign without its square from assets/art/. Run by hand; the result is committed.

    .venv/bin/python tools/make_icons.py

Needs playwright and a Chromium, which draws them. `flet build` makes every size that a platform wants of these:
icon.png (cobalt to the edge: phones and macOS cut their own shape), icon_windows.png and icon_linux.png (nobody cuts
there: the sign with its own corners), splash.png and splash_dark.png (Android 12 shows a circle of two thirds).
"""

import re
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).resolve().parent.parent)]
from find_browser import ARGUMENTS, find_browser  # noqa: E402 - the folder of scripts is no package

from app.ui.theme import DARK, LIGHT  # noqa: E402

ASSETS = Path(__file__).resolve().parent.parent / "assets"
# Android may crop to the inner 80 %: the mark keeps within.
SAFE = 0.8


def draw(page: Page, svg: str, target: Path, size: int) -> None:
    """Write one PNG of `size` pixels a side."""
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(f"<style>*{{margin:0}}svg{{display:block;width:{size}px;height:{size}px}}</style>{svg}")
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, omit_background=True)
    print(f"{target.relative_to(ASSETS)}: {target.stat().st_size:,} bytes")


def full_bleed(mark: str) -> str:
    """Give the mark with square corners, its drawing smaller, for systems that cut their own shape."""
    ground, drawing = re.search(r"(<rect[^>]*/>)(.*)</svg>", mark, re.DOTALL).groups()
    square = re.sub(r'rx="[\d.]+"', "", ground)
    inner = f'<g transform="translate(50 50) scale({SAFE}) translate(-50 -50)">{drawing}</g>'
    return mark.replace(ground + drawing, square + inner)


def lotus(mark: str) -> str:
    """Give the sign without its square, for cobalt grounds."""
    return re.sub(r"<defs>.*?</defs>|<rect[^>]*/>", "", mark, flags=re.DOTALL)


def splash(mark: str, scroll: str, ink: str) -> str:
    """Give the mark at a third of a transparent square, and the 卷草 below it: within a circle of two thirds."""
    inner = re.sub(r'<svg (.*?)width="\d+" height="\d+"', r'<svg \1x="33" y="29" width="34" height="34"', mark, count=1)
    band = re.sub(
        r'<svg (.*?)width="\d+" height="\d+"', r'<svg \1x="28" y="67" width="44" height="3.7"', scroll, count=1
    )
    band = band.replace(LIGHT.color.cobalt, ink)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{inner}{band}</svg>'


def main() -> None:
    """Draw all icons."""
    mark = (ASSETS / "art" / "mark.svg").read_text()
    scroll = (ASSETS / "art" / "scroll.svg").read_text()
    (ASSETS / "art" / "lotus.svg").write_text(lotus(mark))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        page = browser.new_page()
        draw(page, mark, ASSETS / "favicon.png", 48)
        draw(page, mark, ASSETS / "icons" / "icon-192.png", 192)
        draw(page, mark, ASSETS / "icons" / "icon-512.png", 512)
        draw(page, full_bleed(mark), ASSETS / "icons" / "icon-maskable-192.png", 192)
        draw(page, full_bleed(mark), ASSETS / "icons" / "icon-maskable-512.png", 512)
        draw(page, full_bleed(mark), ASSETS / "icons" / "apple-touch-icon-192.png", 192)
        draw(page, full_bleed(mark), ASSETS / "icon.png", 1024)
        for system in ("windows", "linux"):
            draw(page, mark, ASSETS / f"icon_{system}.png", 1024)
        draw(page, splash(mark, scroll, LIGHT.color.cobalt), ASSETS / "splash.png", 1152)
        draw(page, splash(mark, scroll, DARK.color.cobalt), ASSETS / "splash_dark.png", 1152)
        browser.close()


if __name__ == "__main__":
    main()
