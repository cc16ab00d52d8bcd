"""Where the sources clash: the twelve places, and each with its texts, the decision and the other reading."""

from functools import partial

import flet as ft

from app.services.clashes import ClashView, clashes, one_clash
from app.services.policies import rule_titles
from app.ui.components.rows import list_row, rows
from app.ui.components.states import empty_state, error_card, skeleton
from app.ui.components.surfaces import card, section
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.pages.policies.clash_part import clash_part
from app.ui.paths import CLASHES, POLICIES, clash, go, policy
from app.ui.run import use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, heading, text, use_style


@component(view=True)
def clashes_page() -> ft.View:
    """Show the page of all clashes."""
    style, session = use_style(), use_session()
    found = use_query(lambda: session.run(clashes), [use_changes()])
    if found.value is None:
        waiting = error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
        body: list[ft.Control] = [waiting]
    else:
        lead = tr("几份资料讲同一件事，讲得不一样。每一处都列出原话、怎么定的、为什么，也能换一种说法算给您看。")
        listed = [_row(style, one) for one in found.value]
        body = [
            text(style, "body", lead, color=style.color.ink_2),
            card(style, rows(style, listed, indent=style.space.s4), padding=0),
        ]
    return page_view(
        style,
        CLASHES,
        tr("资料的说法不同"),
        body,
        simulated=False,
        plate=True,
        gap=style.space.s4,
        below=POLICIES,
    )


def _row(style: Style, one: ClashView) -> ft.Control:
    keys = tr("资料 {keys}", keys=tr("、").join(dict.fromkeys(saying.source.key for saying in one.sayings)))
    title = tr("{number}. {title}", number=one.number, title=tr(one.title))
    path = clash(one.number)
    return list_row(style, title, subtitle=keys, on_click=lambda: go(path))


@component(view=True)
def clash_page() -> ft.View:
    """Show the page of one clash."""
    style, session = use_style(), use_session()
    number = int(ft.use_route_params().get("number", "0"))

    async def load() -> tuple[ClashView, dict[tuple[str, str], str]] | None:
        shown = await session.run(one_clash, number)
        return (shown, await session.run(rule_titles, shown.rules)) if shown else None

    found = use_query(load, [use_changes(), number])
    if found.error:
        body: list[ft.Control] = [error_card(style, found.error, on_retry=found.reload)]
    elif found.value is not None:
        body = _body(style, *found.value)
    elif found.loading:
        body = [skeleton(style, lines=6)]
    else:
        body = [empty_state(style, tr("没有这一处"), action=tr("看所有的"), on_action=lambda: go(CLASHES))]
    return page_view(
        style,
        clash(number),
        tr("资料的说法不同"),
        body,
        simulated=False,
        plate=True,
        gap=style.space.s4,
        below=CLASHES,
    )


def _body(style: Style, shown: ClashView, titles: dict[tuple[str, str], str]) -> list[ft.Control]:
    listed = [list_row(style, title, on_click=partial(_open, key, region)) for (key, region), title in titles.items()]
    return [
        heading(style, "title_1", shown.title),
        clash_part(shown),
        section(style, tr("和这一处有关的规则")),
        card(style, rows(style, listed, indent=style.space.s4), padding=0),
    ]


def _open(key: str, region: str) -> None:
    go(policy(key, region))
