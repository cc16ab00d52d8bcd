"""What SQLite itself refuses of fees and confirmations, tried by a plain connection."""

import sqlite3
from contextlib import closing
from datetime import date
from shutil import copytree

import pytest

from app.services.fees import confirm_newborn
from tests.services.fee_family import IN_WINDOW, family_on, pay, resident
from tests.services.install import Install

DAY = "2025-11-10"
FEE = (
    "INTO fee (request_id, request_digest, kind, year, beneficiary_id, payer_id, made_by, relation, channel,"
    " sharing_id, amount_fen, day, paid_at, facts)"
)
TRANSFER = "INTO transfer (debit_account_id, credit_account_id, amount_fen, kind, memo, day, made_at)"


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The father (1) paid 居民医保 2026 for his mother (2); the baby (3) is confirmed as free for 2026."""
    install = Install(tmp_path_factory.mktemp("first"))
    father, mother = family_on(install, IN_WINDOW, quota="1000.00")
    baby = install.enter(father, "李小满", born=date(2025, 7, 1))
    install.share(father, baby, "子女")
    pay(install, father, resident(mother))
    confirm_newborn(install.context, father.user_id, baby, 2026)
    install.context.database.close()
    return install.folder


@pytest.fixture
def raw(first, tmp_path):
    install = Install(copytree(first, tmp_path / "copy"))
    with closing(sqlite3.connect(install.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection
    install.context.database.close()


def everything(raw):
    tables = ("fee", "fee_transfer", "newborn_confirmation", "transfer", "account")
    return {table: raw.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def refused(raw, statement, *values, words):
    before = everything(raw)
    with pytest.raises(sqlite3.IntegrityError, match=words):
        raw.execute(statement, values)
    assert everything(raw) == before


def a_fee(**given):
    row = {
        "request_id": "x",
        "request_digest": "",
        "kind": "居民医保",
        "year": 2025,
        "beneficiary_id": 2,
        "payer_id": 1,
        "made_by": 1,
        "relation": "父母",
        "channel": "赣服通",
        "sharing_id": 1,
        "amount_fen": 40_000,
        "day": DAY,
        "paid_at": 0,
        "facts": "",
    }
    return tuple({**row, **given}.values())


INSERT_FEE = f"INSERT {FEE} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fee SET amount_fen = 1",
        "UPDATE fee SET facts = ''",
        "DELETE FROM fee",
        "UPDATE fee_transfer SET fee_id = fee_id",
        "DELETE FROM fee_transfer",
        "REPLACE INTO fee SELECT * FROM fee",
    ],
)
def test_a_fee_stays_as_it_was_paid(raw, statement):
    refused(raw, statement, words="fees are kept")


def test_no_transfer_is_put_to_another_fee(raw):
    words = "fees are kept|a transfer fits its fee"
    refused(raw, "REPLACE INTO fee_transfer SELECT * FROM fee_transfer", words=words)
    raw.execute(INSERT_FEE, a_fee())
    refused(raw, "REPLACE INTO fee_transfer SELECT transfer_id, 2 FROM fee_transfer", words=words)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE newborn_confirmation SET year = 2027",
        "DELETE FROM newborn_confirmation",
        "REPLACE INTO newborn_confirmation SELECT * FROM newborn_confirmation",
        "INSERT INTO newborn_confirmation VALUES (9, 3, 2026, 1, '2025-11-10', 0)",
    ],
)
def test_a_confirmation_stays_and_comes_once(raw, statement):
    refused(raw, statement, words="confirmations are kept")


@pytest.mark.parametrize("how", ["INSERT", "REPLACE", "INSERT OR IGNORE"])
def test_a_fee_is_paid_once(raw, how):
    statement = INSERT_FEE.replace("INSERT", how, 1)
    refused(raw, statement, *a_fee(year=2026), words="fees are kept")
    request = raw.execute("SELECT request_id FROM fee").fetchone()[0]
    refused(raw, statement, *a_fee(request_id=request), words="fees are kept")


@pytest.mark.parametrize(
    "given",
    [
        {"amount_fen": 0},
        {"amount_fen": -1},
        {"amount_fen": 1.5},
        {"amount_fen": "abc"},
        {"amount_fen": None},
        {"year": "abc"},
        {"year": 2025.5},
        {"kind": "车险"},
        {"channel": "邮局"},
        {"relation": "本人"},
        {"payer_id": 2},
        {"sharing_id": None},
        {"kind": "惠民保"},
        {"sharing_id": 99},
        {"payer_id": 99},
        {"made_by": None},
    ],
)
def test_a_fee_that_cant_be(raw, given):
    refused(raw, INSERT_FEE, *a_fee(**given), words="constraint failed")


def test_no_year_is_both_paid_and_free(raw):
    baby = {"beneficiary_id": 3, "relation": "子女", "sharing_id": 2}
    refused(raw, INSERT_FEE, *a_fee(year=2026, **baby), words="a free year is not paid")
    refused(
        raw,
        "INSERT INTO newborn_confirmation VALUES (9, 2, 2026, 1, '2025-11-10', 0)",
        words="a paid year is not free",
    )
    raw.execute(INSERT_FEE, a_fee(year=2025, **baby))


def account(raw, kind, owner):
    return raw.execute("SELECT id FROM account WHERE kind = ? AND owner = ?", (kind, owner)).fetchone()[0]


def a_transfer(raw, debit, credit, fen=100, *, kind="fee", day=DAY):
    raw.execute(f"INSERT {TRANSFER} VALUES (?, ?, ?, ?, '', ?, 0)", (debit, credit, fen, kind, day))
    return raw.execute("SELECT max(id) FROM transfer").fetchone()[0]


def test_only_what_the_payer_paid_to_who_collects_such_fees_belongs_to_a_fee(raw):
    prior, this = account(raw, "prior_years", "1"), account(raw, "this_year", "1")
    collector = account(raw, "collector", "居民医保")
    raw.execute("INSERT INTO account (kind, owner, balance_fen, last_transfer_id) VALUES ('collector', '惠民保', 0, 0)")
    raw.execute("INSERT INTO account (kind, owner, balance_fen, last_transfer_id) VALUES ('cash', '1', 0, 0)")
    raw.execute(INSERT_FEE, a_fee())
    fee_id = raw.execute("SELECT max(id) FROM fee").fetchone()[0]
    strange = [
        a_transfer(raw, account(raw, "cash", "1"), collector),
        a_transfer(raw, prior, account(raw, "collector", "惠民保")),
        a_transfer(raw, prior, collector, kind="correction"),
        a_transfer(raw, prior, collector, fen=40_001),
        a_transfer(raw, this, account(raw, "cash", "1")),
    ]
    for transfer_id in [*strange, 999]:
        refused(raw, "INSERT INTO fee_transfer VALUES (?, ?)", transfer_id, fee_id, words="a transfer fits its fee")
    raw.execute("INSERT INTO fee_transfer VALUES (?, ?)", (a_transfer(raw, prior, collector, 30_000), fee_id))
    raw.execute("INSERT INTO fee_transfer VALUES (?, ?)", (a_transfer(raw, this, collector, 10_000), fee_id))
    more = a_transfer(raw, this, collector, 1)
    refused(raw, "INSERT INTO fee_transfer VALUES (?, ?)", more, fee_id, words="a transfer fits its fee")
    late = a_transfer(raw, this, collector, 1, day="2025-11-11")
    refused(raw, "INSERT INTO fee_transfer VALUES (?, 1)", late, words="a transfer fits its fee")
