"""Whether the server is well (/health), and what it does (/metrics, in Prometheus' words): numbers, never names."""

import asyncio
import gc
import ipaddress
import os
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

HEALTH, METRICS = "/health", "/metrics"
DATABASE_SECONDS = 2
LAG_EVERY_S = 0.5
LAGS_KEPT = 240


@dataclass
class Meters:
    """What is counted since the start."""

    started: float = field(default_factory=time.monotonic)
    windows: int = 0
    opened: int = 0
    heard: int = 0
    sent: int = 0
    sent_bytes: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    lags: deque[float] = field(default_factory=lambda: deque([0.0], LAGS_KEPT))

    async def watch_lag(self) -> None:
        """Note how late the loop is: what every tap waits before anything is done for it."""
        while True:
            due = time.monotonic() + LAG_EVERY_S
            await asyncio.sleep(LAG_EVERY_S)
            self.lags.append(time.monotonic() - due)

    def lines(self) -> list[str]:
        """Give the numbers as Prometheus reads them."""
        lags = sorted(self.lags)
        found: list[tuple[str, str, float]] = [
            ("uptime_seconds", "gauge", time.monotonic() - self.started),
            ("windows_open", "gauge", self.windows),
            ("windows_total", "counter", self.opened),
            ("messages_received_total", "counter", self.heard),
            ("messages_sent_total", "counter", self.sent),
            ("sent_bytes_total", "counter", self.sent_bytes),
            ("loop_lag_seconds_p50", "gauge", lags[len(lags) // 2]),
            ("loop_lag_seconds_p95", "gauge", lags[len(lags) * 95 // 100]),
            ("cpu_seconds_total", "counter", time.process_time()),
            ("memory_bytes", "gauge", _memory_bytes()),
            ("collections_total", "counter", sum(one["collections"] for one in gc.get_stats())),
        ]
        lines: list[str] = []
        for name, kind, value in found:
            lines += [f"# TYPE gongji_{name} {kind}", f"gongji_{name} {value:.6g}"]
        lines.append("# TYPE gongji_answers_total counter")
        lines += [
            f'gongji_answers_total{{status="{status}"}} {count}' for status, count in sorted(self.answers.items())
        ]
        return lines


class Health:
    """ASGI middleware: answers HEALTH and METRICS, and counts what passes.

    METRICS is for whoever looks after the machine: it is answered to this machine and its private network only, and
    never to what a proxy has passed on. HEALTH says nothing but yes or no.
    """

    def __init__(self, app: ASGIApp, meters: Meters, is_well: Callable[[], bool]) -> None:
        """Stand in front of `app`. `is_well` is asked in a thread of its own: it may read the database."""
        self._app = app
        self._meters = meters
        self._is_well = is_well

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket":
            await self._count_window(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def counted(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                self._meters.answers[message["status"]] += 1
            await send(message)

        if scope["path"] == HEALTH:
            well = await self._well()
            await _say(counted, 200 if well else 503, b'{"status":"ok"}' if well else b'{"status":"down"}')
        elif scope["path"] == METRICS and _from_inside(scope):
            body = "\n".join([*self._meters.lines(), ""]).encode()
            await _say(counted, 200, body, b"text/plain; version=0.0.4; charset=utf-8")
        elif scope["path"] == METRICS:
            await _say(counted, 404, b"")
        else:
            await self._app(scope, receive, counted)

    async def _well(self) -> bool:
        try:
            return await asyncio.wait_for(asyncio.to_thread(self._is_well), DATABASE_SECONDS)
        except TimeoutError:
            return False

    async def _count_window(self, scope: Scope, receive: Receive, send: Send) -> None:
        meters = self._meters

        async def hear() -> MutableMapping[str, Any]:
            message = await receive()
            meters.heard += message["type"] == "websocket.receive"
            return message

        async def tell(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "websocket.send":
                meters.sent += 1
                meters.sent_bytes += len(message.get("bytes") or b"")
            await send(message)

        meters.windows += 1
        meters.opened += 1
        try:
            await self._app(scope, hear, tell)
        finally:
            meters.windows -= 1


def _from_inside(scope: Scope) -> bool:
    if any(name.lower().startswith(b"x-forwarded-") or name.lower() == b"forwarded" for name, _ in scope["headers"]):
        return False
    try:
        peer = ipaddress.ip_address((scope.get("client") or ("", 0))[0])
    except ValueError:
        return False
    return peer.is_loopback or peer.is_private


def _memory_bytes() -> int:
    """Give what this process has in memory; 0 where the system doesn't say so in /proc."""
    if sys.platform != "linux":
        return 0
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def _say(send: Send, status: int, body: bytes, kind: bytes = b"application/json") -> None:
    headers = [(b"content-type", kind), (b"cache-control", b"no-store"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
