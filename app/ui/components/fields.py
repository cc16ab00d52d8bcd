"""Text fields: the label above, never inside; an error between label and field; the helper below. 60 high."""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

import unicodedata
from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui.components.buttons import icon_button
from app.ui.components.measure import text_width
from app.ui.guard import component, safe
from app.ui.i18n import tr
from app.ui.theme import Style, text, text_style, use_style

OnText = Callable[[str], Any]
_SPACES = str.maketrans("", "", " \u3000\t\n\r-")


def digits(value: str) -> str:
    """Return typed digits as plain ones: full width made half, spaces and hyphens dropped."""
    return unicodedata.normalize("NFKC", value).translate(_SPACES)


def frame(
    style: Style,
    label: str | None,
    field: ft.Control,
    *,
    error: str | None = None,
    helper: str | None = None,
) -> ft.Control:
    """Return a control under its label, with its error (4 px bar, message between) and its helper.

    With and without an error it is the same tree: otherwise the field would be built anew when the first key clears
    the error, and lose the focus and what is typed.
    """
    color = style.color
    pieces: list[ft.Control] = []
    if label:
        pieces.append(text(style, "field_label", label))
    pieces += [ft.Container(error_line(style, error) if error else None, visible=error is not None), field]
    if helper:
        pieces.append(text(style, "caption", helper, color=color.ink_3))
    body = ft.Column(
        pieces,
        spacing=style.space.h3,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return ft.Container(
        body,
        padding=ft.Padding.only(left=style.space.h7 if error else 0),
        border=ft.Border.only(
            left=ft.BorderSide(
                style.size.error_bar if error else 0, color.vermilion if error else ft.Colors.TRANSPARENT
            )
        ),
    )


def error_line(style: Style, message: str) -> ft.Control:
    """Return an error in vermilion ink with its sign, read out when it appears."""
    return ft.Semantics(
        content=ft.Row(
            [
                ft.Container(
                    ft.Icon(ft.Icons.ERROR, size=style.size.icon_m, color=style.color.vermilion_ink),
                    padding=ft.Padding.only(top=style.space.h1),
                ),
                text(style, "label", message, strong=True, color=style.color.vermilion_ink, expand=True),
            ],
            spacing=style.space.s2,
            vertical_alignment=ft.CrossAxisAlignment.START,
        ),
        live_region=True,
    )


def text_field(
    style: Style,
    label: str,
    *,
    value: str = "",
    on_change: OnText | None = None,
    on_submit: OnText | None = None,
    on_blur: OnText | None = None,
    error: str | None = None,
    helper: str | None = None,
    counter: str | None = None,
    hint: str | None = None,
    icon: ft.IconData | None = None,
    keyboard: ft.KeyboardType = ft.KeyboardType.TEXT,
    autofocus: bool = False,
    read_only: bool = False,
    disabled: bool = False,
    show_label: bool = True,
    suffix: ft.Control | None = None,
    lines: int = 1,
    clean: Callable[[str], str] | None = None,
    password: bool = False,
    autofill: ft.AutofillHint | list[ft.AutofillHint] | None = None,
    strong: bool = False,
) -> ft.Control:
    """Return a field under its label. ``on_change`` gets the text.

    ``clean`` normalises what is typed (:func:`digits`) without a filter or a length limit, which would break input
    methods and drop whole pastes. ``show_label=False`` keeps the label for screen readers only, with ``hint`` seen.
    """
    if hint and show_label and not _hint_fits(style, hint, beside=bool(icon) + bool(suffix or counter)):
        hint, helper = None, f"{hint}\n{helper}" if helper else hint
    if counter and style.window.huge:
        counter, helper = None, f"{counter}\n{helper}" if helper else counter
    tail: ft.Control | None = None
    if counter:
        tail = ft.Container(
            ft.Row([text(style, "label", counter, color=style.color.ink_3)], tight=True),
            padding=ft.Padding.only(right=style.space.s4),
            height=style.size.touch,
        )
    control = ft.TextField(
        value=value,
        on_change=_changed(on_change, clean),
        on_submit=_said(on_submit),
        on_blur=_said(on_blur),
        keyboard_type=ft.KeyboardType.MULTILINE if lines > 1 else keyboard,
        multiline=lines > 1,
        min_lines=lines if lines > 1 else None,
        max_lines=max(1, lines),
        autofocus=autofocus,
        read_only=read_only,
        disabled=disabled,
        password=password,
        autofill_hints=autofill,
        hint_text=hint,
        prefix_icon=ft.Container(
            ft.Icon(icon, size=style.size.icon, color=style.color.ink_3),
            padding=ft.Padding.only(left=style.space.s4, right=style.space.s3),
        )
        if icon and not (style.elder and style.window.huge)
        else None,
        suffix_icon=tail,
        **_look(style, error=error is not None, strong=strong),
    )
    # Merged, so that the field itself has the name; what can be tapped lies over it, a thing of its own.
    named: ft.Control = ft.MergeSemantics(ft.Semantics(content=control, label=_name(label, error)))
    if suffix:
        control.content_padding = ft.Padding.only(
            left=style.space.s4, right=style.size.field, top=style.space.s5, bottom=style.space.s5
        )
        over = ft.Container(suffix, right=style.space.s1, top=0, bottom=0, alignment=ft.Alignment.CENTER)
        named = ft.Stack([named, over], fit=ft.StackFit.PASS_THROUGH)
    return frame(style, label if show_label else None, named, error=error, helper=helper)


def _hint_fits(style: Style, hint: str, *, beside: int) -> bool:
    """Tell whether a hint has room inside its field, in a card and beside so many things; else it is read below."""
    room = style.content_width - 4 * style.space.s4 - beside * style.size.field
    return text_width(hint, style.texts.body.size) * style.window.text_scale <= room


def _name(label: str, error: str | None) -> str:
    return tr("{label}，{error}", label=label, error=error) if error else tr(label)


def digits_field(
    style: Style,
    label: str,
    *,
    value: str = "",
    on_change: OnText | None = None,
    error: str | None = None,
    helper: str | None = None,
    counter: str | None = None,
    hint: str | None = None,
    icon: ft.IconData | None = None,
    phone: bool = False,
    on_submit: OnText | None = None,
    on_blur: OnText | None = None,
    autofocus: bool = False,
    show_label: bool = True,
    suffix: ft.Control | None = None,
    autofill: ft.AutofillHint | list[ft.AutofillHint] | None = None,
) -> ft.Control:
    """Return a field for numbers of any kind (phone, certificate, code, quota): normalised while typing."""
    return text_field(
        style,
        label,
        value=value,
        on_change=on_change,
        on_submit=on_submit,
        on_blur=on_blur,
        error=error,
        helper=helper,
        counter=counter,
        hint=hint,
        icon=icon,
        keyboard=ft.KeyboardType.PHONE if phone else ft.KeyboardType.NUMBER,
        autofocus=autofocus,
        show_label=show_label,
        suffix=suffix,
        clean=digits,
        autofill=autofill,
    )


@component
def password_field(
    label: str,
    *,
    value: str = "",
    on_change: OnText | None = None,
    on_submit: OnText | None = None,
    error: str | None = None,
    helper: str | None = None,
    hint: str | None = None,
    icon: ft.IconData | None = ft.Icons.LOCK,
    show_label: bool = True,
    new: bool = False,
    number: bool = False,
) -> ft.Control:
    """Return a password field (a component) whose reveal button has a name. ``number``: six digits, not letters."""
    style = use_style()
    shown, set_shown = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    name = tr("隐藏密码") if shown else tr("显示密码")
    reveal = icon_button(
        style,
        ft.Icons.VISIBILITY_OFF if shown else ft.Icons.VISIBILITY,
        name,
        lambda: set_shown(lambda old: not old),
        color=style.color.ink_2,
    )
    return text_field(
        style,
        label,
        value=value,
        on_change=on_change,
        on_submit=on_submit,
        error=error,
        helper=helper,
        hint=hint,
        icon=icon,
        show_label=show_label,
        password=not shown,
        keyboard=ft.KeyboardType.NUMBER if number else ft.KeyboardType.VISIBLE_PASSWORD,
        clean=digits if number else None,
        suffix=reveal,
        autofill=ft.AutofillHint.NEW_PASSWORD if new else ft.AutofillHint.PASSWORD,
    )


def _changed(on_change: OnText | None, clean: Callable[[str], str] | None) -> Callable[[Any], Any] | None:
    if on_change is None and clean is None:
        return None

    def handler(event: ft.Event[ft.TextField]) -> Any:  # noqa: ANN401 - what the page's handler gives, a coroutine too
        # The field can't be set here, what a component returned is frozen: the page's new state shows the cleaned text.
        typed = event.control.value or ""
        cleaned = clean(typed) if clean else typed
        return on_change(cleaned) if on_change else None

    return safe(handler)


def _said(handler: OnText | None) -> Callable[[Any], Any] | None:
    return safe(lambda event: handler(event.control.value or "")) if handler else None


def _look(style: Style, *, error: bool, strong: bool) -> dict[str, Any]:
    """Return how every field is drawn: 60 high, corner 14, line 1.25; 2 px in cobalt with focus, vermilion if wrong."""
    color = style.color
    line = color.vermilion if error else color.outline_strong

    def edge(width: float, ink: str) -> ft.OutlineInputBorder:
        return ft.OutlineInputBorder(side=ft.BorderSide(width, ink), border_radius=style.corner.control)

    return {
        "border": {
            ft.ControlState.FOCUSED: edge(style.size.frame, color.vermilion if error else color.cobalt),
            ft.ControlState.DISABLED: edge(style.size.line, color.outline),
            ft.ControlState.DEFAULT: edge(style.size.frame if error else style.size.line, line),
        },
        "filled": True,
        "fill_color": color.surface,
        "content_padding": ft.Padding.symmetric(horizontal=style.space.s4, vertical=style.space.s5),
        "size_constraints": ft.BoxConstraints(min_height=style.size.field),
        "text_style": text_style(style, "body", strong=strong),
        "hint_style": text_style(style, "body", color=color.ink_3),
        "cursor_color": color.cobalt,
    }
