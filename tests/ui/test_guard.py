"""Nothing that fails may freeze the page or send a traceback to the client."""

import asyncio
import re
from collections.abc import Callable, Iterator
from typing import Any

import flet as ft
import pytest
from flet.messaging.session import Session

from app.domain.errors import GongjiError
from app.ui import guard
from tests.own_loop import in_own_loop
from tests.ui.fake_client import opened
from tests.ui.shared import one_above_another, shared_in_context

SECRET = "traceback-secret"  # noqa: S105 - what must not be told


@pytest.fixture(autouse=True)
def installed() -> Iterator[None]:
    """Install the guard for the test, and put Flet's own method back."""
    original = Session.error
    guard.install()
    yield
    Session.error = original  # type: ignore[method-assign]


def page_of(component: Callable[[], Any]) -> Callable[[ft.Page], None]:
    def main(page: ft.Page) -> None:
        page.render_views(component)
        guard.watch(page)

    return main


def run(test: Callable[[], Any]) -> None:
    in_own_loop(test())


def boom(*_args: object) -> None:
    raise ValueError(SECRET)


def counting_page(handler: Callable[..., Any], start: object = 0) -> Callable[[], list[ft.View]]:
    """Return a page with a counter and a button under test."""

    @guard.component
    def app() -> list[ft.View]:
        count, set_count = ft.use_state(start)

        def more() -> None:
            set_count(lambda old: old + 1)

        return [
            ft.View(
                controls=[
                    ft.Text(f"count {count}"),
                    ft.Button("more", on_click=guard.safe(more)),
                    ft.Button("fail", on_click=handler),
                ]
            )
        ]

    return app


def assert_told_with_its_number(client, caplog):
    """One neutral sentence, whose number stands in the log too."""
    [words] = client.snack_bars()
    found = re.search(r"编号 ([0-9A-F]{6})", words)
    assert found
    assert f"[{found[1]}]" in caplog.text


@pytest.mark.parametrize("kind", ["sync", "async", "forgotten coroutine", "unguarded"])
def test_a_failing_handler_is_told_neutrally_and_the_page_lives(kind, caplog):
    async def later() -> None:
        boom()

    handler = {
        "sync": guard.safe(boom),
        "async": guard.safe(later),
        "forgotten coroutine": guard.safe(lambda _event: later()),
        "unguarded": boom,
    }[kind]

    async def test() -> None:
        async with opened(page_of(counting_page(handler))) as client:
            await client.fire(client.find(ft.Button)[1], "click")
            assert_told_with_its_number(client, caplog)
            await client.fire(client.find(ft.Button)[0], "click")
            assert client.shows("count 1")
            assert not client.connection.said(SECRET)
            assert not client.connection.crashes

    run(test)


def test_an_expected_failure_is_told_in_its_own_words():
    def handler() -> None:
        raise GongjiError("余额不够，还差 {yuan} 元。", yuan="3.00")

    async def test() -> None:
        async with opened(page_of(counting_page(guard.safe(handler)))) as client:
            await client.fire(client.find(ft.Button)[1], "click")
            assert client.snack_bars() == ["余额不够，还差 3.00 元。"]

    run(test)


def test_a_component_that_fails_is_replaced_and_can_be_tried_again():
    broken = {"yes": True}

    @guard.component
    def part() -> ft.Control:
        ft.use_state(0)
        if broken["yes"]:
            boom()
        ft.use_state(1)
        return ft.Text("whole again")

    @guard.component
    def app() -> list[ft.View]:
        return [ft.View(controls=[ft.Text("above"), part()])]

    async def test() -> None:
        async with opened(page_of(app)) as client:
            assert client.shows("above")
            assert client.shows("这一块没能显示出来")
            broken["yes"] = False
            await client.fire(client.find(ft.Button)[0], "click")
            assert client.shows("whole again")
            assert not client.connection.said(SECRET)

    run(test)


def test_a_route_that_fails_still_is_a_view():
    @guard.component(view=True)
    def route() -> ft.View:
        boom()
        return ft.View()

    @guard.component
    def app() -> Any:
        return ft.Router([ft.Route(index=True, component=route)], manage_views=True)

    async def test() -> None:
        async with opened(page_of(app)) as client:
            assert client.shows("这一块没能显示出来")
            assert client.find(ft.View)

    run(test)


def test_a_wrong_control_kills_the_scheduler_and_the_watchdog_restarts_it(caplog):
    @guard.component
    def app() -> list[ft.View]:
        count, set_count = ft.use_state(0)
        wrong = [ft.Slider(min=10, max=0)] if count == 1 else []
        add = guard.safe(lambda: set_count(lambda old: old + 1))
        return [ft.View(controls=[ft.Text(f"count {count}"), ft.Button("more", on_click=add), *wrong])]

    async def test() -> None:
        async with opened(page_of(app)) as client:
            more = client.find(ft.Button)[0]
            await client.fire(more, "click")
            await client.fire(more, "click")
            assert client.shows("count 2")
            assert_told_with_its_number(client, caplog)

    run(test)


@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_failing_effect_is_reported(asynchronous, caplog):
    async def later() -> None:
        boom()

    @guard.component
    def app() -> list[ft.View]:
        guard.use_safe_effect(later if asynchronous else boom, [])
        return [ft.View(controls=[ft.Text("here")])]

    async def test() -> None:
        async with opened(page_of(app)) as client:
            assert client.shows("here")
            assert_told_with_its_number(client, caplog)
            assert not client.connection.said(SECRET)

    run(test)


def test_an_async_effect_ends_with_its_component():
    alive = {"count": 0}

    async def forever() -> None:
        alive["count"] += 1
        try:
            await asyncio.sleep(60)
        finally:
            alive["count"] -= 1

    @guard.component
    def part() -> ft.Control:
        guard.use_safe_effect(forever, [])
        return ft.Text("ticking")

    @guard.component
    def app() -> list[ft.View]:
        shown, set_shown = ft.use_state("yes")
        hide = ft.Button("hide", on_click=guard.safe(lambda: set_shown(lambda _: "")))
        return [ft.View(controls=[hide, *([part()] if shown else [])])]

    async def test() -> None:
        async with opened(page_of(app)) as client:
            assert alive["count"] == 1
            await client.fire(client.find(ft.Button)[0], "click")
            assert alive["count"] == 0

    run(test)


def test_a_page_below_another_is_drawn_when_it_is_on_top_again():
    drawn = []

    shared, given = shared_in_context()

    def page_at(name):
        @guard.component(view=True)
        def page():
            version = ft.use_context(given).version
            drawn.append(name)
            return ft.View(route=ft.use_view_path() or "/", controls=[ft.Text(f"{name} {version}")])

        return page

    app = one_above_another(page_at)

    async def test():
        async with opened(page_of(app)) as client:
            await client.until(lambda: client.shows("below 0"))
            await client.page.push_route("/above")
            await client.until(lambda: client.shows("above 0"))
            drawn.clear()
            shared.version += 1
            await client.until(lambda: client.shows("above 1"))
            assert drawn == ["above"]
            assert client.shows("below 0")
            await client.page.push_route("/")
            await client.until(lambda: client.shows("below 1"))

    run(test)
