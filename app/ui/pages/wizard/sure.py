"""提交授权 in 长辈版: a page asks once more, and says what is going to happen."""

from dataclasses import replace

import flet as ft

from app.ui.components.dialogs import confirm
from app.ui.i18n import tr
from app.ui.pages.wizard.answers import Step
from app.ui.pages.wizard.walk import State
from app.ui.run import Command
from app.ui.theme import Style


def use_certainty(style: Style, state: State, advance: Command) -> Command:
    """Return what the step's button does (a hook): in 长辈版 the last one asks before it submits."""
    asking, set_asking = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    asks_first = style.elder and state.answers.step is Step.CHECK and state.promised

    async def ask(_event: object = None) -> None:
        set_asking(True)

    async def submit() -> None:
        set_asking(False)
        await advance.run()

    question = confirm(
        style,
        tr("要授权吗？"),
        _what_happens(state),
        yes=tr("对，授权"),
        no=tr("再看看"),
        on_yes=submit,
        on_no=lambda: set_asking(False),
    )
    ft.use_dialog(question if asking and asks_first else None)
    return replace(advance, run=ask) if asks_first else advance


def _what_happens(state: State) -> str:
    member, quota = state.found.member, state.answers.get("quota").strip()
    name = member.name if member else ""
    if quota:
        return tr("{name}看病买药，可以用您的钱，最多 {quota} 元。不想给了，随时能解除。", name=name, quota=quota)
    return tr("{name}看病买药，可以用您的钱，不限多少。不想给了，随时能解除。", name=name)
