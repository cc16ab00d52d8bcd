"""练习: the sets one may practise with, and one set with its exercises."""

import flet as ft

from app.services.cases import MOST_BYTES
from app.services.exercises import (
    ExerciseLine,
    ExerciseSet,
    ExerciseSetView,
    exercise_sets,
    forget_answers,
    open_set,
    publish_set,
    remove_set,
    set_file,
)
from app.services.exercises import exercise_set as load_set
from app.ui.components import buttons
from app.ui.components.choice_card import choice_card
from app.ui.components.choices import switch_row
from app.ui.components.dialogs import confirm, snack
from app.ui.components.rows import list_row, rows
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, column, hint, icon_choice, section
from app.ui.components.tags import tag
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import joined, tr
from app.ui.layout import page_view
from app.ui.paths import CASES, EXERCISES, NEW_EXERCISES, exercise, exercise_set, go
from app.ui.picking import pick_file
from app.ui.run import Command, use_command, use_query
from app.ui.saving import save_file
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, heading, text, use_style


@component(view=True)
def exercises_page() -> ft.View:
    """Show the page at /exercises."""
    style, session, errors = use_style(), use_session(), use_errors()
    found = use_query(lambda: session.ask(exercise_sets), [use_changes()])

    async def take() -> None:
        errors.clear()
        picked = await pick_file("toml", most_bytes=MOST_BYTES)
        if picked is not None:
            made = await session.ask(open_set, *picked)
            session.changed()
            go(exercise_set(str(made)))

    taking = use_command(take, errors.show)
    body: list[ft.Control] = [hint(style, tr("先自己说会怎样：能不能办、谁付钱、付多少现金；说完再看规则怎么算。"))]
    told = next(iter(errors.by_field.values()), None)
    if told:
        body.append(error_card(style, tr(told)))
    if found.value is None:
        body.append(error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style))
    else:
        body.append(card(style, rows(style, [_set_row(style, one) for one in found.value]), padding=0))
        ways = [
            icon_choice(style, ft.Icons.ADD, tr("用案例做一套"), lambda: go(NEW_EXERCISES)),
            icon_choice(style, ft.Icons.FILE_OPEN_OUTLINED, tr("打开练习文件"), taking.run),
            icon_choice(style, ft.Icons.BOOKMARKS_OUTLINED, tr("案例"), lambda: go(CASES)),
        ]
        body.append(section(style, tr("教别人用的"), quiet=True))
        body.append(choice_card(style, *ways))
    return page_view(style, EXERCISES, tr("练习"), body, gap=style.space.s4)


def _set_row(style: Style, one: ExerciseSet) -> ft.Control:
    path = exercise_set(one.key)
    about = tr("{count} 题", count=one.count)
    if one.answered:
        about = tr(
            "{count} 题，答了 {answered} 题，对 {right} 题", count=one.count, answered=one.answered, right=one.right
        )
    said = tr("全对") if one.right == one.count else None
    return list_row(
        style,
        one.title,
        subtitle=about,
        icon=ft.Icons.SCHOOL_OUTLINED,
        trailing=tag(style, "covered", said) if said else None,
        on_click=lambda: go(path),
        chevron=True,
        spoken=joined(one.title, about, said),
    )


@component(view=True)
def set_page() -> ft.View:
    """Show the page at /exercises/<key>."""
    style, session = use_style(), use_session()
    key = ft.use_route_params().get("key", "")
    asking, set_asking = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    found = use_query(lambda: session.ask(load_set, key), [use_changes(), key])
    view = found.value

    async def hand_on() -> None:
        file = await session.ask(set_file, key)
        await save_file(file.name, file.data, "application/toml")

    async def publish(on: bool) -> None:  # noqa: FBT001 - the value wished for
        await session.ask(publish_set, int(key), published=on)
        session.changed()

    async def again() -> None:
        await session.ask(forget_answers, key)
        session.changed()

    async def remove() -> None:
        set_asking(False)
        await session.ask(remove_set, int(key))
        snack(ft.context.page, tr("删掉了"))
        session.changed()
        go(EXERCISES)

    handing, publishing, starting, removing = (use_command(one) for one in (hand_on, publish, again, remove))
    question = confirm(
        style,
        tr("删掉这套练习？"),
        tr("大家答过的也一起删掉，找不回来。"),
        yes=tr("删掉"),
        on_yes=removing.run,
        on_no=lambda: set_asking(False),
    )
    ft.use_dialog(question if asking else None)
    bottom: ft.Control | None = None
    if view is None:
        body: list[ft.Control] = [
            error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=5)
        ]
    else:
        body = _set_body(style, view, handing, publishing, lambda: set_asking(True))
        bottom = _set_bottom(style, view, starting)
    return page_view(style, exercise_set(key), tr("练习"), body, bottom=bottom, gap=style.space.s4, below=EXERCISES)


def _set_body(
    style: Style, view: ExerciseSetView, handing: Command, publishing: Command, remove: buttons.Handler
) -> list[ft.Control]:
    about = view.about
    told = tr("答了 {answered} 题，对 {right} 题", answered=about.answered, right=about.right)
    pieces: list[ft.Control] = [
        column(
            style, [heading(style, "title_1", about.title), text(style, "label", told, color=style.color.ink_2)], gap=0
        ),
        card(
            style, rows(style, [_line(style, about.key, one) for one in view.lines], indent=style.space.s4), padding=0
        ),
    ]
    ways = [icon_choice(style, ft.Icons.IOS_SHARE, tr("存成文件"), handing.run)]
    if about.mine:
        note = tr("在这里登录的人都能练，题里写着的名字也看得到")
        switch = switch_row(style, tr("给大家练"), about.published, lambda on: publishing.run_with(on)(), note=note)
        pieces.append(card(style, switch, padding=0))
        ways.append(icon_choice(style, ft.Icons.DELETE_OUTLINED, tr("删掉"), remove))
    pieces.append(choice_card(style, *ways))
    return pieces


def _line(style: Style, key: str, one: ExerciseLine) -> ft.Control:
    path = exercise(key, one.number)
    title, about, said = tr("第 {number} 题", number=one.number), tr(one.title), None
    if one.was_right is not None:
        said = tr("对") if one.was_right else tr("不对")
    state = tag(style, "covered" if one.was_right else "refused", said) if said else None
    return list_row(
        style,
        title,
        subtitle=about,
        trailing=state,
        on_click=lambda: go(path),
        chevron=True,
        spoken=joined(title, about, said),
    )


def _set_bottom(style: Style, view: ExerciseSetView, starting: Command) -> ft.Control:
    left = next((one.number for one in view.lines if one.was_right is None), None)
    if left is None:
        return buttons.filled(style, tr("重新做一遍"), starting.run, icon=ft.Icons.REPLAY, loading=starting.running)
    label = tr("开始做") if left == 1 else tr("接着做第 {number} 题", number=left)
    path = exercise(view.about.key, left)
    return buttons.filled(style, label, lambda: go(path))
