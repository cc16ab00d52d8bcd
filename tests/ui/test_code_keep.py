"""A code is renewed by itself, never shown when it is over, and asked for only while it can be seen."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace

import flet as ft
import pytest

from app.data.errors import StorageError
from app.domain.errors import NotAllowed
from app.services.show_code import LASTS, CodesAtHand, IssuedCode
from app.ui import guard
from app.ui.pages.code import keep
from app.ui.session import Changes, ChangesContext
from tests.own_loop import in_own_loop
from tests.ui.fake_client import opened

START = datetime(2026, 6, 12, 10, 24, tzinfo=timezone(timedelta(hours=8)))


@dataclass
class Desk:
    """Stands in for the session: issues numbered codes by a clock that the test sets."""

    time: datetime = START
    issued: list[int] = field(default_factory=list)
    refuses: bool = False

    def now(self):
        return self.time

    @property
    def context(self):
        return SimpleNamespace(clock=self)

    async def ask(self, _service, person_id):
        if self.refuses:
            raise NotAllowed("周芳没有正常参保，现在没有医保码")
        self.issued.append(person_id)
        return IssuedCode(person_id, f"code {len(self.issued)}", self.time + LASTS)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    async def rest(page, _held, _now):
        if not page.app_visible:
            await page.wait_until_visible()
        await asyncio.sleep(0.001)

    monkeypatch.setattr(keep, "_rest", rest)


def page_with(desk, person_id=7, got=keep.Got()):  # noqa: B008 - it can't be changed
    @guard.component
    def shown():
        found = keep.use_code(desk, person_id, "/code", *ft.use_state(got))
        words = found.code.text if found.code else (found.error or "on the way")
        return ft.Column([ft.Text(words), ft.Button("again", on_click=found.retry)])

    @guard.component
    def app():
        return [ft.View(controls=[shown()])]

    return lambda page: page.render_views(app)


def run(test, desk, route="/code", got=keep.Got()):  # noqa: B008
    async def whole():
        async with opened(page_with(desk, got=got), route) as client:
            await test(client)

    in_own_loop(whole())


def test_a_new_code_comes_by_itself_when_one_ends():
    desk = Desk()

    async def test(client):
        await client.until(lambda: client.shows("code 1"))
        desk.time += timedelta(seconds=59)
        await client.settle()
        assert client.shows("code 1")
        desk.time += timedelta(seconds=1)
        await client.until(lambda: client.shows("code 2"))
        assert desk.issued == [7, 7]

    run(test, desk)


def test_the_code_that_came_with_the_people_is_shown_until_it_ends():
    desk = Desk()

    async def test(client):
        await client.settle()
        assert client.shows("the first")
        assert not desk.issued
        desk.time += LASTS
        await client.until(lambda: client.shows("code 1"))

    run(test, desk, got=keep.Got(7, IssuedCode(7, "the first", START + LASTS)))


def test_a_code_that_came_for_somebody_else_is_not_shown():
    desk = Desk()

    async def test(client):
        await client.until(lambda: client.shows("code 1"))
        assert not client.connection.said("the first")

    run(test, desk, got=keep.Got(8, IssuedCode(8, "the first", START + LASTS)))


def test_where_no_code_can_be_written_the_people_are_shown_and_why_there_is_no_code():
    asked = []

    class Shut(Desk):
        async def ask(self, service, _person_id, *, with_code=True):
            asked.append((service.__name__, with_code))
            if with_code:
                raise StorageError("这里只能看")
            return CodesAtHand([SimpleNamespace(person_id=7, has_code=True)], None)

    @guard.component
    def shown():
        codes = keep.use_codes(Shut(), None, "/code")
        return ft.Text(f"{len(codes.people)} person, {codes.error}, {codes.shown.error}")

    @guard.component
    def app():
        return ChangesContext(Changes(), lambda: [ft.View(controls=[shown()])])

    async def whole():
        async with opened(lambda page: page.render_views(app), "/code") as client:
            await client.until(lambda: client.shows("1 person, None, 这里只能看"))

    in_own_loop(whole())
    assert asked == [("codes_at_hand", True), ("codes_at_hand", False), ("issue", True)]


def test_after_a_long_sleep_and_after_the_clock_was_set_back_the_code_is_new():
    desk = Desk()

    async def test(client):
        await client.until(lambda: client.shows("code 1"))
        desk.time += timedelta(hours=9)
        await client.until(lambda: client.shows("code 2"))
        desk.time -= timedelta(days=30)
        await client.until(lambda: client.shows("code 3"))

    run(test, desk)


def test_below_another_page_no_code_is_issued_and_none_is_kept_past_its_time():
    desk = Desk()

    async def test(client):
        await client.until(lambda: client.shows("code 1"))
        client.session.apply_patch(client.page._i, {"route": "/pay"})
        desk.time += timedelta(seconds=61)
        await client.until(lambda: client.shows("on the way"))
        await client.settle()
        assert desk.issued == [7]
        client.session.apply_patch(client.page._i, {"route": "/code?who=7"})
        await client.until(lambda: client.shows("code 2"))

    run(test, desk)


def test_a_refusal_is_shown_and_can_be_tried_again():
    desk = Desk(refuses=True)

    async def test(client):
        await client.until(lambda: client.shows("没有正常参保"))
        desk.refuses = False
        await client.fire(client.find(ft.Button)[0], "click")
        await client.until(lambda: client.shows("code 1"))

    run(test, desk)


def test_nothing_runs_on_after_the_page_is_gone():
    desk = Desk()

    async def whole():
        async with opened(page_with(desk), "/code") as client:
            await client.until(lambda: client.shows("code 1"))
            client.session._Session__expires_at = datetime(2020, 1, 1, tzinfo=UTC)
        desk.time += timedelta(minutes=5)
        await asyncio.sleep(0.05)
        assert desk.issued == [7]

    in_own_loop(whole())


@pytest.mark.parametrize(("after", "left"), [(0, 60), (0.4, 60), (59.2, 1), (60, 0), (99, 0)])
def test_seconds_are_counted_by_the_clock(after, left):
    code = IssuedCode(7, "code", START + LASTS)
    assert keep.seconds_left(code, START + timedelta(seconds=after)) == left
