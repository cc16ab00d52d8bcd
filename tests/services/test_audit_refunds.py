"""`gongji audit` names each kind of tampering with what was given back, done with the guards out of the way."""

from dataclasses import replace
from shutil import copytree

import pytest

from app.services.audit import audit
from app.services.pay import presettle, settle_quote
from app.services.refunds import RefundForm, RefundLine, refund_checked, reverse
from app.services.visit_templates import ItemForm
from tests.services.install import Install
from tests.services.tampering import tamper


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Settlement 1: 60.00 by the father (transfer 3), 10.00 in cash (4), 2.00 of it for a tonic.

    15.00 is given back of it: 8.00 in cash (5), 7.00 to the father (6). Settlement 2, 5.00 (7) of this year's
    balance, is reversed (8).
    """
    install = Install(tmp_path_factory.mktemp("first"))
    father, mother = install.family(quota="60.00")
    form = install.form(father, mother)
    bill = (*form.items, ItemForm("滋补品", "保健品", "03", "2.00"))
    quote = presettle(install.context, father.user_id, replace(form, items=bill))
    settle_quote(install.context, father.user_id, "first", quote)
    refund_checked(install.context, father.user_id, "back", 1, RefundForm((RefundLine(0, "15.00"),)))
    quote = presettle(install.context, father.user_id, install.form(father, father.person_id, "5.00"))
    settle_quote(install.context, father.user_id, "second", quote, confirmed=False)
    reverse(install.context, father.user_id, 2)
    install.context.database.close()
    return install.folder


@pytest.fixture
def given_back(first, tmp_path):
    install = Install(copytree(first, tmp_path / "copy"))
    yield install
    install.context.database.close()


def test_untouched(given_back):
    assert given_back.is_clean()


def account(kind, owner):
    return f"(SELECT id FROM account WHERE kind = '{kind}' AND owner = '{owner}')"


def moved(account_kind, owner, fen):
    """Bring a balance along, so that the sums of the accounts give nothing away."""
    return f"UPDATE account SET balance_fen = balance_fen + {fen} WHERE id = {account(account_kind, owner)}"


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["UPDATE settlement SET state = '结算完成' WHERE id = 1"], "结算单 1 的状态和它的退费对不上"),
        (["UPDATE settlement SET state = '已退款' WHERE id = 2"], "结算单 2 的状态和它的退费对不上"),
        (["UPDATE refund SET amount_fen = 7001 WHERE id = 1"], "结算单 1 退的比付的多"),
        (["UPDATE refund SET amount_fen = 1499 WHERE id = 1"], "退费 1 的明细、去处或流水加起来不是退的金额"),
        (["UPDATE refund_item SET amount_fen = 6801 WHERE refund_id = 1"], "结算单 1 有一项退的比付的多"),
        (["UPDATE refund_item SET line = 9 WHERE refund_id = 1"], "结算单 1 有一项退的比付的多"),
        (["UPDATE refund_item SET amount_fen = 1 WHERE refund_id = 1"], "退费 1 的明细、去处或流水加起来不是"),
        (
            ["UPDATE refund_source SET amount_fen = 1001 WHERE refund_id = 1 AND kind = 'cash'"],
            "结算单 1 有一处退回的比它付的多",
        ),
        (
            ["UPDATE refund_source SET person_id = 2 WHERE refund_id = 1"],
            "结算单 1 有一处退回的比它付的多，或退给了别处",
        ),
        (["UPDATE refund_source SET sharing_id = NULL WHERE refund_id = 1"], "结算单 1 有一处退回的比它付的多"),
        (
            [
                "UPDATE refund_source SET amount_fen = 750 WHERE refund_id = 1",
                "UPDATE sharing SET used_fen = 5250",
            ],
            "退费 1 的流水和它的去处对不上",
        ),
        (["UPDATE refund SET kind = '退费' WHERE id = 2"], "结算单 2 冲正过，却不是机构没有确认的整笔"),
        (["UPDATE settlement SET confirmed_at = 1 WHERE id = 2"], "结算单 2 冲正过，却不是机构没有确认的整笔"),
        (["UPDATE settlement SET confirmed_at = NULL WHERE id = 1"], "结算单 1 冲正过，却不是机构没有确认的整笔"),
        (["UPDATE refund SET payer_id = 2 WHERE id = 1"], "退费 1 的患者或付款人和结算单不一样"),
        (["UPDATE refund SET settlement_id = 2 WHERE id = 1"], "退费 1 的患者或付款人和结算单不一样"),
        (
            [f"UPDATE transfer SET credit_account_id = {account('this_year', 1)} WHERE id = 6"],
            "流水 6 没有退回钱的来处",
        ),
        (["UPDATE transfer SET reverses_id = NULL WHERE id = 6"], "流水 6 没有退回钱的来处"),
        (["UPDATE transfer SET reverses_id = 5 WHERE id = 6"], "流水 6 没有退回钱的来处"),
        (["UPDATE transfer SET refund_id = 2 WHERE id = 6"], "流水 6 没有退回钱的来处"),
        (["UPDATE transfer SET day = '2027-01-01' WHERE id = 8"], "流水 8 没有退回钱的来处"),
        (["UPDATE transfer SET amount_fen = 6001 WHERE id = 6"], "流水 3 退回的比付的多"),
        (
            [
                "UPDATE settlement_item SET in_scope = 0 WHERE settlement_id = 1",
                "UPDATE settlement_item SET in_scope = 1 WHERE settlement_id = 1 AND line = 1",
            ],
            "结算单 1 里谁的账户都不能付的项目，没有退成现金",
        ),
        (["DELETE FROM refund WHERE id = 1"], "结算单 1 的状态和它的退费对不上"),
        (["DELETE FROM refund WHERE id = 1"], "指向不存在的 refund"),
        (["UPDATE sharing SET used_fen = 6000"], "共济 1 的已用额度和付的、退的对不上"),
        (["UPDATE sharing SET uses = 0"], "共济 1 的已用额度和付的、退的对不上"),
        (["UPDATE transfer SET day = '2026-06-13' WHERE id = 5"], "流水 6 的日子比前一笔早"),
        (["DROP INDEX ux_settlement_code"], "少了 ux_settlement_code"),
    ],
)
def test_each_kind_of_tampering_is_named(given_back, statements, words):
    tamper(given_back, *statements)
    found = audit(given_back.context)
    assert any(words in fault for fault in found), found


def test_money_moved_with_all_that_goes_with_it_is_still_found(given_back):
    """Balances, parts, quota and months fit each other: only the order in which money goes back doesn't."""
    tamper(
        given_back,
        "UPDATE transfer SET amount_fen = 700 WHERE id = 5",
        "UPDATE transfer SET amount_fen = 800 WHERE id = 6",
        "UPDATE refund_source SET amount_fen = 1500 - amount_fen WHERE refund_id = 1",
        "UPDATE sharing SET used_fen = 5200",
        "UPDATE month_sum SET amount_fen = amount_fen + 100 WHERE kind = 'cash'",
        "UPDATE month_sum SET amount_fen = amount_fen - 100 WHERE kind = 'sharer'",
        moved("cash", 2, -100),
        moved("prior_years", 1, 100),
    )
    assert audit(given_back.context) == ["结算单 1 没有先退后付的钱"]


def test_an_index_of_records_that_lies_is_named(given_back):
    for statement, words in (
        ("UPDATE month_sum SET amount_fen = 1 WHERE kind = 'cash'", "月份合计"),
        ("DELETE FROM record WHERE kind = 'refund'", "记录 refund 1"),
        ("UPDATE record SET amount_fen = 1 WHERE kind = 'visit'", "记录 visit 1"),
    ):
        tamper(given_back, "PRAGMA foreign_keys = OFF", statement)
        assert any(words in fault for fault in audit(given_back.context)), statement
