"""The app in a browser: Python runs beside the page (tools/site/worker.js), which keeps its files in IndexedDB.

A browser has no threads, and its files lie in memory: each service call runs by itself, and what it wrote is in the
browser's storage before its answer is shown. Where that fails the step wasn't done: memory goes back to what was kept.
One tab writes. Others see what it keeps, say so, and take over when it is closed.
"""

import asyncio
import functools
import importlib
import logging
import random
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import flet as ft

from app.bootstrap import open_context
from app.config import CannotStartError, read_settings
from app.data.errors import StorageError
from app.domain.errors import GongjiError
from app.services.context import Context
from app.services.scrypt import use_romix
from app.services.turn import keep_up
from app.ui.app import show
from app.ui.browser_pictures import read_picture
from app.ui.run import set_runner
from app.ui.scanning import set_picture_reader
from app.ui.session import stand_above
from app.ui.tab_words import FULL, NOT_KEPT, NOTHING_KEPT, ONLY_SHOWS

WRITES, FORGETS = "writes", "forgets"
QUOTA = "QuotaExceededError"

_log = logging.getLogger("gongji.browser")


class Bridge(Protocol):
    """What the worker hands over. `keep` gives nothing, or the name of what went wrong: then nothing was kept."""

    def mode(self) -> str: ...  # noqa: D102 - see the class
    def keep(self) -> Awaitable[str]: ...  # noqa: D102
    def load(self) -> Awaitable[None]: ...  # noqa: D102
    def restore(self) -> None: ...  # noqa: D102
    def take_turn(self) -> None: ...  # noqa: D102
    def on_kept(self, call: Callable[[], None]) -> None: ...  # noqa: D102
    def on_turn(self, call: Callable[[], None]) -> None: ...  # noqa: D102
    def shown(self) -> None: ...  # noqa: D102


class Tab:
    """This tab of the browser, and the right to write that it has or hasn't."""

    def __init__(self, context: Context, bridge: Bridge) -> None:
        """Stand between the services and the browser's storage."""
        self._context = context
        self._bridge = bridge
        self._turn = asyncio.Lock()
        self._tasks: set[asyncio.Future[None]] = set()

    async def open(self) -> None:
        """Say what this tab may do, and keep what opening the data has written.

        Raises:
            StorageError: the browser kept nothing.
        """
        mode = self._bridge.mode()
        if mode == FORGETS:
            stand_above(NOTHING_KEPT)
        elif mode != WRITES:
            self._context.database.shut = ONLY_SHOWS
            stand_above(ONLY_SHOWS)
        await self._keep()
        self._bridge.on_kept(self._soon(self._look_again))
        self._bridge.on_turn(self._soon(self._take_turn))

    async def run(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - a service's
        """Run a service; its answer comes when what it wrote is kept. One at a time.

        Raises:
            StorageError: the browser couldn't keep it: it wasn't done.
        """
        async with self._turn:
            try:
                return function(*args, **kwargs)
            finally:
                await self._keep()

    async def _keep(self) -> None:
        wrong = await self._bridge.keep()
        if wrong:
            _log.error("the browser's storage: %s", wrong)
            self._forget()
            self._bridge.restore()
            raise StorageError(FULL if wrong == QUOTA else NOT_KEPT)

    def _forget(self) -> None:
        """Let go of the file as it was."""
        self._context.database.close()
        self._context.kept_up.hour = None

    async def _look_again(self) -> None:
        """Show what the writing tab has kept."""
        async with self._turn:
            self._forget()
            await self._bridge.load()
        stand_above(ONLY_SHOWS)

    async def _take_turn(self) -> None:
        """Write from now on: the tab that did has gone."""
        async with self._turn:
            self._forget()
            self._bridge.take_turn()
            await self._bridge.load()
            self._context.database.shut = ""
            keep_up(self._context)
            await self._keep()
        stand_above("")

    def _soon(self, step: Callable[[], Awaitable[None]]) -> Callable[[], None]:
        """Give what JavaScript may call, to have a step done."""

        def call() -> None:
            task = asyncio.ensure_future(step())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        call_from_outside: Callable[[], None] = importlib.import_module("pyodide.ffi").create_proxy(call)
        return call_from_outside


async def start(data_dir: str, bridge: Any) -> str:  # noqa: ANN401 - a Bridge, and a few functions of JavaScript's
    """Open the data in `data_dir` and be ready to show the app; gives why it can't be done, in words, or nothing."""
    # The picture of the memory is the same for everybody.
    random.seed()
    to_js = importlib.import_module("pyodide.ffi").to_js
    use_romix(lambda block, n, r: bytes(bridge.romix(to_js(block), n, r).to_bytes()))
    try:
        context = open_context(read_settings(data_dir=data_dir), only_look=bridge.mode() not in {WRITES, FORGETS})
        tab = Tab(context, bridge)
        await tab.open()
    except (CannotStartError, GongjiError) as error:
        return str(error)
    set_runner(tab.run)
    set_picture_reader(read_picture)
    ft.run(functools.partial(_shown, context=context, bridge=bridge))
    return ""


async def _shown(page: ft.Page, context: Context, bridge: Bridge) -> None:
    await show(page, context)
    bridge.shown()
