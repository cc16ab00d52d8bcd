"""How what is given back of a payment is divided among those who paid. Pure; amounts in 分.

Refunds go back along the original route (SPEC): the source that paid last gets its money back first, so that the order
of funds still holds for what stays paid. What nobody's account may pay was paid in cash, and goes back in cash.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.errors import GongjiError
from app.domain.ledger import AccountKind, AccountRef


@dataclass(frozen=True, slots=True)
class BillLine:
    """One line of the bill by its number, and what of it hasn't been given back."""

    line: int
    in_scope: bool
    amount_fen: int
    left_fen: int


@dataclass(frozen=True, slots=True)
class PaidPart:
    """One transfer of the payment: what left ``account`` on ``day``, and what of it hasn't gone back.

    ``source`` is the number of the source of money, in the order of funds.
    """

    transfer_id: int
    source: int
    account: AccountRef
    day: date
    amount_fen: int
    left_fen: int


@dataclass(frozen=True, slots=True)
class Back:
    """What goes back of one transfer, and to which account."""

    part: PaidPart
    account: AccountRef
    amount_fen: int

    @property
    def turned(self) -> bool:
        """Whether this year's money comes back as prior years', because a new year has begun."""
        return self.account != self.part.account


def divide(
    bill: Iterable[BillLine], parts: Sequence[PaidPart], wanted: Mapping[int, int], day: date
) -> tuple[Back, ...]:
    """Divide what is given back on a day, by line of the bill; ``parts`` come in the order in which they paid.

    Raises:
        GongjiError: more of a line than is left of it, or a line that isn't on the bill.
    """
    lines = {line.line: line for line in bill}
    if any(line not in lines or not 0 < fen <= lines[line].left_fen for line, fen in wanted.items()):
        raise GongjiError("退的比付的多，没有退")
    outside_fen = sum(fen for line, fen in wanted.items() if not lines[line].in_scope)
    inside_fen = sum(wanted.values()) - outside_fen
    kept_outside_fen = sum(line.left_fen for line in lines.values() if not line.in_scope)
    backs = []
    for part in reversed(parts):
        is_cash = part.account.kind is AccountKind.CASH
        fen = min(inside_fen, part.left_fen - (kept_outside_fen if is_cash else 0))
        inside_fen -= fen
        fen += outside_fen if is_cash else 0
        if fen > 0:
            backs.append(Back(part, returns_to(part, day), fen))
    return tuple(backs)


def returns_to(part: PaidPart, day: date) -> AccountRef:
    """Give the account to which money returns: the one it came from.

    What was this year's in an earlier year would be prior years' by now, and returns as that.
    """
    if part.account.kind is AccountKind.THIS_YEAR and part.day.year < day.year:
        return AccountRef(AccountKind.PRIOR_YEARS, part.account.owner)
    return part.account
