"""The app as it is, but every text can be measured: `python tests/browser/measured.py --web --port 0 --data DIR`.

Each text and each icon gets a node of its own in the semantics tree, also where the app says a whole row with one
sentence. The node's identifier tells how wide the text would be on one line, so that a test sees what is cut off:

    x|kind|width on one line|height of a line|most lines|widest part that can't break|alignment|the app's window

A kind is text, icon, or drawn: letters of a drawing, which are of one size for ever. Lengths are logical pixels at text
scale 1. The window is the one that the app has learned of, as in `390x844@1`; it is printed too.
"""

import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import flet as ft
from PIL import ImageFont

import app.ui.app
from app.cli import main
from app.ui.theme import use_app_style

FONTS = Path(__file__).resolve().parents[2] / "assets" / "assets" / "fonts"
ENDLESS = 0
UNBROKEN = re.compile(r"[!-~]+")
_window = ""
_Text, _Icon, _Semantics, _Merged = ft.Text, ft.Icon, ft.Semantics, ft.MergeSemantics


@cache
def _font(*, strong: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"NotoSansSC-{600 if strong else 400}.ttf", 100)


@cache
def _wide(words: str, size: float, *, strong: bool, spacing: float) -> float:
    return _font(strong=strong).getlength(words) * size / 100 + spacing * len(words)


def _runs(text: ft.Text) -> list[tuple[str, ft.TextStyle]]:
    """Give the parts of a text, each with its style."""
    own = text.style or ft.TextStyle()
    return [(str(text.value), own)] * bool(text.value) + [
        (str(span.text), span.style or own) for span in text.spans or () if span.text
    ]


def _told(text: ft.Text) -> str:
    wide = line = unbroken = longest = 0.0
    for words, style in _runs(text):
        size, strong = style.size or text.size or 14, "600" in str(style.font_family)
        spacing = style.letter_spacing or 0
        line = max(line, (style.height or 1.4) * size)
        for number, part in enumerate(words.split("\n")):
            wide = 0.0 if number else wide
            wide += _wide(part, size, strong=strong, spacing=spacing)
            longest = max(longest, wide)
        parts = [_wide(part, size, strong=strong, spacing=spacing) for part in UNBROKEN.findall(words)]
        unbroken = max([unbroken, *parts])
    most = 1 if text.no_wrap else text.max_lines or ENDLESS
    align = {ft.TextAlign.CENTER: "c", ft.TextAlign.END: "e"}.get(text.text_align or ft.TextAlign.START, "s")
    kind = "text" if text.size is None else "drawn"
    return f"x|{kind}|{longest:.1f}|{line:.1f}|{most}|{unbroken:.1f}|{align}|{_window}"


class MeasuredText(_Text):
    """Makes a text inside a node of its own."""

    def __new__(cls, *parts: Any, **named: Any) -> Any:
        grown = {name: named.pop(name) for name in ("expand", "expand_loose") if name in named}
        made = _Text(*parts, **named)
        return _Semantics(content=made, identifier=_told(made), **grown)


class MeasuredIcon(_Icon):
    """Makes an icon inside a node of its own."""

    def __new__(cls, *parts: Any, **named: Any) -> Any:
        made = _Icon(*parts, **named)
        edge = made.size or 24
        return _Semantics(content=made, label="▪", identifier=f"x|icon|{edge}|{edge}|1|0|s|{_window}")


def _open(*parts: Any, **named: Any) -> ft.Semantics:
    """Say a thing, and all in it too."""
    return _Semantics(*parts, **{**named, "exclude_semantics": False})


def _unmerged(content: ft.Control, **named: Any) -> ft.Control:
    """Say each thing by itself; only a field and an icon's button keep the name that stands around them."""
    whole = isinstance(getattr(content, "content", content), ft.TextField | ft.IconButton)
    return _Merged(content, **named) if whole else _Semantics(content=content, **named)


def _noting_style(*parts: Any, **named: Any) -> Any:
    """Remember and print for which window the page is made."""
    global _window  # noqa: PLW0603 - one page at a time is measured
    style = use_app_style(*parts, **named)
    _window = f"{style.window.width}x{style.window.height}@{style.window.text_scale:g}"
    print("window", _window, flush=True)
    return style


if __name__ == "__main__":
    ft.Text, ft.Icon, ft.Semantics, ft.MergeSemantics = MeasuredText, MeasuredIcon, _open, _unmerged
    app.ui.app.use_app_style = _noting_style
    sys.exit(main())
