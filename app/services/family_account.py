"""门诊家庭账户: how much comes in each year, where it pays, and who says so. What is in one stands with its people."""

from dataclasses import dataclass

from app.domain.regions import YINGTAN
from app.domain.visit import PlaceKind
from app.services.access import me
from app.services.context import Context
from app.services.fee_words import Told, told

KEYS = (
    "family_account.yearly",
    "family_account.shared",
    "family_account.places",
    "family_account.tcm_places",
    "family_account.closed_places",
    "family_account.county_hospital",
    "family_account.local_only",
    "family_account.primary_first",
    "family_account.rest_kept",
)


@dataclass(frozen=True)
class FamilyAccountRules:
    """What is known of the account today: 分 a member and year, where it pays all, and where 中医 items alone."""

    yearly_fen: int
    places: tuple[str, ...]
    tcm_places: tuple[str, ...]
    rules: tuple[Told, ...]


def family_account_rules(context: Context, user_id: int) -> FamilyAccountRules:
    """Give what the sources say of the 门诊家庭账户; only 鹰潭 has one (S1 §二)."""
    with context.database.read() as session:
        me(session, user_id)
    book = context.rules.book(YINGTAN, context.clock.today())
    return FamilyAccountRules(
        yearly_fen=book.number("family_account.yearly") or 0,
        places=tuple(kind.value for kind in PlaceKind if kind in book.family_account_places),
        tcm_places=tuple(kind.value for kind in PlaceKind if kind in book.family_account_tcm_places),
        rules=told(context.rules, book, *(key for key in KEYS if key in book.rules)),
    )
