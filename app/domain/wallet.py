"""医保钱包: when money may be put in and how much of it at once, and how it comes back (WAL, N26). Amounts in 分."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from app.domain.book import RuleBook

T = TypeVar("T", int, str)


@dataclass(frozen=True, slots=True)
class WalletTerms:
    """What holds for putting money in: so often a day, so much at once, not from ``closed_from`` to ``closed_until``.

    What nobody has accepted comes back the next day at ``returns_at``.
    """

    top_ups_per_day: int
    top_up_most_fen: int
    closed_from: time
    closed_until: time
    returns_at: time

    def is_closed(self, now: time) -> bool:
        """Tell whether nothing can be put in at this time of day."""
        if self.closed_from <= self.closed_until:
            return self.closed_from <= now < self.closed_until
        return now >= self.closed_from or now < self.closed_until

    def comes_back_at(self, made_at: datetime) -> datetime:
        """Give the moment at which what was put in then comes back, if nobody accepts it."""
        return datetime.combine(made_at.date() + timedelta(days=1), self.returns_at, made_at.tzinfo)


def wallet_terms(book: RuleBook) -> WalletTerms:
    """Give what holds by this book.

    Raises NoRuleYet where there is no 医保钱包 yet.
    """
    return WalletTerms(
        top_ups_per_day=_value(book, "wallet.topups_per_day", int),
        top_up_most_fen=_value(book, "wallet.topup_most", int),
        closed_from=time.fromisoformat(_value(book, "wallet.closed_from", str)),
        closed_until=time.fromisoformat(_value(book, "wallet.closed_until", str)),
        returns_at=time.fromisoformat(_value(book, "wallet.returns_at", str)),
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """An amount by the balances it belongs to."""

    this_year_fen: int
    prior_years_fen: int

    @property
    def amount_fen(self) -> int:
        """The whole."""
        return self.this_year_fen + self.prior_years_fen


def parts_back(amount_fen: int, this_year_in_fen: int) -> Parts:
    """Give the balances to which money out of a wallet goes back.

    ``this_year_in_fen``: what came from this year's balance in this year, and hasn't gone back. A wallet pays with
    prior years' money first, so that as much as possible of this is left; what came in in an earlier year has become
    prior years' money meanwhile.
    """
    this_year_fen = min(amount_fen, max(0, this_year_in_fen))
    return Parts(this_year_fen, amount_fen - this_year_fen)


def over_since(until: date | None, *ends: date | None) -> date | None:
    """Give the first day on which a sharing is over, by its last day and by how else it ended; None: not at all."""
    days = [day for day in ends if day is not None]
    if until is not None:
        days.append(until + timedelta(days=1))
    return min(days, default=None)


def _value(book: RuleBook, key: str, kind: type[T]) -> T:
    value = book.rule(key).value
    if not isinstance(value, kind):
        raise TypeError(f"{key}: {value!r}")
    return value
