"""`gongji audit` names each kind of tampering with the calendar and wallets, done with the guards out of the way."""

from datetime import date
from shutil import copytree

import pytest

from app.domain.sharing import Mode
from app.services.audit import audit
from app.services.contribution import set_contribution
from app.services.share import revoke
from app.services.turn import turn
from app.services.wallet import top_up
from tests.services.install import HANGZHOU, PIN, Install
from tests.services.tampering import tamper


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A year turned for father (entry 1) and mother (2), a month's 划入 (3).

    Then a wallet (sharing 2): top-up 1 accepted, 30.00 of it spent, top-up 3 waits; an ended one (3) gave its rest.
    """
    install = Install(tmp_path_factory.mktemp("first"))
    father, _ = install.family()
    set_contribution(install.context, father.user_id, father.person_id, "100", date(2027, 1, 1))
    install.clock.move(days=203)
    turn(install.context)
    for name in ("李小满", "孙八"):
        child = install.enter(father, name, region=HANGZHOU)
        one = install.share(father, child, "子女", mode=Mode.WALLET)
        install.fill(father, one, "200")
        install.pay(father, child, "30.00")
    top_up(install.context, father.user_id, "waits", 2, "10", PIN)
    revoke(install.context, father.user_id, 3)
    install.context.database.close()
    return install.folder


@pytest.fixture
def turned(first, tmp_path):
    install = Install(copytree(first, tmp_path / "copy"))
    yield install
    install.context.database.close()


def transfer(kind, number=1):
    return f"(SELECT id FROM transfer WHERE kind = '{kind}' ORDER BY id LIMIT 1 OFFSET {number - 1})"


def account(kind, owner):
    return f"(SELECT id FROM account WHERE kind = '{kind}' AND owner = '{owner}')"


AGAIN = (
    "INSERT INTO turn_entry (kind, person_id, household_id, month, amount_fen, transfer_id, made_at)"
    " SELECT kind, person_id, household_id, month, amount_fen, 1, made_at FROM turn_entry WHERE id = 1"
)


def test_untouched(turned):
    assert turned.is_clean()
    assert turned.sql("SELECT kind, person_id FROM turn_entry ORDER BY id") == [
        ("year", 1),
        ("family", 2),
        ("contribution", 1),
    ]
    assert turned.sql("SELECT id, quota_fen, used_fen FROM sharing WHERE mode = '医保钱包'") == [
        (2, 20_000, 3_000),
        (3, 3_000, 3_000),
    ]


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["DELETE FROM turn_entry WHERE id = 3"], "和年初结转、每月划入的登记对不上"),
        (
            [f"UPDATE transfer SET kind = 'correction' WHERE id = {transfer('turn')}"],
            "和年初结转、每月划入的登记对不上",
        ),
        (["UPDATE turn_entry SET amount_fen = 1 WHERE id = 1"], "划入登记 1 和它的流水对不上"),
        (["UPDATE turn_entry SET person_id = 2 WHERE id = 3"], "划入登记 3 和它的流水对不上"),
        (["UPDATE turn_entry SET household_id = 9 WHERE id = 2"], "划入登记 2 和它的流水对不上"),
        (["DROP INDEX ux_turn_entry_once", AGAIN], "人 1 的同一个月登记了一次以上"),
        (["DELETE FROM turn WHERE month = '2027-01-01'"], "记在还没有结转的年度"),
        (["DELETE FROM turn"], "划入登记 1 的月份没有登记过"),
        (["UPDATE sharing SET quota_fen = 19000 WHERE id = 2"], "共济 2 的医保钱包里的钱和它的额度对不上"),
        (["UPDATE sharing SET mode = '省内' WHERE id = 2"], "共济 2 的医保钱包里的钱和它的额度对不上"),
        (["UPDATE wallet_top_up SET accepted_at = 0 WHERE id = 3"], "共济 2 的医保钱包里的钱和它的额度对不上"),
        (["UPDATE wallet_top_up SET accepted_at = 0 WHERE id = 3"], "转入 3 的接收、退回和登记对不上"),
        (["UPDATE wallet_top_up SET prior_years_fen = 1 WHERE id = 1"], "共济 2 转进、退回的流水和登记对不上"),
        (
            ["UPDATE wallet_return SET this_year_fen = 1, prior_years_fen = prior_years_fen - 1"],
            "共济 3 转进、退回的流水和登记对不上",
        ),
        (["DELETE FROM wallet_return"], "共济 3 转进、退回的流水和登记对不上"),
        (["UPDATE wallet_return SET day = '2027-02-02'"], "共济 3 转进、退回的流水和登记对不上"),
        (
            [f"UPDATE transfer SET credit_account_id = {account('employer', 1)} WHERE id = {transfer('topup')}"],
            "不是医保钱包的转入或退回",
        ),
        (["UPDATE sharing SET revoked_on = NULL WHERE id = 3"], "共济 3 的解除、停止没有登记"),
        (["UPDATE sharing SET ended_on = '2027-01-01' WHERE id = 1"], "共济 1 的解除、停止没有登记"),
    ],
)
def test_each_kind_of_tampering_is_named(turned, statements, words):
    tamper(turned, "PRAGMA foreign_keys = OFF", *statements)
    found = audit(turned.context)
    assert any(words in fault for fault in found), found
