"""One rule: what holds, where, from when, who says so, where the sources clash, and the cases that show it."""

import flet as ft

from app.services.clashes import ClashView, one_clash
from app.services.policies import Sheet, rule_sheet
from app.ui.components.buttons import icon_button
from app.ui.components.states import empty_state, error_card, skeleton
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.pages.policies.rule_parts import sheet_parts
from app.ui.paths import POLICIES, POLICY, below_policy, go, policy_asked
from app.ui.run import use_query
from app.ui.session import Session, use_changes, use_session
from app.ui.theme import use_style


@component(view=True)
def rule_page() -> ft.View:
    """Show the page of a rule, on top of any other."""
    style, session = use_style(), use_session()
    ft.use_route_location()
    path = ft.use_view_path() or POLICY
    route = ft.context.page.route or path
    kept = ft.use_ref(route)
    if f"{POLICY}?" in route:
        kept.current = route
    address = kept.current or route
    found = use_query(lambda: _load(session, address), [address, use_changes()])

    if found.error:
        body: list[ft.Control] = [error_card(style, found.error, on_retry=found.reload)]
    elif found.value is not None:
        body = sheet_parts(style, *found.value)
    elif found.loading:
        body = [skeleton(style, lines=5)]
    else:
        body = [
            empty_state(
                style,
                tr("没有这条规则"),
                icon=ft.Icons.MENU_BOOK,
                action=tr("看所有规则"),
                on_action=lambda: go(POLICIES),
            )
        ]
    return page_view(
        style,
        path,
        tr("政策依据"),
        body,
        actions=icon_button(style, ft.Icons.SEARCH, tr("查规则"), lambda: go(POLICIES)),
        simulated=False,
        plate=True,
        gap=style.space.s4,
        body_key=address,
        below=below_policy(address),
    )


async def _load(session: Session, address: str) -> tuple[Sheet, ClashView | None] | None:
    key, region, day = policy_asked(address)
    sheet = await session.run(rule_sheet, key, region, day)
    if sheet is None:
        return None
    clash = await session.run(one_clash, sheet.clash.number) if sheet.clash else None
    return sheet, clash
