"""Running services from the page: every service call goes through :func:`call`.

Where there are threads, a call runs in one; the browser build has none, and sets a way of its own (app/in_browser.py).
:func:`use_command` is a thing the user does (once at a time), :func:`use_query` a thing the page shows.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

import flet as ft

from app.domain.errors import GongjiError
from app.ui.components.waiting import waited_for
from app.ui.guard import below_another, report, use_safe_effect
from app.ui.i18n import tr
from app.ui.theme import use_style

C = TypeVar("C")
T = TypeVar("T")
P = ParamSpec("P")

# What is done within this time is done before anybody could see that it runs: drawing that twice is work for nothing.
BUSY_AFTER_S = 0.1
# A page that lies below another loads after it: what is seen comes first.
COVERED_S = 0.3

OnError = Callable[[GongjiError], None]
Runner = Callable[..., Awaitable[Any]]


@dataclass(slots=True)
class _Way:
    """How calls run; None: each in a thread."""

    runner: Runner | None = None


_way = _Way()


def set_runner(runner: Runner | None) -> None:
    """Set how calls run where there are no threads: ``runner(function, context, …)`` gives what the function gives."""
    _way.runner = runner


async def call(context: C, function: Callable[Concatenate[C, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run ``function(context, *args)`` off the page's thread and return its result; its errors pass through."""
    if _way.runner is None:
        return await asyncio.to_thread(function, context, *args, **kwargs)
    return cast("T", await _way.runner(function, context, *args, **kwargs))


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user does: ``running`` while it runs, and handlers that ignore a second tap meanwhile."""

    running: bool
    run: Callable[..., Awaitable[None]]
    """Handler for ``on_click`` and the like; what Flet passes to it is dropped."""
    run_with: Callable[..., Callable[..., Awaitable[None]]]
    """``run_with(1, 2)`` is a handler that runs the command with these arguments."""


def use_command(function: Callable[..., Awaitable[Any]], on_error: OnError | None = None) -> Command:
    """Return a command around an async function (a hook).

    A :class:`GongjiError` goes to ``on_error`` (for errors at their fields), or to the snack bar; any other failure
    is logged and told in the neutral sentence.
    """
    style, page = use_style(), ft.context.page
    busy = ft.use_ref(False)  # noqa: FBT003 - a hook's first value
    running, set_running = ft.use_state(False)  # noqa: FBT003

    async def start(*args: Any) -> None:  # noqa: ANN401 - the command's own
        if busy.current:
            return
        busy.current = True
        shown = asyncio.get_running_loop().call_later(BUSY_AFTER_S, set_running, True)  # noqa: FBT003 - its new state
        try:
            async with waited_for(page, style):
                await function(*args)
        except GongjiError as error:
            (on_error or _tell)(error)
        except Exception as error:  # noqa: BLE001 - the boundary itself
            report(error, getattr(function, "__qualname__", "command"))
        finally:
            busy.current = False
            shown.cancel()
            set_running(False)

    async def run(_event: object = None) -> None:
        await start()

    def run_with(*args: Any) -> Callable[..., Awaitable[None]]:  # noqa: ANN401
        async def handler(_event: object = None) -> None:
            await start(*args)

        return handler

    return Command(running, run, run_with)


def _tell(error: GongjiError) -> None:
    report(error, "command")


@dataclass(frozen=True, slots=True)
class Query(Generic[T]):
    """What a page shows: ``value`` is None until first loaded, and stays while it is loaded again."""

    value: T | None
    loading: bool
    error: str | None
    reload: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Loaded(Generic[T]):
    value: T | None = None
    loading: bool = True
    error: str | None = None


def use_query(function: Callable[[], Awaitable[T]] | None, dependencies: Sequence[Any] = ()) -> Query[T]:
    """Load a value now and whenever a dependency changes (a hook); with None for a function there is nothing to load.

    ``use_query(lambda: call(context, list_sharings), [day])``. An expected failure is in ``error``, in its own words;
    any other is told and logged, and ``error`` holds the neutral sentence.
    """
    path = ft.use_view_path()
    empty: _Loaded[T] = _Loaded()
    state, set_state = ft.use_state(empty)
    turn, set_turn = ft.use_state(0)

    async def load() -> None:
        if function is None:
            return
        set_state(lambda old: _Loaded(old.value, loading=True))
        if path and below_another(path):
            await asyncio.sleep(COVERED_S)
        try:
            value = await function()
        except GongjiError as error:
            failed = error.words
            set_state(lambda old: _Loaded(old.value, loading=False, error=failed))
        except Exception as error:  # noqa: BLE001 - the boundary itself
            words = report(error, "query")
            set_state(lambda old: _Loaded(old.value, loading=False, error=words))
        else:
            set_state(lambda _old: _Loaded(value, loading=False))

    use_safe_effect(load, [*dependencies, turn])
    said = tr(state.error) if state.error is not None else None
    return Query(state.value, state.loading, said, lambda: set_turn(lambda count: count + 1))
