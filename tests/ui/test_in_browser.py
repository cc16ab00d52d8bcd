"""A step is done when the browser has kept it, and else wasn't; a tab that may not write only reads."""

import asyncio
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from weakref import WeakSet

import pydantic_core
import pytest

from app.bootstrap import open_context
from app.config import Settings
from app.data.errors import StorageError
from app.data.people_tables import SettingRow
from app.in_browser import FORGETS, QUOTA, WRITES, Tab
from app.ui import session
from app.ui.tab_words import FULL, NOT_KEPT, NOTHING_KEPT, ONLY_SHOWS
from tests.own_loop import in_own_loop

ROOT = Path(__file__).resolve().parents[2]


class Browser:
    """The worker's side: keeps the folder's files in a dictionary, or not."""

    def __init__(self, folder, mode=WRITES):
        self.folder, self.mode_now, self.wrong, self.slow = folder, mode, "", 0.0
        self.kept, self.calls = {}, {}

    def mode(self):
        return self.mode_now

    async def keep(self):
        await asyncio.sleep(self.slow)
        if not self.wrong:
            self.kept = {path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}
        return self.wrong

    async def load(self):
        self.restore()

    def restore(self):
        for path in self.folder.iterdir():
            path.unlink()
        for name, body in self.kept.items():
            (self.folder / name).write_bytes(body)

    def take_turn(self):
        self.mode_now = WRITES

    def on_kept(self, call):
        self.calls["kept"] = call

    def on_turn(self, call):
        self.calls["turn"] = call


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Give a function that opens a tab on an install: `opened(mode)` gives the tab, its browser and the context."""
    monkeypatch.setitem(sys.modules, "pyodide.ffi", SimpleNamespace(create_proxy=lambda call: call))
    monkeypatch.setattr(session._above, "words", "")
    monkeypatch.setattr(session, "_windows", WeakSet())  # those of other tests have gone with their loops
    contexts = []

    def make(mode=WRITES):
        browser = Browser(tmp_path, mode)
        contexts.append(open_context(Settings(data_dir=tmp_path)))
        # As in a browser: one file.
        with contexts[-1].database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
        return Tab(contexts[-1], browser), browser, contexts[-1]

    yield make
    for context in contexts:
        context.database.close()


def write(context, value):
    with context.database.write() as unit:
        unit.session.merge(SettingRow(key="step", value=value))
        unit.commit()
    return value


def read(context):
    with context.database.read() as reading:
        row = reading.get(SettingRow, "step")
        return row.value if row else None


@pytest.mark.parametrize(("wrong", "words"), [(QUOTA, FULL), ("AbortError", NOT_KEPT)])
def test_what_the_browser_didnt_keep_wasnt_done(opened, wrong, words):
    tab, browser, context = opened()

    async def test():
        await tab.open()
        assert await tab.run(write, context, "first") == "first"
        browser.wrong = wrong
        with pytest.raises(StorageError) as told:
            await tab.run(write, context, "second")
        assert told.value.text == words
        assert read(context) == "first"
        browser.wrong = ""
        assert await tab.run(read, context) == "first"

    in_own_loop(test())


def test_a_step_that_fails_takes_none_with_it_that_was_done_meanwhile(opened):
    """Two taps at once: the first isn't kept; the second must not be taken back with it, and be shown as done."""
    tab, browser, context = opened()

    async def test():
        await tab.open()
        browser.slow, browser.wrong = 0.05, "AbortError"
        first = asyncio.ensure_future(tab.run(write, context, "first"))
        await asyncio.sleep(0.01)
        second = asyncio.ensure_future(tab.run(write, context, "second"))
        with pytest.raises(StorageError):
            await first
        browser.wrong = ""
        assert await second == "second"
        assert read(context) == "second"

    in_own_loop(test())


def test_a_second_tab_reads_and_takes_over_when_it_may(opened):
    tab, browser, context = opened("reads")

    async def test():
        browser.kept = {path.name: path.read_bytes() for path in browser.folder.iterdir()}
        await tab.open()
        assert session._above.words == ONLY_SHOWS
        with pytest.raises(StorageError) as told:
            await tab.run(write, context, "no")
        assert told.value.text == ONLY_SHOWS
        browser.calls["turn"]()
        await asyncio.sleep(0.5)
        assert session._above.words == ""
        assert await tab.run(write, context, "yes") == "yes"

    in_own_loop(test())


def test_a_browser_that_keeps_nothing_is_said_above_every_page(opened):
    tab, _, context = opened(FORGETS)

    async def test():
        await tab.open()
        assert session._above.words == NOTHING_KEPT
        assert await tab.run(write, context, "tried") == "tried"

    in_own_loop(test())


def test_a_service_that_refuses_still_keeps_what_it_wrote(opened):
    """As a wrong password does: the try is counted."""
    tab, browser, context = opened()

    def counts_and_refuses(context):
        write(context, "a try")
        raise StorageError(NOT_KEPT)

    async def test():
        await tab.open()
        with pytest.raises(StorageError):
            await tab.run(counts_and_refuses, context)
        browser.restore()
        assert read(context) == "a try"

    in_own_loop(test())


STAND_IN = """
import sys
sys.path.insert(0, sys.argv[1])
import sqlmodel, pydantic_core
sqlmodel.SQLModel.model_config["defer_build"] = True
assert pydantic_core.__file__.startswith(sys.argv[1])
from pathlib import Path
from app.bootstrap import open_context
from app.config import Settings
from app.services.audit import audit
from app.services.sample import enter_sample
context = open_context(Settings(data_dir=Path(sys.argv[2])))
print(enter_sample(context, "device").name, audit(context))
"""


def test_the_app_runs_without_pydantics_core(tmp_path):
    names = {name for name in dir(pydantic_core._pydantic_core) if not name.startswith("__")}
    unused = {"_recursion_limit", "build_info", "build_profile", "list_all_errors"}
    folder = tmp_path / "stand-in" / "pydantic_core"
    folder.mkdir(parents=True)
    for name in ("__init__.py", "core_schema.py"):
        (folder / name).write_bytes(Path(pydantic_core.__file__).with_name(name).read_bytes())
    text = (ROOT / "tools" / "site" / "_pydantic_core.py").read_text(encoding="utf-8")
    (folder / "_pydantic_core.py").write_text(text.replace("@VERSION@", pydantic_core.__version__), encoding="utf-8")
    made = {}
    exec(text, made)  # noqa: S102 - our own
    assert names - unused <= set(made)
    command = [sys.executable, "-c", STAND_IN, str(folder.parent), str(tmp_path / "data")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.startswith("李明 []"), done.stdout + done.stderr
