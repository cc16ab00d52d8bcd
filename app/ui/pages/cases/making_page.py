"""Making a set of exercises out of saved cases."""

import flet as ft

from app.services.cases import CaseLine, my_cases
from app.services.exercises import MOST_IN_SET, make_set
from app.ui.components import buttons
from app.ui.components.choices import checkbox_row
from app.ui.components.fields import error_line, text_field
from app.ui.components.states import empty_state, error_card, skeleton
from app.ui.components.surfaces import card, section
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import joined, tr
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.paths import CASES, EXERCISES, NEW_EXERCISES, exercise_set, go
from app.ui.run import use_command, use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, use_style

SHOWN = 200
"""So many of the newest cases can be chosen from."""


@component(view=True)
def making_page() -> ft.View:
    """Show the page at /exercises/new."""
    style, session, errors = use_style(), use_session(), use_errors()
    title, set_title = ft.use_state("")
    nothing: tuple[int, ...] = ()
    chosen, set_chosen = ft.use_state(nothing)
    found = use_query(lambda: session.ask(my_cases, SHOWN), [use_changes()])

    def turn(case_id: int, on: bool) -> None:  # noqa: FBT001 - chosen or not
        errors.clear("cases")
        set_chosen(lambda old: (*old, case_id) if on else tuple(one for one in old if one != case_id))

    def rename(value: str) -> None:
        errors.clear("title")
        set_title(value)

    async def make() -> None:
        errors.clear()
        made = await session.ask(make_set, title, chosen)
        session.changed()
        go(exercise_set(str(made)))

    making = use_command(make, errors.show)
    bottom: ft.Control | None = None
    if found.value is None:
        body: list[ft.Control] = [
            error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=5)
        ]
    elif not found.value.lines:
        words = tr("先存几个案例，或者打开别人发来的案例文件。")
        body = [empty_state(style, tr("还没有案例"), words, action=tr("去看案例"), on_action=lambda: go(CASES))]
    else:
        told = errors.at("cases") or errors.general
        body = [
            text_field(style, tr("这套练习叫什么"), value=title, on_change=rename, error=errors.at("title")),
            section(style, tr("选案例，按选的先后出题（最多 {most} 题）", most=MOST_IN_SET), quiet=True),
            *([error_line(style, told)] if told else []),
            card(style, [_choice(style, one, chosen, turn) for one in found.value.lines]),
        ]
        label = tr("做成练习，共 {count} 题", count=len(chosen)) if chosen else tr("做成练习")
        bottom = buttons.filled(style, label, making.run, loading=making.running)
    return page_view(style, NEW_EXERCISES, tr("做一套练习"), body, bottom=bottom, gap=style.space.s4, below=EXERCISES)


def _choice(style: Style, line: CaseLine, chosen: tuple[int, ...], turn: buttons.Handler) -> ft.Control:
    about = joined(line.kind.value, day_words(line.day), None if line.agrees else tr("和规则不一致，不能出题"))
    on = line.case_id in chosen
    title = tr("{number}. {title}", number=chosen.index(line.case_id) + 1, title=line.title) if on else line.title
    return checkbox_row(style, title, on, lambda yes: turn(line.case_id, yes), note=about)
