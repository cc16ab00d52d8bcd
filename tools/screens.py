"""Every page and state in every look, on sheets that a person looks at before a release: `make screens`.

    .venv/bin/python tools/screens.py [TOUR|SCENE…] [--sizes phone,tablet,desktop] [--looks light,dark,elder]
                                      [--languages zh,en] [--again] [--readme]

Walks the tours of tests/browser/scenes.py, once as it is and once in 长辈版; at each scene the page is shown in every
window, theme and language.
Pictures, a sheet for each scene and an index.html come into build/sheets/. What is there already isn't taken again,
so a run that was stopped goes on; `--again` begins anew. `--readme` takes the few of docs/screens/.
"""

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Self

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Error, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from find_browser import ARGUMENTS, find_browser  # noqa: E402 - the folder of scripts is no package

from tests.browser.conftest import WAIT_SECONDS, App, run_install  # noqa: E402
from tests.browser.scenes import TODAY, TOURS  # noqa: E402

TARGET, README = ROOT / "build" / "sheets", ROOT / "docs" / "screens"
README_SCENES = {"home": "phone-home", "code": "phone-code", "quote": "phone-presettle"}
SIZES = {"phone": (390, 844), "tablet": (768, 1024), "desktop": (1280, 800)}
LOOKS = ("light", "dark", "elder")
LANGUAGES = ("zh", "en")
LOOKED = ROOT / "tests" / "browser" / "looked.py"
POLL_MS, REST_MS = 30, 350
LOOKS_UNTIL_STILL = 8
GAP, LABEL, COLORS = 16, 20, 256


@dataclass(frozen=True)
class Look:
    """A window, a theme and a language."""

    size: str
    look: str
    language: str

    def __str__(self) -> str:
        """Name a picture."""
        return f"{self.size}-{self.look}-{self.language}"

    @property
    def told(self) -> str:
        """What the app prints when it shows itself so."""
        width, height = SIZES[self.size]
        ground = "dark" if self.look == "dark" else "light"
        return f"look {width}x{height} {ground}{' elder' * (self.look == 'elder')} {self.language}"

    @property
    def wanted(self) -> str:
        """What the app is told."""
        return f"{self.language} elder" if self.look == "elder" else self.language


FIRST, FIRST_ELDER = Look("phone", "light", "zh"), Look("phone", "elder", "zh")


HOME, ELDER_HOME = ("家人的医保码", "先填我的参保信息"), "找人帮忙"


class ElderApp(App):
    """The app in 长辈版 for tours that were written for the other one: only 首页 has other words."""

    def sees(self, words: str | re.Pattern[str]) -> Self:
        """Wait until these words stand on the page."""
        return super().sees(re.compile(f"{words}|{ELDER_HOME}") if words in HOME else words)


@dataclass
class Photographer:
    """Shows a page in one look after the other, and takes its picture."""

    app: App
    look_file: Path
    first: Look
    looks: list[Look]
    only: list[str]

    def show(self, look: Look) -> None:
        """Show the page so, and wait until the app has heard of it and nothing moves."""
        width, height = SIZES[look.size]
        self.look_file.write_text(look.wanted)
        self.app.page.emulate_media(color_scheme="dark" if look.look == "dark" else "light")
        self.app.page.set_viewport_size({"width": width, "height": height})
        until = time.monotonic() + WAIT_SECONDS
        while re.findall(r"^look .*$", self.app.install.said(), re.MULTILINE)[-1:] != [look.told]:
            if time.monotonic() > until:
                raise TimeoutError(f"the app never became {look.told}")
            self.app.page.wait_for_timeout(POLL_MS)
        before = b""
        for _ in range(LOOKS_UNTIL_STILL):  # a code counts down for ever
            self.app.page.wait_for_timeout(REST_MS)
            before, seen = self.app.page.screenshot(), before
            if seen == before:
                return

    def at(self, scene: str) -> None:
        """Take the pictures of a scene that aren't there yet."""
        if self.only and scene not in self.only:
            return
        missing = [look for look in self.looks if not picture_of(scene, look).exists()]
        for look in missing:
            self.show(look)
            take(self.app, picture_of(scene, look))
        if missing:
            self.show(self.first)
        print(scene, len(missing), flush=True)


def picture_of(scene: str, look: Look) -> Path:
    """Give where a picture lies."""
    return TARGET / scene / f"{look}.png"


def take(app: App, target: Path) -> None:
    """Take a picture, with few colours: it is small then."""
    target.parent.mkdir(parents=True, exist_ok=True)
    app.page.screenshot(path=target)
    with Image.open(target) as picture:
        picture.convert("RGB").quantize(COLORS).save(target, optimize=True)


def sheet(scene: str, looks: list[Look]) -> None:
    """Put the pictures of a scene on a sheet: a line for each look, the two languages of a window beside each other."""
    lines = [[one for one in looks if one.look == look] for look in dict.fromkeys(one.look for one in looks)]
    rows = [[(str(one), thumbnail(scene, one)) for size in SIZES for one in line if one.size == size] for line in lines]
    wide = max(sum(picture.width + GAP for _, picture in row) for row in rows) + GAP
    highs = [max(picture.height for _, picture in row) + LABEL + GAP for row in rows]
    board = Image.new("RGB", (wide, sum(highs)), "#777")
    pen, y = ImageDraw.Draw(board), 0
    for row, high in zip(rows, highs, strict=True):
        x = GAP
        for words, picture in row:
            pen.text((x, y + GAP // 4), words, fill="#fff")
            board.paste(picture, (x, y + LABEL))
            x += picture.width + GAP
        y += high
    board.quantize(COLORS).save(TARGET / f"{scene}.png", optimize=True)


def thumbnail(scene: str, look: Look) -> Image.Image:
    """Give a picture as large as it stands on the sheet: phones whole, wider windows at half their size."""
    with Image.open(picture_of(scene, look)) as picture:
        whole = picture.convert("RGB")
    return whole if look.size == FIRST.size else whole.resize((whole.width // 2, whole.height // 2))


def walk(browser: Browser, name: str, looks: list[Look], only: list[str]) -> list[str]:
    """Walk one tour on a fresh install, and show each scene in these looks; give what went wrong."""
    elder = looks[0].look == FIRST_ELDER.look
    first = FIRST_ELDER if elder else FIRST
    with tempfile.TemporaryDirectory() as folder:
        data, look_file = Path(folder) / "data", Path(folder) / "look"
        look_file.write_text(first.wanted)
        command = [sys.executable, str(LOOKED), str(look_file), "--web", "--port", "0", "--data", str(data)]
        with run_install(data, Path(folder) / "log", TODAY, command) as install:
            width, height = SIZES[first.size]
            context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
            app = (ElderApp if elder else App)(context.new_page(), install)
            faults: list[str] = []
            try:
                TOURS[name](app, Photographer(app, look_file, first, looks, only).at)
            except (
                Error,
                AssertionError,
                TimeoutError,
                TypeError,
            ) as error:  # a tour that ends early: go on with the next
                app.page.screenshot(path=TARGET / f"{name}-stopped.png")
                told = f"{name}{' in 长辈版' * elder} stopped: {error}"
                print(told)
                faults += [] if elder else [told]  # the tours are of the other one: some ways are another way there
            faults += app.faults() + ["a traceback:\n" + install.said()] * ("Traceback" in install.said())
            context.close()
            return faults


def readme(browser: Browser) -> list[str]:
    """Take the few pictures that the README shows, at twice the size."""
    with tempfile.TemporaryDirectory() as folder:
        faults: list[str] = []
        for tour in ("tabs", "payment"):
            data = Path(folder) / tour
            with run_install(data, Path(folder) / f"{tour}.log", TODAY) as install:
                width, height = SIZES[FIRST.size]
                size = {"width": width, "height": height}
                context = browser.new_context(viewport=size, device_scale_factor=2, locale="zh-CN")
                app = App(context.new_page(), install)

                def at(scene: str, app: App = app) -> None:
                    if scene in README_SCENES:
                        app.page.wait_for_timeout(REST_MS)
                        take(app, README / f"{README_SCENES[scene]}.png")

                TOURS[tour](app, at)
                faults += app.faults()
                context.close()
        return faults


def index(looks: list[Look]) -> None:
    """Make the sheets, and a page with all of them."""
    scenes = sorted(path.name for path in TARGET.iterdir() if path.is_dir())
    for scene in scenes:
        there = [one for one in looks if picture_of(scene, one).exists()]
        if there:
            sheet(scene, there)
    figures = "\n".join(f'<h2 id="{one}">{one}</h2><img loading="lazy" src="{one}.png">' for one in scenes)
    links = " · ".join(f'<a href="#{one}">{one}</a>' for one in scenes)
    (TARGET / "index.html").write_text(f'<meta charset="utf-8"><p>{links}</p>{figures}', encoding="utf-8")


def asked_looks(asked: argparse.Namespace) -> Iterator[Look]:
    """Give the looks asked for; 长辈版 last, it is the furthest from the first."""
    for look, language, size in product(asked.looks.split(","), asked.languages.split(","), asked.sizes.split(",")):
        yield Look(size, look, language)


def main() -> int:
    """Walk what is asked for; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="tours or scenes; without any, all tours")
    parser.add_argument("--sizes", default=",".join(SIZES))
    parser.add_argument("--looks", default=",".join(LOOKS))
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--again", action="store_true", help="take what is there anew")
    parser.add_argument("--readme", action="store_true", help="only the pictures of docs/screens/")
    asked = parser.parse_args()
    only = [name for name in asked.names if name not in TOURS]
    # The others are walked in 长辈版, too.
    tours = [name for name in asked.names if name in TOURS] or [name for name in TOURS if name != "elder"]
    if asked.again:
        shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        if asked.readme:
            faults += readme(browser)
        else:
            looks = list(asked_looks(asked))
            for name in tours:
                for elder in (False, True):
                    group = [one for one in looks if (one.look == FIRST_ELDER.look) is elder]
                    faults += walk(browser, name, group, only) if group else []
            index(looks)
        browser.close()
    print(*faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
