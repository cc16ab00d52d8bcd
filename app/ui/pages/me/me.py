"""我的: who I am, the look, passwords, the app's day, the simulated register, about, log out."""

import flet as ft

from app.services.home import HomeView, home
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.choices import Choice, segmented
from app.ui.components.dialogs import confirm
from app.ui.components.rows import list_row, rows
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card
from app.ui.elder_switch import elder_switch
from app.ui.guard import component
from app.ui.i18n import mark, tr
from app.ui.identity import identity_number
from app.ui.languages import language_row
from app.ui.layout import Tabs, page_view
from app.ui.panes import columns_width, two_columns
from app.ui.paths import (
    ABOUT,
    CASES,
    DAY,
    FAMILY,
    INSURANCE,
    INSURED_REGISTER,
    ME,
    NOTICES,
    PASSWORD,
    PIN,
    ZONE,
    go,
    go_tab,
)
from app.ui.run import use_command, use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, text, use_style
from app.ui.words import CERTIFICATES, insurance_words

THEMES = (Choice("system", mark("跟随")), Choice("light", mark("浅")), Choice("dark", mark("深")))


@component(view=True)
def me_page() -> ft.View:
    """Show the user's own page."""
    style, session = use_style(), use_session()

    async def load() -> HomeView:
        return await session.ask(home)

    found = use_query(load, [use_changes()])
    me = (session.user.badge, session.user.name) if session.user else None
    if found.value:
        first, second = [_look(), _passwords(style)], [_install(len(found.value.family)), _log_out()]
        rest = [two_columns(style, first, second)] if style.window.columns else [*first, *second]
        body = [_who(style, found.value), *rest]
    elif found.error:
        body = [error_card(style, found.error, on_retry=found.reload)]
    else:
        body = [skeleton(style), skeleton(style, lines=6)]
    most = columns_width(style)
    return page_view(style, ME, tr("我的"), body, plate=True, tabs=Tabs(4, go_tab, me), max_width=most)


def _who(style: Style, view: HomeView) -> ft.Control:
    person = view.me
    words = ft.Column(
        [
            text(style, "title_1", person.name),
            text(style, "label", insurance_words(person.insutype, person.city, person.status), color=style.color.ink_2),
            identity_number(person, f"{tr(CERTIFICATES[person.cert_type])} "),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    return ft.Container(
        ft.Row([badge(style, person.badge, person.name, size=style.size.badge_l), words], spacing=style.space.s4),
        padding=ft.Padding.symmetric(vertical=style.space.s2, horizontal=style.space.s2),
    )


@component
def _look() -> ft.Control:
    """长辈版, light and dark, and the language."""
    style, session = use_style(), use_session()

    async def choose(theme: str) -> None:
        await session.set_look(theme=theme)

    command = use_command(choose)
    chosen = session.user.theme if session.user else "system"
    choice = segmented(style, THEMES, chosen, lambda key: command.run_with(key)(), compact=True)
    theme = list_row(style, tr("深浅色"), icon=ft.Icons.CONTRAST, trailing=choice)
    return card(style, rows(style, [elder_switch(), theme, language_row()]), padding=0)


def _passwords(style: Style) -> ft.Control:
    return card(
        style,
        rows(
            style,
            [
                list_row(style, tr("登录密码"), icon=ft.Icons.LOCK, on_click=lambda: go(PASSWORD)),
                list_row(
                    style, tr("支付密码"), icon=ft.Icons.PASSWORD, value=tr("已设 6 位"), on_click=lambda: go(PIN)
                ),
            ],
        ),
        padding=0,
    )


@component
def _install(people: int) -> ft.Control:
    """Show what concerns the simulation: its day, its register."""
    style, session = use_style(), use_session()
    today = session.context.clock.today().isoformat()
    items = [
        list_row(style, tr("我的参保信息"), icon=ft.Icons.BADGE, on_click=lambda: go(INSURANCE)),
        list_row(
            style,
            tr("模拟参保登记"),
            icon=ft.Icons.GROUPS,
            value=tr("{people} 人", people=people),
            on_click=lambda: go(INSURED_REGISTER),
        ),
        list_row(style, tr("案例"), icon=ft.Icons.BOOKMARKS, on_click=lambda: go(CASES)),
        list_row(style, tr("关于共济通"), icon=ft.Icons.INFO, on_click=lambda: go(ABOUT)),
    ]
    if style.elder:  # there is no bar of tabs that leads there
        items[:0] = [
            list_row(style, tr("家庭共济"), icon=ft.Icons.FAMILY_RESTROOM, on_click=lambda: go(FAMILY)),
            list_row(style, tr("医保专区"), icon=ft.Icons.APPS, on_click=lambda: go(ZONE)),
            list_row(style, tr("通知"), icon=ft.Icons.NOTIFICATIONS, on_click=lambda: go(NOTICES)),
        ]
    if not session.context.shared:
        day = list_row(style, tr("换一天试试"), icon=ft.Icons.EVENT, value=today, on_click=lambda: go(DAY))
        items.insert(-1, day)
    return card(style, rows(style, items), padding=0)


@component
def _log_out() -> ft.Control:
    style, session = use_style(), use_session()
    asking, set_asking = ft.use_state(False)  # noqa: FBT003 - a hook's first value

    def ask() -> None:
        set_asking(True)

    def stay() -> None:
        set_asking(False)

    async def leave() -> None:
        # The question is closed first: once its page has gone, nobody would.
        stay()
        await session.leave()

    command = use_command(leave)

    question = confirm(
        style,
        tr("退出登录？"),
        tr("数据留在这台设备上，下次登录还在。"),
        yes=tr("退出"),
        on_yes=command.run,
        on_no=stay,
    )
    ft.use_dialog(question if asking else None)
    return ft.Container(
        buttons.plain(style, tr("退出登录"), ask, icon=ft.Icons.LOGOUT),
        alignment=ft.Alignment.CENTER,
        padding=ft.Padding.symmetric(vertical=style.space.s2),
    )
