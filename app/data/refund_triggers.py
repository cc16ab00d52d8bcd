"""What SQLite itself refuses about money that goes back: more than was paid, to another account, twice, or half.

A settlement's state isn't written by anybody: it follows its refunds.
"""

from textwrap import dedent

from app.data.guards import kept, refuse

REFUNDS = "refunds are kept"
TOO_MUCH = "no more goes back than was paid"
BACK = "money goes back where it came from"
STATE = "a state follows its refunds"

# A settlement that the institution has confirmed is refunded, one that it hasn't is reversed, whole.
_FITS = """\
SELECT 1 FROM settlement
    WHERE id = NEW.settlement_id AND patient_id = NEW.patient_id AND payer_id = NEW.payer_id
    AND (NEW.kind = '冲正') = (confirmed_at IS NULL)
    AND (NEW.kind = '退费' OR NEW.amount_fen = medfee_sumamt_fen)
    AND NEW.amount_fen <= medfee_sumamt_fen - (
        SELECT coalesce(sum(amount_fen), 0) FROM refund WHERE settlement_id = NEW.settlement_id
    )"""

_ITEM_FITS = """\
SELECT 1 FROM refund JOIN settlement_item AS item USING (settlement_id)
    WHERE refund.id = NEW.refund_id AND item.line = NEW.line
    AND NEW.amount_fen <= item.amount_fen - (
        SELECT coalesce(sum(earlier.amount_fen), 0)
        FROM refund AS other JOIN refund_item AS earlier ON earlier.refund_id = other.id
        WHERE other.settlement_id = refund.settlement_id AND earlier.line = NEW.line
    )"""

_SOURCE_FITS = """\
SELECT 1 FROM refund JOIN settlement_source AS source USING (settlement_id)
    WHERE refund.id = NEW.refund_id AND source.line = NEW.line AND source.kind = NEW.kind
    AND source.person_id IS NEW.person_id AND source.sharing_id IS NEW.sharing_id
    AND NEW.amount_fen <= source.paid_fen - (
        SELECT coalesce(sum(earlier.amount_fen), 0)
        FROM refund AS other JOIN refund_source AS earlier ON earlier.refund_id = other.id
        WHERE other.settlement_id = refund.settlement_id AND earlier.line = NEW.line
    )"""

# What this year's balance paid in an earlier year comes back as prior years' money of the same person.
_GOES_BACK = """\
SELECT 1 FROM transfer AS paid
    JOIN account AS source ON source.id = paid.debit_account_id
    JOIN account AS target ON target.id = NEW.credit_account_id
    JOIN refund ON refund.id = NEW.refund_id AND refund.settlement_id = paid.settlement_id
    WHERE paid.id = NEW.reverses_id AND paid.kind = 'settlement'
    AND paid.credit_account_id = NEW.debit_account_id AND paid.settlement_id = NEW.settlement_id
    AND CASE WHEN source.kind = 'this_year' AND substr(paid.day, 1, 4) < substr(NEW.day, 1, 4)
        THEN target.kind = 'prior_years' AND target.owner = source.owner
        ELSE target.id = source.id END
    AND NEW.amount_fen <= paid.amount_fen - (
        SELECT coalesce(sum(amount_fen), 0) FROM transfer WHERE reverses_id = paid.id
    )"""

GIVING_BACK = refuse(
    "transfer_goes_back",
    f"INSERT ON transfer\nWHEN NEW.kind IN ('refund', 'reversal') AND NOT EXISTS (\n    {_GOES_BACK}\n)",
    BACK,
)

SETTLEMENT_STATE = (
    refuse("settlement_starts_done", "INSERT ON settlement\nWHEN NEW.state <> '结算完成'", STATE),
    dedent(
        """\
        CREATE TRIGGER settlement_follows_refunds BEFORE UPDATE OF state ON settlement
        WHEN NEW.state IS NOT (
            SELECT CASE
                WHEN count(*) = 0 THEN '结算完成'
                WHEN max(kind = '冲正') THEN '已撤销'
                WHEN sum(amount_fen) = NEW.medfee_sumamt_fen THEN '已退款'
                ELSE '部分退款' END
            FROM refund WHERE settlement_id = NEW.id
        )
        BEGIN SELECT RAISE(ABORT, 'a state follows its refunds'); END"""
    ),
    refuse(
        "settlement_confirmed_once",
        "UPDATE OF confirmed_at ON settlement\nWHEN OLD.confirmed_at IS NOT NULL OR OLD.state <> '结算完成'",
        "settlements are kept",
    ),
)

REFUND_TRIGGERS = (
    GIVING_BACK,
    *SETTLEMENT_STATE,
    *kept("refund", "id = NEW.id OR request_id = NEW.request_id", REFUNDS),
    refuse("refund_no_update", "UPDATE ON refund", REFUNDS),
    refuse("refund_within_payment", f"INSERT ON refund\nWHEN NOT EXISTS (\n    {_FITS}\n)", TOO_MUCH),
    dedent(
        """\
        CREATE TRIGGER refund_marks_settlement AFTER INSERT ON refund
        BEGIN
            UPDATE settlement SET state = CASE
                WHEN NEW.kind = '冲正' THEN '已撤销'
                WHEN medfee_sumamt_fen = (SELECT sum(amount_fen) FROM refund WHERE settlement_id = NEW.settlement_id)
                THEN '已退款'
                ELSE '部分退款' END
            WHERE id = NEW.settlement_id;
        END"""
    ),
    *(
        trigger
        for table, fits in (("refund_item", _ITEM_FITS), ("refund_source", _SOURCE_FITS))
        for trigger in (
            *kept(table, "refund_id = NEW.refund_id AND line = NEW.line", REFUNDS),
            refuse(f"{table}_no_update", f"UPDATE ON {table}", REFUNDS),
            # As with a settlement, the lines are written before the money moves; none comes later.
            refuse(
                f"{table}_no_more",
                f"INSERT ON {table}\nWHEN EXISTS (SELECT 1 FROM transfer WHERE refund_id = NEW.refund_id)",  # noqa: S608 - our own name
                REFUNDS,
            ),
            refuse(f"{table}_within_payment", f"INSERT ON {table}\nWHEN NOT EXISTS (\n    {fits}\n)", TOO_MUCH),
        )
    ),
)
