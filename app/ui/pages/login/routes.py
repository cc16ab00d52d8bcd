"""The pages of who isn't logged in."""

import flet as ft

from app.ui.pages.login.by_face import by_face_page
from app.ui.pages.login.by_sms import by_sms_page
from app.ui.pages.login.forgot import forgot_page
from app.ui.pages.login.log_in import log_in_page
from app.ui.pages.login.register import register_page

GUEST_ROUTES = [
    ft.Route(
        component=log_in_page,
        children=[
            ft.Route(path="sms", component=by_sms_page),
            ft.Route(path="face", component=by_face_page),
            ft.Route(path="forgot", component=forgot_page),
            ft.Route(path="register", component=register_page),
        ],
    ),
    # Any other address is a user's: whoever logs in there is then where they wanted to be.
    ft.Route(path=":wanted*", component=log_in_page),
]
