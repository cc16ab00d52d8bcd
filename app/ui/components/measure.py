"""How wide a piece came out, for what is drawn in true proportions; and about how wide a text will be."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui.guard import safe

_SAME = 1.0
_WIDTHS = {0.25: " ", 0.3: "',.:;Iijl|", 0.4: "!()-/[]frt{}", 0.5: "*csxz?", 0.68: "&BCDGHKNPRU", 0.9: "%@mMOQwW"}
"""Ems of the signs that aren't as wide as a digit."""


def use_width(guess: float) -> tuple[float, Callable[[Any], None]]:
    """Return a width and the ``on_size_change`` handler that corrects it (a hook); ``guess`` serves the first frame."""
    measured, set_measured = ft.use_state(0.0)

    def on_size(event: Any) -> None:  # noqa: ANN401 - Flet's event is generic over the control
        wide = float(event.width)
        set_measured(lambda old: old if abs(old - wide) < _SAME else wide)

    return measured or guess, safe(on_size)


def text_width(words: str, size: float) -> float:
    """Return about how wide a text is, of several lines the widest: Noto Sans SC's hanzi are an em, its digits .58."""
    return size * max(sum(map(_ems, line)) for line in words.split("\n"))


def _ems(sign: str) -> float:
    """Return how wide a sign is in ems, in the heavier weight."""
    if not sign.isascii():
        return 1.0
    return next((wide for wide, signs in _WIDTHS.items() if sign in signs), 0.58)
