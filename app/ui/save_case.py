"""「存为案例」: the button below a payment, a refusal or a check, and the question whether names stay in it."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui.components import buttons
from app.ui.components.choices import switch_row
from app.ui.components.dialogs import sheet
from app.ui.components.fields import error_line
from app.ui.components.surfaces import column
from app.ui.forms import Errors, use_errors
from app.ui.guard import component, use_safe_effect
from app.ui.i18n import mark, tr
from app.ui.paths import go, saved_case
from app.ui.run import Command, use_command
from app.ui.session import use_session
from app.ui.theme import Style, text, use_style

HIDDEN = mark("里面写着别人账户里有多少钱，只有照看那位家人的人才能存成案例")
"""What cases/discreet.py says; here so that it is said in English, too."""
Saving = Callable[..., int]
"""A service of case_saving.py: takes what is to be saved, and keep_names; gives the case's id."""


@component
def save_case_button(service: Saving, *what: Any) -> ft.Control:  # noqa: ANN401 - the service's own
    """Show the button (a component): ``save_case_button(save_payment, settlement_id)``.

    After saving it leads to the case; for other content it begins anew.
    """
    style, session, errors = use_style(), use_session(), use_errors()
    asking, set_asking = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    keep, set_keep = ft.use_state(False)  # noqa: FBT003
    nothing: int | None = None
    saved, set_saved = ft.use_state(nothing)

    def begin() -> None:
        set_saved(None)
        set_keep(False)

    use_safe_effect(begin, [repr(what)])

    async def save() -> None:
        errors.clear()
        set_saved(await session.ask(service, *what, keep_names=keep))
        set_asking(False)

    def close() -> None:
        errors.clear()
        set_asking(False)

    command = use_command(save, errors.show)
    ft.use_dialog(
        sheet(style, tr("存为案例"), _question(style, errors, command, set_keep, keep=keep), on_close=close)
        if asking
        else None
    )
    if saved is not None:
        path = saved_case(saved)
        return buttons.tonal(style, tr("存好了，看这个案例"), lambda: go(path), icon=ft.Icons.CHECK)
    ask = lambda: set_asking(True)  # noqa: E731
    return buttons.outlined(style, tr("存为案例"), ask, icon=ft.Icons.BOOKMARK_ADD_OUTLINED)


def _question(
    style: Style,
    errors: Errors,
    command: Command,
    set_keep: Callable[[bool], None],
    *,
    keep: bool,
) -> ft.Control:
    words = tr("把这一次的情况和结果存下来，以后再看、发给别人，或者做成练习。您看不到的余额不会写进去。")
    pieces: list[ft.Control] = [
        text(style, "label", words, color=style.color.ink_2),
        switch_row(
            style,
            tr("名字换成称呼"),
            not keep,
            lambda on: set_keep(not on),
            note=tr("就诊人、共济人；出生日期只留年份"),
            inset=False,
        ),
    ]
    if errors.general:
        pieces.append(error_line(style, errors.general))
    pieces.append(buttons.filled(style, tr("存下来"), command.run, loading=command.running))
    inner = column(style, pieces, gap=style.space.s3)
    return ft.Container(inner, padding=ft.Padding.only(right=style.margin - style.space.s2))
