"""What SQLite itself refuses, written behind the model's back by a plain connection."""

import sqlite3
from contextlib import closing
from datetime import date
from shutil import copytree

import pytest

from app.domain.errors import GongjiError
from tests.services.install import Install

TRANSFER = "INTO transfer (debit_account_id, credit_account_id, amount_fen, kind, memo, day, made_at)"


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A father who has shared and paid, so that every table has rows."""
    install = Install(tmp_path_factory.mktemp("first"))
    father, mother = install.family(quota="100.00")
    install.enter(father, "李小满", family_account="90.00", born=date(2026, 2, 12))
    install.pay(father, mother)
    install.context.database.close()
    return install.folder


@pytest.fixture
def paid(first, tmp_path):
    install = Install(copytree(first, tmp_path / "copy"))
    yield install
    install.context.database.close()


@pytest.fixture
def raw(paid):
    with closing(sqlite3.connect(paid.path, isolation_level=None)) as connection:
        yield connection


def account(raw, kind):
    return raw.execute("SELECT id FROM account WHERE kind = ?", (kind,)).fetchone()[0]


def everything(raw):
    tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {table: raw.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def refused(raw, statement, *values, words=None):
    before = everything(raw)
    with pytest.raises(sqlite3.IntegrityError, match=words):
        raw.execute(statement, values)
    assert everything(raw) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE transfer SET amount_fen = 1",
        "UPDATE transfer SET memo = 'x' WHERE id = 1",
        "UPDATE OR REPLACE transfer SET id = 2 WHERE id = 1",
        "DELETE FROM transfer",
        "DELETE FROM transfer WHERE id = (SELECT max(id) FROM transfer)",
        "REPLACE INTO transfer SELECT * FROM transfer WHERE id = 1",
        "INSERT OR REPLACE INTO transfer SELECT * FROM transfer",
        "INSERT INTO transfer SELECT * FROM transfer WHERE id = 1 ON CONFLICT (id) DO UPDATE SET amount_fen = 1",
    ],
)
def test_transfers_are_append_only(raw, statement):
    refused(raw, statement, words="transfers are append-only")


@pytest.mark.parametrize("amount", [1.5, -1, 0, "abc", None, b"\x01", "1.5", 2**63 - 1, ""])
def test_amounts_are_whole_fen_above_zero(raw, amount):
    values = (account(raw, "opening"), account(raw, "this_year"), amount)
    refused(raw, f"INSERT {TRANSFER} VALUES (?, ?, ?, 'opening', '', '2026-06-12', 0)", *values)


@pytest.mark.parametrize("kind", ["this_year", "prior_years", "family"])
def test_no_overdraft(raw, kind):
    row = raw.execute(
        "SELECT id, balance_fen FROM account WHERE kind = ? ORDER BY balance_fen DESC", (kind,)
    ).fetchone()
    statement = f"INSERT {TRANSFER} VALUES (?, ?, ?, 'settlement', '', '2026-06-12', 0)"
    refused(raw, statement, row[0], account(raw, "institution"), row[1] + 1, words="no_overdraft")
    raw.execute(statement, (row[0], account(raw, "institution"), row[1]))
    assert raw.execute("SELECT balance_fen FROM account WHERE id = ?", (row[0],)).fetchone() == (0,)


def test_a_transfer_has_two_different_accounts(raw):
    one = account(raw, "this_year")
    refused(raw, f"INSERT {TRANSFER} VALUES (?, ?, 1, 'opening', '', '2026-06-12', 0)", one, one, words="two_accounts")
    for pair in ((one, 999), (999, one)):
        refused(raw, f"INSERT {TRANSFER} VALUES (?, ?, 1, 'opening', '', '2026-06-12', 0)", *pair, words="two accounts")


@pytest.mark.parametrize("number", [-1, 0, 500, 2**63 - 1])
def test_transfers_are_numbered_in_order(raw, number):
    statement = f"INSERT {TRANSFER.replace('(', '(id, ', 1)} VALUES (?, ?, ?, 1, 'opening', '', '2026-06-12', 0)"
    refused(raw, statement, number, account(raw, "opening"), account(raw, "this_year"))


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO account (kind, owner, balance_fen, last_transfer_id) VALUES ('this_year', '77', 100, 0)",
        "INSERT INTO account (kind, owner, balance_fen, last_transfer_id) VALUES ('this_year', '77', 0, 9)",
        "INSERT INTO account (id, kind, owner, balance_fen, last_transfer_id) VALUES (-1, 'this_year', '77', 0, 0)",
        "REPLACE INTO account SELECT * FROM account",
        "REPLACE INTO account (kind, owner, balance_fen, last_transfer_id) SELECT kind, owner, 0, 0 FROM account",
        "INSERT OR REPLACE INTO account (id, kind, owner, balance_fen, last_transfer_id) VALUES (1, 'cash', 'x', 0, 0)",
        "INSERT INTO account SELECT * FROM account WHERE true ON CONFLICT DO UPDATE SET balance_fen = 1",
        "DELETE FROM account",
        "UPDATE account SET owner = '2'",
        "UPDATE OR REPLACE account SET kind = 'family'",
        "UPDATE account SET balance_fen = balance_fen + 1",
        "UPDATE account SET balance_fen = 1.5 WHERE id = 1",
        "UPDATE account SET balance_fen = NULL",
        "UPDATE account SET last_transfer_id = last_transfer_id + 1",
        "UPDATE account SET balance_fen = balance_fen - 6800, last_transfer_id = (SELECT max(id) FROM transfer)",
    ],
)
def test_accounts_are_kept_and_follow_their_transfers(raw, statement):
    refused(raw, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE settlement SET psn_cash_pay_fen = psn_cash_pay_fen + 1",
        "UPDATE settlement SET patient_id = payer_id",
        "UPDATE settlement SET facts = '{}'",
        "UPDATE settlement SET state = '没有的状态'",
        "DELETE FROM settlement",
        "REPLACE INTO settlement SELECT * FROM settlement",
        "UPDATE settlement_item SET name = 'x'",
        "UPDATE settlement_source SET reason = 'x'",
        "DELETE FROM settlement_item",
        "DELETE FROM settlement_source",
        "REPLACE INTO settlement_item SELECT * FROM settlement_item",
        "REPLACE INTO settlement_source SELECT * FROM settlement_source",
        "INSERT INTO settlement_item SELECT settlement_id, 9, name, kind, chrgitm_lv, 1, in_scope FROM settlement_item",
        "INSERT INTO settlement_source SELECT 1, 9, 'cash', NULL, NULL, 0, 0, NULL, NULL, NULL, '', '', '{}'",
        "DELETE FROM sharing",
        "REPLACE INTO sharing SELECT * FROM sharing",
        "UPDATE sharing SET member_id = 1, sharer_id = 2",
        "UPDATE sharing SET since = '2020-01-01'",
        "UPDATE sharing SET used_fen = 10001",
        "UPDATE sharing SET quota_fen = 1.5",
        "UPDATE sharing SET quota_fen = 6799",
    ],
)
def test_what_was_settled_stays(raw, statement):
    refused(raw, statement)


def settlement_like(raw, **changed):
    names = [row[1] for row in raw.execute("PRAGMA table_info(settlement)") if row[1] != "id"]
    row = dict(zip(names, raw.execute(f"SELECT {', '.join(names)} FROM settlement").fetchone(), strict=True))
    row.update({"request_id": "another", "code_id": None, **changed})
    return f"INTO settlement ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values())


@pytest.mark.parametrize(
    "changed",
    [
        {"medfee_sumamt_fen": 6_801},
        {"psn_cash_pay_fen": 1},
        {"acct_mulaid_pay_fen": 6_801},
        {"fund_pay_sumamt_fen": -1, "psn_part_amt_fen": 6_801, "acct_pay_fen": 6_801},
        {"family_account_pay_fen": 1},
        {"out_of_scope_amt_fen": 1},
        {"medfee_sumamt_fen": 0, "psn_part_amt_fen": 0, "acct_pay_fen": 0, "acct_mulaid_pay_fen": 0},
        {"medfee_sumamt_fen": 0.5},
    ],
)
def test_a_settlement_that_breaks_an_identity(raw, changed):
    statement, values = settlement_like(raw, **changed)
    refused(raw, f"INSERT {statement}", *values)


def test_a_settlement_is_not_replaced_through_its_other_keys(raw):
    code = raw.execute("SELECT code_id FROM settlement").fetchone()[0]
    for changed in ({"request_id": "token-000009"}, {"code_id": code}):
        if "request_id" in changed:
            changed["request_id"] = raw.execute("SELECT request_id FROM settlement").fetchone()[0]
        statement, values = settlement_like(raw, **changed)
        refused(raw, f"REPLACE {statement}", *values, words="settlements are kept")


def test_a_revoked_sharing_stays_revoked(raw):
    raw.execute("UPDATE sharing SET revoked_on = '2026-06-12', revoked_by = 1")
    refused(raw, "UPDATE sharing SET revoked_on = NULL", words="stays revoked")


def test_foreign_keys_hold_for_the_app(paid):
    with pytest.raises(GongjiError, match="和已有的记录冲突"), paid.context.database.write() as unit:
        unit.session.connection().exec_driver_sql("INSERT INTO household_member VALUES (999, 999)")


def test_the_guarded_ledger_is_clean(paid, raw):
    raw.execute("UPDATE sharing SET quota_fen = 7000")
    assert paid.is_clean()
