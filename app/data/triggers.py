"""What SQLite itself refuses, whoever writes: the ledger is append-only, what was settled stays as it was settled.

REPLACE deletes a row without firing a DELETE trigger, so an INSERT of a key that exists is refused as well. What no
trigger can refuse (a trigger dropped, the file edited by hand) is found by `gongji audit`.
"""

from textwrap import dedent


def _refuse(name: str, when: str, words: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {when}\nBEGIN SELECT RAISE(ABORT, '{words}'); END"


def _kept(table: str, keys: str, words: str) -> tuple[str, str]:
    """Refuse to take a row of the table away, by DELETE or by REPLACE; `keys` finds the row in the way."""
    return (
        _refuse(f"{table}_no_delete", f"DELETE ON {table}", words),
        _refuse(
            f"{table}_no_replace",
            f"INSERT ON {table}\nWHEN EXISTS (SELECT 1 FROM {table} WHERE {keys})",  # noqa: S608 - names from here
            words,
        ),
    )


TRANSFERS = "transfers are append-only"
ACCOUNTS = "accounts are kept"
SETTLEMENTS = "settlements are kept"
SHARINGS = "sharings are kept"
MOVED = "SELECT 1 FROM transfer WHERE settlement_id = NEW.settlement_id"
LINE = "settlement_id = NEW.settlement_id AND line = NEW.line"

TRANSFER_TRIGGERS = (
    _refuse("transfer_no_update", "UPDATE ON transfer", TRANSFERS),
    *_kept("transfer", "id = NEW.id", TRANSFERS),
    _refuse(
        "transfer_between_accounts",
        "INSERT ON transfer\nWHEN NOT EXISTS (SELECT 1 FROM account WHERE id = NEW.debit_account_id)\n"
        "OR NOT EXISTS (SELECT 1 FROM account WHERE id = NEW.credit_account_id)",
        "a transfer needs two accounts",
    ),
    # Without gaps, a row that was taken away shows.
    dedent(
        """\
        CREATE TRIGGER transfer_in_order AFTER INSERT ON transfer
        WHEN NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM transfer WHERE id = NEW.id - 1)
        BEGIN SELECT RAISE(ABORT, 'transfers are numbered in order'); END"""
    ),
    dedent(
        """\
        CREATE TRIGGER transfer_posts AFTER INSERT ON transfer
        BEGIN
            UPDATE account SET balance_fen = balance_fen - NEW.amount_fen, last_transfer_id = NEW.id
            WHERE id = NEW.debit_account_id;
            UPDATE account SET balance_fen = balance_fen + NEW.amount_fen, last_transfer_id = NEW.id
            WHERE id = NEW.credit_account_id;
        END"""
    ),
)

ACCOUNT_TRIGGERS = (
    _refuse(
        "account_starts_empty",
        "INSERT ON account\nWHEN NEW.balance_fen <> 0 OR NEW.last_transfer_id <> 0",
        "an account starts at zero",
    ),
    *_kept("account", "id = NEW.id OR (kind = NEW.kind AND owner = NEW.owner)", ACCOUNTS),
    _refuse("account_keeps_owner", "UPDATE OF id, kind, owner ON account", ACCOUNTS),
    # Each transfer moves each of its accounts once: by a transfer later than the last one, and by just its amount.
    dedent(
        """\
        CREATE TRIGGER account_follows_transfers BEFORE UPDATE OF balance_fen, last_transfer_id ON account
        WHEN NOT EXISTS (
            SELECT 1 FROM transfer
            WHERE id = NEW.last_transfer_id AND id > OLD.last_transfer_id
            AND NEW.balance_fen - OLD.balance_fen =
                CASE OLD.id WHEN credit_account_id THEN amount_fen WHEN debit_account_id THEN -amount_fen END
        )
        BEGIN SELECT RAISE(ABORT, 'a balance follows its transfers'); END"""
    ),
)

SETTLEMENT_TRIGGERS = (
    *_kept(
        "settlement",
        "id = NEW.id OR request_id = NEW.request_id OR (NEW.code_id IS NOT NULL AND code_id = NEW.code_id)",
        SETTLEMENTS,
    ),
    _refuse(
        "settlement_keeps_amounts",
        "UPDATE OF\n    id, request_id, request_digest, code_id, patient_id, payer_id, place_name, place_kind,"
        " place_region, place_code,\n    med_type, day, settled_at, medfee_sumamt_fen, fund_pay_sumamt_fen,"
        " family_account_pay_fen, psn_part_amt_fen,\n    out_of_scope_amt_fen, acct_pay_fen, acct_mulaid_pay_fen,"
        " psn_cash_pay_fen, facts\nON settlement",
        SETTLEMENTS,
    ),
    *(
        trigger
        for table in ("settlement_item", "settlement_source")
        for trigger in (
            *_kept(table, LINE, SETTLEMENTS),
            _refuse(f"{table}_no_update", f"UPDATE ON {table}", SETTLEMENTS),
            # The lines are written before the money moves; none comes later.
            _refuse(
                f"{table}_no_more",
                f"INSERT ON {table}\nWHEN EXISTS ({MOVED})",
                SETTLEMENTS,
            ),
        )
    ),
)

SHARING_TRIGGERS = (
    *_kept("sharing", "id = NEW.id", SHARINGS),
    _refuse(
        "sharing_keeps_parties",
        "UPDATE OF id, sharer_id, member_id, relation, mode, since, facts, created_at ON sharing",
        SHARINGS,
    ),
    _refuse(
        "sharing_stays_revoked",
        "UPDATE OF revoked_on, revoked_by ON sharing\nWHEN OLD.revoked_on IS NOT NULL",
        "a revoked sharing stays revoked",
    ),
)

TRIGGERS = (*TRANSFER_TRIGGERS, *ACCOUNT_TRIGGERS, *SETTLEMENT_TRIGGERS, *SHARING_TRIGGERS)
