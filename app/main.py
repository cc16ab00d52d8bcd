"""Chooses window, browser or server, and starts it."""

import functools
import sys
import threading
from collections.abc import Awaitable, Callable

import flet as ft

from app.config import CannotStartError, Mode, Settings, assets_dir, read_settings
from app.domain.errors import GongjiError

ENDED = 0
CANNOT = 2

Show = Callable[[ft.Page], Awaitable[None]]


def start(settings: Settings | None = None) -> int:
    """Start the app as the settings ask and say so on the terminal; gives the exit status once it has ended."""
    try:
        settings = settings or read_settings()
        settings.prepare_data_dir()
        _run(settings, _show_with(settings))
    except (CannotStartError, GongjiError) as error:
        print(error, file=sys.stderr)
        return CANNOT
    return ENDED


def _show_with(settings: Settings) -> Show:
    """Open this install's data, once for all pages, and give the function that shows the app on one client's page."""
    # Imported here: `gongji cases` and a refused start need neither the database nor the screens.
    from app.bootstrap import open_context
    from app.ui.app import show

    return functools.partial(show, context=open_context(settings))


def _run(settings: Settings, show: Show) -> None:
    if settings.hosted:
        ft.run(show, assets_dir=str(assets_dir()), no_cdn=True)
        return
    # Not on phones or in the browser: there is no server to be had there.
    from app.web.window import flet_client_ready

    if settings.mode is Mode.WINDOW and settings.has_display and flet_client_ready(settings):
        print("共济通已在自己的窗口中打开。关上窗口就结束。", flush=True)
        ft.run(show, assets_dir=str(assets_dir()), no_cdn=True)
        return
    _serve(settings, show)


def _serve(settings: Settings, show: Show) -> None:
    """Serve, and open what was asked for; ends when its window is closed or the server is told to stop."""
    from app.web.server import Server, address_of, listen, make_app
    from app.web.window import open_for

    listening = listen(settings.host, settings.port)
    server = Server(make_app(show, settings))

    def open_when_ready() -> None:
        server.ready.wait()
        if open_for(settings, address_of(listening)):
            server.should_exit = True

    threading.Thread(target=open_when_ready, daemon=True).start()
    server.serve_on(listening)
    print("共济通已关闭。", flush=True)
