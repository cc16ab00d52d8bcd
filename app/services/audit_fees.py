"""What `gongji audit` asks about fees: paid once, whole, out of the payer's account; and no year both paid and free."""

FEE_QUESTIONS = (
    (
        "缴费 {0} 的流水加起来不是缴的金额",
        """
        SELECT fee.id FROM fee
        LEFT JOIN fee_transfer ON fee_transfer.fee_id = fee.id
        LEFT JOIN transfer ON transfer.id = fee_transfer.transfer_id
        GROUP BY fee.id HAVING coalesce(sum(transfer.amount_fen), 0) <> fee.amount_fen
        """,
    ),
    (
        "流水 {0} 和缴费对不上",
        """
        SELECT transfer.id FROM transfer LEFT JOIN fee_transfer ON transfer_id = transfer.id
        WHERE (transfer.kind = 'fee') <> (fee_id IS NOT NULL)
        """,
    ),
    (
        "缴费 {0} 的钱不是当天从付款人的账户付给收费的一方",
        """
        SELECT DISTINCT fee.id FROM fee
        JOIN fee_transfer ON fee_transfer.fee_id = fee.id
        JOIN transfer ON transfer.id = transfer_id
        JOIN account AS source ON source.id = debit_account_id
        JOIN account AS target ON target.id = credit_account_id
        WHERE (
            transfer.day = fee.day AND target.kind = 'collector' AND target.owner = fee.kind
            AND source.owner = CAST(
                CASE WHEN source.kind IN ('this_year', 'prior_years') THEN fee.payer_id
                    WHEN source.kind = 'wallet' THEN fee.sharing_id END AS TEXT
            )
        ) IS NOT TRUE
        """,
    ),
    (
        "流水 {0} 动了收费一方的账户，却不是缴费",
        """
        SELECT transfer.id FROM transfer JOIN account ON account.id IN (debit_account_id, credit_account_id)
        WHERE account.kind = 'collector' AND transfer.kind <> 'fee'
        """,
    ),
    (
        "缴费 {0} 用的不是付款人给这位家人的共济",
        """
        SELECT fee.id FROM fee JOIN sharing ON sharing.id = sharing_id
        WHERE (sharer_id, member_id) <> (payer_id, beneficiary_id)
        """,
    ),
    (
        "人 {0} 的同一种费、同一个年度缴了一次以上",
        "SELECT DISTINCT beneficiary_id FROM fee GROUP BY beneficiary_id, kind, year HAVING count(*) > 1",
    ),
    (
        "人 {0} 的同一个年度办了一次以上免缴确认",
        "SELECT DISTINCT person_id FROM newborn_confirmation GROUP BY person_id, year HAVING count(*) > 1",
    ),
    (
        "缴费 {0} 的年度已经确认免缴",
        """
        SELECT fee.id FROM fee
        JOIN newborn_confirmation AS free ON free.person_id = beneficiary_id AND free.year = fee.year
        WHERE fee.kind = '居民医保'
        """,
    ),
    (
        "缴费 {0} 的年度在出生以前",
        """
        SELECT fee.id FROM fee JOIN person ON person.id = beneficiary_id
        WHERE fee.kind = '居民医保' AND fee.year < CAST(substr(born, 1, 4) AS INTEGER)
        """,
    ),
    (
        "免缴确认 {0} 的年度在出生以前",
        """
        SELECT free.id FROM newborn_confirmation AS free JOIN person ON person.id = person_id
        WHERE free.year < CAST(substr(born, 1, 4) AS INTEGER)
        """,
    ),
)
