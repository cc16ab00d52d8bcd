"""The sheet for the 6-digit payment password: own large keys, the hardware keyboard too."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

from collections.abc import Callable
from enum import Enum, auto
from typing import Any

import flet as ft

from app.ui.components.dialogs import confirm, sheet
from app.ui.components.fields import error_line
from app.ui.components.surfaces import column
from app.ui.components.touch import touchable
from app.ui.guard import component, safe
from app.ui.i18n import mark, tr
from app.ui.theme import Style, text, use_style

LENGTH = 6
_KEYS = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), ("", "0", "back"))


def use_pin_sheet(
    style: Style,
    *,
    is_open: bool,
    on_pin: Callable[[str], Any],
    on_close: Callable[[], Any],
    title: str = mark("输支付密码"),
    note: str | None = None,
    error: str | None = None,
    busy: bool = False,
    sure: str = mark("输了密码就算数，会记在记录里。"),
) -> None:
    """Show the sheet while ``is_open`` (a hook). ``on_pin`` gets six digits at once; the dots then start anew.

    ``error`` (密码不对，还能试 2 次) stands above the dots; ``busy`` stops the keys while the payment runs. In 长辈版 a
    page asks first whether one is ``sure``, and says what is going to happen.
    """
    agreed = _use_agreement(style, sure, is_open=is_open, on_no=on_close)
    shown = is_open and agreed
    body = pin_keys(on_pin, note, error, busy=busy) if shown else None
    ft.use_dialog(sheet(style, title, body, on_close=on_close, scroll=False) if body else None)


class _Agreement(Enum):
    """How far the question of 长辈版 has come."""

    OPEN = auto()
    GIVEN = auto()
    """The question is closing."""
    DONE = auto()
    """It has gone: what opens now keeps the keyboard, which a question that closes gives back to the page below."""


def _use_agreement(style: Style, sure: str, *, is_open: bool, on_no: Callable[[], Any]) -> bool:
    """Tell whether the password may be asked for (a hook): in 长辈版 after the question whether one is sure."""
    stage, set_stage = ft.use_state(_Agreement.OPEN)
    newest = ft.use_ref(_Agreement.OPEN)

    def move(to: _Agreement) -> None:
        newest.current = to
        set_stage(to)

    def forget() -> None:
        if not is_open:
            move(_Agreement.OPEN)

    def gone() -> Any:  # noqa: ANN401 - the page's handler may be async
        if newest.current is _Agreement.OPEN:
            return on_no()
        return move(_Agreement.DONE)

    ft.use_effect(safe(forget), [is_open])
    asks = is_open and style.elder and stage is _Agreement.OPEN
    question = confirm(
        style,
        tr("想好了吗？"),
        sure,
        yes=tr("想好了，去输密码"),
        no=tr("再看看"),
        on_yes=lambda: move(_Agreement.GIVEN),
        on_no=gone,
    )
    ft.use_dialog(question if asks else None)
    return stage is _Agreement.DONE or not style.elder


@component
def pin_keys(on_pin: Callable[[str], Any], note: str | None, error: str | None, *, busy: bool) -> ft.Control:
    """Return the dots and the keys (a component: a digit draws the sheet anew, not the page below it)."""
    style = use_style()
    typed = ft.use_ref("")
    count, set_count = ft.use_state(0)

    def press(key: str) -> Any:  # noqa: ANN401 - the page's handler may be async
        if busy:
            return None
        so_far = typed.current or ""
        so_far = so_far[:-1] if key == "back" else (so_far + key)[:LENGTH]
        full = len(so_far) == LENGTH
        typed.current = "" if full else so_far
        set_count(0 if full else len(so_far))
        return on_pin(so_far) if full else None

    # Kept: what was drawn before isn't made and compared again for each digit.
    keys = ft.use_memo(lambda: _keys(style, press, busy=busy), [style, busy, on_pin])
    return _content(style, LENGTH if busy else count, press, note, error, keys=keys)


def _keys(style: Style, press: Callable[[str], Any], *, busy: bool) -> ft.Control:
    rows: list[ft.Control] = [
        ft.Row([_key(style, key, press, busy=busy) for key in line], spacing=style.space.s2) for line in _KEYS
    ]
    return column(style, rows, gap=style.space.s2)


def _content(
    style: Style,
    count: int,
    press: Callable[[str], Any],
    note: str | None,
    error: str | None,
    *,
    keys: ft.Control,
) -> ft.Control:
    pieces: list[ft.Control] = []
    if note:
        pieces.append(text(style, "label", note, color=style.color.ink_2))
    if error:
        pieces.append(error_line(style, error))
    pieces.append(_dots(style, count))
    halves = [column(style, pieces, gap=style.space.s2), keys]
    if style.window.short:  # a phone on its side: the keys beside what is asked
        body: ft.Control = ft.Row(
            [ft.Container(half, expand=True) for half in halves],
            spacing=style.space.s5,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
    else:
        body = column(style, halves, gap=style.space.s2)

    def on_key(event: ft.KeyDownEvent) -> Any:  # noqa: ANN401 - as press
        key = event.key.removeprefix("Numpad ")
        if key == "Backspace":
            return press("back")
        return press(key) if len(key) == 1 and key.isdecimal() else None

    return ft.KeyboardListener(
        ft.Container(body, padding=ft.Padding.only(right=style.margin - style.space.s2)),
        autofocus=True,
        include_semantics=False,  # it hears keys, but is nothing that can be pressed
        on_key_down=safe(on_key),
    )


def _dots(style: Style, count: int) -> ft.Control:
    color = style.color
    boxes: list[ft.Control] = [
        ft.Container(
            ft.Container(
                width=style.size.pin_dot,
                height=style.size.pin_dot,
                bgcolor=color.ink,
                shape=ft.BoxShape.CIRCLE,
                visible=index < count,
            ),
            expand=True,
            height=style.size.pin_box,
            alignment=ft.Alignment.CENTER,
            bgcolor=color.ground,
            border=ft.Border.all(
                style.size.frame if index == count else style.size.line,
                color.cobalt if index == count else color.outline_strong,
            ),
            border_radius=style.corner.control,
        )
        for index in range(LENGTH)
    ]
    return ft.Semantics(
        content=ft.Container(
            ft.Row(boxes, spacing=style.space.s2), padding=ft.Padding.symmetric(vertical=style.space.s2)
        ),
        label=tr("已输入 {count} 位，共 {most} 位", count=count, most=LENGTH),
        live_region=True,
        exclude_semantics=True,
    )


def _key(style: Style, key: str, press: Callable[[str], Any], *, busy: bool) -> ft.Control:
    if not key:
        return ft.Container(expand=True)
    color = style.color
    face: ft.Control = (
        ft.Icon(ft.Icons.BACKSPACE_OUTLINED, size=style.size.icon, color=color.ink)
        if key == "back"
        else text(style, "title_1", key)
    )
    box = ft.Container(
        face,
        height=max(style.size.touch, style.scaled(style.texts.title_1.line))
        if style.window.short
        else style.scaled(style.size.button),
        alignment=ft.Alignment.CENTER,
        bgcolor=color.glaze,
        border_radius=style.corner.control,
        on_click=None if busy else safe(lambda: press(key)),
        ink=True,
    )
    return touchable(box, tr("删除一位") if key == "back" else key, expand=True)
