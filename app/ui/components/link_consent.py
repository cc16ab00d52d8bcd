"""The question of 亲情账户: whose money, who has to agree, and the tick for it."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui.components.choices import checkbox_row
from app.ui.components.fields import error_line
from app.ui.components.surfaces import card, divider
from app.ui.i18n import tr
from app.ui.theme import Style, rich, text


def link_consent(
    style: Style,
    name: str,
    *,
    by_guardian: bool,
    consent_age: int,
    agreed: bool,
    on_agree: Callable[[bool], Any],
    error: str | None = None,
) -> ft.Control:
    """Return what is agreed to, and the guardian's tick or the member's own consent, which is simulated."""
    who = (
        tr("{name}不满 {consent_age} 岁，由监护人同意，不用刷脸。", name=name, consent_age=consent_age)
        if by_guardian
        else tr("{name}满 {consent_age} 岁了，要本人同意。真的办理时还要本人刷脸。", name=name, consent_age=consent_age)
    )
    tick = (
        tr("我是{name}的监护人，我同意", name=name) if by_guardian else tr("{name}本人已在身边同意（模拟）", name=name)
    )
    pieces: list[ft.Control] = [
        rich(
            style,
            "label",
            tr(
                "亲情账户和家庭共济是两回事：它只让您的手机能出示{name}的医保码，花的是**{name}自己的钱**，您的余额不变。",
                name=name,
            ),
            color=style.color.ink_2,
        ),
        text(style, "label", who, color=style.color.ink_2),
        divider(style),
    ]
    if error:
        pieces.append(error_line(style, error))
    pieces.append(checkbox_row(style, tick, agreed, on_agree, error=error is not None))
    return card(style, pieces, gap=style.space.s2)
