"""Flet's pages, one for each WebSocket."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import flet as ft
from flet_web.fastapi import FletApp, app_manager
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.web import connection

# A browser that sleeps or changes network within this time finds its page as it was.
SESSION_SECONDS = 600

Show = Callable[[ft.Page], Awaitable[None]]


class Pages:
    """ASGI application for WebSockets: shows `show` to each browser that comes."""

    def __init__(self, show: Show) -> None:
        connection.mend()
        self._show = show

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Talk to one browser until it goes."""
        await app_manager.start()  # again does nothing more
        connected = FletApp(
            loop=asyncio.get_running_loop(),
            executor=app_manager.executor,
            main=self._show,
            before_main=None,
            session_timeout_seconds=SESSION_SECONDS,
        )
        # A page was closed while Flet was sending to it: nobody is left to be told.
        with contextlib.suppress(WebSocketDisconnect):
            await connected.handle(WebSocket(scope, receive, send))
