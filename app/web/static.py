"""The client's files: compressed once, kept on disk, and answered with 304 where the browser has them.

Flet serves its 18 MB web client uncompressed and without cache headers, and only once Flet itself is imported. This
answers for every file itself, and knows Flet by its folder alone.
"""

import asyncio
import gzip
import mimetypes
import os
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

import brotli
from starlette.types import ASGIApp, Receive, Scope, Send

from app.config import CannotStartError

# What is answered for every address that isn't a file's: which page stands there is for the app to say.
INDEX = "index.html"
PAGE_SUFFIXES = frozenset({"", ".html"})
BASE = b'<base href="/">'
# The client's file that says which build it is.
RELEASED = "flutter_bootstrap.js"
# Parts of Flet's web folder that only the static site needs, or nobody.
LEFT_OUT_SUFFIXES = frozenset({".map", ".symbols"})
LEFT_OUT = ("pyodide/", "canvaskit/experimental_webparagraph/", "canvaskit/wimp")
COMPRESSED_SUFFIXES = frozenset({".html", ".js", ".mjs", ".wasm", ".json", ".ttf", ".otf", ".svg", ".bin", ".frag"})
SMALLEST_COMPRESSED_BYTES = 1000
# The main module, 8.5 MB, takes 0.2 s at brotli 5 and 1.1 s at 9, which saves 3 % more.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
# Windows may not know these, or know them wrongly.
TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript",
    ".wasm": "application/wasm", ".json": "application/json", ".ttf": "font/ttf", ".otf": "font/otf",
    ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png",
}  # fmt: skip


@dataclass(frozen=True)
class StaticFile:
    """One file that the client may ask for, as it was at the start."""

    path: Path
    etag: str
    media_type: str
    compressible: bool
    text: bytes | None = None  # where it isn't what the disk has

    def read(self) -> bytes:
        """Give the bytes of the file."""
        return self.path.read_bytes() if self.text is None else self.text


def client_dir() -> Path:
    """Give the folder of Flet's web client. Raises CannotStartError where it isn't installed."""
    # Found, not imported: importing Flet takes longer than all that a browser needs at first.
    found = find_spec("flet_web")
    if found is None or found.origin is None:
        raise CannotStartError("没有装 flet-web：请用 pip install flet-web 装上。")
    return Path(found.origin).with_name("web")


def find_files(assets: Path, prefix: str) -> dict[str, StaticFile]:
    """Give the files of the app's assets and of Flet's client by their address below `prefix` ("" or "/name").

    Flet's release goes into each ETag: it is fetched anew even where size and time of a file are the same.
    """
    client = client_dir()
    release = (client / RELEASED).read_bytes()
    files: dict[str, StaticFile] = {}
    for root in (client, assets):
        for folder, _, names in os.walk(root):
            for name in names:
                path = Path(folder, name)
                address = path.relative_to(root).as_posix()
                if address.startswith(LEFT_OUT) or path.suffix in LEFT_OUT_SUFFIXES:
                    continue
                files[address] = _describe(path, address, release)
    index = files[INDEX]
    text = index.path.read_bytes().replace(BASE, BASE.replace(b'"/"', f'"{prefix}/"'.encode()), 1)
    files[INDEX] = replace(index, text=text, etag=sha256(text).hexdigest()[:20])
    return files


def _describe(path: Path, address: str, release: bytes) -> StaticFile:
    stat = path.stat()
    key = f"{address} {stat.st_size} {stat.st_mtime_ns}"
    return StaticFile(
        path=path,
        etag=sha256(release + key.encode()).hexdigest()[:20],
        media_type=TYPES.get(path.suffix) or mimetypes.guess_type(address)[0] or "application/octet-stream",
        compressible=path.suffix in COMPRESSED_SUFFIXES and stat.st_size >= SMALLEST_COMPRESSED_BYTES,
    )


class Compressor:
    """Compressed copies of files in a folder that may be deleted at any time; each is made when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._locks: dict[str, asyncio.Lock] = {}

    async def body(self, file: StaticFile, encoding: str) -> bytes:
        """Give the file's bytes in this encoding: "br", "gzip", or "" for as they are."""
        if not encoding:
            return await asyncio.to_thread(file.read)
        name = f"{file.etag}.{encoding}"
        async with self._locks.setdefault(name, asyncio.Lock()):
            return await asyncio.to_thread(self._kept_or_made, file, name, encoding)

    def _kept_or_made(self, file: StaticFile, name: str, encoding: str) -> bytes:
        kept = self._folder / name
        try:
            return kept.read_bytes()
        except OSError:
            raw = file.read()
        body = brotli.compress(raw, quality=BROTLI_QUALITY) if encoding == "br" else gzip.compress(raw, GZIP_LEVEL)
        self._keep(kept, body)
        return body

    def _keep(self, kept: Path, body: bytes) -> None:
        """Write a copy whole or not at all; a disk that is full or read-only only costs the time to make it again."""
        unfinished = kept.with_suffix(f"{kept.suffix}.{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(body)
            unfinished.replace(kept)
        except OSError:
            unfinished.unlink(missing_ok=True)


class StaticFiles:
    """ASGI application that answers GET and HEAD for the client's files. WebSockets it leaves to `sockets`."""

    def __init__(self, sockets: ASGIApp, files: dict[str, StaticFile], compressor: Compressor) -> None:
        self._sockets = sockets
        self._files = files
        self._compressor = compressor

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._sockets(scope, receive, send)
        elif scope["method"] not in {"GET", "HEAD"}:
            await _respond(send, 405, [(b"allow", b"GET, HEAD")], b"")
        else:
            await self._answer(scope, send)

    async def _answer(self, scope: Scope, send: Send) -> None:
        headers = dict(scope["headers"])
        file = self._files.get(scope["path"].removeprefix("/"))
        if file is None and PurePosixPath(scope["path"]).suffix in PAGE_SUFFIXES:
            file = self._files[INDEX]
        if file is None:
            await _respond(send, 404, [], b"")
            return
        encoding = _encoding(file, headers.get(b"accept-encoding", b""))
        etag = f'"{file.etag}{encoding}"'.encode()
        answer = [(b"etag", etag), (b"cache-control", b"no-cache"), (b"vary", b"accept-encoding")]
        if etag in [tag.strip().removeprefix(b"W/") for tag in headers.get(b"if-none-match", b"").split(b",")]:
            await _respond(send, 304, answer, b"")
            return
        body = await self._compressor.body(file, encoding)
        answer += [(b"content-type", file.media_type.encode()), (b"content-length", str(len(body)).encode())]
        if encoding:
            answer.append((b"content-encoding", encoding.encode()))
        await _respond(send, 200, answer, body if scope["method"] == "GET" else b"")


def _encoding(file: StaticFile, accepted: bytes) -> str:
    """Give the best encoding that the browser takes and the file is worth."""
    if not file.compressible:
        return ""
    offers = [offer.split(";") for offer in accepted.decode("latin-1").replace(" ", "").split(",")]
    taken = {name for name, *weight in offers if weight not in (["q=0"], ["q=0.0"])}
    return next((encoding for encoding in ("br", "gzip") if encoding in taken), "")


async def _respond(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
