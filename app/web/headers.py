"""What the server says about every answer, and which pages it talks to."""

from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

Header = tuple[bytes, bytes]

# The page's own policy stands in assets/index.html, where the static site has it too. Only a header can forbid frames.
HEADERS: tuple[Header, ...] = (
    (b"content-security-policy", b"frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
# Nothing here isolates the page, as Flet's own server does: isolated, the client draws in a thread of its own, beside
# the one that lays text out, and in 3 of 60 loads a character came out in pieces or a line broken in two. Not isolated
# it uses one thread: 0 of 140, and the first frame is as quick.
POLICY_VIOLATION = 1008


class Guard:
    """ASGI middleware: adds HEADERS, and refuses WebSockets opened by another site's page.

    A browser lets any page open a WebSocket to any address, this machine's included: only the Origin header tells.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket" and not _same_site(dict(scope["headers"])):
            await receive()
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return

        async def send_with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _same_site(headers: dict[bytes, bytes]) -> bool:
    """Tell whether a WebSocket is opened by this server's own page; programs other than browsers send no Origin."""
    origin = headers.get(b"origin")
    return origin is None or urlsplit(origin.decode("latin-1")).netloc == headers.get(b"host", b"").decode("latin-1")
