"""How wide a piece came out, for what is drawn in true proportions."""

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
