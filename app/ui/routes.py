"""Which page stands at which address.

Each level of a path is one page on the stack. A modal page goes back to wherever it was opened from.
"""

from dataclasses import replace

import flet as ft

from app.ui.not_found import not_found_page
from app.ui.pages.ask.routes import ASK_MODALS
from app.ui.pages.cases.routes import CASES_MODALS
from app.ui.pages.code.routes import CODE_MODALS, CODE_ROUTES
from app.ui.pages.family.routes import FAMILY_MODALS, FAMILY_ROUTES
from app.ui.pages.fees.routes import FEES_MODALS
from app.ui.pages.home.routes import HOME_MODALS, HOME_ROUTES
from app.ui.pages.infants.routes import INFANTS_MODALS
from app.ui.pages.login.routes import GUEST_ROUTES as GUEST_PAGES
from app.ui.pages.me.routes import ME_ROUTES
from app.ui.pages.pay.routes import PAY_MODALS
from app.ui.pages.policies.routes import POLICY_MODALS
from app.ui.pages.policies.rule_page import rule_page
from app.ui.pages.records.routes import RECORDS_ROUTES
from app.ui.pages.which.routes import WHICH_MODALS
from app.ui.pages.wizard.routes import WIZARD_MODALS
from app.ui.paths import POLICY

__all__ = ["GUEST_ROUTES", "USER_ROUTES"]


def _with_rules(routes: list[ft.Route]) -> list[ft.Route]:
    """Let a rule open on top of any of these pages, which stays below it as it is."""
    rule = ft.Route(path=POLICY.strip("/"), component=rule_page)
    return [replace(one, children=[rule, *_with_rules(one.children or [])]) for one in routes]


GUEST_ROUTES: list[ft.Route] = [*_with_rules([*GUEST_PAGES[:-1], *ASK_MODALS, *POLICY_MODALS]), GUEST_PAGES[-1]]
USER_ROUTES: list[ft.Route] = [
    *_with_rules(
        [
            *HOME_ROUTES,
            *FAMILY_ROUTES,
            *CODE_ROUTES,
            *RECORDS_ROUTES,
            *ME_ROUTES,
            *HOME_MODALS,
            *FAMILY_MODALS,
            *CODE_MODALS,
            *CASES_MODALS,
            *FEES_MODALS,
            *PAY_MODALS,
            *POLICY_MODALS,
            *ASK_MODALS,
            *WIZARD_MODALS,
            *INFANTS_MODALS,
            *WHICH_MODALS,
        ]
    ),
    ft.Route(path=":unknown*", component=not_found_page),
]
