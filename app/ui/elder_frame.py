"""What frames a page in 长辈版: 模拟 and 「读」 in its bar, the title where it has room, and one button 回首页."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

import flet as ft

from app.ui.components.buttons import outlined
from app.ui.components.marks import seal
from app.ui.components.measure import text_width
from app.ui.components.touch import touchable
from app.ui.guard import safe
from app.ui.i18n import tr
from app.ui.paths import HOME, go
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


def elder_bar(
    style: Style,
    title: str | ft.Control,
    actions: ft.Control | None,
    leading: ft.Control | None,
    *,
    back: bool,
    hero: bool,
) -> ft.AppBar:
    """Return the bar of a page; a title that doesn't fit stands below it, see :func:`title_below`."""
    ink = style.color.on_hero if hero else style.color.ink
    right = [seal(style, color=style.color.on_hero if hero else None, scale=style.size.seal_scale)]
    right += [actions] if actions is not None else []
    right.append(read_button(style, hero=hero))
    shown = None if isinstance(title, str) else title
    if isinstance(title, str) and not title_below(style, title, back=back, action=actions is not None):
        shown = text(style, "title_2", title, color=ink, max_lines=1)
    return ft.AppBar(
        title=shown,
        leading=leading,
        automatically_imply_leading=back,
        leading_width=style.size.app_bar,
        title_spacing=0 if back else style.margin,
        toolbar_height=max(style.app_bar, style.scaled(style.texts.title_2.line) + style.space.s2),
        bgcolor=ft.Colors.TRANSPARENT,
        force_material_transparency=True,
        center_title=False,
        actions=[ft.Row(right, spacing=style.space.s3, tight=True)],
        actions_padding=ft.Padding.only(right=style.margin),
    )


def title_below(style: Style, title: str, *, back: bool, action: bool) -> bool:
    """Tell whether a title stands below the bar, whole, as beside the buttons it would be cut."""
    size, texts = style.size, style.texts
    scale = max(1.0, style.window.text_scale)
    read = text_width(tr("读"), texts.title_2.size) * scale + size.icon + 2 * style.space.s4
    taken = size.seal_wide * size.seal_scale + read + 2 * style.margin + style.space.s6
    taken += (size.app_bar if back else 0) + (size.touch + style.space.s3 if action else 0)
    room = min(style.window.width, size.page_max) - taken
    return text_width(title, texts.title_2.size) * scale > room


def home_button(style: Style) -> ft.Control:
    """Return the one way home, at the foot of every other page."""
    return outlined(style, tr("回首页"), lambda: go(HOME), icon=ft.Icons.HOME)
