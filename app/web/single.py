"""One program at a time on one data folder: the second finds the first, and asks it to come to the front.

The system's lock on a file says whether there is a first; it goes with its process, however that ends. Beside it lies a
note with a door on this machine: a port, and a word that only who can read the folder knows.
"""

import json
import secrets
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

LOCK, NOTE = "gongji.lock", "gongji.running"
HERE = "127.0.0.1"
ANSWER_SECONDS = 5
# So long a first program may take to start before the second gives up on it.
START_SECONDS = 15
MOST_BYTES = 4096


@dataclass(frozen=True)
class Answer:
    """What the first program says: where it serves ("" where it doesn't), and whether its window came to the front."""

    address: str
    in_front: bool


class Place:
    """The place of the one program on a folder, until it is left."""

    to_front: Callable[[], bool]
    """Brings the window to the front and tells whether it did: whoever opens one sets it."""

    def __init__(self, folder: Path, file: IO[str]) -> None:
        """Take the lock's file; `take_place` does."""
        self._note = folder / NOTE
        self._file = file
        self._door: socket.socket | None = None
        self.address = ""
        self.to_front = lambda: False

    def open_door(self) -> None:
        """Answer who knocks, in a thread of its own, and leave the note that tells where."""
        self._door = socket.create_server((HERE, 0))
        word = secrets.token_urlsafe(16)
        threading.Thread(target=self._answer_all, args=(self._door, word), daemon=True).start()
        unfinished = self._note.with_suffix(".new")
        unfinished.touch(mode=0o600)
        unfinished.write_text(json.dumps({"port": self._door.getsockname()[1], "word": word}), encoding="utf-8")
        unfinished.replace(self._note)

    def _answer_all(self, door: socket.socket, word: str) -> None:
        while True:
            try:
                visitor, _ = door.accept()
            except OSError:
                return  # the door was closed
            with visitor:
                visitor.settimeout(ANSWER_SECONDS)
                try:
                    if secrets.compare_digest(visitor.recv(MOST_BYTES), word.encode()):
                        found = {"in_front": self.to_front(), "address": self.address}
                        visitor.sendall(json.dumps(found).encode())
                except OSError:
                    continue

    def leave(self) -> None:
        """Let the next one in."""
        if self._door is not None:
            self._door.close()
        self._note.unlink(missing_ok=True)
        self._file.close()


def take_place(folder: Path) -> Place | None:
    """Take the place on this folder; None where another program has it."""
    file = (folder / LOCK).open("a+", encoding="utf-8")
    try:
        _lock(file)
    except OSError:
        file.close()
        return None
    return Place(folder, file)


if sys.platform == "win32":

    def _lock(file: IO[str]) -> None:
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:

    def _lock(file: IO[str]) -> None:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def knock(folder: Path, *, patience_s: float = START_SECONDS) -> Answer | None:
    """Ask the program that has the place to come to the front; None where nobody answers in time."""
    until = time.monotonic() + patience_s
    while True:
        found = _knock_once(folder / NOTE)
        if found is not None and (found.address or found.in_front):
            return found
        if time.monotonic() > until:
            return None
        time.sleep(0.2)


def _knock_once(note: Path) -> Answer | None:
    try:
        kept: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        with socket.create_connection((HERE, int(kept["port"])), ANSWER_SECONDS) as door:
            door.sendall(str(kept["word"]).encode())
            said: dict[str, Any] = json.loads(door.recv(MOST_BYTES) or b"{}")
        return Answer(str(said["address"]), bool(said["in_front"]))
    except (OSError, ValueError, KeyError):
        return None
