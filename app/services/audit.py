"""`gongji audit`: checks every invariant of a database and names what is wrong, in words."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlmodel import Session

from app.domain.money import format_yuan
from app.services.context import Context

# Each: what is wrong if the question finds rows (their first column names where), and the question.
CHECKS = (
    (
        "账户 {0} 的余额和流水之和不一样",
        """
        SELECT account.id FROM account
        LEFT JOIN (SELECT credit_account_id AS id, sum(amount_fen) AS fen FROM transfer GROUP BY 1) AS paid_in USING (id)
        LEFT JOIN (SELECT debit_account_id AS id, sum(amount_fen) AS fen FROM transfer GROUP BY 1) AS paid_out USING (id)
        WHERE account.balance_fen <> coalesce(paid_in.fen, 0) - coalesce(paid_out.fen, 0)
        """,
    ),
    (
        "账户 {0} 透支了",
        "SELECT id FROM account WHERE balance_fen < 0 AND kind IN ('this_year', 'prior_years', 'family')",
    ),
    (
        "流水 {0} 的金额不是正的整数分",
        "SELECT id FROM transfer WHERE typeof(amount_fen) <> 'integer' OR amount_fen <= 0",
    ),
    (
        "流水 {0} 的账户不存在，或两边是同一个账户",
        """
        SELECT id FROM transfer
        WHERE debit_account_id = credit_account_id
        OR debit_account_id NOT IN (SELECT id FROM account) OR credit_account_id NOT IN (SELECT id FROM account)
        """,
    ),
    (
        "结算单 {0} 的流水加起来不是医疗费总额",
        """
        SELECT settlement.id FROM settlement
        LEFT JOIN (
            SELECT settlement_id, sum(amount_fen) AS fen FROM transfer WHERE kind = 'settlement' GROUP BY 1
        ) AS moved ON moved.settlement_id = settlement.id
        WHERE coalesce(moved.fen, 0) <> medfee_sumamt_fen
        """,
    ),
    (
        "结算单 {0} 的明细加起来不是医疗费总额",
        """
        SELECT settlement.id FROM settlement
        LEFT JOIN (SELECT settlement_id, sum(amount_fen) AS fen FROM settlement_item GROUP BY 1) AS lines
        ON lines.settlement_id = settlement.id
        WHERE coalesce(lines.fen, 0) <> medfee_sumamt_fen
        """,
    ),
    (
        "结算单 {0} 的各项支付加起来不是医疗费总额",
        """
        SELECT settlement.id FROM settlement
        LEFT JOIN (SELECT settlement_id, sum(paid_fen) AS fen FROM settlement_source GROUP BY 1) AS sources
        ON sources.settlement_id = settlement.id
        WHERE coalesce(sources.fen, 0) <> medfee_sumamt_fen
        """,
    ),
    (
        "结算单 {0} 的金额不平",
        """
        SELECT id FROM settlement
        WHERE medfee_sumamt_fen <> fund_pay_sumamt_fen + psn_part_amt_fen
        OR psn_part_amt_fen <> acct_pay_fen + psn_cash_pay_fen OR acct_mulaid_pay_fen > acct_pay_fen
        """,
    ),
    (
        "共济 {0} 的已用额度和结算单对不上",
        """
        SELECT sharing.id FROM sharing
        LEFT JOIN (SELECT sharing_id, sum(paid_fen) AS fen FROM settlement_source GROUP BY 1) AS used
        ON used.sharing_id = sharing.id
        WHERE sharing.used_fen <> coalesce(used.fen, 0)
        """,
    ),
    ("共济 {0} 用超了额度", "SELECT id FROM sharing WHERE quota_fen IS NOT NULL AND used_fen > quota_fen"),
    (
        "医保码 {0} 结算了一次以上",
        "SELECT code_id FROM settlement WHERE code_id IS NOT NULL GROUP BY code_id HAVING count(*) > 1",
    ),
)
GUARDS = frozenset(
    {
        "transfer_no_update",
        "transfer_no_delete",
        "transfer_no_replace",
        "transfer_posts",
        "account_starts_empty",
        "account_no_replace",
        "account_no_delete",
        "account_keeps_owner",
        "settlement_no_delete",
        "settlement_no_replace",
        "settlement_keeps_amounts",
    }
)


def audit(context: Context) -> list[str]:
    """Everything that is wrong with the install's data, in words; empty if nothing is."""
    with context.database.read() as session:
        return list(_findings(session))


def summary(context: Context) -> str:
    """What was looked at, in words."""
    with context.database.read() as session:
        counts = [
            session.connection().execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608
            for table in ("account", "transfer", "settlement")
        ]
        held = session.connection().execute(
            text("SELECT coalesce(sum(balance_fen), 0) FROM account WHERE kind IN ('this_year', 'prior_years', 'family')")
        )
        total = format_yuan(int(held.scalar_one()))
    return f"查了 {counts[0]} 个账户、{counts[1]} 笔流水、{counts[2]} 张结算单，账户里共 {total} 元。"


def _findings(session: Session) -> Iterator[str]:
    connection = session.connection()
    for row in connection.execute(text("PRAGMA integrity_check")):
        if row[0] != "ok":
            yield f"数据文件坏了：{row[0]}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"表 {row[0]} 的第 {row[1]} 行指向不存在的 {row[2]}"
    there = {row[0] for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))}
    for name in sorted(GUARDS - there):
        yield f"少了保护账本的触发器 {name}"
    for words, question in CHECKS:
        for row in connection.execute(text(question)):
            yield words.format(row[0])
