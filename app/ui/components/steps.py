"""Where one is in the wizard."""

import flet as ft

from app.ui.i18n import tr
from app.ui.theme import Style, heading, text


def steps(style: Style, current: int, total: int, name: str, *, note: str | None = None) -> ft.Control:
    """Return the progress of a wizard: bars, 「第 2 步，共 5 步·使用人」, and quietly that the draft is saved."""
    color = style.color
    bars: list[ft.Control] = [
        ft.Container(
            expand=True,
            height=style.size.step,
            border_radius=style.size.step / 2,
            bgcolor=color.cobalt if done < current else color.outline,
        )
        for done in range(total)
    ]
    words: list[ft.Control] = [
        text(
            style,
            "caption",
            tr("第 {current} 步，共 {total} 步·{name}", current=current, total=total, name=name),
            color=color.ink_3,
            expand=True,
        )
    ]
    if note:
        words += [
            ft.Icon(ft.Icons.CLOUD_DONE, size=style.size.icon_s, color=color.ink_3),
            text(style, "caption", note, color=color.ink_3),
        ]
    return ft.Column(
        [
            ft.Semantics(
                content=ft.Row(bars, spacing=style.space.h3),
                label=tr("第 {current} 步，共 {total} 步", current=current, total=total),
                exclude_semantics=True,
            ),
            ft.Row(words, spacing=style.space.s1),
        ],
        spacing=style.space.s3,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def question(style: Style, title: str, *, lead: str | None = None) -> ft.Control:
    """Return the one question of a page, with a sentence below it if it needs one."""
    pieces: list[ft.Control] = [heading(style, "title_1", title)]
    if lead:
        pieces.append(text(style, "body", lead, color=style.color.ink_2))
    return ft.Column(pieces, spacing=style.space.s1, tight=True)
