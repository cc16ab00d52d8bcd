"""Compares a page with the picture kept of it, and tolerates what differs from machine to machine."""

import io
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.browser.conftest import ROOT, App

KEPT = Path(__file__).with_name("snapshots")
SEEN = ROOT / "build" / "snapshots"
COLORS = 128
BLUR_PX = 1.5
LEVELS = 40
"""By how much a pixel may differ, once edges are smoothed: letters are drawn a little otherwise by each Chromium."""
SHARE = 0.002
"""How much of the page may differ more than that."""
GREY = "#808080"
MOVING = r"秒后换新码|维码|条形码|码的最后|\d\d:\d\d|SIM\d"
BOXES = """(pattern) => [...document.querySelectorAll('flt-semantics-host flt-semantics')]
  .filter((e) => new RegExp(pattern).test(e.getAttribute('aria-label') ?? '') || (
    !e.querySelector('flt-semantics') && new RegExp(pattern).test(e.textContent)))
  .map((e) => e.getBoundingClientRect()).map((r) => [r.left, r.top, r.right, r.bottom])"""


def picture_of(app: App) -> Image.Image:
    """Take a picture of the page with what moves painted over: codes, seconds, the time of day."""
    picture = Image.open(io.BytesIO(app.settle().page.screenshot(scale="css"))).convert("RGB")
    pen = ImageDraw.Draw(picture)
    for box in app.page.evaluate(BOXES, MOVING):
        pen.rectangle([round(edge) for edge in box], fill=GREY)
    return picture


def difference(one: Image.Image, other: Image.Image) -> float:
    """Give the share of two pictures that shows other things, 0 to 1."""
    if one.size != other.size:
        return 1.0
    smooth = [picture.convert("RGB").filter(ImageFilter.GaussianBlur(BLUR_PX)) for picture in (one, other)]
    bands = ImageChops.difference(*smooth).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return sum(most.histogram()[LEVELS:]) / (one.width * one.height)


def check(app: App, name: str, *, update: bool) -> str | None:
    """Compare the page with its picture, or keep it as the new one; tell what is wrong."""
    kept, picture = KEPT / f"{name}.png", picture_of(app)
    if update:
        KEPT.mkdir(exist_ok=True)
        picture.quantize(COLORS).save(kept, optimize=True)
        return None
    SEEN.mkdir(parents=True, exist_ok=True)
    picture.save(SEEN / f"{name}.png")
    if not kept.exists():
        return f"{name}: no picture is kept of it"
    share = difference(Image.open(kept).convert("RGB"), picture)
    return None if share <= SHARE else f"{name}: {share:.2%} of it differs, see {SEEN.relative_to(ROOT)}/{name}.png"
