"""What SQLite itself refuses about fees: one paid twice, one paid for a free year, one changed or taken away."""

from app.data.guards import kept, refuse

FEES = "fees are kept"
CONFIRMATIONS = "confirmations are kept"

# A fee's money goes whole from the payer's account, or from the wallet of the sharing, to who collects such fees.
_TRANSFER_FITS = """\
SELECT 1 FROM fee
    JOIN transfer AS paid ON paid.id = NEW.transfer_id
    JOIN account AS source ON source.id = paid.debit_account_id
    JOIN account AS target ON target.id = paid.credit_account_id
    WHERE fee.id = NEW.fee_id AND paid.kind = 'fee' AND paid.day = fee.day
    AND target.kind = 'collector' AND target.owner = fee.kind
    AND source.owner = CAST(
        CASE WHEN source.kind IN ('this_year', 'prior_years') THEN fee.payer_id
            WHEN source.kind = 'wallet' THEN fee.sharing_id END AS TEXT
    )
    AND paid.amount_fen <= fee.amount_fen - (
        SELECT coalesce(sum(amount_fen), 0) FROM fee_transfer JOIN transfer ON transfer.id = transfer_id
        WHERE fee_id = NEW.fee_id
    )"""

_OF_A_FREE_YEAR = """\
INSERT ON fee
WHEN NEW.kind = '居民医保' AND EXISTS (
    SELECT 1 FROM newborn_confirmation WHERE person_id = NEW.beneficiary_id AND year = NEW.year
)"""

_OF_A_PAID_YEAR = """\
INSERT ON newborn_confirmation
WHEN EXISTS (
    SELECT 1 FROM fee WHERE beneficiary_id = NEW.person_id AND kind = '居民医保' AND year = NEW.year
)"""

FEE_TRIGGERS = (
    *kept(
        "fee",
        "id = NEW.id OR request_id = NEW.request_id\n"
        "OR (beneficiary_id = NEW.beneficiary_id AND kind = NEW.kind AND year = NEW.year)",
        FEES,
    ),
    refuse("fee_no_update", "UPDATE ON fee", FEES),
    refuse("fee_of_no_free_year", _OF_A_FREE_YEAR, "a free year is not paid"),
    *kept("fee_transfer", "transfer_id = NEW.transfer_id", FEES),
    refuse("fee_transfer_no_update", "UPDATE ON fee_transfer", FEES),
    refuse(
        "fee_transfer_fits",
        f"INSERT ON fee_transfer\nWHEN NOT EXISTS (\n    {_TRANSFER_FITS}\n)",
        "a transfer fits its fee",
    ),
    *kept(
        "newborn_confirmation",
        "id = NEW.id OR (person_id = NEW.person_id AND year = NEW.year)",
        CONFIRMATIONS,
    ),
    refuse("newborn_confirmation_no_update", "UPDATE ON newborn_confirmation", CONFIRMATIONS),
    refuse("newborn_confirmation_of_no_paid_year", _OF_A_PAID_YEAR, "a paid year is not free"),
)
