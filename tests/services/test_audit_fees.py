"""`gongji audit` names each kind of tampering with fees and confirmations, done with the guards out of the way."""

from datetime import date
from shutil import copytree

import pytest

from app.services.audit import audit
from app.services.fees import confirm_newborn
from tests.services.fee_family import IN_WINDOW, family_on, huiminbao_of, pay, resident
from tests.services.install import Install
from tests.services.tampering import tamper


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Fee 1: 居民医保 2026 of the mother (2), 400.00 (transfer 3). Fee 2: 惠民保 of the father (1), 69.00 (4).

    The baby (3, born 2025) is confirmed as free for 2026.
    """
    install = Install(tmp_path_factory.mktemp("first"))
    father, mother = family_on(install, IN_WINDOW, quota="500.00")
    baby = install.enter(father, "李小满", born=date(2025, 7, 1))
    pay(install, father, resident(mother))
    pay(install, father, huiminbao_of(father.person_id))
    confirm_newborn(install.context, father.user_id, baby, 2026)
    install.context.database.close()
    return install.folder


@pytest.fixture
def paid(first, tmp_path):
    install = Install(copytree(first, tmp_path / "copy"))
    yield install
    install.context.database.close()


def test_untouched(paid):
    assert paid.is_clean()
    assert paid.sql("SELECT transfer_id, fee_id FROM fee_transfer") == [(3, 1), (4, 2)]


def account(kind, owner):
    return f"(SELECT id FROM account WHERE kind = '{kind}' AND owner = '{owner}')"


COPY = "SELECT id + 10, request_id || 'x', request_digest, kind, year, beneficiary_id, payer_id, made_by, relation,"
ANOTHER = (
    f"INSERT INTO fee {COPY} channel, sharing_id, amount_fen, day, paid_at, facts FROM fee WHERE id = 1",
    "DROP INDEX ux_fee_once",
)


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["UPDATE fee SET amount_fen = 39999 WHERE id = 1"], "缴费 1 的流水加起来不是缴的金额"),
        (["UPDATE fee SET amount_fen = 39999 WHERE id = 1"], "缴费 1 的金额和当时规则算出的不一样"),
        (["UPDATE fee SET facts = '{}' WHERE id = 1"], "缴费 1 的金额和当时规则算出的不一样"),
        (["DELETE FROM fee_transfer WHERE fee_id = 1"], "流水 3 和缴费对不上"),
        (["DELETE FROM fee_transfer WHERE fee_id = 1"], "缴费 1 的流水加起来不是缴的金额"),
        (["INSERT INTO fee_transfer VALUES (1, 1)"], "流水 1 和缴费对不上"),
        (["UPDATE transfer SET kind = 'correction' WHERE id = 3"], "流水 3 和缴费对不上"),
        (["UPDATE transfer SET kind = 'correction' WHERE id = 3"], "流水 3 动了收费一方的账户，却不是缴费"),
        (
            [f"UPDATE transfer SET debit_account_id = {account('this_year', '1')} WHERE id = 3"],
            "的余额和流水之和不一样",
        ),
        (
            ["UPDATE account SET owner = '2' WHERE kind = 'prior_years'"],
            "缴费 1 的钱不是当天从付款人的账户付给收费的一方",
        ),
        (
            ["UPDATE account SET owner = 'x' WHERE kind = 'collector' AND owner = '居民医保'"],
            "缴费 1 的钱不是当天从付款人的账户付给收费的一方",
        ),
        (["UPDATE transfer SET day = '2025-11-11' WHERE id = 3"], "缴费 1 的钱不是当天从付款人"),
        (["UPDATE fee SET payer_id = 2, beneficiary_id = 1 WHERE id = 1"], "缴费 1 用的不是付款人给这位家人的共济"),
        (["UPDATE fee SET sharing_id = NULL WHERE id = 1"], "表 fee 里有不合规定的值"),
        (["UPDATE fee SET sharing_id = NULL WHERE id = 1"], "共济 1 的已用额度和付的、退的对不上"),
        (["UPDATE sharing SET used_fen = 0"], "共济 1 的已用额度和付的、退的对不上"),
        (["UPDATE fee SET relation = '本人' WHERE id = 1"], "表 fee 里有不合规定的值"),
        ([*reversed(ANOTHER)], "人 2 的同一种费、同一个年度缴了一次以上"),
        (
            [
                "DROP INDEX ux_newborn_confirmation_once",
                "INSERT INTO newborn_confirmation VALUES (9, 3, 2026, 1, '2025-11-10', 0)",
            ],
            "人 3 的同一个年度办了一次以上免缴确认",
        ),
        (
            ["INSERT INTO newborn_confirmation VALUES (9, 2, 2026, 1, '2025-11-10', 0)"],
            "缴费 1 的年度已经确认免缴",
        ),
        (["UPDATE fee SET year = 1959 WHERE id = 1"], "缴费 1 的年度在出生以前"),
        (["UPDATE newborn_confirmation SET year = 2024"], "免缴确认 1 的年度在出生以前"),
        (["DELETE FROM fee WHERE id = 1"], "指向不存在的 fee"),
    ],
)
def test_each_kind_of_tampering_is_named(paid, statements, words):
    tamper(paid, *statements)
    found = audit(paid.context)
    assert any(words in fault for fault in found), found
