"""The root of the screens: one session a window, its style, and the page that its address names."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import flet as ft

from app.domain.errors import GongjiError
from app.services.context import Context
from app.ui import guard
from app.ui.components.states import skeleton
from app.ui.i18n import Language, mark, tr
from app.ui.layout import page_view
from app.ui.leaving import use_leaving
from app.ui.routes import GUEST_ROUTES, USER_ROUTES
from app.ui.session import ChangesContext, Session, SessionContext
from app.ui.sorry import sorry
from app.ui.theme import StyleContext, ThemeChoice, apply_theme, use_app_style, use_style
from app.ui.ticking import watch_window

TITLE = mark("共济通")


async def show(page: ft.Page, context: Context) -> None:
    """Show the app on a client's page."""
    _begin(page, lambda: _app(context))
    guard.watch(page)
    watch_window(page)


async def show_sorry(page: ft.Page, why: GongjiError) -> None:
    """Say on a client's page why the app can't be shown."""
    _begin(page, lambda: sorry(why))


def _begin(page: ft.Page, draw: Callable[[], list[ft.View]]) -> None:
    guard.install()
    page.title = tr(TITLE)
    apply_theme(page)
    page.render_views(draw)


@guard.component
def _app(context: Context) -> list[ft.View]:
    """Hold the session and the style, and hand them down."""
    session, _ = ft.use_state(Session(context))
    look = session.look
    clock = context.clock
    moved = clock.today().isoformat() if clock.shift_days else ""
    shown = use_app_style(ThemeChoice(look.theme), language=Language(look.language), elder=look.elder)
    who = (session.user.badge, session.user.name) if session.user else None
    style = replace(shown, moved_day=moved, standing=session.standing, who=who)
    page = ft.context.page

    def entitle() -> None:
        page.title = tr(TITLE)
        page.update()

    guard.use_safe_effect(session.start, [])
    guard.use_safe_effect(session.listen, [session.user and session.user.user_id])
    guard.use_safe_effect(entitle, [style.language])

    def held() -> list[ft.View]:
        return StyleContext(style, lambda: _pages(session))

    return SessionContext(session, lambda: ChangesContext(session.changes, held))


def _pages(session: Session) -> list[ft.View]:
    """Give the pages of the moment: those of a guest and of a user are two trees, so that none is left over."""
    if not session.ready:
        return [_starting()]
    pages = _user_pages() if session.user else _guest_pages()
    return cast("list[ft.View]", pages)


@guard.component
def _user_pages() -> ft.Control:
    use_leaving()
    return ft.Router(USER_ROUTES, manage_views=True)


@guard.component
def _guest_pages() -> ft.Control:
    use_leaving()
    return ft.Router(GUEST_ROUTES, manage_views=True)


@guard.component(view=True)
def _starting() -> ft.View:
    """Show what is seen while the device is asked who is logged in."""
    style = use_style()
    return page_view(style, "/", "", [skeleton(style, saying=tr("正在打开"))], back=False, simulated=False)
