"""What `gongji audit` asks about money that went back: no more than was paid, to its source, who paid last first."""

# What of each transfer of a payment has not gone back; of cash, without what was paid for items that nobody's account
# may pay: those go back in cash whatever the order.
_LEFT_OF_TRANSFERS = """
    SELECT paid.settlement_id, paid.id, account.kind AS kind,
        coalesce(sum(back.amount_fen), 0) - CASE account.kind WHEN 'cash' THEN outside.returned ELSE 0 END AS returned,
        paid.amount_fen - coalesce(sum(back.amount_fen), 0)
            - CASE account.kind WHEN 'cash' THEN outside.fen - outside.returned ELSE 0 END AS left_over
    FROM transfer AS paid JOIN account ON account.id = paid.debit_account_id
    JOIN (
        SELECT settlement_id, sum(CASE WHEN in_scope THEN 0 ELSE amount_fen END) AS fen,
            sum(CASE WHEN in_scope THEN 0 ELSE returned END) AS returned
        FROM (
            SELECT item.settlement_id, item.in_scope, item.amount_fen, (
                SELECT coalesce(sum(back.amount_fen), 0) FROM refund JOIN refund_item AS back ON refund_id = refund.id
                WHERE refund.settlement_id = item.settlement_id AND back.line = item.line
            ) AS returned FROM settlement_item AS item
            WHERE settlement_id IN (SELECT settlement_id FROM refund)
        ) GROUP BY settlement_id
    ) AS outside ON outside.settlement_id = paid.settlement_id
    LEFT JOIN transfer AS back ON back.reverses_id = paid.id
    WHERE paid.kind = 'settlement' GROUP BY paid.id
"""

REFUND_QUESTIONS = (
    (
        "结算单 {0} 的状态和它的退费对不上",
        """
        SELECT settlement.id FROM settlement
        LEFT JOIN (
            SELECT settlement_id, max(kind) AS kind, sum(amount_fen) AS fen FROM refund GROUP BY 1
        ) AS back ON back.settlement_id = settlement.id
        WHERE state <> CASE
            WHEN back.fen IS NULL THEN '结算完成'
            WHEN back.kind = '冲正' THEN '已撤销'
            WHEN back.fen = medfee_sumamt_fen THEN '已退款'
            ELSE '部分退款' END
        """,
    ),
    (
        "结算单 {0} 退的比付的多",
        """
        SELECT settlement.id FROM settlement JOIN refund ON settlement_id = settlement.id
        GROUP BY settlement.id HAVING sum(refund.amount_fen) > medfee_sumamt_fen
        """,
    ),
    (
        "结算单 {0} 有一项退的比付的多",
        """
        SELECT DISTINCT refund.settlement_id
        FROM refund JOIN refund_item AS back ON refund_id = refund.id
        LEFT JOIN settlement_item AS item ON item.settlement_id = refund.settlement_id AND item.line = back.line
        GROUP BY refund.settlement_id, back.line HAVING sum(back.amount_fen) > coalesce(item.amount_fen, 0)
        """,
    ),
    (
        "结算单 {0} 有一处退回的比它付的多，或退给了别处",
        """
        SELECT DISTINCT refund.settlement_id
        FROM refund JOIN refund_source AS back ON refund_id = refund.id
        LEFT JOIN settlement_source AS source ON source.settlement_id = refund.settlement_id
            AND (source.line, source.kind) = (back.line, back.kind)
            AND source.person_id IS back.person_id AND source.sharing_id IS back.sharing_id
        GROUP BY refund.settlement_id, back.line HAVING sum(back.amount_fen) > coalesce(max(source.paid_fen), 0)
        """,
    ),
    (
        "结算单 {0} 冲正过，却不是机构没有确认的整笔",
        """
        SELECT settlement.id FROM settlement JOIN refund ON settlement_id = settlement.id
        WHERE (refund.kind = '冲正') <> (confirmed_at IS NULL)
        OR (refund.kind = '冲正' AND refund.amount_fen <> medfee_sumamt_fen)
        """,
    ),
    (
        "退费 {0} 的患者或付款人和结算单不一样",
        """
        SELECT refund.id FROM refund JOIN settlement ON settlement.id = settlement_id
        WHERE (refund.patient_id, refund.payer_id) <> (settlement.patient_id, settlement.payer_id)
        """,
    ),
    (
        "退费 {0} 的明细、去处或流水加起来不是退的金额",
        """
        SELECT id FROM refund WHERE amount_fen <> (
            SELECT coalesce(sum(amount_fen), 0) FROM refund_item WHERE refund_id = refund.id
        ) OR amount_fen <> (
            SELECT coalesce(sum(amount_fen), 0) FROM refund_source WHERE refund_id = refund.id
        ) OR amount_fen <> (
            SELECT coalesce(sum(amount_fen), 0) FROM transfer WHERE refund_id = refund.id
            AND transfer.kind = CASE refund.kind WHEN '退费' THEN 'refund' ELSE 'reversal' END
        )
        """,
    ),
    (
        "退费 {0} 的流水和它的去处对不上",
        """
        SELECT DISTINCT refund_id FROM (
            SELECT refund_id, amount_fen AS fen,
                CASE WHEN kind IN ('own', 'sharer') THEN 'person ' || person_id ELSE kind END AS receiver
            FROM refund_source
            UNION ALL
            SELECT refund_id, -amount_fen,
                CASE account.kind
                    WHEN 'this_year' THEN 'person ' || owner
                    WHEN 'prior_years' THEN 'person ' || owner
                    WHEN 'wallet' THEN 'person ' || (SELECT sharer_id FROM sharing WHERE id = CAST(owner AS INTEGER))
                    ELSE account.kind END
            FROM transfer JOIN account ON account.id = credit_account_id WHERE transfer.kind IN ('refund', 'reversal')
        ) GROUP BY refund_id, receiver HAVING sum(fen) <> 0
        """,
    ),
    (
        "流水 {0} 没有退回钱的来处",
        """
        SELECT back.id FROM transfer AS back
        LEFT JOIN transfer AS paid ON paid.id = back.reverses_id
        LEFT JOIN account AS source ON source.id = paid.debit_account_id
        LEFT JOIN account AS target ON target.id = back.credit_account_id
        LEFT JOIN refund ON refund.id = back.refund_id
        WHERE back.kind IN ('refund', 'reversal') AND (
            paid.kind = 'settlement' AND back.debit_account_id = paid.credit_account_id
            AND back.settlement_id = paid.settlement_id AND refund.settlement_id = paid.settlement_id
            AND CASE WHEN source.kind = 'this_year' AND substr(paid.day, 1, 4) < substr(back.day, 1, 4)
                THEN target.kind = 'prior_years' AND target.owner = source.owner
                ELSE target.id = source.id END
        ) IS NOT TRUE
        """,
    ),
    (
        "流水 {0} 退回的比付的多",
        """
        SELECT paid.id FROM transfer AS paid JOIN transfer AS back ON back.reverses_id = paid.id
        GROUP BY paid.id HAVING sum(back.amount_fen) > paid.amount_fen
        """,
    ),
    (
        "结算单 {0} 里谁的账户都不能付的项目，没有退成现金",
        f"SELECT DISTINCT settlement_id FROM ({_LEFT_OF_TRANSFERS}) WHERE returned < 0 OR left_over < 0",  # noqa: S608 - both parts are ours
    ),
    (
        "结算单 {0} 没有先退后付的钱",
        f"""
        WITH part AS ({_LEFT_OF_TRANSFERS})
        SELECT DISTINCT part.settlement_id FROM part JOIN part AS later USING (settlement_id)
        WHERE later.id > part.id AND part.returned > 0 AND later.left_over > 0
        """,  # noqa: S608 - both parts are ours
    ),
)
