"""Who types fast on a slow machine loses nothing: letters, and the tap right after them; and little is drawn twice."""

import asyncio

import flet as ft

from app.ui import guard
from app.ui.flet_mends import DRAW_AFTER_S
from tests.own_loop import in_own_loop
from tests.ui.fake_client import FakeClient
from tests.ui.shared import shared_in_context


def page_of(saved):
    """A page that shows what was typed, and how long it is, and saves it by a tap."""

    @guard.component
    def form():
        name, set_name = ft.use_state("")
        other, set_other = ft.use_state("")
        return ft.View(
            route="/",
            controls=[
                ft.TextField(label="名称", value=name, on_change=lambda e: set_name(e.control.value)),
                ft.TextField(label="金额", value=other, on_change=lambda e: set_other(e.control.value)),
                ft.Text(f"{len(name)} 个字"),
                ft.Button("保存", on_click=lambda: saved.append((name, other))),
            ],
        )

    def main(page):
        guard.install()
        page.render_views(form)

    return main


async def letter(client, field, value):
    """As the client sends it: the text, then the event. Nothing is drawn in between by itself."""
    client.session.apply_patch(field._i, {"value": value})
    return asyncio.ensure_future(client.session.dispatch_event(field._i, "change", value))


def test_a_tap_right_after_a_letter_finds_all_letters():
    saved = []

    async def play():
        client = await FakeClient.start(page_of(saved))
        name, amount = client.find(ft.TextField)
        button = client.find(ft.Button)[0]
        sent = [await letter(client, name, "退热药"[:length]) for length in (1, 2, 3)]
        sent += [await letter(client, amount, "1.05"[:length]) for length in (1, 2, 3, 4)]
        sent.append(asyncio.ensure_future(client.session.dispatch_event(button._i, "click", None)))
        await asyncio.gather(*sent)
        await client.settle()
        assert client.shows("3 个字")
        client.close()

    in_own_loop(play())
    assert saved == [("退热药", "1.05")]


def test_a_drawing_between_a_letter_and_its_handler_sends_nothing_older_back():
    async def play():
        client = await FakeClient.start(page_of([]))
        name = client.find(ft.TextField)[0]
        first = await letter(client, name, "退")
        client.session.apply_patch(name._i, {"value": "退热"})  # the second letter is here, its event is not
        sent_before = len(client.connection.sent)
        await first
        await client.settle()
        echoed = [packed for _, packed in client.connection.sent[sent_before:] if b"\xa5value\xa3" in packed]
        assert client.shows("1 个字")
        assert echoed == [], "the older text was sent into the field"
        await client.session.dispatch_event(name._i, "change", "退热")
        await client.settle()
        assert client.find(ft.TextField)[0].value == "退热"
        assert client.shows("2 个字")
        client.close()

    in_own_loop(play())


def test_letters_are_drawn_when_the_typing_pauses():
    drawn = []

    @guard.component
    def counter():
        words, set_words = ft.use_state("")
        drawn.append(words)
        field = ft.TextField(label="名称", value=words, on_change=lambda e: set_words(e.control.value))
        return ft.View(route="/", controls=[field, ft.Text(f"{len(words)} 个字")])

    def main(page):
        guard.install()
        page.render_views(counter)

    async def play():
        client = await FakeClient.start(main)
        for length in (1, 2, 3):
            await (await letter(client, client.find(ft.TextField)[0], "退热药"[:length]))
            await asyncio.sleep(2 * DRAW_AFTER_S)
        assert drawn == [""]
        await client.until(lambda: client.shows("3 个字"))
        client.close()

    in_own_loop(play())
    assert drawn == ["", "退热药"]


def test_who_holds_others_draws_them():
    drawn = []

    shared, given = shared_in_context()

    @guard.component
    def inner(version):
        drawn.append(("inner", ft.use_context(given).version))
        return ft.Text(f"{version}")

    @guard.component
    def outer():
        version = ft.use_context(given).version
        drawn.append(("outer", version))
        return ft.View(route="/", controls=[inner(version)])

    def main(page):
        guard.install()
        page.render_views(outer)

    async def play():
        client = await FakeClient.start(main)
        drawn.clear()
        shared.version += 1
        await client.settle()
        client.close()

    in_own_loop(play())
    assert drawn == [("outer", 1), ("inner", 1)]


def test_what_follows_quickly_is_drawn_once():
    drawn = []

    @guard.component
    def counter():
        count, set_count = ft.use_state(0)
        drawn.append(count)

        async def steps():
            for _ in range(3):
                set_count(lambda old: old + 1)
                await asyncio.sleep(0)

        return ft.View(route="/", controls=[ft.Text(f"{count}"), ft.Button("三步", on_click=steps)])

    def main(page):
        guard.install()
        page.render_views(counter)

    async def play():
        client = await FakeClient.start(main)
        await client.fire(client.find(ft.Button)[0], "click")
        assert client.shows("3")
        client.close()

    in_own_loop(play())
    assert drawn == [0, 3]
