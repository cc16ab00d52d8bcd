"""How wide a piece came out, for what is drawn in true proportions; and about how wide a text will be."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui.guard import safe

_SAME = 1.0


def use_width(guess: float) -> tuple[float, Callable[[Any], None]]:
    """Return a width and the ``on_size_change`` handler that corrects it (a hook); ``guess`` serves the first frame."""
    measured, set_measured = ft.use_state(0.0)

    def on_size(event: Any) -> None:  # noqa: ANN401 - Flet's event is generic over the control
        wide = float(event.width)
        set_measured(lambda old: old if abs(old - wide) < _SAME else wide)

    return measured or guess, safe(on_size)


def text_width(words: str, size: float) -> float:
    """Return about how wide a text is: Noto Sans SC's hanzi are an em, its digits .58, its points .3."""
    ems = {".": 0.3, ",": 0.3, " ": 0.25}
    return size * sum(ems.get(sign, 0.58 if sign.isascii() else 1.0) for sign in words)
