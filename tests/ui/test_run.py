"""A tap runs once however often it comes; what is shown stays while it is loaded anew."""

import asyncio
import threading

import flet as ft
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import GongjiError, InputError
from app.ui import guard
from app.ui.components.fields import digits
from app.ui.components.split_bar import piece_widths
from app.ui.run import call, use_command, use_query
from tests.own_loop import in_own_loop
from tests.ui.fake_client import opened
from tests.ui.shared import one_above_another


def page_of(component):
    return lambda page: page.render_views(component)


def test_call_runs_in_a_thread_with_the_context_first():
    def service(context, number, *, twice):
        return context, number * (2 if twice else 1), threading.current_thread() is threading.main_thread()

    assert in_own_loop(call("context", service, 4, twice=True)) == ("context", 8, False)


def test_a_second_tap_while_running_is_ignored():
    runs = []
    gate = asyncio.Event()

    async def pay():
        runs.append(1)
        await gate.wait()

    @guard.component
    def app():
        command = use_command(pay)
        return [ft.View(controls=[ft.Text(f"running {command.running}"), ft.Button("pay", on_click=command.run)])]

    async def test():
        async with opened(page_of(app)) as client:
            button = client.find(ft.Button)[0]
            first = asyncio.ensure_future(client.session.dispatch_event(button._i, "click", None))
            await client.until(lambda: client.shows("running True"))
            await client.fire(client.find(ft.Button)[0], "click")
            assert runs == [1]
            gate.set()
            await first
            await client.settle()
            assert client.shows("running False")

    in_own_loop(test())


def test_errors_of_a_command_go_to_its_page_or_to_the_snack_bar():
    seen = []

    async def fail():
        raise InputError("amount", "请填金额。")

    @guard.component
    def app():
        told = use_command(fail)
        handed = use_command(fail, seen.append)
        return [ft.View(controls=[ft.Button("a", on_click=told.run), ft.Button("b", on_click=handed.run_with())])]

    async def test():
        async with opened(page_of(app)) as client:
            await client.fire(client.find(ft.Button)[1], "click")
            assert [error.field for error in seen] == ["amount"]
            assert client.snack_bars() == []
            await client.fire(client.find(ft.Button)[0], "click")
            assert client.snack_bars() == ["请填金额。"]

    in_own_loop(test())


def test_a_query_keeps_its_value_while_loading_again_and_tells_its_error():
    gate = asyncio.Event()
    answers = iter(["first", "second"])
    fails = []

    async def load():
        if fails:
            raise GongjiError("没有取到。")
        value = next(answers)
        if value == "second":
            await gate.wait()
        return value

    @guard.component
    def app():
        query = use_query(load)
        words = f"{query.value} loading={query.loading} error={query.error}"
        return [ft.View(controls=[ft.Text(words), ft.Button("again", on_click=guard.safe(query.reload))])]

    async def test():
        async with opened(page_of(app)) as client:
            assert client.shows("first loading=False")
            await client.fire(client.find(ft.Button)[0], "click")
            assert client.shows("first loading=True")
            gate.set()
            await client.settle()
            assert client.shows("second loading=False")
            fails.append(1)
            await client.fire(client.find(ft.Button)[0], "click")
            assert client.shows("second loading=False error=没有取到。")

    in_own_loop(test())


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=7))
def test_pieces_fill_the_bar_and_none_vanishes(amounts):
    widths = piece_widths(amounts, 350)
    assert abs(sum(widths) + 2 * (len(widths) - 1) - 350) < 0.01
    assert min(widths) >= 6


def test_digits_are_made_plain():
    assert digits(" １３８-0000 1234\n") == "13800001234"


def test_the_page_on_top_loads_before_the_one_below_it():
    """After a payment, say, when the slip opens over the records: what is seen comes first, the rest by itself."""
    loaded = []

    def page_at(name):
        @guard.component(view=True)
        def page():
            async def load():
                loaded.append(name)
                return name

            found = use_query(load, [])
            return ft.View(route=ft.use_view_path() or "/", controls=[ft.Text(f"{name}: {found.value}")])

        return page

    app = one_above_another(page_at)

    def show(page):
        page.route = "/above"
        page.render_views(app)

    async def test():
        async with opened(show) as client:
            await client.until(lambda: client.shows("above: above"))
            assert loaded == ["above"]
            await client.until(lambda: loaded == ["above", "below"])
            await client.page.push_route("/")
            await client.until(lambda: client.shows("below: below"))

    in_own_loop(test())
