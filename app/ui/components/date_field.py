"""A day: typed as 2026-06-12 (or 20260612), or picked from Flet's calendar in Chinese."""

# ruff: noqa: PLR0913, PLR0917 - how a piece may look is said by its arguments

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import flet as ft

from app.ui.components.buttons import icon_button
from app.ui.components.fields import text_field
from app.ui.guard import component, safe
from app.ui.i18n import mark, tr
from app.ui.theme import use_style

_DIGITS_OF_DAY = 8
HALF_A_DAY = timedelta(hours=12)


def read_day(typed: str) -> date | None:
    """Return the day that was typed with or without separators, or None if it is none."""
    figures = "".join(sign for sign in typed if sign.isdecimal())
    if len(figures) != _DIGITS_OF_DAY:
        return None
    try:
        return date(int(figures[:4]), int(figures[4:6]), int(figures[6:]))
    except ValueError:
        return None


@component
def date_field(
    label: str,
    value: date | None,
    on_change: Callable[[date | None], Any],
    *,
    first: date,
    last: date,
    today: date,
    error: str | None = None,
    helper: str | None = mark("写成 2026-06-12 这样，或点右边的日历"),
    show_label: bool = True,
    on_unread: Callable[[bool], Any] | None = None,
) -> ft.Control:
    """Return a field for a day (a component). ``on_change`` gets None while what is typed is no day.

    ``on_unread`` is told whether something is typed that can't be read: for days that may be left out.
    """
    style = use_style()
    typed, set_typed = ft.use_state(value.isoformat() if value else "")
    is_open, set_open = ft.use_state(False)  # noqa: FBT003 - a hook's first value

    def on_text(text: str) -> None:
        set_typed(text)
        on_change(read_day(text))
        if on_unread:
            on_unread(bool(text.strip()) and read_day(text) is None)

    def on_picked(event: ft.Event[ft.DatePicker]) -> None:
        picked = event.control.value
        set_open(False)
        if picked is not None:
            day = _local_day(picked)
            set_typed(day.isoformat())
            on_change(day)
            if on_unread:
                on_unread(False)  # noqa: FBT003 - the fact itself

    ft.use_dialog(_picker(value or today, first, last, today, on_picked, set_open) if is_open else None)
    shown = value.isoformat() if value is not None and read_day(typed) != value else typed
    return text_field(
        style,
        label,
        value=shown,
        on_change=on_text,
        error=error,
        helper=helper,
        hint=tr("年-月-日"),
        icon=None,
        keyboard=ft.KeyboardType.DATETIME,
        show_label=show_label,
        suffix=icon_button(
            style,
            ft.Icons.CALENDAR_MONTH,
            tr("用日历选{label}", label=label),
            lambda: set_open(True),
            color=style.color.cobalt,
        ),
    )


def _picker(
    value: date,
    first: date,
    last: date,
    today: date,
    on_picked: Callable[[Any], Any],
    set_open: Callable[[Any], None],
) -> ft.DatePicker:
    return ft.DatePicker(
        value=_noon(min(max(value, first), last)),
        first_date=_noon(first),
        last_date=_noon(last),
        current_date=_noon(today),
        locale=ft.Locale("zh", "CN"),
        help_text=tr("选一天"),
        cancel_text=tr("取消"),
        confirm_text=tr("好"),
        error_format_text=tr("请写成 2026/06/12 这样"),
        error_invalid_text=tr("这一天不在范围里"),
        field_hint_text=tr("年/月/日"),
        field_label_text=tr("日期"),
        on_change=safe(on_picked),
        on_dismiss=safe(lambda: set_open(False)),
    )


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _local_day(moment: datetime | date) -> date:
    """Return the day that was tapped: the client sends its own midnight, without a zone or as that moment in UTC.

    Twelve hours later it is that day in UTC too, for every client from UTC-11 to UTC+12, wherever the server is.
    """
    if not isinstance(moment, datetime):
        return moment
    return (moment if moment.tzinfo is None else moment.astimezone(UTC) + HALF_A_DAY).date()
