"""What frames a page in 长辈版: 模拟 and 「读」 in its bar, the title where it has room, and one button 回首页."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

import flet as ft

from app.ui.components.buttons import outlined
from app.ui.components.marks import seal
from app.ui.components.measure import text_width
from app.ui.components.read_button import read_button
from app.ui.i18n import tr
from app.ui.paths import HOME, go
from app.ui.theme import Style, text


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
    shown = None
    if not title_below(style, title, back=back, action=actions is not None):
        shown = text(style, "title_2", title, color=ink, max_lines=1) if isinstance(title, str) else title
    return ft.AppBar(
        title=shown,
        leading=leading,
        automatically_imply_leading=back,
        leading_width=style.size.app_bar,
        title_spacing=0 if back else style.margin,
        toolbar_height=max(style.app_bar, style.scaled(style.texts.title_2.line) + style.space.s2),
        color=ink,
        bgcolor=ft.Colors.TRANSPARENT,
        force_material_transparency=True,
        center_title=False,
        actions=[ft.Row(right, spacing=style.space.s3, tight=True)],
        actions_padding=ft.Padding.only(right=style.margin),
    )


def title_below(style: Style, title: str | ft.Control, *, back: bool, action: bool) -> bool:
    """Tell whether a title stands below the bar, whole, as beside the buttons it would be cut."""
    if not isinstance(title, str):
        return style.window.huge
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
