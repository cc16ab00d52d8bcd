"""`gongji audit` names each kind of tampering, done with the guards out of the way."""

from shutil import copytree

import pytest

from app.services.audit import audit, summary
from tests.services.install import Install
from tests.services.tampering import tamper


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Two payments, of which the first is pooled."""
    install = Install(tmp_path_factory.mktemp("first"))
    father, mother = install.family(quota="100.00")
    install.pay(father, mother)
    install.pay(father, father.person_id, "20.00")
    install.context.database.close()
    return install.folder


@pytest.fixture
def paid(first, tmp_path):
    install = Install(copytree(first, tmp_path / "copy"))
    yield install
    install.context.database.close()


def test_untouched(paid):
    assert audit(paid.context) == []
    assert summary(paid.context).endswith("个账户、4 笔流水、2 张结算单，账户里共 3,712.00 元。")


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["UPDATE account SET balance_fen = balance_fen + 1 WHERE kind = 'this_year'"], "的余额和流水之和不一样"),
        (["UPDATE account SET balance_fen = -1 WHERE kind = 'this_year'"], "透支了"),
        (["UPDATE account SET last_transfer_id = 0 WHERE kind = 'this_year'"], "记的最后一笔流水不对"),
        (["UPDATE transfer SET amount_fen = amount_fen + 1 WHERE id = 3"], "结算单 1 的流水加起来不是医疗费总额"),
        (["UPDATE transfer SET amount_fen = 'abc' WHERE id = 3"], "流水 3 的金额不是正的整数分"),
        (["UPDATE transfer SET amount_fen = 1.5 WHERE id = 3"], "流水 3 的金额不是正的整数分"),
        (["DELETE FROM transfer WHERE id = 3"], "流水 4 前面少了流水"),
        (["DELETE FROM transfer WHERE id = 4"], "结算单 2 的流水加起来不是医疗费总额"),
        (
            ["UPDATE transfer SET debit_account_id = credit_account_id WHERE id = 3"],
            "流水 3 的账户不存在，或两边是同一个账户",
        ),
        (["UPDATE transfer SET debit_account_id = 99 WHERE id = 3"], "流水 3 的账户不存在"),
        (["UPDATE transfer SET id = -3 WHERE id = 4"], "流水 -3 的编号不是正数"),
        (
            [
                "UPDATE transfer SET debit_account_id = (SELECT id FROM account WHERE kind = 'this_year') WHERE id = 3",
                "UPDATE account SET balance_fen = balance_fen + 6800 WHERE kind = 'prior_years'",
                "UPDATE account SET balance_fen = balance_fen - 6800 WHERE kind = 'this_year'",
                "UPDATE settlement_source SET person_id = 2 WHERE settlement_id = 1 AND kind = 'sharer'",
            ],
            "结算单 1 的流水和各项支付对不上",
        ),
        (
            ["UPDATE account SET owner = 'P00000000000' WHERE kind = 'institution'"],
            "结算单 1 的钱没有付给它的机构",
        ),
        (["UPDATE settlement SET medfee_sumamt_fen = 1 WHERE id = 1"], "结算单 1 的金额不平"),
        (
            ["UPDATE settlement SET acct_pay_fen = 0, psn_cash_pay_fen = 6800, acct_mulaid_pay_fen = 0 WHERE id = 1"],
            "结算单 1 的各项支付和它的金额对不上",
        ),
        (["UPDATE settlement SET out_of_scope_amt_fen = 1 WHERE id = 1"], "结算单 1 的金额和当时规则算出的不一样"),
        (["UPDATE settlement SET facts = '{}' WHERE id = 1"], "结算单 1 的金额和当时规则算出的不一样"),
        (["UPDATE settlement SET facts = '[' WHERE id = 1"], "结算单 1 的金额和当时规则算出的不一样"),
        (["UPDATE settlement SET state = '已退款' WHERE id = 2"], "结算单 2 的状态和它的退费对不上"),
        (["DELETE FROM settlement WHERE id = 2"], "指向不存在的 settlement"),
        (["UPDATE settlement_item SET amount_fen = 1 WHERE settlement_id = 1"], "结算单 1 的明细加起来不是医疗费总额"),
        (["DELETE FROM settlement_source WHERE settlement_id = 1"], "结算单 1 的各项支付和它的金额对不上"),
        (["UPDATE sharing SET used_fen = 0"], "共济 1 的已用额度和付的、退的对不上"),
        (["UPDATE sharing SET uses = 7"], "共济 1 的已用额度和付的、退的对不上"),
        (["UPDATE sharing SET quota_fen = 1"], "共济 1 用超了额度"),
        (["DELETE FROM sharing"], "指向不存在的 sharing"),
        (["DROP INDEX ux_account_owner"], "少了 ux_account_owner"),
        (["CREATE TABLE more (id)"], "多了 more"),
        (["ALTER TABLE account ADD COLUMN more"], "account 被改过"),
        (
            ["UPDATE person SET cert_sealed = (SELECT cert_sealed FROM person WHERE id = 1)"],
            "人 2 的证件号码打不开，或被改过",
        ),
        (["UPDATE person SET cert_sealed = 'x' WHERE id = 1"], "人 1 的证件号码打不开，或被改过"),
        (["UPDATE user SET phone_digest = 'x'"], "用户 1 的手机号码打不开，或被改过"),
    ],
)
def test_each_kind_of_tampering_is_named(paid, statements, words):
    tamper(paid, *statements)
    found = audit(paid.context)
    assert any(words in fault for fault in found), found


def test_a_guard_taken_away_or_made_harmless_is_named(paid):
    tamper(
        paid,
        "DROP TRIGGER transfer_no_update",
        "DROP TRIGGER account_no_delete",
        "CREATE TRIGGER account_no_delete BEFORE DELETE ON account BEGIN SELECT 1; END",
        "CREATE TRIGGER more AFTER INSERT ON transfer BEGIN SELECT 1; END",
        keep_triggers=True,
    )
    assert audit(paid.context) == [
        "数据文件里少了 transfer_no_update（账本的表、索引或保护它的触发器）",
        "数据文件里的 account_no_delete 被改过",
        "数据文件里多了 more",
    ]


def test_numbers_too_large_to_add_up_are_no_reason_to_fail(paid):
    tamper(paid, f"UPDATE transfer SET amount_fen = {2**63 - 1}")
    found = audit(paid.context)
    assert any("查不了" in fault for fault in found), found


def test_a_damaged_file_is_named(paid):
    paid.context.database.close()
    content = bytearray(paid.path.read_bytes())
    content[8192:30_000] = b"\xff" * (30_000 - 8192)
    paid.path.write_bytes(bytes(content))
    assert any("坏了" in fault for fault in audit(paid.open()))
