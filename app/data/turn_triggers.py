"""What SQLite itself refuses about the calendar: a year that isn't turned, a booking that isn't what it says."""

from app.data.guards import kept, refuse

ENTRIES = "turn entries are kept"
CONTRIBUTIONS = "contributions are kept"

# An entry is one transfer, of its amount, between the accounts of its kind, on the month's first day or later.
_ENTRY_FITS = """\
SELECT 1 FROM transfer AS booked
    JOIN account AS source ON source.id = booked.debit_account_id
    JOIN account AS target ON target.id = booked.credit_account_id
    WHERE booked.id = NEW.transfer_id AND booked.amount_fen = NEW.amount_fen AND booked.day >= NEW.month
    AND CASE NEW.kind
        WHEN 'year' THEN (booked.kind, source.kind, target.kind) = ('turn', 'this_year', 'prior_years')
            AND source.owner = CAST(NEW.person_id AS TEXT) AND target.owner = source.owner
        WHEN 'family' THEN (booked.kind, source.kind, target.kind) = ('turn', 'fund', 'family')
            AND target.owner = CAST(NEW.household_id AS TEXT)
        ELSE (booked.kind, source.kind, target.kind) = ('contribution', 'employer', 'this_year')
            AND source.owner = CAST(NEW.person_id AS TEXT) AND target.owner = source.owner END"""

TURN_TRIGGERS = (
    # Money of a new year moves only when last year's balances have become prior years'.
    refuse(
        "transfer_in_turned_year",
        "INSERT ON transfer\nWHEN substr(NEW.day, 1, 4) > (SELECT substr(max(month), 1, 4) FROM turn)",
        "a new year is turned first",
    ),
    *kept(
        "turn_entry",
        "id = NEW.id OR transfer_id = NEW.transfer_id\n"
        "OR (person_id = NEW.person_id AND kind = NEW.kind AND month = NEW.month)",
        ENTRIES,
    ),
    refuse("turn_entry_no_update", "UPDATE ON turn_entry", ENTRIES),
    refuse(
        "turn_entry_fits", f"INSERT ON turn_entry\nWHEN NOT EXISTS (\n    {_ENTRY_FITS}\n)", "an entry is its transfer"
    ),
    *kept("contribution", "id = NEW.id", CONTRIBUTIONS),
    refuse("contribution_no_update", "UPDATE ON contribution", CONTRIBUTIONS),
)
