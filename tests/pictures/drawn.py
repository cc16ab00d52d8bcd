"""The app's SVG of a code as pixels: its rectangles are read and drawn by Pillow, as a browser would."""

import io
import re

from PIL import Image, ImageColor, ImageDraw

SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
PATHS = re.compile(r'<path fill="(#\w+)" d="([^"]+)"/>')
BOX = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)[Hh][-\d.]+z")


def picture_of(svg: str, unit: int = 8) -> Image.Image:
    """Draw an SVG, ``unit`` pixels for each of its own."""
    wide, high = (round(float(length) * unit) for length in SIZE.search(svg).groups())
    picture = Image.new("RGB", (wide, high), "magenta")
    draw = ImageDraw.Draw(picture)
    for color, path in PATHS.findall(svg):
        assert BOX.sub("", path) == "", "something else than rectangles"
        for found in BOX.findall(path):
            left, top, width, height = (float(length) * unit for length in found)
            draw.rectangle((left, top, left + width - 1, top + height - 1), fill=ImageColor.getrgb(color))
    return picture


def png_of(svg: str, unit: int = 8) -> bytes:
    """Draw an SVG as a PNG file."""
    out = io.BytesIO()
    picture_of(svg, unit).save(out, "PNG")
    return out.getvalue()
