"""Whether the system asks for less movement. Flutter heeds it by itself: what moves takes a twentieth of its time."""

import asyncio
from weakref import WeakKeyDictionary

import flet as ft

HURRY = 20
"""By how much Flutter shortens what moves by itself, where less movement is asked for."""
_WAIT_S = 5


class _Answer:
    """What one window's system says; the service is kept, as a late answer to one that is gone is an error in Flet."""

    def __init__(self) -> None:
        self.service = ft.SemanticsService()
        self.less: bool | None = None


_answers: WeakKeyDictionary[ft.Page, _Answer] = WeakKeyDictionary()


async def less_motion() -> bool:
    """Tell whether movements are to be left out; a client that doesn't answer moves as usual."""
    page = ft.context.page
    answer = _answers.get(page) or _answers.setdefault(page, _Answer())
    if answer.less is None:
        try:
            features = await asyncio.wait_for(answer.service.get_accessibility_features(), _WAIT_S)
        except (TimeoutError, RuntimeError, TypeError, AttributeError):  # the last: of a client that has just gone
            return False
        answer.less = features.disable_animations
    return answer.less
