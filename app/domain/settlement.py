"""Who pays what of a visit, and why a source of money paid no more than it did."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.rulebook import Rules
from app.domain.situation import Situation
from app.domain.visit import ChargeLevel, Item, ItemKind, MedType, Place, PlaceKind, Visit

__all__ = [
    "FAMILY_ACCOUNT",
    "ChargeLevel",
    "Item",
    "ItemKind",
    "MedType",
    "Place",
    "PlaceKind",
    "Refusal",
    "Settlement",
    "SourceKind",
    "SourceOutcome",
    "Visit",
    "settle",
]

FAMILY_ACCOUNT = "门诊家庭账户"


class SourceKind(StrEnum):
    """Where money can come from, in the order of funds (JX23; clash 6)."""

    FUND = "fund"
    FAMILY = "family"
    OWN = "own"
    SHARER = "sharer"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """What one source was asked for and what it paid, in 分.

    ``person`` is whose account it is (own, sharer, cash), ``sharing`` the sharing used, ``household``
    the household of a family account. ``reason`` names the rule that held a family account or a
    sharer's money back, None if nothing did.
    """

    kind: SourceKind
    asked_fen: int
    paid_fen: int
    person: str | None = None
    sharing: str | None = None
    household: str | None = None
    this_year_fen: int = 0
    prior_years_fen: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing is paid; ``rule`` is the name of the rule that says no."""

    rule: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settled visit: one outcome for each source that had its turn, in order, zeros included.

    The properties carry the national field names, in 分. They obey: medfee_sumamt = fund_pay_sumamt
    + psn_part_amt; psn_part_amt = acct_pay + psn_cash_pay; acct_pay includes acct_mulaid_pay.
    """

    visit: Visit
    day: date
    sources: tuple[SourceOutcome, ...]
    out_of_scope_amt_fen: int = 0

    def _paid_by(self, *kinds: SourceKind) -> int:
        return sum(source.paid_fen for source in self.sources if source.kind in kinds)

    @property
    def medfee_sumamt_fen(self) -> int:
        """医疗费总额: the whole bill."""
        return self.visit.total_fen

    @property
    def fund_pay_sumamt_fen(self) -> int:
        """基金支付总额: the pool fund and the family account together."""
        return self._paid_by(SourceKind.FUND, SourceKind.FAMILY)

    @property
    def family_account_pay_fen(self) -> int:
        """What the 门诊家庭账户 paid."""
        return self._paid_by(SourceKind.FAMILY)

    @property
    def psn_part_amt_fen(self) -> int:
        """个人负担总金额: the bill without what the funds paid."""
        return self.medfee_sumamt_fen - self.fund_pay_sumamt_fen

    @property
    def acct_pay_fen(self) -> int:
        """个人账户支出: own and pooled together."""
        return self._paid_by(SourceKind.OWN, SourceKind.SHARER)

    @property
    def acct_mulaid_pay_fen(self) -> int:
        """个人账户共济支付金额: what sharers paid."""
        return self._paid_by(SourceKind.SHARER)

    @property
    def psn_cash_pay_fen(self) -> int:
        """个人现金支出: what is left to pay in cash."""
        return self._paid_by(SourceKind.CASH)

    @property
    def pooled_from(self) -> dict[str, int]:
        """What each sharer paid, by id of the person; who paid nothing is not in it."""
        paid: dict[str, int] = {}
        for source in self.sources:
            if source.kind is SourceKind.SHARER and source.person and source.paid_fen:
                paid[source.person] = paid.get(source.person, 0) + source.paid_fen
        return paid

    @property
    def not_used(self) -> dict[str, str]:
        """Why a source covered less than it was asked, by sharer id or 门诊家庭账户.

        Of two ended sharings with one sharer, the one whose turn came later is named.
        """
        why: dict[str, str] = {}
        for source in self.sources:
            if source.reason is None:
                continue
            key = FAMILY_ACCOUNT if source.kind is SourceKind.FAMILY else source.person
            if key is not None:
                why[key] = source.reason
        return why


def settle(rules: Rules, situation: Situation, visit: Visit) -> Settlement | Refusal:
    """Settle a visit by the order of funds, or refuse it as a whole. Pure; nothing is booked."""
    raise NotImplementedError
