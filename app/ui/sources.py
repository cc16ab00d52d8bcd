"""The line that says who says so: a tap on it opens the rule, on top of the page at hand."""

from collections.abc import Callable
from datetime import date

import flet as ft

from app.services.explain import Explanation
from app.services.share_terms import Basis
from app.ui.components.surfaces import card, source_line
from app.ui.i18n import tr
from app.ui.paths import go, policy
from app.ui.theme import Style
from app.ui.words import source_words


def opens_rule(said: Basis | Explanation, day: date | None = None) -> Callable[[], None]:
    """Give what opens the rule of a source on a day (that of the no itself, else today)."""
    on = day or (said.day if isinstance(said, Explanation) else None)
    return lambda: go(policy(said.rule_key, said.region, on))


def rule_line(style: Style, said: Basis | Explanation, *, day: date | None = None, shown: str = "") -> ft.Control:
    """Return the line of a source; ``shown`` are other words than its own."""
    source = source_words(said)
    return source_line(style, shown or source, opens_rule(said, day), spoken=tr("依据：{source}", source=source))


def sourced_card(
    style: Style, pieces: list[ft.Control], *, gap: float | None = None, frame: bool = False
) -> ft.Control:
    """Return a card whose last line is a source: that line brings its own room below."""
    side = style.space.s4
    padding = ft.Padding.only(left=side, right=side, top=side, bottom=style.space.s1)
    return card(style, pieces, padding=padding, gap=gap, frame=frame)
