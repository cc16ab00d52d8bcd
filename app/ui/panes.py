"""A list and beside it what is chosen in it, for windows with room for both; each pane scrolls by itself."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

import flet as ft

from app.ui.components.marks import seal
from app.ui.components.surfaces import column
from app.ui.layout import page_view
from app.ui.navigation import Tabs
from app.ui.theme import Style, heading


def panes_view(
    style: Style,
    route: str,
    title: str,
    left: list[ft.Control],
    right: ft.Control,
    *,
    chosen: str,
    tabs: Tabs | None = None,
    actions: ft.Control | None = None,
) -> ft.View:
    """Return a page of two panes. ``chosen`` names what stands right: another one begins at its top."""
    bar: list[ft.Control] = [ft.Container(heading(style, "title_1", title), expand=True), seal(style)]
    if actions is not None:
        bar.append(actions)
    head = ft.Row(bar, height=style.scaled(style.size.app_bar), spacing=style.space.s4)
    inner = style.window.width - style.size.rail - list_width(style) - 2 * style.size.hair
    panes = ft.Row(
        [
            ft.Container(_pane(style, [head, *left]), width=list_width(style)),
            ft.Container(width=style.size.hair, bgcolor=style.color.outline),
            _pane(style, [right], width=min(inner, style.size.detail_max + 2 * style.space.s6), key=chosen),
        ],
        spacing=0,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return page_view(style, route, "", panes, back=False, plate=True, scroll=False, tabs=tabs)


def two_columns(style: Style, left: list[ft.Control], right: list[ft.Control]) -> ft.Control:
    """Return the cards of a page in two columns, for windows with room for them (``columns``)."""
    gap = style.space.s4
    return ft.Row(
        [ft.Container(column(style, pieces, gap=gap), expand=True) for pieces in (left, right)],
        spacing=style.space.s6,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def columns_width(style: Style) -> int | None:
    """Give how wide a page may be that is set in two columns where there is room; None: as wide as any other."""
    return style.size.columns_max if style.window.columns else None


def list_width(style: Style) -> int:
    """Give how wide the list is: 360 to 420, more where text is larger."""
    size = style.size
    narrow = style.window.width < size.list_pane_narrow_below
    return round(style.scaled(size.list_pane_narrow if narrow else size.list_pane))


def _pane(style: Style, pieces: list[ft.Control], *, width: int | None = None, key: str | None = None) -> ft.Control:
    inner = ft.Container(
        column(style, pieces, gap=style.space.s4),
        padding=ft.Padding.symmetric(horizontal=style.space.s6, vertical=style.space.s3),
        width=width,
    )
    return ft.Column(
        [inner],
        key=key,
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.START if width else ft.CrossAxisAlignment.STRETCH,
    )
