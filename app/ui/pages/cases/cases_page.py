"""案例: what one has saved and opened; opening a file, handing all on, making exercises of them."""

import flet as ft

from app.services.cases import MOST_BYTES, PAGE, CaseLine, CaseList, case_file, my_cases, open_cases, told_of
from app.ui.components import buttons
from app.ui.components.choice_card import choice_card
from app.ui.components.rows import list_row, rows
from app.ui.components.states import empty_state, error_card, skeleton
from app.ui.components.surfaces import card, hint, icon_choice
from app.ui.components.tags import tag
from app.ui.forms import use_errors
from app.ui.guard import component, notify
from app.ui.i18n import joined, mark, tr
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.paths import CASES, EXERCISES, NEW_EXERCISES, go, saved_case
from app.ui.picking import pick_file
from app.ui.run import Command, use_command, use_query
from app.ui.saving import save_file
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, text, use_style

WRONG_FILE = (mark("案例文件 {file}：{why}"), mark("案例文件 {file}，{where}：{why}"))
"""What is said of a file that can't be read (cases/case.py), so that it is said in English, too."""


@component(view=True)
def cases_page() -> ft.View:
    """Show the page at /cases."""
    style, session, errors = use_style(), use_session(), use_errors()
    most, set_most = ft.use_state(PAGE)
    found = use_query(lambda: session.ask(my_cases, most), [use_changes(), most])

    async def take() -> None:
        errors.clear()
        picked = await pick_file("toml", most_bytes=MOST_BYTES)
        if picked is None:
            return
        opened = await session.ask(open_cases, *picked)
        session.changed()
        notify(tr(told_of(opened)))

    async def hand_on() -> None:
        file = await session.ask(case_file)
        await save_file(file.name, file.data, "application/toml")

    taking, handing = use_command(take, errors.show), use_command(hand_on)
    body: list[ft.Control] = []
    if errors.general:
        body.append(error_card(style, errors.general))
    if found.value is None:
        body.append(error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style))
    elif not found.value.count:
        words = tr("结算单、预结算和办不成的地方都有「存为案例」。别人发来的案例文件也能在这里打开。")
        body.append(empty_state(style, tr("还没有案例"), words, icon=ft.Icons.BOOKMARKS_OUTLINED))
        body.append(buttons.tonal(style, tr("去做练习"), lambda: go(EXERCISES), icon=ft.Icons.SCHOOL_OUTLINED))
    else:
        body += _filled(style, found.value, handing, lambda: set_most(lambda old: old + PAGE))
    action = buttons.filled(
        style, tr("打开案例文件"), taking.run, icon=ft.Icons.FILE_OPEN_OUTLINED, loading=taking.running
    )
    return page_view(style, CASES, tr("案例"), body, bottom=action, gap=style.space.s4)


def _filled(style: Style, found: CaseList, handing: Command, more: buttons.Handler) -> list[ft.Control]:
    ways = [
        icon_choice(style, ft.Icons.SCHOOL_OUTLINED, tr("做成练习"), lambda: go(NEW_EXERCISES)),
        icon_choice(style, ft.Icons.IOS_SHARE, tr("全部存成文件"), handing.run),
        icon_choice(style, ft.Icons.QUIZ_OUTLINED, tr("去做练习"), lambda: go(EXERCISES)),
    ]
    wrong = sum(not line.agrees for line in found.lines)
    said = (
        tr("{count} 个案例，都用现在的规则验过", count=found.count)
        if not wrong
        else tr("{count} 个案例，{wrong} 个和现在的规则不一致", count=found.count, wrong=wrong)
    )
    pieces: list[ft.Control] = [
        choice_card(style, *ways),
        text(style, "label", said, color=style.color.ink_2),
        card(style, rows(style, [_row(style, line) for line in found.lines], indent=style.space.s4), padding=0),
    ]
    if found.count > len(found.lines):
        pieces.append(buttons.outlined(style, tr("再看 {more} 个", more=PAGE), more))
    pieces.append(hint(style, tr("在电脑的命令行里也能验：gongji cases 文件名")))
    return pieces


def _row(style: Style, line: CaseLine) -> ft.Control:
    path = saved_case(line.case_id)
    about = joined(line.kind.value, day_words(line.day), line.file)
    said = tr("一致") if line.agrees else tr("不一致")
    state = tag(style, "covered" if line.agrees else "refused", said)
    spoken = joined(line.title, about, said)
    return list_row(style, line.title, subtitle=about, trailing=state, on_click=lambda: go(path), spoken=spoken)
