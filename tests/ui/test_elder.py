"""长辈版: large everywhere, five things on 首页, one way back from each other page, a question before what is final."""

from contextlib import asynccontextmanager
from dataclasses import fields

import flet as ft
import pytest

from app.ui import tokens
from app.ui.app import show
from app.ui.components.pin_sheet import use_pin_sheet
from app.ui.guard import component
from app.ui.pages.wizard.answers import Answers, Step
from app.ui.pages.wizard.sure import use_certainty
from app.ui.pages.wizard.walk import State
from app.ui.read_aloud import script_of, top_view
from app.ui.run import Command
from app.ui.theme import Window, style_for
from tests.own_loop import in_own_loop
from tests.services.install import Install
from tests.ui.fake_client import opened

LEAST = 22
OPEN = True
PAGES = (
    "/zone",
    "/notices",
    "/help",
    "/family",
    "/family?kind=link",
    "/family/sharing/1",
    "/link",
    "/share",
    "/code",
    "/pay",
    "/pay/quote",
    "/records",
    "/records/1",
    "/me",
    "/me/insurance",
    "/me/register",
    "/me/register/new",
    "/me/password",
    "/me/pin",
    "/me/day",
    "/me/about",
)


@pytest.fixture
def install(tmp_path):
    found = Install(tmp_path)
    yield found
    found.context.database.close()


@asynccontextmanager
async def guest(install):
    """A window on the login page."""
    async with opened(lambda page: show(page, install.context)) as client:
        await client.until(lambda: client.shows("示例"))
        yield client


@asynccontextmanager
async def elder(install):
    """A window of the sample family's father, in 长辈版."""
    async with guest(install) as client:
        await client.tap("长辈版，字更大，事更少")
        await client.tap("体验示例家庭")
        await client.until(lambda: client.shows("付过的钱"))
        yield client


async def go(client, path):
    """Open a page and wait until it is there."""
    await client.page.push_route(path)
    await client.settle()
    await client.until(lambda: "正在取数据" not in script_of(top_view(client.page)))


def small_texts(client):
    """The texts below the least size; letters that are part of a drawing have a size of their own."""
    found = []
    for text in client.find(ft.Text):
        styles = [text.style, *(span.style for span in text.spans or [])]
        sizes = [style.size for style in styles if style and style.size]
        # On the sums decimals are smaller than the whole yuan, as they are meant to.
        if sizes and max(sizes) < LEAST:
            found.append((text.value, max(sizes)))
    return found


def test_no_role_of_text_is_below_22():
    assert {role.name: getattr(tokens.TEXTS_ELDER, role.name).size for role in fields(tokens.TEXTS_ELDER)}
    for role in fields(tokens.TEXTS_ELDER):
        assert getattr(tokens.TEXTS_ELDER, role.name).size >= LEAST, role.name
        assert getattr(tokens.TEXTS_ELDER, role.name).size >= getattr(tokens.TEXTS, role.name).size, role.name


@pytest.mark.parametrize("dark", [False, True])
def test_the_style_has_large_buttons_and_one_column(dark):
    style = style_for(dark=dark, elder=True, window=Window(1280, 800))
    assert style.size.button == 72
    assert style.size.touch >= 48
    assert not style.window.wide
    assert not style.window.rail
    assert style.window.stacked


def test_switching_on_the_login_page_loses_nothing(install):
    async def test():
        async with guest(install) as client:
            phone, password = client.find(ft.TextField)
            await client.type(phone, "13800001234")
            await client.type(password, "half")
            await client.tap("长辈版，字更大，事更少")
            assert [field.value for field in client.find(ft.TextField)] == ["13800001234", "half"]
            assert client.find(ft.TextField)[0].text_style.size == tokens.TEXTS_ELDER.body.size
            await client.tap("长辈版，字更大，事更少")
            assert [field.value for field in client.find(ft.TextField)] == ["13800001234", "half"]

    in_own_loop(test())


def test_home_has_five_things_and_no_bar(install):
    async def test():
        async with elder(install) as client:
            for name in ("我的医保码", "家人的码", "能不能付", "付过的钱", "找人帮忙"):
                assert client.shows(name), name
            assert client.shows("医保热线 12393")
            assert not client.shows("回首页")
            assert not client.find(ft.NavigationBar)
            assert small_texts(client) == []
            await client.tap("换成普通版")
            await client.until(lambda: client.find(ft.NavigationBar))
            assert client.shows("家人的医保码")

    in_own_loop(test())


def test_every_other_page_has_one_large_way_home(install):
    async def test():
        async with elder(install) as client:
            for path in PAGES:
                await go(client, path)
                shown = list(client.walk(top_view(client.page)))
                ways = [one for one in shown if isinstance(one, ft.Button) and "回首页" in script_of(one.content)]
                assert len(ways) == 1, path
                assert client.shows("读"), path
                assert not client.find(ft.NavigationBar), path
                assert not client.find(ft.NavigationRail), path
                assert small_texts(client) == [], path
                assert client.connection.crashes == []
                await client.tap("回首页")
                await client.until(lambda: client.shows("付过的钱"))

    in_own_loop(test())


def test_logging_out_asks_on_a_page_of_its_own(install):
    async def test():
        async with elder(install) as client:
            await go(client, "/me")
            await client.tap("退出登录")
            asked = client.find(ft.AlertDialog)[-1]
            assert (asked.content.width, asked.content.height) == (390, 844)
            answers = [one for one in client.walk(asked) if isinstance(one, ft.Button)]
            assert [script_of(one.content) for one in answers] == [["退出"], ["取消"]]
            await client.tap("取消")
            assert client.shows("退出登录")

    in_own_loop(test())


def test_switching_in_mine_is_at_once_and_kept(install):
    async def test():
        async with elder(install) as client:
            await go(client, "/me")
            await client.tap("长辈版，字更大，事更少")
            await client.until(lambda: client.find(ft.NavigationBar))
            assert client.page.route == "/me"
        async with guest(install) as client:
            await client.tap("进入示例")
            await client.until(lambda: client.shows("家人的医保码"))

    in_own_loop(test())


@component
def _asking(sent, closed):
    """A page that asks for the password."""
    is_open, set_open = ft.use_state(OPEN)

    def close():
        closed.append(True)
        set_open(False)

    style = style_for(dark=False, elder=True)
    use_pin_sheet(style, is_open=is_open, on_pin=sent.append, on_close=close, sure="付 800.00 元。")
    return ft.Text("底下")


def test_the_password_is_asked_for_after_a_question():
    sent, closed = [], []

    async def test():
        async with opened(
            lambda page: page.render_views(lambda: [ft.View(controls=[_asking(sent, closed)])])
        ) as client:
            assert client.shows("付 800.00 元。")
            assert not client.find(ft.BottomSheet)
            question = client.find(ft.AlertDialog)[-1]
            await client.tap("想好了，去输密码")
            await client.fire(question, "dismiss")  # as the client says when the question is gone
            assert client.find(ft.BottomSheet)
            for key in "246810":
                await client.tap(key)
        assert sent == ["246810"]
        assert not closed

    in_own_loop(test())


def test_a_no_to_the_question_asks_for_no_password():
    sent, closed = [], []

    async def test():
        async with opened(
            lambda page: page.render_views(lambda: [ft.View(controls=[_asking(sent, closed)])])
        ) as client:
            await client.tap("再看看")
            assert not client.find(ft.BottomSheet)
        assert closed
        assert not sent

    in_own_loop(test())


@component
def _submitting(style, state, submitted):
    async def run(_event=None):
        submitted.append(True)

    command = use_certainty(style, state, Command(running=False, run=run, run_with=lambda *_: run))
    return ft.Button("提交授权", on_click=command.run)


@pytest.mark.parametrize("elder_too", [True, False])
def test_submitting_asks_once_more_in_elder_alone(elder_too):
    submitted = []
    style = style_for(dark=False, elder=elder_too)
    state = State(answers=Answers(Step.CHECK, typed={"quota": "500"}), promised=True)

    async def test():
        page = _submitting
        async with opened(
            lambda window: window.render_views(lambda: [ft.View(controls=[page(style, state, submitted)])])
        ) as client:
            await client.fire(client.find(ft.Button)[0], "click")
            assert bool(submitted) is not elder_too
            if elder_too:
                assert client.shows("最多 500 元")
                await client.tap("对，授权")
        assert submitted == [True]

    in_own_loop(test())
