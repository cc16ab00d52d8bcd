"""「读」: the button that reads aloud what is on the screen."""

import flet as ft

from app.ui.components.touch import touchable
from app.ui.guard import safe
from app.ui.i18n import tr
from app.ui.read_aloud import read_aloud, script_of, top_view
from app.ui.theme import Style, text


def read_button(style: Style, *, hero: bool = False, shown: ft.Control | None = None) -> ft.Control:
    """Return the button that reads the page aloud, or only what is given; tapped again it stops."""
    color = style.color
    ink = color.on_hero if hero else color.cobalt

    async def read() -> None:
        page = ft.context.page
        await read_aloud(page, script_of(shown or top_view(page)))

    pieces: list[ft.Control] = [text(style, "title_2", tr("读"), color=ink)]
    if not style.window.huge:
        pieces.insert(0, ft.Icon(ft.Icons.VOLUME_UP, size=style.size.icon, color=ink))
    box = ft.Container(
        ft.Row(pieces, spacing=style.space.s2, tight=True, alignment=ft.MainAxisAlignment.CENTER),
        height=max(style.size.read_button, style.scaled(style.texts.title_2.line)),
        padding=ft.Padding.symmetric(horizontal=style.space.s3),
        bgcolor=ft.Colors.with_opacity(style.size.faint, ink) if hero else color.glaze,
        border=ft.Border.all(style.size.line, color.outline_strong if not hero else ink),
        border_radius=style.corner.control,
        on_click=safe(read),
    )
    return touchable(box, tr("读出这一页"), ring=ink)
