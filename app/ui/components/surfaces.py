"""What things stand on: cards, the cobalt block, icon tiles, dividers, section titles, notices."""

# ruff: noqa: PLR0913, PLR0917 - how a piece may look is said by its arguments

from typing import Literal

import flet as ft

from app.ui.components.buttons import Handler, plain
from app.ui.components.marks import plate
from app.ui.components.measure import text_width
from app.ui.components.touch import touchable
from app.ui.guard import safe
from app.ui.i18n import term_below, tr
from app.ui.theme import Style, heading, text

_HIGH, _LOW = (0.34, 1.35), (0.2, 2.07)
"""Where a line of 160° begins and ends, in halves of a box whose height is .7 or .27 of its width."""
Tone = Literal["info", "paused", "refused", "covered"]


def column(style: Style, pieces: list[ft.Control], *, gap: float | None = None, tight: bool = True) -> ft.Column:
    """Return pieces below each other, stretched to the full width."""
    return ft.Column(
        pieces,
        spacing=style.space.s3 if gap is None else gap,
        tight=tight,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def card(
    style: Style,
    content: ft.Control | list[ft.Control],
    *,
    padding: ft.PaddingValue | None = None,
    on_click: Handler | None = None,
    spoken: str | None = None,
    frame: bool = False,
    gap: float | None = None,
    expand: bool | int | None = None,
) -> ft.Control:
    """Return a card: white with a soft shadow, in the dark with a line. ``frame``: a cobalt line (a solemn text)."""
    body = column(style, content, gap=0 if gap is None else gap) if isinstance(content, list) else content
    border = None
    if frame:
        border = ft.Border.all(style.size.frame, style.color.cobalt)
    elif style.dark:
        border = ft.Border.all(style.size.hair, style.color.outline)
    box = ft.Container(
        body,
        padding=style.space.s4 if padding is None else padding,
        bgcolor=style.color.surface,
        border_radius=style.corner.card,
        border=border,
        shadow=[] if frame else style.card_shadow,
        on_click=safe(on_click) if on_click else None,
        ink=on_click is not None,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS if on_click else None,
        expand=expand,
    )
    if on_click is None:
        return box
    return touchable(box, spoken, expand=expand)


def hero_card(
    style: Style,
    content: ft.Control | list[ft.Control],
    *,
    on_click: Handler | None = None,
    spoken: str | None = None,
    padding: ft.PaddingValue | None = None,
    low: bool = False,
    gap: float = 0,
) -> ft.Control:
    """Return the cobalt block (at most one a page), with the plate in its corner; ``low``: beside two lines."""
    body = column(style, content, gap=gap) if isinstance(content, list) else content
    inside = ft.Container(body, padding=style.space.s5 if padding is None else padding)
    right, up = style.size.plate_low if low else (style.size.plate_hero_out, style.size.plate_hero_up)
    mark = plate(style, color=style.color.on_hero, opacity=0.2, right=-right, top=-up)
    box = ft.Container(
        ft.Stack([mark, inside], fit=ft.StackFit.PASS_THROUGH),
        border_radius=style.corner.card,
        gradient=hero_gradient(style, low=low),
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        on_click=safe(on_click) if on_click else None,
    )
    shown = touchable(box, spoken, ring=style.color.on_hero) if on_click else box
    return ft.Container(shown, border_radius=style.corner.card, shadow=style.card_shadow)


def hero_gradient(style: Style, *, low: bool = False) -> ft.LinearGradient:
    """Return the gradient of cobalt blocks, at 160°: of cards, or of bands (``low``)."""
    x, y = _LOW if low else _HIGH
    return ft.LinearGradient(
        begin=ft.Alignment(-x, -y),
        end=ft.Alignment(x, y),
        colors=[style.color.hero_top, style.color.hero_bottom],
    )


def divider(style: Style, *, indent: float = 0, color: str | None = None) -> ft.Control:
    """Return a line between rows, from the text's edge on."""
    return ft.Container(
        height=style.size.hair, bgcolor=color or style.color.outline, margin=ft.Margin.only(left=indent)
    )


def icon_tile(style: Style, icon: ft.IconData, *, size: int | None = None) -> ft.Control:
    """Return an icon on a glazed tile, 44 or as large as said."""
    edge = size or style.size.icon_tile
    return ft.Container(
        ft.Icon(icon, size=style.size.icon, color=style.color.cobalt),
        width=edge,
        height=edge,
        bgcolor=style.color.glaze,
        border_radius=style.corner.control,
        alignment=ft.Alignment.CENTER,
    )


def icon_choice(
    style: Style, icon: ft.IconData, label: str, on_click: Handler, *, note: str | None = None, size: int | None = None
) -> ft.Control:
    """Return a way in: an icon on its tile with its word below; ``note`` is a small tag (可办) at its corner.

    Where text is large it is a row: the word and the note beside the tile.
    """
    said = tr("{label}，{note}", label=label, note=note) if note else label
    if style.window.stacked:
        return _way_in_row(style, icon, label, note, said, on_click)
    edge, aside = size or style.size.way_in, style.space.h9
    tile: ft.Control = icon_tile(style, icon, size=edge)
    if note:
        mark = ft.Container(
            text(style, "caption", note, color=style.color.celadon_ink),
            bgcolor=style.color.celadon_tint,
            border=ft.Border.all(style.size.frame, style.color.surface),
            border_radius=style.corner.chip,
            padding=ft.Padding.symmetric(horizontal=style.space.h3),
            left=aside + edge * 0.42,
            top=-style.space.h5,
        )
        placed = ft.Container(tile, padding=ft.Padding.symmetric(horizontal=aside))
        tile = ft.Stack([placed, mark], clip_behavior=ft.ClipBehavior.NONE)
    body = ft.Column(
        [tile, text(style, "label", _balanced(style, term_below(label)), align=ft.TextAlign.CENTER)],
        spacing=style.space.s2,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        tight=True,
    )
    box = ft.Container(
        body,
        on_click=safe(on_click),
        padding=ft.Padding.symmetric(vertical=style.space.s2),
        border_radius=style.corner.control,
        alignment=ft.Alignment.CENTER,
    )
    return touchable(box, said, expand=True)


def _balanced(style: Style, label: str) -> str:
    """Break a word that has no room beside two others in its middle, so that no character stands alone."""
    room = (style.content_width - 2 * style.space.s3) / 3
    if not set(" \n").isdisjoint(label) or text_width(label, style.texts.label.size) <= room:
        return label
    return f"{label[: len(label) // 2]}\n{label[len(label) // 2 :]}"


def _way_in_row(
    style: Style, icon: ft.IconData, label: str, note: str | None, said: str, on_click: Handler
) -> ft.Control:
    words: list[ft.Control] = [text(style, "body", label)]
    if note:
        words.append(text(style, "caption", note, color=style.color.celadon_ink))
    box = ft.Container(
        ft.Row([icon_tile(style, icon), ft.Column(words, spacing=0, tight=True, expand=True)], spacing=style.space.s4),
        on_click=safe(on_click),
        padding=ft.Padding.symmetric(vertical=style.space.s2),
        border_radius=style.corner.control,
    )
    return touchable(box, said, expand=True)


def section(
    style: Style, title: str, *, action: str | None = None, on_action: Handler | None = None, quiet: bool = False
) -> ft.Control:
    """Return a section's title, with a link at its right if there is one. ``quiet`` sets it in 15/400."""
    head = heading(style, "label" if quiet else "title_2", title, color=style.color.ink_2 if quiet else None)
    if action is None:
        return ft.Row([ft.Container(head, expand=True)])
    return ends(style, head, plain(style, action, on_action, strong=False, trailing=ft.Icons.CHEVRON_RIGHT))


def notice(
    style: Style,
    title: str,
    body: str | None = None,
    *,
    tone: Tone = "paused",
    icon: ft.IconData | None = None,
    on_click: Handler | None = None,
) -> ft.Control:
    """Return a notice: a sign, what it is about, one sentence, and a chevron if it opens something."""
    color = style.color
    ink, sign = {
        "info": (color.cobalt, ft.Icons.INFO),
        "paused": (color.ochre, ft.Icons.PAUSE_CIRCLE),
        "refused": (color.vermilion, ft.Icons.BLOCK),
        "covered": (color.celadon, ft.Icons.CHECK_CIRCLE),
    }[tone]
    words: list[ft.Control] = [text(style, "label", title, strong=True)]
    if body:
        words.append(text(style, "caption", body, color=color.ink_3))
    pieces: list[ft.Control] = [
        ft.Icon(icon or sign, size=style.size.icon_sign, color=ink),
        ft.Column(words, spacing=0, tight=True, expand=True),
    ]
    if on_click:
        pieces.append(ft.Icon(ft.Icons.CHEVRON_RIGHT, size=style.size.icon, color=color.ink_3))
    return card(
        style,
        ft.Row(pieces, spacing=style.space.s3),
        on_click=on_click,
        padding=ft.Padding.symmetric(horizontal=style.space.s4, vertical=style.space.s3),
    )


def hint(style: Style, words: ft.Control | str, *, icon: ft.IconData = ft.Icons.INFO_OUTLINE) -> ft.Control:
    """Return a remark on glaze: an icon and a sentence or two."""
    body = text(style, "label", words, expand=True) if isinstance(words, str) else words
    return ft.Container(
        ft.Row(
            [ft.Icon(icon, size=style.size.icon_hint, color=style.color.cobalt), ft.Container(body, expand=True)],
            spacing=style.space.s3,
            vertical_alignment=ft.CrossAxisAlignment.START,
        ),
        bgcolor=style.color.glaze,
        border_radius=style.corner.control,
        padding=style.space.s4,
    )


def source_line(style: Style, words: str, on_click: Handler | None = None, *, spoken: str | None = None) -> ft.Control:
    """Return the line that names a source: a book, the words, and a chevron to 政策依据."""
    pieces: list[ft.Control] = [
        ft.Icon(ft.Icons.MENU_BOOK, size=style.size.icon_s, color=style.color.ink_2),
        text(style, "caption", words, color=style.color.ink_2, expand=True)
        if not on_click
        else ft.Container(text(style, "caption", words, color=style.color.ink_2), expand=True, expand_loose=True),
    ]
    if on_click is None:
        return ft.Row(pieces, spacing=style.space.s1)
    pieces.append(ft.Icon(ft.Icons.CHEVRON_RIGHT, size=style.size.icon_m, color=style.color.ink_2))
    box = ft.Container(
        ft.Row(pieces, spacing=style.space.s1, tight=False),
        on_click=safe(on_click),
        padding=ft.Padding.symmetric(vertical=style.space.row),
        border_radius=style.corner.chip,
    )
    return touchable(box, spoken or words)  # a link without an address has no role in a browser


def ends(
    style: Style,
    left: ft.Control,
    right: ft.Control,
    *,
    gap: float | None = None,
    side: ft.CrossAxisAlignment = ft.CrossAxisAlignment.CENTER,
) -> ft.Control:
    """Return a label and its value at the two ends of a line; where text is huge, the label over the value."""
    if style.window.huge:
        return ft.Column([left, right], spacing=0, tight=True)
    between = style.space.s2 if gap is None else gap
    return ft.Row([ft.Container(left, expand=True), right], spacing=between, vertical_alignment=side)


def side_by_side(style: Style, pieces: list[ft.Control], *, gap: float | None = None) -> ft.Control:
    """Return pieces of equal height beside each other, or below each other where text is large."""
    between = style.space.h5 if gap is None else gap
    if style.window.stacked:
        return column(style, pieces, gap=between)
    return ft.Row(
        [ft.Container(piece, expand=True) for piece in pieces],
        spacing=between,
        intrinsic_height=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def choice_grid(style: Style, entries: list[ft.Control], *, across: int = 4) -> ft.Control:
    """Return ways in (:func:`icon_choice`) ``across`` a line; on narrow windows two, with large text one a line."""
    each = 1 if style.window.stacked else 2 if style.window.narrow and across > 3 else across  # noqa: PLR2004
    lines: list[ft.Control] = [
        ft.Row(entries[start : start + each], spacing=style.space.s1, vertical_alignment=ft.CrossAxisAlignment.START)
        for start in range(0, len(entries), each)
    ]
    return column(style, lines, gap=style.space.s2)
