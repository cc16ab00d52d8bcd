"""A link from outside opens the page it names: when it starts the app, and when the app is open already."""

import flet as ft
import pytest

from app.ui import guard
from app.ui.deep_links import own_address
from app.ui.leaving import use_leaving
from tests.own_loop import in_own_loop
from tests.ui.fake_client import opened


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("gongji://code", "/code"),
        ("gongji://code/", "/code"),
        ("gongji://code/full?who=2", "/code/full?who=2"),
        ("gongji:/code", "/code"),
        ("GONGJI://code", "/code"),
        ("gongji://", "/"),
        ("/code?who=2", "/code?who=2"),
        ("/", "/"),
        ("https://example.org/code", "https://example.org/code"),
    ],
)
def test_a_link_names_one_of_the_apps_addresses(link, address):
    assert own_address(link) == address


def page_named(words):
    @guard.component(view=True)
    def page():
        return ft.View(route=f"/{words}", controls=[ft.Text(words)])

    return page


ROUTES = [ft.Route(path="", component=page_named("home")), ft.Route(path="code", component=page_named("my code"))]


@guard.component
def pages():
    use_leaving()
    return ft.Router(ROUTES, manage_views=True)


async def show(page):
    page.render_views(pages)


async def begins_with_a_link():
    async with opened(show, "gongji://code") as client:
        await client.until(lambda: client.shows("my code"))
        return client.session.page.route


async def follows_a_link():
    async with opened(show) as client:
        await client.until(lambda: client.shows("home"))
        page = client.session.page
        await client.settle()
        client.session.apply_patch(page._i, {"route": "gongji://code"})
        await client.session.dispatch_event(page._i, "route_change", {"route": "gongji://code"})
        await client.until(lambda: client.shows("my code"))
        return page.route


@pytest.mark.parametrize("linked", [begins_with_a_link, follows_a_link])
def test_a_link_opens_its_page(linked):
    assert in_own_loop(linked()) == "/code"
