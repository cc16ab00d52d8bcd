"""What a phone can do besides showing: asked of phones only, given back on leaving, and never an error to anybody."""

import flet as ft
import pytest
from flet.messaging.protocol import MessageAction

from app.ui import guard
from app.ui.phone import Feel, feel, use_bright_screen
from tests.own_loop import in_own_loop
from tests.ui.fake_client import opened


@guard.component
def _bright():
    use_bright_screen("/code", wanted=True)
    return ft.Text("code")


@guard.component
def _app():
    shown, show = ft.use_state(True)  # noqa: FBT003
    leave = ft.Button("leave", on_click=guard.safe(lambda: show(False)))  # noqa: FBT003
    return [ft.View(controls=[leave, _bright() if shown else ft.Text("gone")])]


def asked(client):
    """Give the names of the methods that the client was asked to run."""
    names = (
        b"enable",
        b"disable",
        b"set_application_screen_brightness",
        b"reset_application_screen_brightness",
        b"selection_click",
    )
    found = []
    for action, packed in client.connection.sent:
        if action == MessageAction.INVOKE_METHOD:
            found += [name.decode() for name in names if b"\xa4name" + _text(name) in packed]
    return found


def _text(name):
    """Write a text as msgpack does."""
    return (bytes([0xA0 + len(name)]) if len(name) < 32 else bytes([0xD9, len(name)])) + name


def run(test):
    async def whole():
        async with opened(lambda page: page.render_views(_app), "/code") as client:
            await test(client)

    in_own_loop(whole())


def test_the_screen_is_bright_and_awake_while_the_code_is_on_it_and_no_longer():
    async def test(client):
        await client.until(lambda: "set_application_screen_brightness" in asked(client))
        assert asked(client) == ["enable", "set_application_screen_brightness"]
        await client.fire(client.find(ft.Button)[0], "click")
        await client.until(lambda: "reset_application_screen_brightness" in asked(client))
        assert asked(client)[2:] == ["disable", "reset_application_screen_brightness"]

    run(test)


@pytest.mark.parametrize("error", [RuntimeError("unsupported"), AttributeError("no queue")])
def test_a_client_that_cannot_is_no_error(error, monkeypatch):
    called = []

    async def fail(_self):
        called.append(error)
        raise error

    monkeypatch.setattr(ft.Wakelock, "enable", fail)

    async def test(client):
        await client.until(lambda: called)
        await client.settle()
        assert client.snack_bars() == []

    run(test)


def test_only_phones_are_felt():
    async def test(client):
        await feel(client.page, Feel.CHANGED)
        assert "selection_click" in asked(client)
        before = len(client.connection.sent)
        client.session.apply_patch(client.page._i, {"web": True})
        await feel(client.page, Feel.DONE)
        assert len(client.connection.sent) == before

    run(test)
