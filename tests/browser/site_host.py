"""The static site as a stranger would host it: any server of files, in a folder. And a browser that can be killed."""

import base64
import functools
import http.server
import json
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Self

from playwright.sync_api import Browser, BrowserContext

from tests.browser.conftest import ROOT, TREE, WAIT_SECONDS, App

from find_browser import ARGUMENTS, find_browser  # isort: skip

FOLDER = "/some/where/"
GO = "(route) => { location.hash = route; }"
# What IndexedDB holds of the database, put together again.
KEPT = """async ([name, file]) => {
  const open = indexedDB.open(name);
  const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const read = db.transaction(["files", "pages"]);
  const get = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const size = await get(read.objectStore("files").get(file));
  const range = IDBKeyRange.bound([file, 0], [file, Infinity]);
  const pages = await get(read.objectStore("pages").getAll(range));
  db.close();
  return btoa(pages.reduce((all, page) => all + String.fromCharCode(...page), "").slice(0, size));
}"""


class _Files(http.server.SimpleHTTPRequestHandler):
    """Python's own server of files, which knows nothing of compression; it counts what it sends."""

    protocol_version = "HTTP/1.1"
    extensions_map: ClassVar[dict[str, str]] = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
    }

    def __init__(self, *args, host, **kwargs):
        self.host = host
        super().__init__(*args, directory=str(host.root), **kwargs)

    def translate_path(self, path):
        self.directory = str(self.host.root)  # it may have changed since this connection was made
        return super().translate_path(path)

    def copyfile(self, source, outputfile):
        body = source.read()
        self.host.sent[self.path] += len(body)
        outputfile.write(body)

    def log_message(self, *_args):
        """Say nothing."""


@dataclass
class Host:
    """A server of the files in `root`; `sent` counts bytes by path."""

    root: Path
    sent: Counter[str] = field(default_factory=Counter)
    address: str = ""

    def said(self) -> str:
        """Stand in for an install's log."""
        return ""

    @contextmanager
    def serving(self, port: int = 0) -> Iterator[Self]:
        """Serve until the block ends."""
        handler = functools.partial(_Files, host=self)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        self.address = f"http://127.0.0.1:{server.server_port}{FOLDER}#"
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    @property
    def port(self) -> int:
        return int(re.search(r":(\d+)/", self.address)[1])

    @property
    def sent_mb(self) -> float:
        return sum(self.sent.values()) / 1e6


class SiteApp(App):
    """The app from a static site, whose addresses stand behind a #."""

    def wait_ready(self) -> Self:
        """Wait until Python has drawn a page, and until it can be read."""
        self.page.wait_for_function("window.shownAt")
        self.page.locator(f"{TREE} flt-semantics:is([role], :has(span))").first.wait_for(state="attached")
        return self

    def __post_init__(self) -> None:
        super().__post_init__()
        self.page.add_init_script(
            "window.addEventListener('gongji-shown', () => { window.shownAt = performance.now(); })"
        )

    def open(self, route: str = "/") -> Self:
        """Load the site anew at a page."""
        self.page.goto("about:blank")
        return super().open(route)

    def go(self, route: str) -> Self:
        self.page.evaluate(GO, route)
        return self

    def kept(self, target: Path) -> Path:
        """Write what the browser has kept of the database to a file, and give it."""
        text = self.page.evaluate(KEPT, [f"gongji{FOLDER}", "gongji.db"])
        target.write_bytes(base64.b64decode(text))
        return target

    def install_worker(self) -> Self:
        """Wait until the service worker has all it keeps."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return self


def build_site(target: Path) -> Path:
    """Build the site in `target`/some/where; a picture of the memory is taken only where something has changed."""
    out = target / FOLDER.strip("/")
    command = [sys.executable, str(ROOT / "tools" / "site.py"), "--out", str(out)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@contextmanager
def killable(chromium: Browser, profile: Path) -> Iterator[tuple[BrowserContext, "subprocess.Popen[bytes]"]]:
    """Run a browser of our own on a profile, to be killed like one whose battery fell out."""
    (profile / "DevToolsActivePort").unlink(missing_ok=True)
    command = [find_browser(), *ARGUMENTS, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    process = subprocess.Popen([*command, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + WAIT_SECONDS
        told = profile / "DevToolsActivePort"
        while not (told.is_file() and told.read_text().count("\n")):
            assert time.monotonic() < until, "the browser didn't start"
            assert process.poll() is None, "the browser has ended"
            time.sleep(0.05)
        browser = chromium.browser_type.connect_over_cdp(f"http://127.0.0.1:{told.read_text().splitlines()[0]}")
        yield browser.contexts[0], process
    finally:
        process.kill()
        process.wait()
        (profile / "SingletonLock").unlink(missing_ok=True)


def another_version(root: Path, target: Path) -> Path:
    """Copy a built site as its next version would be."""
    shutil.copytree(root, target)
    worker = target / FOLDER.strip("/") / "sw.js"
    version = re.search(r'VERSION = "(\w+)"', worker.read_text(encoding="utf-8"))[1]
    for path in (worker, worker.with_name("index.html")):
        text = path.read_text(encoding="utf-8").replace(version, "next")
        path.write_text(text.replace("</head>", '<meta name="version" content="next"></head>'), encoding="utf-8")
    return target


def listed_first(root: Path) -> list[str]:
    """Give what the service worker keeps before anything is asked for."""
    text = (root / FOLDER.strip("/") / "sw.js").read_text(encoding="utf-8")
    found: list[str] = json.loads(re.search(r"FIRST = (\[.*?\]);", text)[1])
    return found
