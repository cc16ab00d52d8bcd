"""A client without a screen: a real Flet session on a connection that records what it is sent.

For UI tests in Python alone. It leans on Flet's internals (1.0.5), so everything of that kind stands in this one file.
"""

import asyncio
import contextlib
import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Self, TypeVar

import flet as ft
import msgpack
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page, context
from flet.messaging.connection import Connection
from flet.messaging.protocol import (
    Message,
    MessageAction,
    RegisterClientResponseBody,
    configure_encode_object_for_msgpack,
)
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

from app.ui import flet_mends

C = TypeVar("C", bound=BaseControl)

_SKIPPED = frozenset({"_parent", "_state", "_parent_component", "_contexts", "data"})
_TEXTS = ("value", "label", "content", "title", "subtitle", "error", "text", "hint_text", "tooltip", "semantics_label")
_WAIT_S = 0.002


class FakeConnection(Connection):
    """Records messages, and answers as the client would: a pushed route comes back as a change of route."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.get_running_loop()
        self.pubsubhub = PubSubHub()
        self.page_url = "http://fake"
        self.sent: list[tuple[MessageAction, bytes]] = []
        self.crashes: list[str] = []
        self.session: Session | None = None
        self._replies: set[asyncio.Task[None]] = set()

    def send_message(self, message: Message) -> None:
        # Encoding isn't optional: the encoder takes the snapshots that the next comparison needs.
        packed = msgpack.packb([message.action, message.body], default=configure_encode_object_for_msgpack(BaseControl))
        self.sent.append((message.action, packed))
        if message.action == MessageAction.SESSION_CRASHED:
            self.crashes.append(message.body.message)
        if message.action == MessageAction.INVOKE_METHOD:
            reply = asyncio.get_running_loop().create_task(self._reply(message.body))
            self._replies.add(reply)
            reply.add_done_callback(self._replies.discard)

    async def _reply(self, body: Any) -> None:
        session = self.session
        assert session is not None
        if body.name == "push_route":
            session.apply_patch(session.page._i, {"route": body.args["route"]})
            await session.dispatch_event(session.page._i, "route_change", {"route": body.args["route"]})
        session.handle_invoke_method_results(body.control_id, body.call_id, None, None)

    def dispose(self) -> None:
        """Nothing is held."""

    def said(self, words: str) -> bool:
        """Tell whether these words were ever sent to the client, in whatever message."""
        return any(words.encode() in packed for _, packed in self.sent)


class FakeClient:
    """A page as a user has it: find controls, tap them, type into them, read what is shown."""

    def __init__(self, connection: FakeConnection, session: Session) -> None:
        self.connection = connection
        self.session = session
        self.page: ft.Page = session.page

    @classmethod
    async def start(
        cls, main: Callable[[ft.Page], Any], route: str = "/", *, width: int = 390, height: int = 844
    ) -> Self:
        """Open a page at a route, on a phone of 390×844 unless said otherwise."""
        connection = FakeConnection()
        session = Session(connection)
        connection.session = session
        self = cls(connection, session)
        session.apply_page_patch(
            {"route": route, "platform": "android", "web": False, "width": width, "height": height}
        )
        _context_page.set(self.page)
        context.reset_auto_update()
        patch = session.get_page_patch()
        body = RegisterClientResponseBody(session_id=session.id, page_patch=patch, error="")
        connection.send_message(Message(MessageAction.REGISTER_CLIENT, body))
        result = main(self.page)
        if inspect.isawaitable(result):
            await result
        await session.after_event(self.page)
        await self.settle()
        return self

    async def settle(self, turns: int = 20) -> None:
        """Let the scheduler and effects run, and what was typed be drawn, as after a pause."""
        for _ in range(turns):
            await asyncio.sleep(_WAIT_S)
        flet_mends.draw_what_waits(self.session)
        for _ in range(turns):
            await asyncio.sleep(_WAIT_S)

    async def until(self, true: Callable[[], object], *, within_s: float = 5.0) -> None:
        """Wait until something is true (a service call came back from its thread)."""
        async with asyncio.timeout(within_s):
            while not true():  # noqa: ASYNC110 - what is waited for is no event
                await asyncio.sleep(_WAIT_S)

    def close(self) -> None:
        """End the session."""
        self.session.close()

    def walk(self, root: object = None) -> Iterator[BaseControl]:
        """Give all live controls, components' bodies unwrapped; the view on top first, then dialogs."""
        if root is not None:
            yield from _walk(root)
            return
        views = self.page.views
        yield from _walk([list(reversed(views)) if isinstance(views, list) else views, self.page._dialogs])

    def find(self, kind: type[C], matches: Callable[[C], bool] = lambda _: True) -> list[C]:
        """Give the controls of a kind that match."""
        return [control for control in self.walk() if isinstance(control, kind) and matches(control)]

    def texts(self) -> list[str]:
        """Give every word that is shown or said."""
        found: list[str] = []
        for control in self.walk():
            for name in _TEXTS:
                value = getattr(control, name, None)
                if isinstance(value, str) and value:
                    found.append(value)
        return found

    def shows(self, words: str) -> bool:
        """Tell whether these words stand anywhere."""
        return any(words in text for text in self.texts())

    def snack_bars(self) -> list[str]:
        """Give the words of the snack bars that are up."""
        bars = self.find(ft.SnackBar)
        return [
            control.value for bar in bars for control in _walk(bar) if isinstance(control, ft.Text) and control.value
        ] + [bar.content for bar in bars if isinstance(bar.content, str)]

    def named(self, name: str) -> BaseControl:
        """Give the control that a tap on ``name`` reaches: a button, or what stands in Semantics of that name."""
        for control in self.walk():
            if isinstance(control, ft.Semantics) and control.label == name:
                tapped = next((inner for inner in _walk(control) if getattr(inner, "on_click", None)), None)
                if tapped is not None:
                    return tapped
            if getattr(control, "on_click", None) and self._says(control, name):
                return control
        raise AssertionError(f"nothing to tap is called {name!r}; there is: {self.texts()}")

    @staticmethod
    def _says(control: BaseControl, name: str) -> bool:
        if getattr(control, "tooltip", None) == name:
            return True
        return any(isinstance(inner, ft.Text) and inner.value == name for inner in _walk(control))

    async def fire(self, control: BaseControl, event: str, data: object = None) -> None:
        """Send an event as the client would."""
        await self.session.dispatch_event(control._i, event, data)
        await self.settle()

    async def tap(self, name: str) -> None:
        """Tap what is called ``name``."""
        await self.fire(self.named(name), "click")

    async def type(self, field: ft.TextField, value: str) -> None:
        """Type into a field."""
        self.session.apply_patch(field._i, {"value": value})
        await self.fire(field, "change", value)


@contextlib.asynccontextmanager
async def opened(main: Callable[[ft.Page], Any], route: str = "/") -> AsyncIterator[FakeClient]:
    """Open a page for a test, and close it after."""
    client = await FakeClient.start(main, route)
    try:
        yield client
    finally:
        client.close()
        await client.settle(2)


def _walk(value: object) -> Iterator[BaseControl]:
    if isinstance(value, list | tuple):
        for item in value:
            yield from _walk(item)
    elif isinstance(value, BaseControl):
        yield value
        for field in value.__dataclass_fields__.values():
            hidden = field.metadata.get("skip") and field.name != "_b"
            if field.name not in _SKIPPED and not hidden:
                yield from _walk(getattr(value, field.name, None))
