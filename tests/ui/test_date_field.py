"""The day picked from the calendar is the one that was tapped, wherever server and client are."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from app.ui.components.date_field import _local_day

DAY = date(2026, 6, 12)


@pytest.mark.parametrize("server", ["UTC", "Asia/Shanghai", "America/Los_Angeles"])
@pytest.mark.parametrize("hours", [-11, -5, 0, 5.5, 8, 12])
def test_the_picked_day(monkeypatch, server, hours):
    monkeypatch.setenv("TZ", server)
    time.tzset()
    midnight = datetime(2026, 6, 12, tzinfo=timezone(timedelta(hours=hours)))
    assert _local_day(midnight.astimezone(UTC)) == DAY
    assert _local_day(midnight) == DAY
    assert _local_day(midnight.replace(tzinfo=None)) == DAY
    monkeypatch.undo()
    time.tzset()


def test_a_plain_day():
    assert _local_day(DAY) == DAY
