"""What `gongji audit` asks about the index of 记录: it says what happened, all of it, and nothing else."""

RECORD_QUESTIONS = (
    (
        "记录 {0} 和它记的事情对不上，或少了一条",
        """
        WITH wanted (kind, ref_id, person_id, payer_id, amount_fen) AS (
            SELECT 'visit', id, patient_id, payer_id, medfee_sumamt_fen FROM settlement
            UNION ALL SELECT 'refund', id, patient_id, payer_id, amount_fen FROM refund
            UNION ALL SELECT 'fee', id, beneficiary_id, made_by, amount_fen FROM fee
            UNION ALL SELECT 'free_year', id, person_id, made_by, 0 FROM newborn_confirmation
        )
        SELECT kind || ' ' || ref_id FROM (
            SELECT kind, ref_id, person_id, payer_id, amount_fen FROM record WHERE kind <> 'account'
            EXCEPT SELECT kind, ref_id, person_id, payer_id, amount_fen FROM wanted
        )
        UNION
        SELECT kind || ' ' || ref_id FROM (
            SELECT kind, ref_id, person_id, payer_id, amount_fen FROM wanted
            EXCEPT SELECT kind, ref_id, person_id, payer_id, amount_fen FROM record
        )
        UNION
        SELECT 'account ' || ref_id FROM record LEFT JOIN transfer ON transfer.id = ref_id
        WHERE record.kind = 'account' AND transfer.amount_fen IS NOT record.amount_fen
        """,
    ),
    (
        "{0} 的月份合计和当月的付款对不上",
        """
        SELECT person_id || ' ' || month FROM (
            SELECT person_id, month, lender_id, kind, amount_fen AS fen FROM month_sum
            UNION ALL
            SELECT patient_id, substr(day, 1, 7), CASE source.kind WHEN 'sharer' THEN source.person_id ELSE 0 END,
                source.kind, -paid_fen
            FROM settlement JOIN settlement_source AS source ON source.settlement_id = settlement.id WHERE paid_fen > 0
            UNION ALL
            SELECT settlement.patient_id, substr(settlement.day, 1, 7),
                CASE source.kind WHEN 'sharer' THEN source.person_id ELSE 0 END, source.kind, source.amount_fen
            FROM refund JOIN refund_source AS source ON source.refund_id = refund.id
            JOIN settlement ON settlement.id = refund.settlement_id
            UNION ALL
            SELECT beneficiary_id, substr(day, 1, 7), CASE payer_id WHEN beneficiary_id THEN 0 ELSE payer_id END,
                CASE payer_id WHEN beneficiary_id THEN 'own' ELSE 'sharer' END, -amount_fen
            FROM fee
        ) GROUP BY person_id, month, lender_id, kind HAVING sum(fen) <> 0
        """,
    ),
)
