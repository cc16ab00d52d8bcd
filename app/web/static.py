"""The client's files: compressed once, kept on disk, and answered with 304 where the browser has them.

Flet serves its 18 MB web client uncompressed and without cache headers. This stands in front of it and answers for
every file itself, but those that Flet writes anew at each start (PATCHED) and those that aren't files.
"""

import asyncio
import gzip
import mimetypes
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import brotli
from starlette.types import ASGIApp, Receive, Scope, Send

# Flet puts its configuration into these two. It would patch the font manifest too, naming a second Roboto: ours goes
# past it.
PATCHED = frozenset({"index.html", "manifest.json"})
# Parts of Flet's web folder that only the static site needs, or nobody.
LEFT_OUT_SUFFIXES = frozenset({".map", ".symbols"})
LEFT_OUT = ("pyodide/", "canvaskit/experimental_webparagraph/", "canvaskit/wimp")
COMPRESSED_SUFFIXES = frozenset({".js", ".mjs", ".wasm", ".json", ".ttf", ".otf", ".svg", ".bin", ".frag"})
SMALLEST_COMPRESSED_BYTES = 1000
# The main module, 8.5 MB, takes 0.2 s at brotli 5 and 1.1 s at 9, which saves 3 % more.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
# Windows may not know these, or know them wrongly.
TYPES = {
    ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json",
    ".ttf": "font/ttf", ".otf": "font/otf", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png",
}  # fmt: skip


@dataclass(frozen=True)
class StaticFile:
    """One file that the client may ask for, as it was at the start."""

    path: Path
    etag: str
    media_type: str
    compressible: bool


def find_files(roots: list[Path], release: str) -> dict[str, StaticFile]:
    """Give the files under `roots` by their address; an earlier root hides a later one.

    `release` goes into each ETag: a new release is fetched anew even where size and time of a file are the same.
    """
    files: dict[str, StaticFile] = {}
    for root in reversed(roots):
        for folder, _, names in os.walk(root):
            for name in names:
                path = Path(folder, name)
                address = path.relative_to(root).as_posix()
                if address in PATCHED or address.startswith(LEFT_OUT) or path.suffix in LEFT_OUT_SUFFIXES:
                    continue
                files[address] = _describe(path, address, release)
    return files


def _describe(path: Path, address: str, release: str) -> StaticFile:
    stat = path.stat()
    key = f"{release} {address} {stat.st_size} {stat.st_mtime_ns}"
    return StaticFile(
        path=path,
        etag=sha256(key.encode()).hexdigest()[:20],
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
            return await asyncio.to_thread(file.path.read_bytes)
        name = f"{file.etag}.{encoding}"
        async with self._locks.setdefault(name, asyncio.Lock()):
            return await asyncio.to_thread(self._kept_or_made, file, name, encoding)

    def _kept_or_made(self, file: StaticFile, name: str, encoding: str) -> bytes:
        kept = self._folder / name
        try:
            return kept.read_bytes()
        except OSError:
            raw = file.path.read_bytes()
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
    """ASGI middleware that answers GET and HEAD for `files` and leaves the rest to `app`."""

    def __init__(self, app: ASGIApp, files: dict[str, StaticFile], compressor: Compressor) -> None:
        self._app = app
        self._files = files
        self._compressor = compressor

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        file = None
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            file = self._files.get(scope["path"].removeprefix("/"))
        if file is None:
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
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
        await _respond(send, 200, answer, b"" if scope["method"] == "HEAD" else body)


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
