"""A real server and a real Chromium.

    def test_x(phone):                # or desktop: an App on a fresh install, 390×844 at scale 2 or 1280×800
        phone.open("/").tap("登录")

    @pytest.mark.install(today="2026-06-12")   # the day the install's clock starts at
    def test_y(install, new_app):     # several devices on one install
        father, mother = new_app(install), new_app(install, "desktop", dark=True)

Nothing here sleeps in hope: each step waits for what it needs to see, for at most WAIT_SECONDS. A request to another
host, an error in the page and a traceback of the server fail the test at its end.
"""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, TimeoutError, expect, sync_playwright  # noqa: A004

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
from find_browser import ARGUMENTS, find_browser  # noqa: E402

# `GONGJI_SLOW=4 make test`: as on a device this much slower. A step that doesn't wait for what it needs is found so.
SLOWNESS = float(os.environ.get("GONGJI_SLOW", "1"))
WAIT_SECONDS = 60 * SLOWNESS
WAIT_MS = WAIT_SECONDS * 1000
# A field is ready within this, also on a busy machine.
PATIENCE_MS = 5000
POLL_SECONDS = 0.02
# Long enough for a page to slide in (240 ms) and a bar to grow (420 ms).
SETTLED_MS = 500
OWN_ADDRESS = re.compile(r"(https?|wss?)://127\.0\.0\.1[:/]|blob:|data:|about:|chrome")
SIZES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
    "desktop": {"viewport": {"width": 1280, "height": 800}, "device_scale_factor": 1},
}
TREE = "flt-semantics-host"
# As the browser's forward button comes to a page: Flutter is told of it, and nothing is loaded anew.
GO = """(route) => {
  const state = { serialCount: (history.state?.serialCount ?? 0) + 1, state: null };
  history.pushState(state, "", route);
  window.dispatchEvent(new PopStateEvent("popstate", { state }));
}"""
# A field that has the focus is taken over by Flutter a frame later, which then puts its own text in: what is typed
# before that is lost. No person is so quick.
COUNT_TAKEN = """
  window.fieldsTaken = 0;
  for (const kind of [HTMLInputElement, HTMLTextAreaElement]) {
    const own = Object.getOwnPropertyDescriptor(kind.prototype, "value");
    Object.defineProperty(kind.prototype, "value", {
      ...own,
      set(text) {
        own.set.call(this, text);
        if (this === document.activeElement) window.fieldsTaken += 1;
      },
    });
  }
"""
TAKEN = "(before) => window.fieldsTaken > before"
# All that a page says to a screen reader: its texts and the names of its parts.
READ = (
    "[...document.querySelectorAll('flt-semantics-host, flt-semantics-host [aria-label]')]"
    ".map((e) => e.getAttribute('aria-label') ?? e.textContent)"
    ".join('\\n')"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Install:
    """One install of the app: its data, and the server that shows it."""

    data_dir: Path
    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def said(self) -> str:
        """Give what the server has written so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


@contextmanager
def run_install(data_dir: Path, log: Path, today: str | None = None, command: Sequence[str] = ()) -> Iterator[Install]:
    """Serve an install until the block ends, then stop it as a user would. `command`: another server than the app."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("FLET_", "GONGJI_"))}
    # Compressed copies are shared by all tests: they don't depend on the data. So is what Python has compiled, also
    # where the tests' own environment keeps no bytecode: an installed app doesn't compile itself at each start.
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    environ |= {"GONGJI_CACHE": str(ROOT / "build" / "test-cache"), "PYTHONUTF8": "1"}
    environ["PYTHONPYCACHEPREFIX"] = str(ROOT / "build" / "test-bytecode")
    if today:
        environ["GONGJI_TODAY"] = today
    environ["PYTHONPATH"] = str(ROOT)
    start = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]
    command = command or [*start, "--web", "--port", "0", "--data", str(data_dir)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield Install(data_dir, _wait_for_address(process, log), process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(WAIT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def _wait_for_address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Give the address the server printed, once it answers there."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        text = log.read_text(encoding="utf-8", errors="replace")
        if process.poll() is not None:
            pytest.fail(f"the server ended with {process.returncode}:\n{text}")
        found = re.search(r"http://127\.0\.0\.1:\d+", text)
        if found:
            with urllib.request.urlopen(found[0] + "/manifest.json", timeout=WAIT_SECONDS):
                return found[0]
        time.sleep(POLL_SECONDS)
    pytest.fail(f"the server printed no address:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each App gets its own profile in it."""
    path = find_browser()
    if path is None:
        pytest.fail("no Chromium: run `make browser`", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class App:
    """The app on one device. Names are those that a screen reader speaks; a part of one is enough."""

    page: Page
    install: Install
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen from the start."""
        if SLOWNESS > 1:
            session = self.page.context.new_cdp_session(self.page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWNESS})
        self.page.set_default_timeout(WAIT_MS)
        self.page.add_init_script(
            "window.addEventListener('flutter-first-frame', () => { window.firstFrame = performance.now(); })"
        )
        self.page.add_init_script(COUNT_TAKEN)
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("websocket", lambda socket: self._note(socket.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, url: str) -> None:
        if not OWN_ADDRESS.match(url):
            self.foreign.append(url)

    def open(self, route: str = "/") -> Self:
        """Load a page of the app and wait until it is drawn and can be read."""
        self.page.goto(self.install.address + route, wait_until="commit")
        return self.wait_ready()

    def go(self, route: str) -> Self:
        """Come to another page of the app that is open, in a fraction of the time it takes to load it."""
        self.page.evaluate(GO, route)
        return self

    def wait_ready(self) -> Self:
        """Wait for the first frame and for the tree that screen readers (and these tests) see."""
        self.page.wait_for_function("window.firstFrame")
        self.page.locator(f"{TREE} flt-semantics:is([role], :has(span))").first.wait_for(state="attached")
        return self

    @property
    def first_frame_ms(self) -> float:
        """From the start of loading to the first frame."""
        return float(self.page.evaluate("window.firstFrame"))

    def role(self, role: str, name: str, *, exact: bool = False) -> Locator:
        """Give what has this role ("button", "tab", "checkbox", "link" …) and this name."""
        # Playwright's list of roles is a closed type; the names come from the tests.
        return self.page.locator(TREE).get_by_role(role, name=name, exact=exact)  # type: ignore[arg-type]

    def text(self, words: str, *, exact: bool = False) -> Locator:
        """Give what shows these words."""
        return self.page.locator(TREE).get_by_text(words, exact=exact)

    def identified(self, identifier: str) -> Locator:
        """Give what has this `ft.Semantics(identifier=…)`."""
        return self.page.locator(f'[flt-semantics-identifier="{identifier}"]')

    def field(self, label: str) -> Locator:
        """Give the text field with this label."""
        return self.page.locator(f'{TREE} :is(input, textarea)[aria-label*="{label}"]')

    def tap(self, name: str | Locator, role: str = "button", *, exact: bool = False) -> Self:
        """Tap the first thing with this name and role, or this thing.

        The mouse is taken away, as a finger is: left where the next page has 返回, it would show that button's tooltip,
        and a tooltip that goes takes the focus with it.
        """
        target = self.role(role, name, exact=exact) if isinstance(name, str) else name
        target.first.click()
        self.page.mouse.move(0, 0)
        return self

    def into(self, label: str) -> Locator:
        """Go into a field, and give it once Flutter has taken it over.

        A tooltip or a page that goes at this moment takes the focus with it: then one taps once more, as a person does.
        """
        field = self.field(label).first
        for patience_ms in (*[PATIENCE_MS] * 3, WAIT_MS):
            has_focus, taken = field.evaluate("(field) => [field === document.activeElement, window.fieldsTaken]")
            if has_focus:
                break
            field.click()
            with suppress(Error):
                self.page.wait_for_function(TAKEN, arg=taken, timeout=patience_ms)
        expect(field).to_be_focused(timeout=WAIT_MS)
        return field

    def type(self, label: str, text: str) -> Self:
        """Put `text` in place of what stands in a field, as a paste or an input method does."""
        field = self.into(label)
        field.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)
        expect(field).not_to_have_value("", timeout=WAIT_MS)
        return self

    def sees(self, words: str | re.Pattern[str]) -> Self:
        """Wait until these words stand on the page, as a text or as the name of something."""
        if isinstance(words, str):
            self._wait(f"({READ}).includes(given)", words)
        else:
            self._wait(f"new RegExp(given, 'u').test({READ})", words.pattern)
        return self

    def sees_no(self, words: str) -> Self:
        """Wait until these words stand nowhere on the page."""
        self._wait(f"!({READ}).includes(given)", words)
        return self

    def _wait(self, condition: str, given: str) -> None:
        """Wait for a condition on `given`; where it doesn't come, tell what the page says instead."""
        try:
            self.page.wait_for_function(f"(given) => {condition}", arg=given)
        except TimeoutError:
            pytest.fail(f"waited in vain for {condition} of {given!r}; the page says:\n{self.words()}")

    def words(self) -> str:
        """Give all that the page says to a screen reader."""
        return str(self.page.evaluate(READ))

    def settle(self) -> Self:
        """Wait until what moves on the page has come to rest (for pictures only; steps wait by themselves)."""
        self.page.wait_for_timeout(SETTLED_MS)
        return self

    def screenshot(self, name: str) -> Path:
        """Keep a picture under build/screens/ and give its path."""
        target = ROOT / "build" / "screens" / f"{name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        self.settle().page.screenshot(path=target)
        return target

    def faults(self) -> list[str]:
        """Give what must not have happened."""
        faults = [f"asked another host: {url}" for url in self.foreign]
        faults += [f"error in the page: {error}" for error in self.errors]
        return faults


NewInstall = Callable[..., Install]


@pytest.fixture
def new_install(tmp_path: Path) -> Iterator[NewInstall]:
    """Give a function that serves an install: `new_install(name="data", today=None, command=())`.

    The same name again, after the first one's process has ended, is the same install started anew.
    """
    started: list[Install] = []
    with ExitStack() as stack:

        def make(name: str = "data", today: str | None = None, command: Sequence[str] = ()) -> Install:
            log = tmp_path / f"server-{len(started)}.log"
            started.append(stack.enter_context(run_install(tmp_path / name, log, today, command)))
            return started[-1]

        yield make
    said = "\n".join(install.said() for install in started)
    assert "Traceback" not in said, said
    assert '"level": "error"' not in said, said


@pytest.fixture
def install(request: pytest.FixtureRequest, new_install: NewInstall) -> Install:
    """Serve a fresh install; `@pytest.mark.install(today=…)` sets the day its clock starts at."""
    marker = request.node.get_closest_marker("install")
    return new_install(today=marker.kwargs.get("today") if marker else None)


NewApp = Callable[..., App]


@pytest.fixture
def new_app(chromium: Browser) -> Iterator[NewApp]:
    """Give a function that opens a device: `new_app(install, "phone", dark=False, **context_options)`."""
    opened: list[App] = []

    def make(install: Install, size: str = "phone", *, dark: bool = False, **options: Any) -> App:
        context = chromium.new_context(
            **SIZES[size],
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            color_scheme="dark" if dark else "light",
            **options,
        )
        app = App(context.new_page(), install)
        opened.append(app)
        return app

    yield make
    faults = [fault for app in opened for fault in app.faults()]
    for app in opened:
        try:
            app.page.context.close()
        except Error as error:
            faults.append(f"the browser: {error}")
    assert not faults, "\n".join(faults)


@pytest.fixture
def phone(new_app: NewApp, install: Install) -> App:
    """Give a phone on a fresh install, nothing opened yet."""
    return new_app(install, "phone")


@pytest.fixture
def desktop(new_app: NewApp, install: Install) -> App:
    """Give a desktop window on a fresh install, nothing opened yet."""
    return new_app(install, "desktop")
