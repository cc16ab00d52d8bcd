"""The server: the client's files and the pages, behind our headers, on a port that is free."""

import asyncio
import ctypes
import errno
import gc
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from app.config import DEFAULT_PORT, CannotStartError, Settings, assets_dir
from app.web.headers import Guard
from app.web.health import Health, Meters
from app.web.proxy import Behind
from app.web.static import Compressor, StaticFiles, find_files

PORTS_TRIED = 20
# Open pages hold a WebSocket each and would keep the server from stopping.
STOP_SECONDS = 2
# What a browser may send at once: a photo of a code, and no more. There is no other way to send anything.
MOST_MESSAGE_BYTES = 12_000_000
COLLECT_AFTER = (50_000, 20, 20)
# The pages are drawn in one thread, and services run in others, which let go of Python's lock at each statement of SQL.
# With Python's own 5 ms, each statement would wait so long for a drawing thread: hundreds of ms for one payment.
SWITCH_S = 0.0005
# glibc's M_MMAP_THRESHOLD: what is bigger is given back at once. M_ARENA_MAX: threads that take turns share a heap.
MALLOC = {-3: 1_000_000, -8: 2}


def make_app(
    pages: ASGIApp, settings: Settings, *, meters: Meters | None = None, is_well: Callable[[], bool] = bool
) -> ASGIApp:
    """Give the ASGI application that serves the client's files, and `pages` to its WebSockets.

    `is_well` tells whether the data can be read: what /health says.
    """
    files = find_files(assets_dir(), settings.prefix)
    served = Guard(StaticFiles(pages, files, Compressor(settings.web_cache_dir / "web")))
    healthy = Health(served, meters or Meters(), is_well)
    return Behind(healthy, settings.prefix, trusted=settings.behind_proxy)


def listen(host: str, port: int | None) -> socket.socket:
    """Give a listening socket. With no port asked for, the first free one from DEFAULT_PORT on; 0 takes any.

    Raises CannotStartError where the port is taken, the host isn't this machine's, or the system says no.
    """
    asked = range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED) if port is None else (port,)
    for candidate in asked:
        try:
            listening = socket.create_server((host, candidate), family=_family(host), backlog=128)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise CannotStartError(f"不能在 {host}:{candidate} 上打开服务：{_reason(error)}。") from error
        else:
            # Each connection has it from here: a page comes in several small messages, and without it the second waits
            # until the browser has confirmed the first, which takes 40 ms. asyncio sets it on sockets of its own only.
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return listening
    if port is None:
        last = DEFAULT_PORT + PORTS_TRIED - 1
        raise CannotStartError(f"{DEFAULT_PORT} 到 {last} 的端口都被占用。请用 --port 指定一个。")
    raise CannotStartError(f"端口 {port} 已被别的程序占用。请换一个端口，或不写 --port，由程序自己找。")


def _reason(error: OSError) -> str:
    """Give the system's reason in Chinese, where it is a common one."""
    if isinstance(error, PermissionError):
        return "没有权限，1024 以下的端口要管理员才能用"
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return "这台机器没有这个地址"
    return str(error.strerror or error)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def address_of(listening: socket.socket) -> str:
    """Give the address to open on this machine."""
    host, port = listening.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        host = "127.0.0.1"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def settle_memory() -> None:
    """Collect garbage less often, and give big pieces of memory back.

    For when all is imported: what was made by then stays, and the collector needn't look at it, not even once. Pages
    make and drop much in which it finds nothing to do: a sixth of the server's work at Python's own thresholds. And a
    password takes 19 MB for a moment, which the C library keeps, for each thread anew, once it has seen that such
    pieces come back: 60 MB in all.
    """
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    gc.enable()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library
            for what, value in MALLOC.items():
                ctypes.CDLL(None).mallopt(what, value)


class Server(uvicorn.Server):
    """A uvicorn server on a socket that is already open; it stops at once, also with pages open."""

    def __init__(self, app: ASGIApp, meters: Meters | None = None) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                log_level="warning",
                access_log=False,
                timeout_graceful_shutdown=STOP_SECONDS,
                server_header=False,
                proxy_headers=False,  # app/web/proxy.py
                lifespan="off",
                ws_max_size=MOST_MESSAGE_BYTES,
            )
        )
        self._meters = meters or Meters()
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        sys.setswitchinterval(SWITCH_S)
        await super().startup(sockets)
        self._watching = asyncio.create_task(self._meters.watch_lag())
        self.ready.set()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop; at the second signal without waiting.

        uvicorn's own would afterwards end the process by the same signal once more.
        """
        del sig, frame
        self.force_exit = self.should_exit
        self.should_exit = True

    def serve_on(self, listening: socket.socket) -> None:
        """Serve until told to stop by SIGINT, SIGTERM or `should_exit`."""
        asyncio.run(self.serve([listening]))
