"""The pages of 政策依据 and 办理渠道; whoever isn't logged in may read them, too."""

import flet as ft

from app.ui.pages.policies.channels_page import channels_page
from app.ui.pages.policies.clashes_page import clash_page, clashes_page
from app.ui.pages.policies.list_page import policies_page

POLICY_MODALS = [
    ft.Route(
        path="policies",
        component=policies_page,
        modal=True,
        children=[
            ft.Route(
                path="clashes",
                component=clashes_page,
                children=[ft.Route(path=r":number(\d+)", component=clash_page)],
            )
        ],
    ),
    ft.Route(path="channels", component=channels_page, modal=True),
]
