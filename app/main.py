"""Chooses window, browser or server, and starts it."""

import functools
import gc
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import TYPE_CHECKING

from app.config import CannotStartError, Mode, Settings, assets_dir, read_settings
from app.domain.errors import GongjiError

# What takes long to import is imported where it is needed: a window shows its first picture meanwhile, and
# `gongji cases` and a refused start need neither the database nor the screens.
if TYPE_CHECKING:
    from concurrent.futures import Future

    import flet as ft

    from app.services.context import Context
    from app.web.later import Later
    from app.web.pages import Show
    from app.web.single import Place

ENDED = 0
CANNOT = 2
SCREENS = "app.ui.app"
# How long a browser's page says why nothing can be shown; when a page in a browser is closed, nobody tells.
SORRY_SECONDS = 60


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
            _show_hosted(settings)
            return ENDED
        return _start_once(settings)
    except (CannotStartError, GongjiError) as error:
        print(error, file=sys.stderr)
        return CANNOT


def _show_hosted(settings: Settings) -> None:
    """Show the app where Flet's tools, a phone or a browser runs this program."""
    import flet as ft

    from app.bootstrap import open_context
    from app.ui.app import show

    ft.run(functools.partial(show, context=open_context(settings)), assets_dir=str(assets_dir()), no_cdn=True)


def _show_with(context: "Context") -> "Show":
    """Give the function that shows the app on one client's page."""

    async def show(page: "ft.Page") -> None:
        # Here, not in a thread: Flet can't bear that the browser goes away meanwhile.
        await import_module(SCREENS).show(page, context)

    return show


def _sorry(why: GongjiError) -> "Show":
    """Give the function that says on one client's page why the app can't be shown."""

    async def show(page: "ft.Page") -> None:
        await import_module(SCREENS).show_sorry(page, why)

    return show


def _start_once(settings: Settings) -> int:
    """Start, unless another program has this data open already: that one comes to the front then."""
    # Not on phones or in the browser: there is no server to be had there, and one program at a time by itself.
    from app.web.single import take_place
    from app.web.window import flet_client_ready

    place = take_place(settings.data_dir)
    if place is None:
        return _join(settings)
    try:
        if settings.mode is Mode.WINDOW and settings.opens_window and flet_client_ready(settings):
            _show_in_own_window(settings, place)
        else:
            _serve(settings, place)
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


def _show_in_own_window(settings: Settings, place: "Place") -> None:
    import flet as ft

    from app.bootstrap import open_context
    from app.web.flet_window import in_own_window

    def run(show: "Show") -> None:
        ft.run(in_own_window(show, settings.data_dir, place), assets_dir=str(assets_dir()), no_cdn=True)

    try:
        context = open_context(settings)
    except GongjiError as error:
        run(_sorry(error))
        raise
    try:
        place.open_door()
        print("共济通已在自己的窗口中打开。关上窗口就结束。", flush=True)
        threading.Thread(target=import_module, args=(SCREENS,), daemon=True).start()
        run(_show_with(context))
    finally:
        context.database.close()


def _serve(settings: Settings, place: "Place") -> None:
    """Serve, and open what was asked for; ends when its window is closed or the server is told to stop.

    The client's files are served at once, and the window is opened on them: Flet, data and screens are got ready while
    the browser starts.
    """
    from app.web.health import Meters
    from app.web.later import Later
    from app.web.logs import write_json_lines
    from app.web.server import Server, address_of, listen, make_app
    from app.web.window import open_for

    if settings.mode is Mode.WEB:
        write_json_lines()
    listening = listen(settings.host, settings.port)
    place.address = address_of(listening)
    place.open_door()
    meters, pages = Meters(), Later()
    with ThreadPoolExecutor(max_workers=1) as thread:
        ready = thread.submit(_get_ready, settings, pages)
        server = Server(make_app(pages, settings, meters=meters, is_well=lambda: _is_well(ready)), meters)

        def tell_if_it_failed(ready: "Future[Context]") -> None:
            error = ready.exception()
            if settings.opens_window and isinstance(error, GongjiError):
                from app.web.pages import Pages

                pages.come(Pages(_sorry(error)))
            elif error is not None:
                pages.come(None)
                server.should_exit = True

        def open_when_serving() -> None:
            server.ready.wait()
            if not (settings.opens_window or _is_fine(ready)):
                return  # nobody waits for a window: the address is told when all is well
            if not open_for(settings, place.address, place):
                if _is_fine(ready):
                    return
                time.sleep(SORRY_SECONDS)
            server.should_exit = True

        ready.add_done_callback(tell_if_it_failed)
        threading.Thread(target=open_when_serving, daemon=True).start()
        try:
            server.serve_on(listening)
        finally:
            ready.result().database.close()


def _get_ready(settings: Settings, pages: "Later") -> "Context":
    """Get ready what a server needs beside the client's files: this install's data, Flet, and the screens."""
    gc.disable()  # while all is imported: of that nothing is garbage, and to see it takes a tenth of the time
    from app.bootstrap import open_context

    context = open_context(settings)
    from app.web.pages import Pages
    from app.web.server import settle_memory

    import_module(SCREENS)
    settle_memory()
    pages.come(Pages(_show_with(context)))
    return context


def _is_well(ready: "Future[Context]") -> bool:
    """Tell whether the data was opened and can be read."""
    if not (ready.done() and _is_fine(ready)):
        return False
    from app.bootstrap import is_well  # not before: it takes long, and is being imported

    return is_well(ready.result())


def _is_fine(ready: "Future[Context]") -> bool:
    """Tell whether getting ready went well, once it is over."""
    return ready.exception() is None
