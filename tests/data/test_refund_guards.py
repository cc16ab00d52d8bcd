"""What SQLite itself refuses about money that goes back, written behind the model's back by a plain connection."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from shutil import copytree

import pytest

from app.services.pay import presettle, settle_quote
from app.services.refunds import RefundForm, RefundLine, refund_checked
from app.services.visit_templates import ItemForm
from tests.services.install import Install

REFUND = (
    "INTO refund (request_id, request_digest, kind, settlement_id, patient_id, payer_id, made_by, day, refunded_at,"
    " amount_fen) VALUES (?, '', ?, ?, ?, 1, 1, '2026-06-12', 0, ?)"
)
TRANSFER = (
    "INSERT INTO transfer (debit_account_id, credit_account_id, amount_fen, kind, memo, settlement_id, reverses_id,"
    " refund_id, day, made_at) VALUES (?, ?, ?, ?, '', ?, ?, ?, ?, 0)"
)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """68.00 and a tonic of 2.00: 60.00 by the father, 10.00 in cash; 10.00 given back. Another, not confirmed."""
    install = Install(tmp_path_factory.mktemp("first"))
    father, mother = install.family(quota="60.00")
    form = install.form(father, mother)
    bill = (*form.items, ItemForm("滋补品", "保健品", "03", "2.00"))
    quote = presettle(install.context, father.user_id, replace(form, items=bill))
    settle_quote(install.context, father.user_id, "first", quote)
    refund_checked(install.context, father.user_id, "ten", 1, RefundForm((RefundLine(0, "10.00"),)))
    quote = presettle(install.context, father.user_id, install.form(father, father.person_id, "20.00"))
    settle_quote(install.context, father.user_id, "second", quote, confirmed=False)
    install.context.database.close()
    return install.folder


@pytest.fixture
def raw(first, tmp_path):
    path = copytree(first, tmp_path / "copy") / "gongji.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def refused(raw, statement, *values, words=None):
    tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    before = {table: raw.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    with pytest.raises(sqlite3.IntegrityError, match=words):
        raw.execute(statement, values)
    assert {table: raw.execute(f"SELECT * FROM {table}").fetchall() for table in tables} == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE refund SET amount_fen = 1",
        "DELETE FROM refund",
        "REPLACE INTO refund SELECT * FROM refund",
        "UPDATE refund_item SET amount_fen = 1",
        "DELETE FROM refund_item",
        "REPLACE INTO refund_item SELECT * FROM refund_item",
        "INSERT INTO refund_item VALUES (1, 1, 1)",
        "UPDATE refund_source SET person_id = 2",
        "DELETE FROM refund_source",
        "REPLACE INTO refund_source SELECT * FROM refund_source",
        "INSERT INTO refund_source VALUES (1, 0, 'fund', NULL, NULL, 1)",
    ],
)
def test_what_was_given_back_stays(raw, statement):
    refused(raw, statement, words="refunds are kept|no more goes back")


@pytest.mark.parametrize(
    ("kind", "settlement", "patient", "fen"),
    [
        ("退费", 1, 2, 6_001),
        ("退费", 1, 1, 100),
        ("退费", 2, 1, 100),
        ("退费", 9, 2, 100),
        ("冲正", 1, 2, 6_000),
        ("冲正", 2, 1, 1_999),
        ("冲正", 2, 1, 2_001),
    ],
)
def test_no_more_goes_back_than_was_paid(raw, kind, settlement, patient, fen):
    """Of the first 60.00 are left, to be refunded; the second can only be reversed, whole."""
    refused(raw, f"INSERT {REFUND}", "x", kind, settlement, patient, fen, words="no more goes back than was paid")


@pytest.mark.parametrize("fen", [0, -1, 1.5, "abc", None, 2**63 - 1])
def test_amounts_are_whole_fen_above_zero(raw, fen):
    refused(raw, f"INSERT {REFUND}", "x", "退费", 1, 2, fen)


def test_a_request_is_one_refund(raw):
    refused(raw, f"INSERT {REFUND}", "ten", "退费", 1, 2, 1, words="refunds are kept")
    refused(raw, f"INSERT OR REPLACE {REFUND}", "ten", "退费", 1, 2, 1, words="refunds are kept")


def test_the_state_follows_the_refunds(raw):
    def state(number):
        return raw.execute("SELECT state FROM settlement WHERE id = ?", (number,)).fetchone()[0]

    assert (state(1), state(2)) == ("部分退款", "结算完成")
    for wrong in ("结算完成", "已退款", "已撤销"):
        refused(raw, "UPDATE settlement SET state = ? WHERE id = 1", wrong, words="a state follows its refunds")
    raw.execute(f"INSERT {REFUND}", ("x", "退费", 1, 2, 5_999))
    assert state(1) == "部分退款"
    raw.execute(f"INSERT {REFUND}", ("y", "退费", 1, 2, 1))
    assert state(1) == "已退款"
    raw.execute(f"INSERT {REFUND}", ("z", "冲正", 2, 1, 2_000))
    assert state(2) == "已撤销"
    refused(raw, "UPDATE settlement SET state = '结算完成' WHERE id = 2", words="a state follows its refunds")
    refused(raw, "UPDATE settlement SET confirmed_at = 1 WHERE id = 2", words="settlements are kept")


def test_a_settlement_is_confirmed_once(raw):
    refused(raw, "UPDATE settlement SET confirmed_at = NULL WHERE id = 1", words="settlements are kept")
    refused(raw, "UPDATE settlement SET confirmed_at = 1 WHERE id = 1", words="settlements are kept")
    raw.execute("UPDATE settlement SET confirmed_at = settled_at WHERE id = 2")
    refused(raw, "UPDATE settlement SET confirmed_at = NULL WHERE id = 2", words="settlements are kept")


def test_a_settlement_begins_as_settled(raw):
    names = [row[1] for row in raw.execute("PRAGMA table_info(settlement)") if row[1] != "id"]
    chosen = ", ".join({"request_id": "'x'", "code_id": "NULL", "state": "'已退款'"}.get(name, name) for name in names)
    statement = f"INSERT INTO settlement ({', '.join(names)}) SELECT {chosen} FROM settlement WHERE id = 1"
    refused(raw, statement, words="a state follows its refunds")


@pytest.fixture
def open_refund(raw):
    """A refund of 50.00 whose lines are being written."""
    return raw.execute(f"INSERT {REFUND}", ("x", "退费", 1, 2, 5_000)).lastrowid


def test_lines_are_those_of_the_payment(raw, open_refund):
    """Of the first line 58.00 are left, of the second 2.00; of the father's part 58.00, of the cash 2.00."""
    item = "INSERT INTO refund_item VALUES (?, ?, ?)"
    for line, fen in ((0, 5_801), (1, 201), (2, 1), (0, 1.5), (0, 0)):
        refused(raw, item, open_refund, line, fen)
    raw.execute(item, (open_refund, 0, 5_000))
    source = "INSERT INTO refund_source SELECT ?, line, kind, person_id, sharing_id, ? FROM settlement_source"
    lines = dict(raw.execute("SELECT kind, line FROM settlement_source WHERE settlement_id = 1 AND paid_fen > 0"))
    for kind, fen in (("sharer", 5_801), ("cash", 201), ("sharer", 0)):
        refused(raw, f"{source} WHERE settlement_id = 1 AND line = ?", open_refund, fen, lines[kind])
    plain = "INSERT INTO refund_source VALUES (?, ?, ?, ?, ?, 1)"
    for person, sharing, kind in ((2, 1, "sharer"), (1, None, "sharer"), (1, 1, "own")):
        refused(raw, plain, open_refund, lines["sharer"], kind, person, sharing, words="no more goes back")
    raw.execute(f"{source} WHERE settlement_id = 1 AND line = ?", (open_refund, 5_000, lines["sharer"]))


@pytest.fixture
def money(raw):
    """The transfer by which the father paid, his accounts and the pharmacy's."""
    paid, prior, pharmacy = raw.execute(
        "SELECT transfer.id, debit_account_id, credit_account_id FROM transfer JOIN account ON account.id ="
        " debit_account_id WHERE settlement_id = 1 AND account.kind = 'prior_years'"
    ).fetchone()
    this_year = raw.execute("SELECT id FROM account WHERE kind = 'this_year' AND owner = '1'").fetchone()[0]
    cash = raw.execute("SELECT id FROM account WHERE kind = 'cash' AND owner = '2'").fetchone()[0]
    return paid, prior, this_year, cash, pharmacy


def test_money_goes_back_where_it_came_from(raw, open_refund, money):
    paid, prior, this_year, cash, pharmacy = money
    last = raw.execute("SELECT max(id) FROM transfer WHERE kind = 'refund'").fetchone()[0]
    right = (pharmacy, prior, 5_000, "refund", 1, paid, open_refund, "2026-06-12")
    for place, wrong in ((0, cash), (1, this_year), (1, cash), (2, 5_801), (4, 2), (4, None), (5, last), (6, None)):
        values = [*right[:place], wrong, *right[place + 1 :]]
        refused(raw, TRANSFER, *values, words="money goes back where it came from")
    refused(raw, TRANSFER, *right[:5], None, *right[6:])
    refused(raw, TRANSFER, *right[:3], "settlement", *right[4:], words="names_what_it_gives_back")
    raw.execute(TRANSFER, right)
    refused(raw, TRANSFER, *right[:2], 801, *right[3:], words="money goes back where it came from")


def test_this_years_money_goes_back_as_prior_years_in_another_year_and_in_no_other(raw):
    number = raw.execute(f"INSERT {REFUND}", ("z", "冲正", 2, 1, 2_000)).lastrowid
    paid, this_year, pharmacy = raw.execute(
        "SELECT id, debit_account_id, credit_account_id FROM transfer WHERE settlement_id = 2"
    ).fetchone()
    prior = raw.execute("SELECT id FROM account WHERE kind = 'prior_years' AND owner = '1'").fetchone()[0]
    raw.execute("INSERT INTO turn VALUES ('2027-01-01', 0)")
    for target, day in ((prior, date(2026, 12, 31)), (this_year, date(2027, 1, 1))):
        values = (pharmacy, target, 2_000, "reversal", 2, paid, number, day.isoformat())
        refused(raw, TRANSFER, *values, words="money goes back where it came from")
    raw.execute(TRANSFER, (pharmacy, prior, 2_000, "reversal", 2, paid, number, "2027-01-01"))


def test_a_code_settles_again_only_after_its_settlement_was_reversed(raw):
    code = raw.execute("SELECT code_id FROM settlement WHERE id = 2").fetchone()[0]
    names = [row[1] for row in raw.execute("PRAGMA table_info(settlement)") if row[1] != "id"]
    chosen = ", ".join("'x'" if name == "request_id" else name for name in names)
    statement = f"INTO settlement ({', '.join(names)}) SELECT {chosen} FROM settlement WHERE id = 2"
    refused(raw, f"INSERT {statement}", words="settlements are kept")
    refused(raw, f"REPLACE {statement}", words="settlements are kept")
    raw.execute(f"INSERT {REFUND}", ("z", "冲正", 2, 1, 2_000))
    free = statement.replace(", state,", ", '结算完成',").replace("'结算完成', medfee", "state, medfee", 1)
    raw.execute(f"INSERT {free}")
    assert raw.execute("SELECT count(*) FROM settlement WHERE code_id = ?", (code,)).fetchone() == (2,)
    refused(
        raw, f"REPLACE {free.replace(chr(39) + 'x' + chr(39), chr(39) + 'y' + chr(39))}", words="settlements are kept"
    )
