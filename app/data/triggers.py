"""What SQLite itself refuses, whoever writes: the ledger is append-only, what was settled stays as it was settled.

REPLACE deletes a row without firing a DELETE trigger, so an INSERT of a key that exists is refused as well. What no
trigger can refuse (a trigger dropped, the file edited by hand) is found by `gongji audit`.
"""

from textwrap import dedent

from app.data.fee_triggers import FEE_TRIGGERS
from app.data.guards import kept, refuse
from app.data.record_triggers import RECORD_TRIGGERS
from app.data.refund_triggers import REFUND_TRIGGERS
from app.data.turn_triggers import TURN_TRIGGERS
from app.data.wallet_triggers import WALLET_TRIGGERS

TRANSFERS = "transfers are append-only"
ACCOUNTS = "accounts are kept"
SETTLEMENTS = "settlements are kept"
SHARINGS = "sharings are kept"
EVENTS = "events are kept"
MOVED = "SELECT 1 FROM transfer WHERE settlement_id = NEW.settlement_id"
LINE = "settlement_id = NEW.settlement_id AND line = NEW.line"

TRANSFER_TRIGGERS = (
    refuse("transfer_no_update", "UPDATE ON transfer", TRANSFERS),
    *kept("transfer", "id = NEW.id", TRANSFERS),
    refuse(
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
    refuse(
        "account_starts_empty",
        "INSERT ON account\nWHEN NEW.balance_fen <> 0 OR NEW.last_transfer_id <> 0",
        "an account starts at zero",
    ),
    *kept("account", "id = NEW.id OR (kind = NEW.kind AND owner = NEW.owner)", ACCOUNTS),
    refuse("account_keeps_owner", "UPDATE OF id, kind, owner ON account", ACCOUNTS),
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
    *kept(
        "settlement",
        "id = NEW.id OR request_id = NEW.request_id\n"
        "OR (NEW.code_id IS NOT NULL AND code_id = NEW.code_id AND state <> '已撤销')",
        SETTLEMENTS,
    ),
    refuse(
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
            *kept(table, LINE, SETTLEMENTS),
            refuse(f"{table}_no_update", f"UPDATE ON {table}", SETTLEMENTS),
            # The lines are written before the money moves; none comes later.
            refuse(
                f"{table}_no_more",
                f"INSERT ON {table}\nWHEN EXISTS ({MOVED})",
                SETTLEMENTS,
            ),
        )
    ),
)

SHARING_TRIGGERS = (
    *kept("sharing", "id = NEW.id", SHARINGS),
    refuse(
        "sharing_keeps_parties",
        "UPDATE OF id, sharer_id, member_id, relation, mode, since, facts, created_at ON sharing",
        SHARINGS,
    ),
    refuse(
        "sharing_stays_revoked",
        "UPDATE OF revoked_on, revoked_by ON sharing\n"
        "WHEN OLD.revoked_on IS NOT NULL AND (NEW.revoked_on IS NULL OR NEW.revoked_on > OLD.revoked_on)",
        "a revoked sharing stays revoked",
    ),
    refuse("sharing_begins_live", "INSERT ON sharing\nWHEN NEW.ended_on IS NOT NULL", "a sharing begins live"),
    refuse(
        "sharing_stays_ended",
        "UPDATE OF ended_on, ended_side ON sharing\n"
        "WHEN OLD.ended_on IS NOT NULL OR coalesce(NEW.ended_side, '') NOT IN ('sharer', 'member')",
        "an ended sharing stays ended",
    ),
    *kept("sharing_event", "id = NEW.id OR top_up_id = NEW.top_up_id", EVENTS),
    refuse("sharing_event_no_update", "UPDATE ON sharing_event", EVENTS),
)

TRIGGERS = (
    *TRANSFER_TRIGGERS,
    *ACCOUNT_TRIGGERS,
    *SETTLEMENT_TRIGGERS,
    *SHARING_TRIGGERS,
    *REFUND_TRIGGERS,
    *FEE_TRIGGERS,
    *TURN_TRIGGERS,
    *WALLET_TRIGGERS,
    *RECORD_TRIGGERS,
)
