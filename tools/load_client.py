"""A client without a screen, over the real wire: Flet's messages on a WebSocket, and the tree that they make.

For many sessions at once on a server of its own process. It leans on Flet's protocol (1.0.5): a frame is a zero byte
and msgpack of [action, body]; a patch is a table of paths and a list of operations on them.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any, Self

import msgpack
import websockets

REGISTER, PATCH, EVENT, PROPS, INVOKE, CRASHED = 1, 2, 3, 4, 5, 6
REPLACE, ADD, REMOVE, MOVE = 0, 1, 2, 3
PATIENCE_S = 60.0
TEXTS = ("value", "label", "content", "title", "subtitle", "error", "text", "hint_text", "tooltip", "semantics_label")
PHONE = {"platform": "android", "web": True, "width": 390, "height": 844, "pwa": False, "wasm": True, "debug": False}

Control = dict[str, Any]


class CrashedError(Exception):
    """The server said that the session failed."""


class RemotePage:
    """One session of one device: what its window would show, and taps and typing in it."""

    def __init__(self, url: str) -> None:
        """Make a device that will talk to the server at this WebSocket address."""
        self.url = url
        self.page: Control = {}
        self.stored: dict[str, str] = {}
        self.received_bytes = 0
        self.heard = 0  # messages
        self.failure: Exception | None = None
        self._controls: dict[int, Control] = {}
        self._closed: set[int] = set()
        self._changed = asyncio.Event()
        self._socket: websockets.ClientConnection | None = None
        self._listening: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Connect, and wait until the server has answered."""
        self._socket = await websockets.connect(self.url, max_size=None, ping_interval=None, open_timeout=PATIENCE_S)
        self._listening = asyncio.create_task(self._listen())
        await self._send(REGISTER, {"session_id": "", "page_name": "", "page": {**PHONE, "route": "/"}})
        await self.until(lambda: bool(self.page))
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the window."""
        if self._listening is not None:
            self._listening.cancel()
        if self._socket is not None:
            await self._socket.close()

    async def _send(self, action: int, body: object) -> None:
        if self._socket is None:
            raise RuntimeError("not connected")
        await self._socket.send(b"\x00" + msgpack.packb([action, body]))

    async def _listen(self) -> None:
        try:
            async for frame in self._socket or ():
                if isinstance(frame, str):
                    continue
                self.received_bytes += len(frame)
                action, body = msgpack.unpackb(frame[1:], strict_map_key=False, ext_hook=_kept)
                await self._hear(action, body)
                self.heard += 1
                self._changed.set()
        except Exception as error:  # noqa: BLE001 - whoever waits is told
            self.failure = error
        else:
            self.failure = ConnectionError("the server closed the connection")
        self._changed.set()

    async def _hear(self, action: int, body: dict[str, Any]) -> None:
        if action == REGISTER:
            self.page = body["page_patch"]
            self._learn(self.page)
        elif action == PATCH:
            root = self._controls.get(body["id"])
            if root is not None:
                self._patch(root, body["patch"])
                await self._close_dialogs()
        elif action == INVOKE:
            await self._obey(body)
        elif action == CRASHED:
            raise CrashedError(body["message"])

    async def _obey(self, call: dict[str, Any]) -> None:
        """Do what the server asks of the device: keep a text, give it back, go to a route; anything else is done."""
        args, result = call.get("args") or {}, None
        kind = (self._controls.get(call["control_id"]) or {}).get("_c")
        if kind == "SharedPreferences" and call["name"] == "get":
            result = self.stored.get(args["key"])
        elif kind == "SharedPreferences" and call["name"] == "set":
            self.stored[args["key"]] = args["value"]
            result = True
        if call["name"] == "push_route":
            await self.go(args["route"])
        reply = {"control_id": call["control_id"], "call_id": call["call_id"], "result": result, "error": None}
        await self._send(INVOKE, reply)

    async def _close_dialogs(self) -> None:
        """Tell that a dialog has gone which the server has closed."""
        for dialog in self._dialogs():
            if not dialog.get("open") and dialog["_i"] not in self._closed:
                self._closed.add(dialog["_i"])
                await self.fire(dialog, "dismiss")

    def _dialogs(self) -> list[Control]:
        return (self.page.get("_dialogs") or {}).get("controls") or []

    def _learn(self, value: object) -> None:
        for control in _walk(value):
            self._controls[control["_i"]] = control

    def _patch(self, root: Control, patch: list[Any]) -> None:
        table, *operations = patch
        at = dict(_paths(table, root))
        for kind, *rest in operations:
            if kind == MOVE:
                source, key, target, to = rest
                at[target].insert(to, at[source].pop(key))
                continue
            holder, key = at[rest[0]], rest[1]
            if kind == REMOVE:
                holder.pop(key, None) if isinstance(holder, dict) else holder.pop(key)
                continue
            if kind == ADD and isinstance(holder, list):
                holder.insert(key, rest[2])
            else:
                holder[key] = rest[2]
            self._learn(rest[2])

    async def until(self, true: Callable[[], object], saying: str = "") -> None:
        """Wait until something holds of the tree; fails when the session has."""
        until = time.monotonic() + PATIENCE_S
        while not true():
            if self.failure is not None:
                raise self.failure
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), max(until - time.monotonic(), 0))
            except TimeoutError:
                raise TimeoutError(f"{saying or 'nothing'} after {PATIENCE_S} s; there is: {self.texts()}") from None

    def shown(self) -> Iterator[Control]:
        """Give what is on the screen: dialogs that are open, then the page on top."""
        yield from _walk([dialog for dialog in self._dialogs() if dialog.get("open")])
        views = self.page.get("views") or []
        yield from _walk(_body(views)[-1:])

    def texts(self) -> list[str]:
        """Give every word that is shown or said."""
        found = (control.get(name) for control in self.shown() for name in TEXTS)
        return [one for one in found if isinstance(one, str) and one]

    def sees(self, words: str) -> bool:
        """Tell whether these words stand anywhere on the screen."""
        return any(words in text for text in self.texts())

    def named(self, name: str) -> Control | None:
        """Give what a tap on `name` reaches: what stands in Semantics of that name, or a button that says it.

        Where nothing is called so, a part of a name is enough, as in the browser's tests.
        """
        shown = list(self.shown())
        return _tapped(shown, name.__eq__) or _tapped(shown, lambda text: name in text)

    def field(self, label: str) -> Control | None:
        """Give the text field of this label, or in Semantics of this label."""
        for control in self.shown():
            inner = [one for one in _walk(control) if one.get("_c") == "TextField"]
            if control.get("_c") == "Semantics" and control.get("label") == label and inner:
                return inner[0]
            if control.get("_c") == "TextField" and label in (control.get("label"), control.get("hint_text")):
                return control
        return None

    async def fire(self, control: Control, event: str, data: object = None) -> None:
        """Send an event as the client would."""
        await self._send(EVENT, {"target": control["_i"], "name": event, "data": data})

    async def change(self, control: Control, value: object) -> None:
        """Change a control's value, as typing or ticking does, and tell of it where it is listened for."""
        await self._send(PROPS, {"id": control["_i"], "props": {"value": value}})
        control["value"] = value
        if control.get("on_change"):
            await self.fire(control, "change", value)

    async def go(self, route: str) -> None:
        """Come to another address."""
        await self._send(PROPS, {"id": self.page["_i"], "props": {"route": route}})
        self.page["route"] = route
        await self.fire(self.page, "route_change", {"route": route})


def _kept(_code: int, data: bytes) -> bytes:
    return data


def _body(value: object) -> Any:  # noqa: ANN401 - whatever stands in a component
    """Give what a component stands for; other values as they are."""
    while isinstance(value, dict) and "_b" in value:
        value = value["_b"]
    return value


def _walk(value: object) -> Iterator[Control]:
    """Give all controls in a value, outer ones first."""
    if isinstance(value, list):
        for item in value:
            yield from _walk(item)
    elif isinstance(value, dict):
        if "_i" in value:
            yield value
        for item in value.values():
            if isinstance(item, dict | list):
                yield from _walk(item)


def _tapped(shown: list[Control], fits: Callable[[str], bool]) -> Control | None:
    for control in shown:
        if control.get("_c") == "Semantics" and fits(control.get("label") or ""):
            inner = next((one for one in _walk(control) if one.get("on_click")), None)
            if inner is not None:
                return inner
        if control.get("on_click") and any(fits(words) for words in _said_by(control)):
            return control
    return None


def _said_by(control: Control) -> Iterator[str]:
    """Give what a control says: its own words, and the texts in it."""
    yield from (words for name in ("tooltip", "content", "text") if isinstance(words := control.get(name), str))
    yield from (inner["value"] for inner in _walk(control) if inner.get("_c") == "Text" and inner.get("value"))


def _paths(table: list[Any], holder: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401 - part of a tree
    """Give each number of a patch's table with what it stands for in the tree as it is."""
    yield table[0], holder
    for key, branch in (table[1] if len(table) > 1 else {}).items():
        yield from _paths(branch, holder[key])
