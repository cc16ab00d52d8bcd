"""A window of an installed browser that shows one address: no address bar, a profile of its own.

Chromium answers questions about its window on a pair of pipes (its DevTools protocol), which no other program can
reach, unlike a port. So its place can be kept, its least size held, and it can be brought to the front. Windows has no
such pipes for us: there the browser's own profile keeps the place, and opening again brings a second window.
"""

import json
import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from app.web.window_box import LEAST_HEIGHT, LEAST_WIDTH, Box, keep_box, read_box

HAS_PIPES = sys.platform != "win32"
LOOK_SECONDS = 2.0
ANSWER_SECONDS = 3.0
# The browser reads commands from this descriptor, and answers on the next.
PIPE_IN, PIPE_OUT = 3, 4
HIGH_DESCRIPTOR = 10
END = b"\0"
PLAIN = ("--no-first-run", "--no-default-browser-check", "--disable-sync", "--disable-background-networking")


class BrowserWindow:
    """The window, from opening to closing."""

    def __init__(self, browser: str, address: str, folder: Path) -> None:
        """Say which browser, what it shows, and the data folder that keeps profile and place."""
        self._browser, self._address, self._folder = browser, address, folder
        self._pipes: tuple[int, int] | None = None
        self._talking = threading.Lock()
        self._asked = 0
        self._rest = b""
        self._process: subprocess.Popen[bytes] | None = None

    def _command(self, box: Box) -> list[str]:
        command = [self._browser, f"--app={self._address}", f"--user-data-dir={self._folder / 'window'}"]
        command += [f"--window-size={box.width},{box.height}", *PLAIN]
        if box.left is not None and box.top is not None:
            command.append(f"--window-position={box.left},{box.top}")
        if HAS_PIPES:
            command.append("--remote-debugging-pipe")
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium refuses to start for root otherwise, and shows only our page here
        return command

    def open(self) -> bool:
        """Open it; False where the browser can't be started."""
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        command = self._command(read_box(self._folder))
        try:
            if HAS_PIPES:
                self._process = self._start_with_pipes(command, quiet)
            else:
                self._process = subprocess.Popen(command, **quiet)  # noqa: S603
        except OSError:
            return False
        return True

    def _start_with_pipes(self, command: list[str], quiet: dict[str, Any]) -> subprocess.Popen[bytes]:
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        # Out of the way of the two numbers they are to have over there.
        high_in, high_out = (_duplicate_high(one) for one in (theirs_in, theirs_out))

        def place() -> None:
            os.dup2(high_in, PIPE_IN)
            os.dup2(high_out, PIPE_OUT)

        try:
            # Nothing of ours goes over but these two: Python's files close themselves when another program starts.
            process = subprocess.Popen(command, preexec_fn=place, close_fds=False, **quiet)  # noqa: S603, PLW1509
        except OSError:
            os.close(ours_in)
            os.close(ours_out)
            raise
        finally:
            for one in (theirs_in, theirs_out, high_in, high_out):
                os.close(one)
        self._pipes = ours_in, ours_out
        return process

    def wait(self) -> None:
        """Return when it was closed; its place is kept meanwhile."""
        process = self._process
        if process is None:
            return
        known: Box | None = None
        while True:
            try:
                process.wait(LOOK_SECONDS)
            except subprocess.TimeoutExpired:
                box = self._look()
                if box is not None and box != known:
                    keep_box(self._folder, box)
                    known = box
            else:
                return

    def to_front(self) -> bool:
        """Bring it before the others; False where that can't be done."""
        target = self._target()
        if target is None:
            return False
        window = self._ask("Browser.getWindowForTarget", targetId=target)
        if window and window["bounds"].get("windowState") == "minimized":
            self._ask("Browser.setWindowBounds", windowId=window["windowId"], bounds={"windowState": "normal"})
        attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        if not attached:
            return False
        session = attached["sessionId"]
        shown = self._ask("Page.bringToFront", session) is not None
        self._ask("Target.detachFromTarget", sessionId=session)
        return shown

    def _look(self) -> Box | None:
        """Give where the window is, and make it as large as it must be at least."""
        target = self._target()
        window = self._ask("Browser.getWindowForTarget", targetId=target) if target else None
        if not window or window["bounds"].get("windowState") != "normal":
            return None
        bounds = window["bounds"]
        box = Box(bounds["width"], bounds["height"], bounds["left"], bounds["top"])
        if box.width < LEAST_WIDTH or box.height < LEAST_HEIGHT:
            box = box.at_least()
            size = {"width": box.width, "height": box.height}
            self._ask("Browser.setWindowBounds", windowId=window["windowId"], bounds=size)
        return box

    def _target(self) -> str | None:
        found = self._ask("Target.getTargets") or {}
        pages = [one for one in found.get("targetInfos", []) if one["type"] == "page"]
        mine = [one for one in pages if one["url"].startswith(self._address)] or pages
        return str(mine[0]["targetId"]) if mine else None

    def _ask(self, method: str, session: str | None = None, /, **params: Any) -> dict[str, Any] | None:  # noqa: ANN401 - JSON
        """Give the browser's answer; None where it gives none, or says no."""
        if self._pipes is None:
            return None
        with self._talking:
            self._asked += 1
            question: dict[str, Any] = {"id": self._asked, "method": method, "params": params}
            if session:
                question["sessionId"] = session
            try:
                os.write(self._pipes[1], json.dumps(question).encode() + END)
                return self._answer_to(self._asked, self._pipes[0])
            except OSError:
                return None

    def _answer_to(self, number: int, pipe: int) -> dict[str, Any] | None:
        until = time.monotonic() + ANSWER_SECONDS
        while True:
            said, end, rest = self._rest.partition(END)
            if end:
                self._rest = rest
                answer: dict[str, Any] = json.loads(said)
                if answer.get("id") == number:
                    return answer.get("result")
                continue
            left = until - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                return None
            more = os.read(pipe, 65536)
            if not more:
                return None
            self._rest += more


def _duplicate_high(descriptor: int) -> int:
    import fcntl  # not on Windows

    return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, HIGH_DESCRIPTOR)
