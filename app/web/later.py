"""An ASGI application that isn't there yet."""

import asyncio
from concurrent.futures import Future

from starlette.types import ASGIApp, Receive, Scope, Send

TRY_AGAIN_LATER = 1013


class Later:
    """ASGI application for WebSockets that another thread is still getting ready: who comes before waits for it.

    It takes longer to import Flet and to open the data than to serve the client's files, and longer still for a
    browser to fetch and start that client: so both is done at the same time.
    """

    def __init__(self) -> None:
        self._coming: Future[ASGIApp | None] = Future()
        self._coming.set_running_or_notify_cancel()  # who waits can go, without taking it from the others

    def come(self, app: ASGIApp | None) -> None:
        """Say what it is: what comes from now on is `app`'s. None: there will be none."""
        self._coming.set_result(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Talk to one browser."""
        app = await asyncio.wrap_future(self._coming)
        if app is None:
            await receive()
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
        else:
            await app(scope, receive, send)
