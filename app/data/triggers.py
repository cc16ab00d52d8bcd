"""What SQLite itself refuses, whoever writes: the ledger is append-only, settlements keep their amounts.

REPLACE deletes a row without firing a DELETE trigger, so an INSERT of an id that exists is refused as well.
"""

TRIGGERS = (
    """
    CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer
    BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END
    """,
    """
    CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer
    BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END
    """,
    """
    CREATE TRIGGER transfer_no_replace BEFORE INSERT ON transfer
    WHEN EXISTS (SELECT 1 FROM transfer WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END
    """,
    """
    CREATE TRIGGER transfer_posts AFTER INSERT ON transfer
    BEGIN
        UPDATE account SET balance_fen = balance_fen - NEW.amount_fen WHERE id = NEW.debit_account_id;
        UPDATE account SET balance_fen = balance_fen + NEW.amount_fen WHERE id = NEW.credit_account_id;
    END
    """,
    """
    CREATE TRIGGER account_starts_empty BEFORE INSERT ON account
    WHEN NEW.balance_fen <> 0
    BEGIN SELECT RAISE(ABORT, 'an account starts at zero'); END
    """,
    """
    CREATE TRIGGER account_no_replace BEFORE INSERT ON account
    WHEN EXISTS (SELECT 1 FROM account WHERE id = NEW.id OR (kind = NEW.kind AND owner = NEW.owner))
    BEGIN SELECT RAISE(ABORT, 'accounts are kept'); END
    """,
    """
    CREATE TRIGGER account_no_delete BEFORE DELETE ON account
    BEGIN SELECT RAISE(ABORT, 'accounts are kept'); END
    """,
    """
    CREATE TRIGGER account_keeps_owner BEFORE UPDATE OF id, kind, owner ON account
    BEGIN SELECT RAISE(ABORT, 'accounts are kept'); END
    """,
    """
    CREATE TRIGGER settlement_no_delete BEFORE DELETE ON settlement
    BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
    """,
    """
    CREATE TRIGGER settlement_no_replace BEFORE INSERT ON settlement
    WHEN EXISTS (
        SELECT 1 FROM settlement
        WHERE id = NEW.id OR request_id = NEW.request_id OR (NEW.code_id IS NOT NULL AND code_id = NEW.code_id)
    )
    BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
    """,
    """
    CREATE TRIGGER settlement_keeps_amounts BEFORE UPDATE OF
        id, request_id, request_digest, code_id, patient_id, payer_id, place_name, place_kind, place_region, place_code,
        med_type, day, settled_at, medfee_sumamt_fen, fund_pay_sumamt_fen, family_account_pay_fen, psn_part_amt_fen,
        out_of_scope_amt_fen, acct_pay_fen, acct_mulaid_pay_fen, psn_cash_pay_fen, facts
    ON settlement
    BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
    """,
)
