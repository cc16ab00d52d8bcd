"""A receipt leaves the app: on phones through the share sheet, in browsers as a download."""

import flet as ft
import msgpack
import pytest
from flet.messaging.protocol import MessageAction

from app.ui import guard
from app.ui.saving import save_file
from tests.own_loop import in_own_loop
from tests.ui.fake_client import opened

PICTURE = b"\x89PNG picture"


@guard.component
def _app():
    async def save(_event):
        await save_file("JS-1.png", PICTURE, "image/png")

    return [ft.View(controls=[ft.Button("save", on_click=guard.safe(save))])]


async def asked_on(platform, *, web):
    async with opened(lambda page: page.render_views(_app)) as client:
        page = client.session.page
        page.platform, page.web, page.width, page.height = platform, web, 820, 1180
        await client.fire(client.find(ft.Button)[0], "click")
        await client.settle()
        sent = [
            msgpack.unpackb(packed)[1] for kind, packed in client.connection.sent if kind == MessageAction.INVOKE_METHOD
        ]
        return {body["name"]: body["args"] for body in sent}


@pytest.mark.parametrize("platform", [ft.PagePlatform.ANDROID, ft.PagePlatform.IOS])
def test_a_phone_shares_the_file_from_a_place_that_ipads_take(platform):
    asked = in_own_loop(asked_on(platform, web=False))
    assert asked.keys() == {"share_files"}
    (file,) = asked["share_files"]["files"]
    assert (file["name"], file["data"], file["mime_type"]) == ("JS-1.png", PICTURE, "image/png")
    place = asked["share_files"]["share_position_origin"]
    assert place == {"x": 410, "y": 590, "width": 1, "height": 1}


@pytest.mark.parametrize("platform", [ft.PagePlatform.ANDROID, ft.PagePlatform.WINDOWS])
def test_a_browser_downloads_it(platform):
    asked = in_own_loop(asked_on(platform, web=True))
    assert asked.keys() == {"save_file"}
    assert asked["save_file"]["file_name"] == "JS-1.png"
