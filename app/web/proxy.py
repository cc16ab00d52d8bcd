"""Behind a reverse proxy: a path prefix of its own, and the address that the browser sees."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Receive, Scope, Send

Header = tuple[bytes, bytes]
SECURE = {"http": "https", "ws": "wss"}


class Behind:
    """ASGI middleware: takes `prefix` off each path, and where a proxy is trusted takes its word for host and client.

    The prefix is taken off where it is there: some proxies do so themselves.
    """

    def __init__(self, app: ASGIApp, prefix: str, *, trusted: bool) -> None:
        """Stand in front of `app`. `prefix` is "" or begins with a slash and doesn't end with one."""
        self._app = app
        self._prefix = prefix
        self._trusted = trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as if it had come to the root of this server."""
        if scope["type"] in {"http", "websocket"}:
            scope = dict(scope)
            path = str(scope["path"])
            if self._prefix and (path == self._prefix or path.startswith(f"{self._prefix}/")):
                scope["path"] = path.removeprefix(self._prefix) or "/"
                scope["raw_path"] = scope["path"].encode()
            if self._trusted:
                _take_word(scope)
        await self._app(scope, receive, send)


def _take_word(scope: Scope) -> None:
    """Put what the proxy says in the place of what this server sees: the proxy itself."""
    said = dict(scope["headers"])
    host = _last(said.get(b"x-forwarded-host"))
    client = _last(said.get(b"x-forwarded-for"))
    if host:
        scope["headers"] = [*_without(scope["headers"], b"host"), (b"host", host.encode("latin-1"))]
    if client:
        scope["client"] = (client, 0)
    if _last(said.get(b"x-forwarded-proto")) == "https":
        scope["scheme"] = SECURE.get(scope["scheme"], scope["scheme"])


def _last(value: bytes | None) -> str:
    """Give the last of several values: the one that the nearest proxy has added; browsers can send the others."""
    return (value or b"").decode("latin-1").rpartition(",")[2].strip()


def _without(headers: Iterable[Header], name: bytes) -> list[Header]:
    return [header for header in headers if header[0].lower() != name]
