"""Many sessions at once, over the real protocol, on a server of its own process."""

import asyncio
import os
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from load import faults, measure, served
from load_client import RemotePage
from load_flow import Diary, Visitor, make_families

from app.bootstrap import open_context
from app.config import read_settings
from app.services.audit import audit
from tests.own_loop import in_own_loop

MANY = 50
STOP_S = 20


async def all_of(visits):
    await asyncio.gather(*visits)


def test_fifty_at_once_log_in_and_look_around_without_an_error(tmp_path):
    families = make_families(read_settings(data_dir=str(tmp_path), environ={}), MANY)
    diary, tokens = Diary(), set()

    async def visit(url, family):
        async with RemotePage(url) as page:
            await Visitor(page, family, diary, 0.2).look()
            tokens.add(page.stored["gongji.token"])

    with served(tmp_path) as server:
        in_own_loop(all_of(visit(server.url, family) for family in families))
    assert diary.errors == []
    assert len(diary.taps) == 5 * MANY
    assert len(tokens) == MANY, "each session is its own"


@pytest.mark.soak
@pytest.mark.skipif(not os.environ.get("GONGJI_SOAK"), reason="make soak, make load")
def test_fifty_at_once_go_through_the_main_flow_in_time():
    (found,) = measure([MANY], seconds=90, pause_s=3.0)
    assert faults(found) == []


def test_what_was_answered_before_the_end_is_on_disk(tmp_path):
    """The server is told to stop in the middle of payments: nobody has seen one that isn't there."""
    families = make_families(read_settings(data_dir=str(tmp_path), environ={}), 3)
    diary = Diary()

    async def visit(url, family):
        async with RemotePage(url) as page:
            await Visitor(page, family, diary, 0.1).live(time.monotonic() + 600)

    async def stop(process):
        while not diary.payments:  # noqa: ASYNC110 - what is waited for is no event
            await asyncio.sleep(0.05)
        process.send_signal(signal.SIGTERM)

    async def all_visits(server):
        await asyncio.gather(stop(server.process), *(visit(server.url, family) for family in families))

    with served(tmp_path) as server:
        in_own_loop(all_visits(server))
        started = time.monotonic()
        assert server.process.wait(STOP_S) == 0
        assert time.monotonic() - started < STOP_S
    with closing(sqlite3.connect(tmp_path / "gongji.db")) as connection:
        booked = connection.execute("SELECT count(*) FROM settlement").fetchone()[0]
    assert booked >= diary.payments >= 1
    context = open_context(read_settings(data_dir=str(tmp_path), environ={}))
    assert audit(context) == []
    context.database.close()
