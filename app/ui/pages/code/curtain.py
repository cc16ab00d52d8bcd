"""The end of a code, drawn by the screen itself: a curtain that closes on time, whether the server speaks or not.

The server takes a code away when it is over. But a connection may be gone, a server busy, a tab asleep: so the client
is told when it draws a code that a white curtain is to slide over it, and slides by its own clock. The curtain comes
from many times its height above, at an even speed: the code is free until the last tenth of a second.
"""

import flet as ft

from app.services.show_code import IssuedCode
from app.ui.guard import component, safe
from app.ui.i18n import tr
from app.ui.motion import HURRY, less_motion
from app.ui.session import use_session
from app.ui.theme import LIGHT, Style, text, use_style

_SECOND = 1000


@component
def curtained(content: ft.Control, code: IssuedCode, *, ground: str | None = None) -> ft.Control:
    """Show ``content`` until the code is over (a component); then words on white, or nothing but a ``ground``."""
    style, session = use_style(), use_session()
    closing, set_closing = ft.use_state(("", 0))
    clock = session.context.clock

    async def close(_event: object) -> None:
        hurry = HURRY if await less_motion() else 1
        left_s = max(0.0, (code.expires_at - clock.now()).total_seconds())
        set_closing(lambda _old: (code.text, max(1, int(left_s * _SECOND * hurry))))

    of_code, time_ms = closing
    closes = of_code == code.text
    # It may only begin to close once the client has drawn it open: sent in one go with its end, it would be closed.
    inside = ft.Container(
        None if ground else ft.Semantics(content=_words(style), exclude_semantics=True),
        bgcolor=ground or LIGHT.color.paper,
        border_radius=None if ground else style.corner.card,
        alignment=ft.Alignment.CENTER,
        on_size_change=safe(close),
    )
    cover = ft.Container(
        inside,
        left=0,
        right=0,
        top=0,
        bottom=0,
        offset=ft.Offset(0, 0 if closes else -style.size.curtain_above),
        animate_offset=ft.Animation(time_ms if closes else style.time.state, ft.AnimationCurve.LINEAR),
        ignore_interactions=True,
    )
    # A key of its own for each code: a curtain that is down isn't pulled up again, a new one hangs above.
    return ft.Stack([content, cover], key=code.text, clip_behavior=ft.ClipBehavior.HARD_EDGE)


def _words(style: Style) -> ft.Control:
    ink = LIGHT.color.ink_2
    return ft.Column(
        [
            ft.Icon(ft.Icons.HOURGLASS_BOTTOM, size=style.size.icon_xl, color=ink),
            text(style, "body", tr("这个码过期了，正在换新码"), color=ink, align=ft.TextAlign.CENTER),
        ],
        spacing=style.space.s2,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
