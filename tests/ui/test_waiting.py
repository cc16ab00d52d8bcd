"""What takes longer than a second says so in words, and is silent again afterwards."""

import asyncio

import flet as ft
import pytest

from app.ui import guard
from app.ui.components import waiting
from app.ui.components.states import skeleton
from app.ui.run import use_command
from app.ui.theme import LIGHT
from tests.own_loop import in_own_loop
from tests.ui.fake_client import opened


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(waiting, "LONG_S", 0.01)


def overlay_says(client, words):
    shown = [control for control in client.walk(client.page.overlay) if isinstance(control, ft.Text)]
    return any(text.value == words for text in shown)


def test_a_long_command_shows_a_bar_with_words_until_it_is_done():
    async def whole():
        done = asyncio.Event()

        @guard.component
        def app():
            command = use_command(done.wait)
            return [ft.View(controls=[ft.Button("pay", on_click=command.run)])]

        async with opened(lambda page: page.render_views(app)) as client:
            pressed = asyncio.ensure_future(client.fire(client.find(ft.Button)[0], "click"))
            await client.until(lambda: overlay_says(client, waiting.WORKING))
            done.set()
            await pressed
            await client.until(lambda: not overlay_says(client, waiting.WORKING))

    in_own_loop(whole())


def test_a_short_command_shows_none(monkeypatch):
    monkeypatch.setattr(waiting, "LONG_S", 60)

    async def whole():
        @guard.component
        def app():
            command = use_command(lambda: asyncio.sleep(0))
            return [ft.View(controls=[ft.Button("pay", on_click=command.run)])]

        async with opened(lambda page: page.render_views(app)) as client:
            await client.fire(client.find(ft.Button)[0], "click")
            assert not overlay_says(client, waiting.WORKING)

    in_own_loop(whole())


def test_a_skeleton_that_stays_says_what_is_waited_for():
    async def whole():
        @guard.component
        def app():
            return [ft.View(controls=[skeleton(LIGHT, saying="正在试算")])]

        async with opened(lambda page: page.render_views(app)) as client:
            await client.until(lambda: client.find(ft.ProgressBar))
            assert any(text.value == "正在试算" for text in client.find(ft.Text))

    in_own_loop(whole())
