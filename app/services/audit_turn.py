"""What `gongji audit` asks about the calendar and 医保钱包: each month once, and every 分 of a wallet accounted for."""

TURN_QUESTIONS = (
    (
        "流水 {0} 和年初结转、每月划入的登记对不上",
        """
        SELECT transfer.id FROM transfer LEFT JOIN turn_entry ON transfer_id = transfer.id
        WHERE (transfer.kind IN ('turn', 'contribution')) <> (turn_entry.id IS NOT NULL)
        """,
    ),
    (
        "划入登记 {0} 和它的流水对不上",
        """
        SELECT entry.id FROM turn_entry AS entry
        JOIN transfer ON transfer.id = transfer_id
        JOIN account AS source ON source.id = debit_account_id
        JOIN account AS target ON target.id = credit_account_id
        WHERE (
            transfer.amount_fen = entry.amount_fen AND transfer.day >= month
            AND CASE entry.kind
                WHEN 'year' THEN (source.kind, source.owner, target.kind, target.owner)
                    = ('this_year', CAST(person_id AS TEXT), 'prior_years', CAST(person_id AS TEXT))
                WHEN 'family' THEN (source.kind, target.kind, target.owner)
                    = ('fund', 'family', CAST(household_id AS TEXT))
                ELSE (source.kind, source.owner, target.kind, target.owner)
                    = ('employer', CAST(person_id AS TEXT), 'this_year', CAST(person_id AS TEXT)) END
        ) IS NOT TRUE
        """,
    ),
    (
        "人 {0} 的同一个月登记了一次以上",
        "SELECT DISTINCT person_id FROM turn_entry GROUP BY person_id, kind, month HAVING count(*) > 1",
    ),
    (
        "划入登记 {0} 的月份没有登记过",
        "SELECT id FROM turn_entry WHERE month NOT IN (SELECT month FROM turn)",
    ),
    (
        "流水 {0} 记在还没有结转的年度",
        "SELECT id FROM transfer WHERE substr(day, 1, 4) > (SELECT substr(max(month), 1, 4) FROM turn)",
    ),
)

# What lies in a wallet: what is left of the quota, and what waits to be accepted.
WALLET_QUESTIONS = (
    (
        "共济 {0} 的医保钱包里的钱和它的额度对不上",
        """
        SELECT sharing.id FROM sharing
        LEFT JOIN account ON account.kind = 'wallet' AND owner = CAST(sharing.id AS TEXT)
        LEFT JOIN (
            SELECT sharing_id, sum(this_year_fen + prior_years_fen) AS fen FROM wallet_top_up
            WHERE accepted_at IS NULL AND returned_at IS NULL GROUP BY 1
        ) AS waiting ON waiting.sharing_id = sharing.id
        WHERE coalesce(balance_fen, 0) - coalesce(waiting.fen, 0)
            <> CASE mode WHEN '医保钱包' THEN coalesce(quota_fen, 0) - used_fen ELSE 0 END
        """,
    ),
    (
        "共济 {0} 转进、退回的流水和登记对不上",
        """
        SELECT DISTINCT sharing_id FROM (
            SELECT sharing_id, 'topup' AS kind, 'this_year' AS balance, sharer_id AS person_id, day,
                this_year_fen AS fen
            FROM wallet_top_up JOIN sharing ON sharing.id = sharing_id
            UNION ALL SELECT sharing_id, 'topup', 'prior_years', sharer_id, day, prior_years_fen
            FROM wallet_top_up JOIN sharing ON sharing.id = sharing_id
            UNION ALL SELECT sharing_id, 'return', 'this_year', sharer_id, day, this_year_fen
            FROM wallet_return JOIN sharing ON sharing.id = sharing_id
            UNION ALL SELECT sharing_id, 'return', 'prior_years', sharer_id, day, prior_years_fen
            FROM wallet_return JOIN sharing ON sharing.id = sharing_id
            UNION ALL SELECT CAST(wallet.owner AS INTEGER), transfer.kind, personal.kind,
                CAST(personal.owner AS INTEGER), day, -amount_fen
            FROM transfer
            JOIN account AS wallet ON wallet.kind = 'wallet'
                AND wallet.id = CASE transfer.kind WHEN 'topup' THEN credit_account_id ELSE debit_account_id END
            JOIN account AS personal
                ON personal.id = CASE transfer.kind WHEN 'topup' THEN debit_account_id ELSE credit_account_id END
            WHERE transfer.kind IN ('topup', 'return')
        ) GROUP BY sharing_id, kind, balance, person_id, day HAVING sum(fen) <> 0
        """,
    ),
    (
        "流水 {0} 不是医保钱包的转入或退回",
        """
        SELECT transfer.id FROM transfer
        JOIN account AS source ON source.id = debit_account_id
        JOIN account AS target ON target.id = credit_account_id
        WHERE (transfer.kind = 'topup' AND target.kind <> 'wallet')
        OR (transfer.kind = 'return' AND source.kind <> 'wallet')
        """,
    ),
    (
        "转入 {0} 的接收、退回和登记对不上",
        """
        SELECT id FROM wallet_top_up
        WHERE (accepted_at IS NOT NULL) <> EXISTS (SELECT 1 FROM sharing_event WHERE top_up_id = wallet_top_up.id)
        OR (returned_at IS NOT NULL) <> EXISTS (SELECT 1 FROM wallet_return WHERE top_up_id = wallet_top_up.id)
        """,
    ),
    (
        "共济 {0} 的解除、停止没有登记，或登记了却没有",
        """
        SELECT id FROM sharing
        WHERE (revoked_on IS NOT NULL)
            <> EXISTS (SELECT 1 FROM sharing_event WHERE sharing_id = sharing.id AND kind = 'revoked')
        OR (ended_on IS NOT NULL)
            <> EXISTS (SELECT 1 FROM sharing_event WHERE sharing_id = sharing.id AND kind = 'ended')
        """,
    ),
)
