"""What is entered at the counter is kept, also when the page is left at once."""

from functools import partial
from types import SimpleNamespace

import flet as ft

from app.services.drafts import save_draft
from app.ui import guard
from app.ui.pages.pay import form_page
from app.ui.pages.pay.draft import PayDraft
from tests.own_loop import in_own_loop
from tests.services.install import SetClock
from tests.ui.fake_client import opened


class Desk:
    """Stands in for the session: remembers what was saved."""

    def __init__(self):
        self.context, self.user, self.saved = SimpleNamespace(clock=SetClock()), object(), []

    async def ask(self, service, _form, content=None):
        if service is save_draft:
            self.saved.append(content["fund_pay"])


def test_leaving_at_once_keeps_what_was_typed():
    desk = Desk()

    @guard.component
    def form():
        kept = form_page._use_kept(desk)
        return ft.Button("type", on_click=guard.safe(lambda: kept.enter(PayDraft(fund_pay="12"))))

    @guard.component
    def app():
        left, leave = ft.use_state("")
        away = ft.Button("leave", on_click=guard.safe(partial(leave, "gone")))
        return [ft.View(controls=[away, ft.Text(left) if left else form()])]

    async def test():
        async with opened(lambda page: page.render_views(app)) as client:
            for words in ("type", "leave"):
                (button,) = client.find(ft.Button, lambda one, words=words: one.content == words)
                await client.fire(button, "click")
            await client.until(lambda: desk.saved)
            assert desk.saved == ["12"]

    in_own_loop(test())
