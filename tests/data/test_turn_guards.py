"""What SQLite itself refuses of the calendar, of wallets and of how a sharing ends, written by a plain connection."""

import sqlite3
from contextlib import closing
from shutil import copytree

import pytest

from app.domain.sharing import Mode
from app.services.contribution import set_contribution
from app.services.sharing_change import change_terms
from app.services.turn import turn
from app.services.wallet import top_up
from tests.services.install import HANGZHOU, PIN, Install

LATE = 2 * 10**12


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A year turned (entries 1 to 3), a sharing (1) with changed terms, a wallet (2): top-up 1 accepted, 2 waits."""
    install = Install(tmp_path_factory.mktemp("first"))
    father, _ = install.family()
    change_terms(install.context, father.user_id, 1, "500", "", None)
    install.clock.move(days=203)
    set_contribution(install.context, father.user_id, father.person_id, "100", install.clock.today())
    turn(install.context)
    child = install.enter(father, "李小满", region=HANGZHOU)
    install.share(father, child, "子女", mode=Mode.WALLET)
    install.fill(father, 2, "200")
    top_up(install.context, father.user_id, "waits", 2, "10", PIN)
    install.context.database.close()
    return install.folder


@pytest.fixture
def raw(first, tmp_path):
    with closing(sqlite3.connect(copytree(first, tmp_path / "copy") / "gongji.db", isolation_level=None)) as connection:
        yield connection


def everything(raw):
    tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {table: raw.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def refused(raw, statement, words):
    before = everything(raw)
    with pytest.raises(sqlite3.IntegrityError, match=words):
        raw.execute(statement)
    assert everything(raw) == before


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("turn_entry", "amount_fen", "turn entries are kept"),
        ("contribution", "amount_fen", "contributions are kept"),
        ("wallet_top_up", "prior_years_fen", "top-ups are kept|a top-up waits first"),
        ("sharing_event", "day", "events are kept"),
    ],
)
def test_rows_are_kept_as_they_are(raw, table, column, words):
    assert raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0
    refused(raw, f"DELETE FROM {table}", words)
    refused(raw, f"UPDATE {table} SET {column} = {column}", words)
    refused(raw, f"REPLACE INTO {table} SELECT * FROM {table} WHERE id = 1", words)


# The calendar


def test_nothing_is_booked_in_a_year_that_isnt_turned(raw):
    columns = "debit_account_id, credit_account_id, amount_fen, kind, memo, day, made_at"
    values = "SELECT debit_account_id, credit_account_id, 1, 'opening', '', {day}, 0 FROM transfer WHERE id = 1"
    refused(
        raw, f"INSERT INTO transfer ({columns}) {values.format(day=repr('2028-01-01'))}", "a new year is turned first"
    )
    raw.execute("INSERT INTO turn VALUES ('2028-01-01', 0)")
    raw.execute(f"INSERT INTO transfer ({columns}) {values.format(day=repr('2028-01-01'))}")


@pytest.mark.parametrize("day", ["2028-01-02", "2028-13-00", "2028"])
def test_a_month_is_its_first_day(raw, day):
    refused(raw, f"INSERT INTO turn VALUES ('{day}', 0)", "month_begins")


ENTRY = "INSERT INTO turn_entry (kind, person_id, household_id, month, amount_fen, transfer_id, made_at)"
OPENING = "(SELECT id FROM transfer WHERE kind = 'opening' LIMIT 1)"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            "SELECT kind, person_id, household_id, month, amount_fen, 1, 0 FROM turn_entry WHERE id = 1",
            "kept|its transfer",
        ),
        (
            "SELECT kind, 9, household_id, month, amount_fen, transfer_id, 0 FROM turn_entry WHERE id = 1",
            "kept|its transfer",
        ),
        (f"SELECT 'year', 1, NULL, '2026-01-01', amount_fen, id, 0 FROM transfer WHERE id = {OPENING}", "its transfer"),
        (f"SELECT 'contribution', 1, NULL, '2026-02-01', 1, id, 0 FROM transfer WHERE id = {OPENING}", "its transfer"),
    ],
)
def test_an_entry_is_made_once_and_is_its_transfer(raw, values, words):
    refused(raw, f"{ENTRY} {values}", words)


# Wallets

TOP_UP = "request_id, request_digest, sharing_id, this_year_fen, prior_years_fen, day, made_at, returns_at"
NEW_TOP_UP = "'x', '', 2, 0, {}, '2027-01-01', 0, 1"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE wallet_top_up SET accepted_at = 1 WHERE id = 1", "accepted once"),
        ("UPDATE wallet_top_up SET accepted_at = NULL, accepted_by = NULL WHERE id = 1", "accepted once"),
        (f"UPDATE wallet_top_up SET accepted_at = {LATE}, accepted_by = 1 WHERE id = 2", "in time"),
        ("UPDATE wallet_top_up SET accepted_at = 1 WHERE id = 2", "accepted_by_somebody"),
        ("UPDATE wallet_top_up SET returned_at = 1 WHERE id = 2", "follows its return"),
        (
            f"INSERT INTO wallet_top_up ({TOP_UP}, accepted_at, accepted_by) VALUES ({NEW_TOP_UP.format(1)}, 0, 1)",
            "waits first",
        ),
        (
            f"INSERT INTO wallet_top_up ({TOP_UP}) VALUES ({NEW_TOP_UP.format(0)})",
            "not_nothing",
        ),
    ],
)
def test_a_top_up_is_accepted_once_and_in_time(raw, statement, words):
    refused(raw, statement, words)


RETURN = (
    "INSERT INTO wallet_return (sharing_id, top_up_id, this_year_fen, prior_years_fen, day, made_at)"
    " VALUES ({}, {}, {}, {}, '2027-01-02', 5)"
)


@pytest.mark.parametrize(
    "values",
    [(2, 1, 0, 20_000), (1, 2, 0, 1_000), (2, 2, 0, 999), (2, 2, 0, 1_001), (2, 2, 1, 999), (2, 9, 0, 1_000)],
)
def test_what_comes_back_is_what_was_put_in_and_wasnt_accepted(raw, values):
    refused(raw, RETURN.format(*values), "what comes back is what was put in")


def test_it_comes_back_once_and_cant_be_accepted_then(raw):
    raw.execute(RETURN.format(2, 2, 0, 1_000))
    assert raw.execute("SELECT returned_at FROM wallet_top_up WHERE id = 2").fetchone() == (5,)
    refused(raw, RETURN.format(2, 2, 0, 1_000), "returns are kept|what was put in")
    refused(raw, "UPDATE wallet_top_up SET accepted_at = 1, accepted_by = 1 WHERE id = 2", "accepted_or_returned")
    refused(raw, "UPDATE wallet_top_up SET returned_at = NULL WHERE id = 2", "follows its return")
    refused(raw, "UPDATE wallet_return SET prior_years_fen = 1", "returns are kept")
    refused(raw, "DELETE FROM wallet_return", "returns are kept")


# Ends


def test_an_end_stays_and_an_end_ahead_only_comes_nearer(raw):
    raw.execute("UPDATE sharing SET revoked_on = '2027-02-01', revoked_by = 1 WHERE id = 1")
    for day in ("NULL", "'2027-02-02'"):
        refused(raw, f"UPDATE sharing SET revoked_on = {day} WHERE id = 1", "stays revoked")
    raw.execute("UPDATE sharing SET revoked_on = '2027-01-20' WHERE id = 1")
    for side in ("NULL", "'nobody'"):
        refused(raw, f"UPDATE sharing SET ended_on = '2027-01-05', ended_side = {side} WHERE id = 1", "stays ended")
    raw.execute("UPDATE sharing SET ended_on = '2027-01-05', ended_side = 'member' WHERE id = 1")
    for day in ("NULL", "'2027-01-04'", "'2027-01-06'"):
        refused(raw, f"UPDATE sharing SET ended_on = {day} WHERE id = 1", "stays ended")


def test_a_sharing_begins_live(raw):
    columns = "sharer_id, member_id, relation, kinship, mode, since, used_fen, uses, facts, created_at"
    values = "1, 2, '父母', '', '省内', '2027-01-01', 0, 0, '{}', 0"
    refused(
        raw,
        f"INSERT INTO sharing ({columns}, ended_on, ended_side) VALUES ({values}, '2027-01-01', 'member')",
        "begins live",
    )
