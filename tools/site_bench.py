"""Measure the static site against a bare counter that Flet runs in Pyodide, in turns, in Chromium.

    python tools/site_bench.py [--times N] [--site FOLDER]

The counter is what Flet's own tool would publish, but for what has to be fetched from elsewhere: the same client and
Pyodide, and Flet's packages in the archive that the page unpacks. Prints the middle of N times, and the bytes sent.
"""

import argparse
import functools
import http.server
import io
import json
import shutil
import statistics
import sys
import tarfile
import tempfile
import threading
from collections import Counter
from pathlib import Path
from typing import Any, ClassVar

import flet_web
from flet_web.patch_index import patch_index_html
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))
from counter import COUNTER
from find_browser import ARGUMENTS, find_browser
from site_python import _files

ROOT = Path(__file__).resolve().parent.parent
CLIENT = Path(flet_web.__file__).parent / "web"
SITE_PACKAGES = CLIENT.parent.parent
BARE = ("flet", "msgpack", "repath.py", "six.py")
# A page is useful when something stands in the tree that screen readers see; ours adds the tree by itself.
USEFUL = {
    "counter": "document.querySelector('flt-semantics-host')?.innerText.includes('more')",
    "site": "document.querySelector('flt-semantics-host')?.innerText.includes('体验示例家庭')",
}
LOOK_MS = 20
PATIENCE_MS = 120_000
PRESS = """window.addEventListener("flutter-first-frame", () => {
  const press = () => document.querySelector("flt-semantics-placeholder")?.click();
  setInterval(press, 100);
});"""


class _Files(http.server.SimpleHTTPRequestHandler):
    extensions_map: ClassVar[dict[str, str]] = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
    }
    sent: ClassVar[Counter[str]] = Counter()

    def copyfile(self, source: Any, outputfile: Any) -> None:  # noqa: ANN401 - as the standard library has it
        body = source.read()
        self.sent[self.directory] += len(body)
        outputfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def make_counter(target: Path) -> None:
    """Publish the counter as Flet does without a CDN."""
    shutil.copytree(CLIENT, target)
    patch_index_html(
        str(target / "index.html"), "/", app_name="counter", pyodide=True, pyodide_script_path="main.py",
        pyodide_version="0", no_cdn=True,
    )  # fmt: skip
    index = target / "index.html"
    text = index.read_text(encoding="utf-8").replace('"pyodide/pyodide.mjs"', '"./pyodide/pyodide.mjs"')
    index.write_text(text, encoding="utf-8")
    client = target / "main.dart.js"
    client.write_text(
        client.read_text(encoding="utf-8").replace("https://cdn.jsdelivr.net/", "nowhere/"), encoding="utf-8"
    )
    with tarfile.open(target / "app.tar.gz", "w:gz", format=tarfile.GNU_FORMAT) as archive:
        body = f"{COUNTER}ft.run(main)\n".encode()
        entry = tarfile.TarInfo("main.py")
        entry.size = len(body)
        archive.addfile(entry, io.BytesIO(body))
        for name in BARE:
            source = SITE_PACKAGES / name
            for path in _files(source):
                if path.suffix != ".so":
                    archive.add(path, f"__pypackages__/{path.relative_to(SITE_PACKAGES).as_posix()}")


def visit(browser: Browser, address: str, useful: str, visits: int) -> list[float]:
    """Give how many ms each of so many visits took, on a new profile."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, locale="zh-CN")
    page = context.new_page()
    page.add_init_script(PRESS)
    page.route("**/nowhere/**", lambda route: route.fulfill(body=""))
    page.route("https://**", lambda route: route.fulfill(body=""))
    took = []
    for _ in range(visits):
        page.goto("about:blank")
        page.goto(address, wait_until="commit")
        seen = page.wait_for_function(f"{useful} ? performance.now() : 0", polling=LOOK_MS, timeout=PATIENCE_MS)
        took.append(float(seen.json_value()))
        page.wait_for_timeout(3000)
    context.close()
    return took


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--site", type=Path, default=ROOT / "build" / "site")
    asked = parser.parse_args()
    if not (asked.site / "index.html").is_file():
        sys.exit(f"{asked.site}: no site there; make site builds it")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        make_counter(Path(folder) / "counter")
        roots = {"counter": Path(folder) / "counter", "site": asked.site.resolve()}
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        servers = {}
        for name, root in roots.items():
            handler = functools.partial(_Files, directory=str(root))
            servers[name] = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=servers[name].serve_forever, daemon=True).start()
        took: dict[str, list[list[float]]] = {name: [] for name in roots}
        for _ in range(asked.times):
            for name, server in servers.items():
                took[name].append(visit(browser, f"http://127.0.0.1:{server.server_port}/", USEFUL[name], 2))
        middle = {
            f"{name}, visit {number + 1}": round(statistics.median(one[number] for one in took[name]))
            for name in roots
            for number in range(2)
        }
        for name, value in middle.items():
            print(f"{name:20} {value:6} ms")
        for name, root in roots.items():
            print(f"{name:20} {_Files.sent[str(root)] / asked.times / 1e6:6.1f} MB sent over two visits")
        print(f"first visit: {middle['site, visit 1'] / middle['counter, visit 1']:.2f} of the counter's time")
        (ROOT / "build").mkdir(exist_ok=True)
        (ROOT / "build" / "site-bench.json").write_text(json.dumps(middle, indent=1))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
