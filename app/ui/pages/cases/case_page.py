"""One saved case: run against the rules, told in words, handed on as a file, renamed, thrown away."""

from dataclasses import dataclass

import flet as ft

from app.services.cases import CaseView, Difference, case_file, case_view, remove_case, rename_case
from app.services.receipts import FIELDS
from app.ui.components import buttons
from app.ui.components.choice_card import choice_card
from app.ui.components.dialogs import confirm, sheet, snack
from app.ui.components.fields import text_field
from app.ui.components.fold import fold
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, column, icon_choice, notice, section
from app.ui.forms import Errors, use_errors
from app.ui.guard import component
from app.ui.i18n import joined, mark, tr
from app.ui.layout import page_view
from app.ui.pages.cases.told import outcome, scene
from app.ui.panes import columns_width, two_columns
from app.ui.paths import CASES, go, saved_case
from app.ui.run import Command, use_command, use_query
from app.ui.saving import save_file
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, text, use_style

KEYS = {
    **dict(FIELDS),
    "decision": mark("结果"),
    "refused_by": mark("哪条规则不让"),
    "pooled_from": mark("谁共济了多少"),
    "not_used": mark("谁的钱为什么没有多付"),
}

FROM_HERE = mark("共济通模拟记录")
"""What case_facts.py gives as the source of what was saved here; so that it is said in English, too."""


@dataclass(frozen=True, slots=True)
class _Ways:
    """What can be done with the case."""

    hand_on: Command
    rename: buttons.Handler
    remove: buttons.Handler


@component(view=True)
def case_page() -> ft.View:
    """Show the page at /cases/<id>."""
    style, session, errors = use_style(), use_session(), use_errors()
    case_id = int(ft.use_route_params().get("case_id", "0"))
    asking, set_asking = ft.use_state("")
    title, set_title = ft.use_state("")
    found = use_query(lambda: session.ask(case_view, case_id), [use_changes(), case_id])
    view = found.value

    async def hand_on() -> None:
        file = await session.ask(case_file, [case_id])
        await save_file(file.name, file.data, "application/toml")

    async def rename() -> None:
        errors.clear()
        await session.ask(rename_case, case_id, title)
        set_asking("")
        session.changed()

    async def remove() -> None:
        set_asking("")
        await session.ask(remove_case, case_id)
        snack(ft.context.page, tr("删掉了"))
        session.changed()
        go(CASES)

    def begin_rename() -> None:
        errors.clear()
        set_title(view.line.title if view else "")
        set_asking("title")

    renaming, removing, handing = use_command(rename, errors.show), use_command(remove), use_command(hand_on)
    ft.use_dialog(
        _title_sheet(style, title, set_title, errors, renaming, lambda: set_asking("")) if asking == "title" else None
    )
    ft.use_dialog(_sure(style, removing, lambda: set_asking("")) if asking == "remove" else None)
    if view is None:
        body: list[ft.Control] = [
            error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
        ]
    else:
        body = _body(style, view, _Ways(handing, begin_rename, lambda: set_asking("remove")))
    return page_view(
        style, saved_case(case_id), tr("案例"), body, gap=style.space.s4, max_width=columns_width(style), below=CASES
    )


def _body(style: Style, view: CaseView, ways: _Ways) -> list[ft.Control]:
    actions = [
        icon_choice(style, ft.Icons.IOS_SHARE, tr("存成文件"), ways.hand_on.run),
        icon_choice(style, ft.Icons.EDIT_OUTLINED, tr("改名"), ways.rename),
        icon_choice(style, ft.Icons.DELETE_OUTLINED, tr("删掉"), ways.remove),
    ]
    about = joined(view.line.kind.value, view.source, view.line.file)
    head: list[ft.Control] = [
        column(
            style,
            [text(style, "title_2", view.line.title), text(style, "caption", about, color=style.color.ink_3)],
            gap=0,
        ),
        _checked(style, view),
    ]
    given = [*scene(style, view.situation, view.event), fold(tr("文件里是这样写的"), [_as_written(style, view)])]
    told = [section(style, tr("规则这样算"), quiet=True), *outcome(style, view.outcome)]
    tail = choice_card(style, *actions)
    if style.window.columns:
        return [two_columns(style, [*head, *given], [*told, tail])]
    return [*head, *given, *told, tail]


def _checked(style: Style, view: CaseView) -> ft.Control:
    if view.line.agrees:
        return notice(style, tr("和现在的规则一致"), tr("用现在的规则重新算了一遍，结果一样"), tone="covered")
    listed = [_difference(style, one) for one in view.differences]
    told = tr("{count} 处和现在的规则算出来的不一样", count=len(listed))
    return column(
        style, [notice(style, tr("和现在的规则不一致"), told, tone="refused"), card(style, listed, gap=style.space.s3)]
    )


def _difference(style: Style, one: Difference) -> ft.Control:
    return ft.MergeSemantics(
        ft.Column(
            [
                text(style, "label", tr(KEYS[one.key]), strong=True),
                text(style, "caption", one.key, color=style.color.ink_3),
                text(style, "label", tr("案例里写的：{expected}", expected=one.expected)),
                text(style, "label", tr("规则算出来：{actual}", actual=one.actual)),
            ],
            spacing=0,
            tight=True,
        )
    )


def _as_written(style: Style, view: CaseView) -> ft.Control:
    return card(style, text(style, "caption", view.text, color=style.color.ink_2, selectable=True))


def _title_sheet(  # noqa: PLR0913, PLR0917 - what the sheet shows and does
    style: Style, title: str, change: buttons.Handler, errors: Errors, renaming: Command, close: buttons.Handler
) -> ft.BottomSheet:
    pieces: list[ft.Control] = [
        text_field(
            style,
            tr("名字"),
            value=title,
            on_change=change,
            on_submit=lambda _value: renaming.run(),
            error=errors.at("title") or errors.general,
            autofocus=True,
        ),
        buttons.filled(style, tr("改好了"), renaming.run, loading=renaming.running),
    ]
    inner = ft.Container(column(style, pieces), padding=ft.Padding.only(right=style.margin - style.space.s2))
    return sheet(style, tr("改名"), inner, on_close=close)


def _sure(style: Style, removing: Command, close: buttons.Handler) -> ft.AlertDialog:
    return confirm(
        style,
        tr("删掉这个案例？"),
        tr("做成的练习里还有它。删了找不回来，可以先存成文件。"),
        yes=tr("删掉"),
        on_yes=removing.run,
        on_no=close,
    )
