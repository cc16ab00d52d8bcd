"""Every page and state at every width and text size: faults on the terminal, contact sheets in build/layouts/.

    .venv/bin/python tools/layouts.py [TOUR|SCENE…] [--pictures] [--widths 320,390] [--scales 1,2] [--dark]

Exits 1 if there is a fault.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Error, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from find_browser import ARGUMENTS, find_browser  # noqa: E402 - the folder of scripts is no package

from tests.browser.conftest import App, run_install  # noqa: E402
from tests.browser.faults import Look, faults, looks, measured_command, show  # noqa: E402
from tests.browser.scenes import TODAY, TOURS, Tour  # noqa: E402

TARGET = ROOT / "build" / "layouts"
WIDTHS, SCALES = (1280, 768, 390, 360, 320), (1.0, 1.3, 2.0)
FIRST = Look(390, 844)
SHEET_HEIGHT, GAP = 900, 12


def walk(browser: Browser, tour: Tour, wanted: list[Look], asked: argparse.Namespace) -> list[str]:
    """Walk one tour on a fresh install; give the faults."""
    found: list[str] = []
    seen: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        with run_install(data, Path(folder) / "log", TODAY, measured_command(data)) as install:
            size = {"width": FIRST.width, "height": FIRST.height}
            scheme = "dark" if asked.dark else "light"
            context = browser.new_context(viewport=size, locale="zh-CN", color_scheme=scheme)
            app = App(context.new_page(), install)

            def at(name: str) -> None:
                seen.append(name)
                if asked.only and name not in asked.only:
                    return
                for look in wanted:
                    target = TARGET / name if asked.pictures else None
                    told = [f"{name} {look}: {fault}" for fault in faults(app, look, pictures=target)]
                    print(*told, sep="\n", end="\n" * bool(told), flush=True)
                    found.extend(told)
                show(app, FIRST)
                if asked.pictures:
                    sheet(name, wanted)

            try:
                tour(app, at)
            except (Error, AssertionError) as error:
                found.append(f"{tour.__name__} ends after {seen[-1:]}: {str(error)[:500]}")
                print(found[-1], flush=True)
                app.page.screenshot(path=TARGET / f"failed-{tour.__name__}.png")
            found.extend(app.faults())
            if "Traceback" in install.said():
                found.append("a traceback on the server:\n" + install.said())
                print(found[-1], flush=True)
            context.close()
    return found


def sheet(name: str, wanted: list[Look]) -> None:
    """Put the pictures of a scene side by side, one sheet for each text size; unrolled where the page scrolls."""
    for scale in dict.fromkeys(look.scale for look in wanted):
        pictures = []
        for look in (look for look in wanted if look.scale == scale):
            unrolled = TARGET / f"{name}-{look}-all.png"
            with Image.open(unrolled if unrolled.exists() else TARGET / f"{name}-{look}.png") as picture:
                pictures.append((str(look), picture.convert("RGB")))
        high = max(picture.height for _, picture in pictures)
        board = Image.new("RGB", (sum(p.width + GAP for _, p in pictures), high + 2 * GAP), "#777")
        pen, x = ImageDraw.Draw(board), 0
        for words, picture in pictures:
            board.paste(picture, (x, 2 * GAP))
            pen.text((x + GAP, GAP // 2), words, fill="#fff")
            x += picture.width + GAP
        board.save(TARGET / f"sheet-{name}@{scale:g}.png")


def main() -> int:
    """Walk what is asked for; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="tours or scenes; without any, all tours")
    parser.add_argument("--pictures", action="store_true")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--widths", default=",".join(map(str, WIDTHS)))
    parser.add_argument("--scales", default=",".join(map(str, SCALES)))
    parser.add_argument("--upright", action="store_true", help="leave out landscape")
    asked = parser.parse_args()
    asked.only = [name for name in asked.names if name not in TOURS]
    tours = [name for name in asked.names if name in TOURS] or list(TOURS)
    wanted = looks(
        [int(width) for width in asked.widths.split(",") if width],
        [float(scale) for scale in asked.scales.split(",")],
        landscape=not asked.upright,
    )
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*-all.png"):
        old.unlink()
    found: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for name in tours:
            found += walk(browser, TOURS[name], wanted, asked)
        browser.close()
    print(f"{len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
