"""Chooses window, browser or server, and starts it."""

import functools
import sys
import threading
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import TYPE_CHECKING

import flet as ft

from app.config import CannotStartError, Mode, Settings, assets_dir, read_settings
from app.domain.errors import GongjiError

if TYPE_CHECKING:
    from app.services.context import Context
    from app.web.single import Place

ENDED = 0
CANNOT = 2
SCREENS = "app.ui.app"

Show = Callable[[ft.Page], Awaitable[None]]


def start(settings: Settings | None = None) -> int:
    """Start the app as the settings ask and say so on the terminal; gives the exit status once it has ended.

    Without settings the program's own words are read as those of `gongji` are: `python main.py --web`.
    """
    try:
        if settings is None:
            settings = read_settings()
            if len(sys.argv) > 1 and not settings.hosted:
                from app.cli import main

                return main()
        settings.prepare_data_dir()
        if settings.hosted:
            from app.ui.app import show

            ft.run(functools.partial(show, context=_open(settings)), assets_dir=str(assets_dir()), no_cdn=True)
            return ENDED
        return _start_once(settings)
    except (CannotStartError, GongjiError) as error:
        print(error, file=sys.stderr)
        return CANNOT


def _open(settings: Settings) -> "Context":
    """Open this install's data, once for all pages."""
    # Imported here: `gongji cases` and a refused start need neither the database nor the screens.
    from app.bootstrap import open_context

    return open_context(settings)


def _show_with(context: "Context") -> Show:
    """Give the function that shows the app on one client's page."""

    async def show(page: ft.Page) -> None:
        # Here, not in a thread: Flet can't bear that the browser goes away meanwhile.
        await import_module(SCREENS).show(page, context)

    return show


def _start_once(settings: Settings) -> int:
    """Start, unless another program has this data open already: that one comes to the front then."""
    # Not on phones or in the browser: there is no server to be had there, and one program at a time by itself.
    from app.web.single import take_place

    place = take_place(settings.data_dir)
    if place is None:
        return _join(settings)
    try:
        context = _open(settings)
        try:
            place.open_door()
            _run(settings, context, place)
        finally:
            context.database.close()
    finally:
        place.leave()
    print("共济通已关闭。", flush=True)
    return ENDED


def _join(settings: Settings) -> int:
    """Bring the window of the first program to the front, or where it has none, open one on its address."""
    from app.web.single import knock
    from app.web.window import open_for

    first = knock(settings.data_dir)
    if first is None:
        raise CannotStartError(
            f"数据目录 {settings.data_dir} 正被另一个共济通使用，它没有回答。先关掉它，或用 --data 换一个目录。"
        )
    if settings.mode is Mode.WEB:
        raise CannotStartError(f"共济通已经开着，在 {first.address or '它自己的窗口里'} 。一个数据目录只开一次。")
    if first.in_front:
        print("共济通已经开着，已把它的窗口放到最前面。", flush=True)
    else:
        print("共济通已经开着，这里只是再开一个窗口。", flush=True)
        open_for(settings, first.address)
    return ENDED


def _run(settings: Settings, context: "Context", place: "Place") -> None:
    from app.web.window import flet_client_ready

    show = _show_with(context)
    if settings.mode is Mode.WINDOW and settings.has_display and flet_client_ready(settings):
        from app.web.flet_window import in_own_window

        print("共济通已在自己的窗口中打开。关上窗口就结束。", flush=True)
        threading.Thread(target=import_module, args=(SCREENS,), daemon=True).start()
        ft.run(in_own_window(show, settings.data_dir, place), assets_dir=str(assets_dir()), no_cdn=True)
        return
    _serve(settings, context, show, place)


def _serve(settings: Settings, context: "Context", show: Show, place: "Place") -> None:
    """Serve, and open what was asked for; ends when its window is closed or the server is told to stop."""
    from app.bootstrap import is_well
    from app.web.health import Meters
    from app.web.logs import write_json_lines
    from app.web.server import Server, address_of, listen, make_app, settle_memory
    from app.web.window import open_for

    if settings.mode is Mode.WEB:
        write_json_lines()
    listening = listen(settings.host, settings.port)
    meters = Meters()
    server = Server(make_app(show, settings, meters=meters, is_well=lambda: is_well(context)), meters)
    place.address = address_of(listening)

    def open_when_ready() -> None:
        server.ready.wait()
        threading.Thread(target=fetch_screens, daemon=True).start()
        if open_for(settings, place.address, place):
            server.should_exit = True

    def fetch_screens() -> None:
        # They take longer to import than all the rest: a browser fetches and starts its client meanwhile.
        import_module(SCREENS)
        settle_memory()

    threading.Thread(target=open_when_ready, daemon=True).start()
    server.serve_on(listening)
