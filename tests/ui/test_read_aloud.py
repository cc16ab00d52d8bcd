"""「读」 says what stands on the page, in order, once, and nothing that is hidden or secret."""

from types import SimpleNamespace

import flet as ft
import pytest

from app.ui import read_aloud
from app.ui.components.choices import switch_row
from app.ui.components.fields import text_field
from app.ui.guard import component
from app.ui.read_aloud import script_of, top_view
from app.ui.theme import style_for
from tests.own_loop import in_own_loop
from tests.ui.fake_client import opened

ON = True
ELDER = style_for(dark=False, elder=True)


def test_texts_are_read_in_order_and_none_twice_in_a_row():
    shown = ft.Column([ft.Text("一"), ft.Row([ft.Text("二"), ft.Text("二")]), ft.Container(ft.Text("三"))])
    assert script_of(shown) == ["一", "二", "三"]


def test_what_is_said_of_a_thing_is_read_in_place_of_what_it_shows():
    shown = [
        ft.Semantics(content=ft.Text("¥90.00"), label="付 90 元", exclude_semantics=True),
        ft.Text(spans=[ft.TextSpan("¥"), ft.TextSpan("30")], semantics_label="30 元"),
        ft.Text(spans=[ft.TextSpan("一共"), ft.TextSpan("两项")]),
        ft.Image(src="x", semantics_label="一幅画"),
        ft.Image(src="x", semantics_label="装饰", exclude_from_semantics=True),
    ]
    assert script_of(shown) == ["付 90 元", "30 元", "一共两项", "一幅画"]


def test_what_is_hidden_or_secret_is_not_read():
    shown = [
        ft.Text("藏着", visible=False),
        ft.Semantics(content=ft.Text("画里的字"), exclude_semantics=True),
        ft.TextField(value="hunter2", password=True),
        ft.PageView(controls=[ft.Text("这一页"), ft.Text("旁边一页")]),
        ft.AppBar(title=ft.Text("题目"), actions=[ft.Text("按钮")]),
    ]
    assert script_of(shown) == ["这一页", "题目"]


def test_fields_and_switches_are_read_with_their_names():
    shown = [
        text_field(ELDER, "手机号", value="13800001234", show_label=False),
        switch_row(ELDER, "长辈版", ON, print, note="字更大"),
    ]
    assert script_of(shown) == ["手机号", "13800001234", "长辈版，字更大"]


def test_sums_are_one_number_and_masks_are_silent():
    assert script_of(ft.Text("账户剩 12,345.60 元，3606**********0012")) == ["账户剩 12345.60 元，3606 0012"]


@component
def _page():
    return ft.Text("正文")


def test_the_page_on_top_is_read():
    def main(page):
        page.render_views(lambda: [ft.View(route="/", controls=[ft.Text("底下")]), ft.View(controls=[_page()])])

    async def test():
        async with opened(main) as client:
            assert script_of(top_view(client.page)) == ["正文"]

    in_own_loop(test())


class Client:
    """As a page, and the services of its client; ``voice`` and ``reader`` tell what it has."""

    def __init__(self, monkeypatch, *, web, voice=True, reader=True):
        self.web, self.launched, self.announced, self.told = web, [], [], []

        async def launch_url(_launcher, address):
            self.launched.append(address)
            if not voice:
                raise RuntimeError("no voice for zh-CN")

        async def announce(_service, words):
            self.announced.append(words)

        async def features(_service):
            return SimpleNamespace(accessible_navigation=reader)

        monkeypatch.setattr(ft, "UrlLauncher", type("Launcher", (), {"launch_url": launch_url}))
        service = type("Service", (), {"announce_message": announce, "get_accessibility_features": features})
        monkeypatch.setattr(ft, "SemanticsService", service)
        monkeypatch.setattr(read_aloud, "notify", self.told.append)

    def read(self, lines):
        in_own_loop(read_aloud.read_aloud(self, lines))
        return self


def test_a_browser_is_handed_the_words_in_an_address(monkeypatch):
    client = Client(monkeypatch, web=True).read(["您好？", "100%"])
    assert client.launched == ["gongji-read:zh-CN?%E6%82%A8%E5%A5%BD%EF%BC%9F%0A100%25"]
    assert not client.told
    assert not client.announced


def test_a_browser_without_a_voice_says_so_and_lets_the_screen_reader_read(monkeypatch):
    client = Client(monkeypatch, web=True, voice=False).read(["您好"])
    assert client.announced == ["您好"]
    assert len(client.told) == 1


@pytest.mark.parametrize("reader", [True, False])
def test_elsewhere_the_screen_reader_reads_if_it_is_on(monkeypatch, reader):
    client = Client(monkeypatch, web=False, reader=reader).read(["您好"])
    assert client.announced == (["您好"] if reader else [])
    assert len(client.told) == (0 if reader else 1)
    assert not client.launched
