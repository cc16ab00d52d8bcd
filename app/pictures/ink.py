"""Text and shapes on a picture: what Pillow lacks. Lengths are pixels of the screen; a picture has SCALE for each.

Pillow is imported when first drawn with: the browser build has none (see :func:`can_draw`).
"""

from collections.abc import Iterator
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

SCALE = 3
Side = Literal["left", "right", "middle"]
_FONTS = {False: "NotoSansSC-400.ttf", True: "NotoSansSC-600.ttf"}
_LEAST_SIZE = 12
_UNKNOWN = "\uffff"
"""No font has this: what is drawn for it is what is drawn for any missing letter."""


def can_draw() -> bool:
    """Tell whether pictures can be made here."""
    return find_spec("PIL") is not None


class Fonts:
    """The app's two weights, and the slices of all of Noto Sans SC for letters that they lack (rare names)."""

    def __init__(self, assets: Path) -> None:
        """Take the fonts of the folder of assets."""
        self.folder = assets / "assets" / "fonts"
        self._opened: dict[tuple[str, int], FreeTypeFont] = {}
        self._homes: dict[tuple[str, bool], str] = {}

    def of(self, letter: str, size: float, *, strong: bool) -> "FreeTypeFont":
        """Give a font that has this letter; the plain one where none has."""
        key = (letter, strong)
        if key not in self._homes:
            names = (_FONTS[strong], *self._slices)
            self._homes[key] = next((name for name in names if self._has(self._font(name, 12), letter)), names[0])
        return self._font(self._homes[key], size)

    @cached_property
    def _slices(self) -> list[str]:
        return [str(path.relative_to(self.folder)) for path in sorted(self.folder.glob("notosanssc/*/*.woff2"))]

    def _font(self, name: str, size: float) -> "FreeTypeFont":
        from PIL import ImageFont  # noqa: PLC0415 - see can_draw

        key = (name, round(size * SCALE))
        if key not in self._opened:
            self._opened[key] = ImageFont.truetype(str(self.folder / name), key[1])
        return self._opened[key]

    @staticmethod
    def _has(font: "FreeTypeFont", letter: str) -> bool:
        if letter.isascii():
            return True
        return bytes(font.getmask(letter)) != bytes(font.getmask(_UNKNOWN))


class Sheet:
    """A picture being drawn, `width` by `height` pixels of the screen."""

    def __init__(self, fonts: Fonts, width: float, height: float, ground: str) -> None:
        """Begin with nothing but the ground."""
        from PIL import Image, ImageDraw  # noqa: PLC0415 - see can_draw

        self.fonts = fonts
        self.image: Image.Image = Image.new("RGB", (_px(width), _px(height)), ground)
        self._draw = ImageDraw.Draw(self.image)

    def width_of(self, words: str, size: float, *, strong: bool = False) -> float:
        """Give how wide a line would be."""
        return sum(font.getlength(part) for font, part in self._runs(words, size, strong=strong)) / SCALE

    def fit(self, words: str, size: float, room: float, *, strong: bool = False) -> tuple[str, float]:
        """Give words and size that fit a room: the size is made smaller first, then the words are cut."""
        wide = self.width_of(words, size, strong=strong)
        if wide <= room:
            return words, size
        size = max(_LEAST_SIZE, size * room / wide)
        if self.width_of(words, size, strong=strong) <= room + 1:
            return words, size
        while words and self.width_of(words + "…", size, strong=strong) > room:
            words = words[:-1]
        return words + "…", size

    def write(  # noqa: PLR0913 - what there is to say of a line
        self, words: str, x: float, y: float, size: float, color: str, *, strong: bool = False, side: Side = "left"
    ) -> None:
        """Write one line whose middle is at height `y`, from, up to or around `x`."""
        wide = self.width_of(words, size, strong=strong)
        at = x - {"left": 0.0, "right": wide, "middle": wide / 2}[side]
        for font, part in self._runs(words, size, strong=strong):
            # Set on the baseline, so that letters of two fonts stand on one line.
            self._draw.text((at * SCALE, (y + size * 0.36) * SCALE), part, font=font, fill=color, anchor="ls")
            at += font.getlength(part) / SCALE

    def box(  # noqa: PLR0913 - the four edges, and how
        self, x: float, y: float, width: float, height: float, color: str | None, *, corner: float = 0, line: str = ""
    ) -> None:
        """Fill, or outline, a box with round corners."""
        edges = (_px(x), _px(y), _px(x + width) - 1, _px(y + height) - 1)
        outline = line or None
        self._draw.rounded_rectangle(edges, _px(corner), fill=color, outline=outline, width=_px(1.5) if line else 0)

    def rule(  # noqa: PLR0913 - how a line may be
        self, x: float, y: float, end: float, color: str, *, thick: float = 1, dash: float = 0
    ) -> None:
        """Draw a level line, whole or in dashes with gaps of three quarters of one."""
        step = dash * 1.75 if dash else end - x
        while x < end:
            self._draw.rectangle((_px(x), _px(y), _px(min(x + (dash or step), end)), _px(y + thick) - 1), fill=color)
            x += step

    def hatch(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """Hatch a box at 45°, each 7.5 px, as cash is drawn on the screen."""
        from PIL import Image, ImageDraw  # noqa: PLC0415 - see can_draw

        layer = Image.new("RGB", (_px(width), _px(height)))
        mask = Image.new("L", layer.size)
        draw = ImageDraw.Draw(mask)
        for start in range(-_px(height), _px(width), round(7.5 * SCALE)):
            draw.line((start, _px(height), start + _px(height), 0), fill=255, width=_px(1.2))
        layer.paste(color, (0, 0, *layer.size))
        self.image.paste(layer, (_px(x), _px(y)), mask)

    def slope(  # noqa: PLR0913, PLR0917 - the four edges, and how
        self, x: float, y: float, width: float, height: float, top: str, bottom: str
    ) -> None:
        """Fill a box with a colour that turns into another from top to bottom."""
        from PIL import Image, ImageColor, ImageOps  # noqa: PLC0415 - see can_draw

        grey = Image.linear_gradient("L").resize((_px(width), _px(height)))
        colors = (ImageColor.getrgb(top)[:3], ImageColor.getrgb(bottom)[:3])
        self.image.paste(ImageOps.colorize(grey, *colors), (_px(x), _px(y)))

    def paste(self, drawing: Path, x: float, y: float, *, opacity: float = 1, across: float = 0) -> None:
        """Lay a transparent drawing of the assets on the sheet, as often side by side as `across` has room for."""
        from PIL import Image  # noqa: PLC0415 - see can_draw

        with Image.open(drawing) as found:
            piece = found.convert("RGBA")
        mask = piece.getchannel("A").point(lambda value: round(value * opacity))
        left, end = _px(x), _px(x + across) if across else _px(x) + 1
        while left < end:
            room = min(piece.width, end - left) if across else piece.width
            edges = (0, 0, room, piece.height)
            self.image.paste(piece.crop(edges), (left, _px(y)), mask.crop(edges))
            left += piece.width

    def disc(self, x: float, y: float, radius: float, color: str) -> None:
        """Fill a circle around a point."""
        self._draw.ellipse((_px(x - radius), _px(y - radius), _px(x + radius), _px(y + radius)), fill=color)

    def _runs(self, words: str, size: float, *, strong: bool) -> Iterator[tuple["FreeTypeFont", str]]:
        """Cut a line where another font is needed."""
        run, font = "", None
        for letter in words:
            found = self.fonts.of(letter, size, strong=strong)
            if font is not None and found is not font:
                yield font, run
                run = ""
            run, font = run + letter, found
        if font is not None:
            yield font, run


def _px(length: float) -> int:
    return round(length * SCALE)
