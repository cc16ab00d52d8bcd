"""A file of before: sharings that waited for an insurance have ended, wallets hold nothing yet."""

import sqlite3
from contextlib import closing

import pytest

from tests.data.frozen import FILE, KEY
from tests.services.install import Install

SHARING = (
    "INSERT INTO sharing (sharer_id, member_id, relation, kinship, mode, since, until, revoked_on, revoked_by,"
    " quota_fen, used_fen, uses, facts, created_at)"
    " VALUES (?, ?, '父母', '', ?, '2026-05-01', ?, ?, ?, ?, ?, ?, '{}', 0)"
)
PAUSED, MOTHER, FATHER = 3, 2, 1


@pytest.fixture
def old(tmp_path):
    """The first schema, with more sharings: of one who is paused, with one who is; ended before; by wallet."""
    (tmp_path / "gongji.key").write_bytes(KEY)
    with closing(sqlite3.connect(tmp_path / "gongji.db")) as connection:
        connection.executescript(FILE.read_text(encoding="utf-8"))
        connection.execute("UPDATE insurance SET since = '2026-06-01' WHERE person_id = ?", (PAUSED,))
        for row in (
            (PAUSED, MOTHER, "省内", None, None, None, None, 0, 0),
            (FATHER, PAUSED, "省内", "2026-12-31", None, None, 5_000, 0, 0),
            (PAUSED, FATHER, "省内", "2026-05-20", None, None, None, 0, 0),
            (PAUSED, FATHER, "省内", None, "2026-05-20", FATHER, None, 0, 0),
            (FATHER, MOTHER, "医保钱包", None, None, None, 9_000, 0, 0),
        ):
            connection.execute(SHARING, row)
        connection.commit()
    return tmp_path


def test_what_waited_has_ended_and_wallets_hold_nothing(old):
    install = Install(old)
    assert install.sql("SELECT id, ended_on, ended_side, quota_fen FROM sharing ORDER BY id") == [
        (1, None, None, 10_000),
        (2, "2026-06-01", "sharer", None),
        (3, "2026-06-01", "member", 5_000),
        (4, None, None, None),
        (5, None, None, None),
        (6, None, None, None),
    ]
    assert install.sql("SELECT sharing_id, kind, day, made_by FROM sharing_event ORDER BY id") == [
        (5, "revoked", "2026-05-20", FATHER),
        (2, "ended", "2026-06-01", None),
        (3, "ended", "2026-06-01", None),
    ]
    midnight = install.one("SELECT made_at FROM sharing_event WHERE sharing_id = 5") / 1000
    assert (
        f"{install.clock.now().fromtimestamp(midnight, install.clock.now().tzinfo):%Y-%m-%d %H:%M}"
        == "2026-05-20 00:00"
    )
    assert install.is_clean()
    install.context.database.close()
