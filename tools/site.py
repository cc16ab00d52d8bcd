"""Build the static site in build/site/, for any server of files and from any folder. Python runs in the browser.

    python tools/site.py [--out FOLDER]

Nothing is fetched: Flet's client, Pyodide and the packages are those of this .venv, and node comes with Playwright.
Python's part is compiled, imported once, and shipped as a picture of its memory (tools/site/picture.mjs).
"""

import argparse
import gzip
import hashlib
import json
import re
import shutil
import string
import sys
import time
from pathlib import Path
from textwrap import indent

import flet_web
from fontTools import subset
from fontTools.ttLib import TTFont

sys.path.insert(0, str(Path(__file__).resolve().parent))
from site_python import GONGJI, make_python

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "tools" / "site"
CLIENT = Path(flet_web.__file__).parent / "web"
# What of Flet's client a browser asks for here: with WebAssembly's garbage collector main.dart.wasm and skwasm, else
# main.dart.js and one of the two canvaskits.
CLIENT_FILES = (
    "flutter_bootstrap.js", "main.dart.wasm", "main.dart.mjs", "main.dart.js", "version.json",
    "canvaskit/skwasm.js", "canvaskit/skwasm.wasm", "canvaskit/skwasm_heavy.js", "canvaskit/skwasm_heavy.wasm",
    "canvaskit/canvaskit.js", "canvaskit/canvaskit.wasm",
    "canvaskit/chromium/canvaskit.js", "canvaskit/chromium/canvaskit.wasm",
    "assets/AssetManifest.bin", "assets/AssetManifest.bin.json", "assets/FontManifest.json",
    "assets/fonts/MaterialIcons-Regular.otf", "assets/packages/cupertino_icons/assets/CupertinoIcons.ttf",
    "assets/shaders/ink_sparkle.frag", "assets/shaders/stretch_effect.frag",
)  # fmt: skip
# What the system tools of packaged apps want, and the server.
NOT_OF_THE_SITE = frozenset({
    "index.html", "icon.png", "icon_linux.png", "icon_windows.png", "splash.png", "splash_dark.png",
})  # fmt: skip
PACKED = re.compile(r"\.(wasm|ttf|otf)$|^main\.dart\.js$|^py/((memory|rest|whole)\.bin|pyodide\.asm\.mjs)$")
# What any browser needs to start without a network; what its own kind needs besides it tells the service worker.
FIRST = re.compile(
    r"^(py/(?!whole).*|boot(\.js|-\d+\.woff2)|flutter_bootstrap\.js|manifest\.json|favicon\.png|art/.*|icons/icon-192\.png"
    r"|assets/(AssetManifest.*|FontManifest.json|fonts/NotoSansSC-.*|fonts/Material.*|shaders/.*|packages/.*))$"
)
GZIP_LEVEL = 9
# What Python says where it can't show a page.
SAID_BEFORE = ("ui/tab_words.py", "data/errors.py", "config.py")
BOOT_WEIGHTS = (400, 600)
PRELOADED = '<link rel="preload" as="font" type="font/woff2" crossorigin href="boot-{weight}.woff2">'


def build(out: Path) -> None:
    """Make the site anew in `out`."""
    started = time.perf_counter()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    for name in CLIENT_FILES:
        _copy(CLIENT / name, out / name)
    for path in sorted((ROOT / "assets").rglob("*")):
        if path.is_file() and path.relative_to(ROOT / "assets").as_posix() not in NOT_OF_THE_SITE:
            _copy(path, out / path.relative_to(ROOT / "assets"))
    make_python(CLIENT / "pyodide", out / "py", ROOT / "build" / "site-python")
    for name in ("worker.js", "store.js", "romix.js", "unpack.js"):
        _copy(PARTS / name, out / "py" / name)
    lock = {**json.loads((CLIENT / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8")), "packages": {}}
    worker = out / "py" / "worker.js"
    text = _replaced(worker.read_text(encoding="utf-8"), '"@LOCK@"', json.dumps(lock))
    worker.write_text(_replaced(text, "@GONGJI@", GONGJI), encoding="utf-8")
    _copy(PARTS / "boot.js", out / "boot.js")
    _make_boot_fonts(out)
    _without_old_worker(out / "flutter_bootstrap.js")
    packed = _pack(out)
    index = out / "index.html"
    index.write_text(_index(packed), encoding="utf-8")
    version = _version(out)
    index.write_text(_replaced(index.read_text(encoding="utf-8"), "@VERSION@", version), encoding="utf-8")
    _write_service_worker(out, version)
    sizes = [path.stat().st_size for path in out.rglob("*") if path.is_file()]
    print(f"{out}: {len(sizes)} files, {sum(sizes) / 1e6:.1f} MB, {time.perf_counter() - started:.0f} s")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _replaced(text: str, old: str | re.Pattern[str], new: str) -> str:
    """Give the text with one thing replaced, that stands in it once: another release of Flet may have it otherwise."""
    pattern = re.compile(re.escape(old)) if isinstance(old, str) else old
    text, count = pattern.subn(lambda _: new, text)
    if count != 1:
        raise SystemExit(f"found {count} times, not once: {pattern.pattern}")
    return text


def _make_boot_fonts(out: Path) -> None:
    """Make fonts of the few letters that stand while Python comes: a device may have none for Chinese."""
    said = [*PARTS.iterdir(), *(ROOT / "app" / name for name in SAID_BEFORE)]
    letters = {*string.printable, *"".join(path.read_text(encoding="utf-8") for path in said)}
    for weight in BOOT_WEIGHTS:
        # Its day stays: another would make another version of the site of the same files.
        font = TTFont(ROOT / "assets" / "assets" / "fonts" / f"NotoSansSC-{weight}.ttf", recalcTimestamp=False)
        options = subset.Options(flavor="woff2", layout_features=["kern", "palt"])
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(letters))
        subsetter.subset(font)
        subset.save_font(font, out / f"boot-{weight}.woff2", options)


def _without_old_worker(bootstrap: Path) -> None:
    """Keep Flutter from registering its own service worker, which only removes others."""
    text = bootstrap.read_text(encoding="utf-8")
    bootstrap.write_text(
        _replaced(text, re.compile(r"serviceWorkerSettings: \{.*?\},\n", re.DOTALL), ""), encoding="utf-8"
    )


def _pack(out: Path) -> dict[str, int]:
    """Pack what is worth it (see unpack.js); give the packed files and their sizes."""
    packed: dict[str, int] = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if not path.is_file() or not PACKED.search(name):
            continue
        body = gzip.compress(path.read_bytes(), GZIP_LEVEL, mtime=0)
        path.with_name(f"{path.name}.pack").write_bytes(body)
        path.unlink()
        packed[name] = len(body)
    return packed


def _index(packed: dict[str, int]) -> str:
    """Give the page of the site: the server's own, but for how it starts."""
    text = (ROOT / "assets" / "index.html").read_text(encoding="utf-8")
    begins = (
        "py/memory",
        "py/rest",
        "py/pyodide",
        "main.dart.wasm",
        "canvaskit/skwasm.wasm",
        "assets/fonts/NotoSans",
        "assets/fonts/Material",
    )
    site = {
        "version": "@VERSION@",
        "packed": [name for name in packed if not name.startswith("py/")],
        "bytes": sum(size for name, size in packed.items() if name.startswith(begins)),
    }
    settings = f'flet.pyodide = true; flet.routeUrlStrategy = "hash"; var site = {json.dumps(site)};'
    fonts = "".join(PRELOADED.format(weight=weight) for weight in BOOT_WEIGHTS)
    start = f'{fonts}<script>{settings}</script>\n  <script src="boot.js"></script>'
    edits: list[tuple[str | re.Pattern[str], str]] = [
        ('<base href="/">', '<base href="./">'),
        (re.compile("<!-- start: .*<!-- end of start -->", re.DOTALL), start),
        ('window.location.pathname.startsWith("/code")', 'window.location.hash.startsWith("#/code")'),
        ('<div id="opening" role="status">', '<div id="boot">'),
        ("正在打开…", (PARTS / "boot.html").read_text(encoding="utf-8").strip()),
    ]
    for old, new in edits:
        text = _replaced(text, old, new)
    text = text.replace("#opening", "#boot")
    style = (PARTS / "boot.css").read_text(encoding="utf-8")
    return _replaced(text, "\n  </style>", f"\n{indent(style, '    ')}  </style>")


def _names(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


def _version(out: Path) -> str:
    """Give a name that changes with any file of the site, the service worker's own among them."""
    digest = hashlib.sha256((PARTS / "sw.js").read_bytes())
    for name in _names(out):
        digest.update(name.encode() + b"\0" + (out / name).read_bytes())
    return digest.hexdigest()[:16]


def _write_service_worker(out: Path, version: str) -> None:
    """Write the service worker, with what it keeps from the start."""
    text = (PARTS / "sw.js").read_text(encoding="utf-8")
    first = ["./", *(name for name in _names(out) if FIRST.match(name.removesuffix(".pack")))]
    text = _replaced(text, '"@VERSION@"', json.dumps(version))
    (out / "sw.js").write_text(_replaced(text, '"@FIRST@"', json.dumps(first)), encoding="utf-8")


def main() -> int:
    """Build, as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "site")
    build(parser.parse_args().out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
