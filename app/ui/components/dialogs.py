"""Dialogs: ask before what can't be undone, and a sheet from below for anything else."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui.components import buttons
from app.ui.components.read_button import read_button
from app.ui.guard import safe
from app.ui.i18n import mark, tr
from app.ui.sizes import Times
from app.ui.theme import Style, heading, text

_TIMES = Times()
_MOST, _MOST_SHORT = 0.86, 0.96
"""The share of the window that a sheet may take, and on a phone on its side."""


def confirm(
    style: Style,
    title: str,
    body: str,
    *,
    yes: str,
    on_yes: Callable[[], Any],
    on_no: Callable[[], Any],
    no: str = mark("取消"),
) -> ft.AlertDialog:
    """Return a question for ``ft.use_dialog(confirm(…) if asking else None)``; ``yes`` names what happens.

    In 长辈版 it is a page of its own, with large buttons.
    """
    if style.elder:
        return _question_page(style, title, body, yes=yes, no=no, on_yes=on_yes, on_no=on_no)
    return ft.AlertDialog(
        modal=True,
        semantics_label=tr(title),
        title=text(style, "title_2", title),
        content=text(style, "body", body, color=style.color.ink_2),
        actions=[buttons.plain(style, no, on_no), buttons.plain(style, yes, on_yes)],
        actions_padding=ft.Padding.only(right=style.space.s4, bottom=style.space.s3),
        scrollable=_needs_scrolling(style),
        inset_padding=style.margin if style.window.huge else None,
        on_dismiss=safe(on_no),
    )


def _question_page(
    style: Style,
    title: str,
    body: str,
    *,
    yes: str,
    no: str,
    on_yes: Callable[[], Any],
    on_no: Callable[[], Any],
) -> ft.AlertDialog:
    stretched = ft.CrossAxisAlignment.STRETCH
    words = ft.Column(
        [heading(style, "title_1", title), text(style, "body", body)],
        spacing=style.space.s4,
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=stretched,
    )
    answers = [buttons.filled(style, tr(yes), on_yes), buttons.outlined(style, tr(no), on_no)]
    if style.window.short:
        foot: ft.Control = ft.Row([ft.Container(one, expand=True) for one in answers], spacing=style.space.s3)
    else:
        foot = ft.Column(answers, spacing=style.space.s3, tight=True, horizontal_alignment=stretched)
    read = ft.Row([read_button(style, shown=words)], alignment=ft.MainAxisAlignment.END)
    page = ft.Column([read, words, foot], spacing=style.space.s4, horizontal_alignment=stretched)
    inside = ft.Container(page, width=min(style.window.width, style.size.page_max), padding=style.margin)
    return ft.AlertDialog(
        modal=True,
        content=ft.Container(
            ft.SafeArea(inside), width=style.window.width, height=style.window.height, alignment=ft.Alignment.TOP_CENTER
        ),
        bgcolor=style.color.ground,
        shape=ft.RoundedRectangleBorder(radius=0),
        inset_padding=0,
        content_padding=0,
        on_dismiss=safe(on_no),
    )


def message(
    style: Style, title: str, body: str | ft.Control, *, on_close: Callable[[], Any], close: str = mark("知道了")
) -> ft.AlertDialog:
    """Return a message with one way out, for ``ft.use_dialog``."""
    return ft.AlertDialog(
        semantics_label=tr(title),
        title=text(style, "title_2", title),
        content=text(style, "body", body, color=style.color.ink_2) if isinstance(body, str) else body,
        actions=[buttons.plain(style, close, on_close)],
        scrollable=_needs_scrolling(style),
        inset_padding=style.margin if style.window.huge else None,
        on_dismiss=safe(on_close),
    )


def _needs_scrolling(style: Style) -> bool:
    return style.window.stacked or style.window.short


def sheet(
    style: Style, title: str, content: ft.Control, *, on_close: Callable[[], Any], scroll: bool = False
) -> ft.BottomSheet:
    """Return a sheet from below with a title and a close button, for ``ft.use_dialog``.

    It is as high as its content; ``scroll=True`` (for more than fits) always takes most of the window, as large text
    and low windows do.
    """
    scroll = scroll or _needs_scrolling(style)
    most = _MOST_SHORT if style.window.short else _MOST
    head = ft.Row(
        [
            ft.Container(heading(style, "title_2", title), expand=True),
            buttons.icon_button(style, ft.Icons.CLOSE, tr("关闭"), on_close),
        ]
    )
    return ft.BottomSheet(
        ft.SafeArea(
            ft.Container(
                ft.Column(
                    [head, content],
                    tight=True,
                    spacing=style.space.s2,
                    scroll=ft.ScrollMode.AUTO if scroll else None,
                    horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                ),
                padding=ft.Padding.only(
                    left=style.margin, right=style.space.s2, top=style.space.s2, bottom=style.space.s4
                ),
                width=min(style.window.width, style.size.page_max),
            ),
            avoid_intrusions_top=False,
        ),
        scrollable=True,
        bgcolor=style.color.surface,
        on_dismiss=safe(on_close),
        size_constraints=ft.BoxConstraints(max_width=style.size.page_max, max_height=style.window.height * most),
    )


def snack(
    page: ft.Page, message_text: str, *, on_undo: Callable[[], Any] | None = None, undo: str = mark("撤销")
) -> None:
    """Show a sentence at the foot of the page, read out; with ``on_undo`` a way back stays there for a while."""
    page.show_dialog(
        ft.SnackBar(
            ft.Semantics(content=ft.Text(message_text), live_region=True),
            action=tr(undo) if on_undo else None,
            on_action=safe(lambda _event: on_undo()) if on_undo else None,
            duration=ft.Duration(milliseconds=_TIMES.undo if on_undo else _TIMES.snack),
            persist=False,
        )
    )
