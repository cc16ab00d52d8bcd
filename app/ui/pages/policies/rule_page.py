"""One rule: what holds, where, from when, and who says so."""

from typing import cast

import flet as ft

from app.services.policies import RuleSheet, rule_sheet
from app.ui.components.states import empty_state, error_card, skeleton
from app.ui.components.surfaces import card
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.paths import POLICY, below_policy, go, policy_asked
from app.ui.run import use_query
from app.ui.session import use_session
from app.ui.theme import Style, heading, text, use_style


@component(view=True)
def rule_page() -> ft.View:
    """Show the page of a rule, on top of any other."""
    style, session = use_style(), use_session()
    view_ref = ft.use_ref(cast("ft.View | None", None))
    route = ft.context.page.route or POLICY
    opened, _ = ft.use_state(route)
    address = route if POLICY in route else opened
    key, region, day = policy_asked(address)
    found = use_query(lambda: session.run(rule_sheet, key, region, day), [address, session.version])

    async def back(_event: object) -> None:
        go(below_policy(address))
        if view_ref.current is not None:
            await view_ref.current.confirm_pop(False)  # noqa: FBT003 - Flet's own

    if found.error:
        body: list[ft.Control] = [error_card(style, found.error, on_retry=found.reload)]
    elif found.value is None:
        waiting = skeleton(style, lines=5)
        body = [waiting if found.loading else empty_state(style, tr("没有这条规则"), icon=ft.Icons.MENU_BOOK)]
    else:
        body = _sheet(style, found.value)
    path = ft.use_view_path() or POLICY
    view = page_view(
        style, path, tr("政策依据"), body, simulated=False, can_pop=False, on_confirm_pop=back, gap=style.space.s4
    )
    view_ref.current = view
    return view


def _sheet(style: Style, sheet: RuleSheet) -> list[ft.Control]:
    rule = sheet.rule
    return [
        heading(style, "title_1", rule.meaning),
        card(style, [text(style, "body", rule.sentence), text(style, "caption", rule.section)]),
    ]
