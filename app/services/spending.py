"""What was spent in a year, by month, by kind of money and by person: what the charts of 记录 are drawn from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from app.data.queries.people import people
from app.data.queries.records import first_month, month_sums
from app.data.record_tables import MonthSumRow
from app.domain.settlement import SourceKind
from app.services.access import me
from app.services.context import Context
from app.services.receipts import viewer_of

T = TypeVar("T")


@dataclass(frozen=True)
class MonthSpent:
    """A month (1 to 12): what was paid by each kind of money, in the order of funds, zeros left out (分)."""

    month: int
    parts: tuple[tuple[SourceKind, int], ...]

    @property
    def total_fen(self) -> int:
        """All of it, in 分."""
        return sum(fen for _, fen in self.parts)


@dataclass(frozen=True)
class PersonSpent:
    """What was spent for one person in the year, in 分."""

    person_id: int
    name: str
    badge: int
    total_fen: int


@dataclass(frozen=True)
class YearSpent:
    """A year, month by month up to the last one that there is anything to say of; what was given back is taken off."""

    year: int
    months: tuple[MonthSpent, ...]
    people: tuple[PersonSpent, ...]
    years: tuple[int, ...]

    @property
    def total_fen(self) -> int:
        """All that was spent in the year, in 分."""
        return sum(month.total_fen for month in self.months)


def year_spent(context: Context, user_id: int, year: int | None = None, person_id: int | None = None) -> YearSpent:
    """Give what was spent in a year (this one, if none is named) for the user's family, and out of their account."""
    today = context.clock.today()
    shown = year or today.year
    with context.database.read() as session:
        viewer = viewer_of(session, me(session, user_id))
        rows = month_sums(session, viewer, shown, None)
        first = first_month(session, viewer)
        named = people(session, {row.person_id for row in rows})
    totals = _by(rows, lambda row: row.person_id)
    whose = [PersonSpent(key, named[key].name, named[key].badge, fen) for key, fen in totals.items() if fen]
    wanted = [row for row in rows if person_id in {None, row.person_id}]
    last = max([today.month if shown == today.year else 12, *(int(row.month[5:]) for row in wanted)])
    return YearSpent(
        year=shown,
        months=tuple(_month(month, wanted) for month in range(1, last + 1)),
        people=tuple(sorted(whose, key=lambda one: -one.total_fen)),
        years=tuple(range(int(first[:4]) if first else today.year, today.year + 1)),
    )


def _month(month: int, rows: Iterable[MonthSumRow]) -> MonthSpent:
    totals = _by((row for row in rows if int(row.month[5:]) == month), lambda row: row.kind)
    return MonthSpent(month, tuple((kind, totals[kind.value]) for kind in SourceKind if totals.get(kind.value)))


def _by(rows: Iterable[MonthSumRow], key: Callable[[MonthSumRow], T]) -> dict[T, int]:
    totals: dict[T, int] = {}
    for row in rows:
        totals[key(row)] = totals.get(key(row), 0) + row.amount_fen
    return totals
