"""Android's Back at a tab: it leads to 首页, and from there out of the app; it is never a trap."""

import flet as ft
import msgpack
import pytest
from flet.messaging.protocol import MessageAction

from app.ui import guard
from app.ui.layout import Tabs, page_view
from app.ui.theme import StyleContext, style_for
from tests.own_loop import in_own_loop
from tests.ui.fake_client import opened


def at_tab(index):
    style = style_for(dark=False)

    @guard.component(view=True)
    def page():
        return page_view(style, "/", "页", [ft.Text("body")], tabs=Tabs(index, lambda _index: None))

    @guard.component
    def app():
        return StyleContext(style, lambda: [page()])

    async def show(page):
        page.render_views(app)

    return show


async def back_at(index):
    async with opened(at_tab(index)) as client:
        await client.until(lambda: client.shows("body"))
        view = client.find(ft.View)[-1]
        await client.session.dispatch_event(view._i, "confirm_pop", None)
        await client.settle()
        asked = [
            msgpack.unpackb(sent)[1] for kind, sent in client.connection.sent if kind == MessageAction.INVOKE_METHOD
        ]
        return view.can_pop, {body["name"]: body["args"] for body in asked}


@pytest.mark.parametrize("index", range(5))
def test_back_at_a_tab_leads_home_and_then_out(index):
    can_pop, asked = in_own_loop(back_at(index))
    assert not can_pop
    if index:
        assert asked == {"confirm_pop": {"should_pop": False}, "push_route": {"route": "/"}}
    else:
        assert asked == {"confirm_pop": {"should_pop": True}}
