"""What SQLite itself refuses about 医保钱包: money twice accepted, twice returned, or changed behind its back."""

from textwrap import dedent

from app.data.guards import kept, refuse

TOP_UPS = "top-ups are kept"
RETURNS = "returns are kept"

# What wasn't accepted goes back whole, to the same person; this year's money of an earlier year as prior years'.
_RETURN_FITS = """\
SELECT 1 FROM wallet_top_up AS top_up
    WHERE top_up.id = NEW.top_up_id AND top_up.sharing_id = NEW.sharing_id
    AND top_up.accepted_at IS NULL AND top_up.returned_at IS NULL
    AND NEW.this_year_fen + NEW.prior_years_fen = top_up.this_year_fen + top_up.prior_years_fen
    AND NEW.this_year_fen <= top_up.this_year_fen"""

WALLET_TRIGGERS = (
    *kept("wallet_top_up", "id = NEW.id OR request_id = NEW.request_id", TOP_UPS),
    refuse(
        "wallet_top_up_waits_first",
        "INSERT ON wallet_top_up\nWHEN NEW.accepted_at IS NOT NULL OR NEW.returned_at IS NOT NULL",
        "a top-up waits first",
    ),
    refuse(
        "wallet_top_up_keeps_amounts",
        "UPDATE OF\n    id, request_id, request_digest, sharing_id, this_year_fen, prior_years_fen, day, made_at,"
        " returns_at\nON wallet_top_up",
        TOP_UPS,
    ),
    refuse(
        "wallet_top_up_accepted_once",
        "UPDATE OF accepted_at, accepted_by ON wallet_top_up\n"
        "WHEN OLD.accepted_at IS NOT NULL OR NEW.accepted_at >= OLD.returns_at",
        "a top-up is accepted once, and in time",
    ),
    refuse(
        "wallet_top_up_returned_once",
        "UPDATE OF returned_at ON wallet_top_up\n"
        "WHEN NEW.returned_at IS NOT (SELECT made_at FROM wallet_return WHERE top_up_id = NEW.id)",
        "a top-up follows its return",
    ),
    *kept("wallet_return", "id = NEW.id OR top_up_id = NEW.top_up_id", RETURNS),
    refuse("wallet_return_no_update", "UPDATE ON wallet_return", RETURNS),
    refuse(
        "wallet_return_fits",
        f"INSERT ON wallet_return\nWHEN NEW.top_up_id IS NOT NULL AND NOT EXISTS (\n    {_RETURN_FITS}\n)",
        "what comes back is what was put in",
    ),
    dedent(
        """\
        CREATE TRIGGER wallet_return_marks_top_up AFTER INSERT ON wallet_return
        WHEN NEW.top_up_id IS NOT NULL
        BEGIN
            UPDATE wallet_top_up SET returned_at = NEW.made_at WHERE id = NEW.top_up_id;
        END"""
    ),
)
