"""What limits a source of money, and from which balance it is taken."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.people import Person
from app.domain.rule_names import RuleName
from app.domain.rulebook import RuleBook
from app.domain.sharing import Sharing


@dataclass(frozen=True, slots=True)
class Limit:
    """A rule that lets at most ``most_fen`` through."""

    rule: RuleName
    most_fen: int


def held_back(asked_fen: int, limits: Iterable[Limit]) -> tuple[int, RuleName | None]:
    """Give how much of what is asked gets through, and the rule that let the least through.

    The rule is None if all gets through; on a tie it is the first of the limits.
    """
    least = min(limits, key=lambda limit: limit.most_fen, default=None)
    if least is None or least.most_fen >= asked_fen:
        return asked_fen, None
    return least.most_fen, least.rule


def account_limits(book: RuleBook, sharer: Person) -> list[Limit]:
    """Limits on a sharer's personal account for somebody else, by the book of the sharer's region.

    鹰潭: no overdraft, prior years only (S1 §一); elsewhere in 江西: a floor stays (S2; clash 4).
    """
    limits = [Limit(RuleName.BALANCE_SHORT, sharer.balance_fen)]
    if book.prior_years_only:
        limits.append(Limit(RuleName.PRIOR_YEARS_ONLY, sharer.prior_years_fen))
    if book.balance_floor_fen > 0:
        above = max(0, sharer.balance_fen - book.balance_floor_fen)
        limits.append(Limit(RuleName.BALANCE_FLOOR, above))
    return limits


def own_limits(person: Person) -> list[Limit]:
    """Limits on one's own account for oneself: what is in it, nothing else."""
    return [Limit(RuleName.BALANCE_SHORT, person.balance_fen)]


def agreed_limits(sharing: Sharing) -> list[Limit]:
    """Limits that the sharer set: what is left of the quota, and the cap of one payment."""
    limits = []
    if sharing.quota_left_fen is not None:
        limits.append(Limit(RuleName.QUOTA_USED_UP, sharing.quota_left_fen))
    if sharing.per_payment_fen is not None:
        limits.append(Limit(RuleName.PER_PAYMENT_CAP, sharing.per_payment_fen))
    return limits


def shared_limits(book: RuleBook, sharer: Person, sharing: Sharing) -> list[Limit]:
    """Limits on a sharer's money for a member: those of the account, and those that the sharer set.

    What was set aside is limited by what is there: the account was asked when it was put there (N26).
    """
    agreed = agreed_limits(sharing)
    return agreed if sharing.set_aside else account_limits(book, sharer) + agreed


def shareable_fen(book: RuleBook, sharer: Person) -> int:
    """Give how much of the account could pay for others on the day, in 分; 0 if it cannot share."""
    if not book.can_share(sharer):
        return 0
    return min(limit.most_fen for limit in account_limits(book, sharer))


def draw(person: Person, amount_fen: int, *, prior_only: bool = False) -> tuple[int, int]:
    """Split an amount into (this year's, prior years') 分: this year's first, or prior years alone."""
    this_year_fen = 0 if prior_only else min(amount_fen, person.this_year_fen)
    return this_year_fen, amount_fen - this_year_fen
