"""The questions of `gongji audit`: each finds the rows that break one invariant."""

# Each: what is wrong if the question finds rows (their first column names where), and the question.
QUESTIONS = (
    (
        "账户 {0} 的余额和流水之和不一样",
        """
        SELECT account.id FROM account
        LEFT JOIN (
            SELECT credit_account_id AS id, sum(amount_fen) AS fen FROM transfer GROUP BY 1
        ) AS paid_in USING (id)
        LEFT JOIN (
            SELECT debit_account_id AS id, sum(amount_fen) AS fen FROM transfer GROUP BY 1
        ) AS paid_out USING (id)
        WHERE account.balance_fen <> coalesce(paid_in.fen, 0) - coalesce(paid_out.fen, 0)
        """,
    ),
    (
        "账户 {0} 记的最后一笔流水不对",
        """
        SELECT id FROM account WHERE last_transfer_id <> max(
            coalesce((SELECT max(id) FROM transfer WHERE debit_account_id = account.id), 0),
            coalesce((SELECT max(id) FROM transfer WHERE credit_account_id = account.id), 0)
        )
        """,
    ),
    (
        "账户 {0} 透支了",
        "SELECT id FROM account WHERE balance_fen < 0 AND kind IN ('this_year', 'prior_years', 'family', 'wallet')",
    ),
    (
        "流水 {0} 前面少了流水",
        "SELECT id FROM transfer WHERE id > 1 AND id - 1 NOT IN (SELECT id FROM transfer)",
    ),
    (
        "流水 {0} 的日子比前一笔早",
        """
        SELECT later.id FROM transfer AS later JOIN transfer AS earlier ON earlier.id = later.id - 1
        WHERE later.day < earlier.day
        """,
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
        "流水 {0} 的编号不是正数",
        "SELECT id FROM transfer WHERE id <= 0",
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
        "结算单 {0} 的流水和各项支付对不上",
        """
        SELECT DISTINCT settlement_id FROM (
            SELECT settlement_id, paid_fen AS fen,
                CASE WHEN kind IN ('own', 'sharer') THEN 'person ' || person_id ELSE kind END AS payer
            FROM settlement_source
            UNION ALL
            SELECT settlement_id, -amount_fen,
                CASE account.kind
                    WHEN 'this_year' THEN 'person ' || owner
                    WHEN 'prior_years' THEN 'person ' || owner
                    WHEN 'wallet' THEN 'person ' || (SELECT sharer_id FROM sharing WHERE id = CAST(owner AS INTEGER))
                    ELSE account.kind END
            FROM transfer JOIN account ON account.id = debit_account_id WHERE transfer.kind = 'settlement'
        ) GROUP BY settlement_id, payer HAVING sum(fen) <> 0
        """,
    ),
    (
        "结算单 {0} 的钱没有付给它的机构",
        """
        SELECT DISTINCT settlement.id FROM settlement
        JOIN transfer ON transfer.settlement_id = settlement.id AND transfer.kind = 'settlement'
        JOIN account ON account.id = credit_account_id
        WHERE account.kind <> 'institution' OR owner <> place_code
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
        "结算单 {0} 的各项支付和它的金额对不上",
        """
        SELECT settlement.id FROM settlement
        LEFT JOIN (
            SELECT settlement_id,
                sum(paid_fen) AS whole,
                sum(CASE WHEN kind IN ('fund', 'family') THEN paid_fen ELSE 0 END) AS funds,
                sum(CASE kind WHEN 'family' THEN paid_fen ELSE 0 END) AS family,
                sum(CASE WHEN kind IN ('own', 'sharer') THEN paid_fen ELSE 0 END) AS accounts,
                sum(CASE kind WHEN 'sharer' THEN paid_fen ELSE 0 END) AS pooled,
                sum(CASE kind WHEN 'cash' THEN paid_fen ELSE 0 END) AS cash
            FROM settlement_source GROUP BY 1
        ) AS sources ON sources.settlement_id = settlement.id
        WHERE (medfee_sumamt_fen, fund_pay_sumamt_fen, family_account_pay_fen, acct_pay_fen, acct_mulaid_pay_fen,
            psn_cash_pay_fen) IS NOT (whole, funds, family, accounts, pooled, cash)
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
        "共济 {0} 的已用额度和付的、退的对不上",
        """
        SELECT sharing.id FROM sharing
        LEFT JOIN (
            SELECT sharing_id, sum(fen) AS fen, sum(times) AS times FROM (
                SELECT sharing_id, paid_fen AS fen, state <> '已撤销' AS times
                FROM settlement_source JOIN settlement ON settlement.id = settlement_id WHERE paid_fen > 0
                UNION ALL SELECT sharing_id, -amount_fen, 0 FROM refund_source
                UNION ALL SELECT sharing_id, amount_fen, 1 FROM fee
            ) GROUP BY 1
        ) AS used ON used.sharing_id = sharing.id
        WHERE (sharing.used_fen, sharing.uses) <> (coalesce(used.fen, 0), coalesce(used.times, 0))
        """,
    ),
    ("共济 {0} 用超了额度", "SELECT id FROM sharing WHERE quota_fen IS NOT NULL AND used_fen > quota_fen"),
    (
        "医保码 {0} 结算了一次以上",
        "SELECT code_id FROM settlement WHERE code_id IS NOT NULL AND state <> '已撤销' GROUP BY 1 HAVING count(*) > 1",
    ),
)
