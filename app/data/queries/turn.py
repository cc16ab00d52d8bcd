"""What the first day of a month brings, and to whom."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, or_, select

from app.data.money_tables import AccountRow
from app.data.people_tables import HouseholdMemberRow, InsuranceRow
from app.data.queries.people import insurance_on
from app.data.queries.wallets import due_back, left_behind
from app.data.turn_tables import ContributionRow, TurnEntryRow, TurnKind, TurnRow
from app.domain.days import month_of
from app.domain.ledger import AccountKind
from app.domain.people import InsuranceStatus


@dataclass(frozen=True)
class Insured:
    """Somebody with a normal insurance on the day, of which kind and where; `household_id` where they have one."""

    person_id: int
    household_id: int
    insutype: str
    region: str


def newest_month(session: Session) -> date | None:
    """Give the last month that is booked, by its first day; None before the first."""
    month: date | None = session.scalar(select(func.max(TurnRow.month)))
    return month


def nothing_due(session: Session, now: datetime) -> bool:
    """Tell in one question that the month is booked, and that nothing is to come back out of a wallet."""
    month = select(func.max(TurnRow.month)).scalar_subquery()
    wallets = or_(due_back(now).exists(), left_behind(now.date()).exists())
    known, due = session.exec(select(month, wallets)).one()
    return bool(known == month_of(now.date()) and not due)


def this_year_balances(session: Session, month: date) -> list[tuple[int, int]]:
    """Give whose balance of this year isn't turned on this first day of a year, and how much it is (分)."""
    rows = session.exec(
        select(AccountRow.owner, AccountRow.balance_fen)
        .where(AccountRow.kind == AccountKind.THIS_YEAR.value, AccountRow.balance_fen > 0)
        .order_by(col(AccountRow.id))
    ).all()
    booked = _booked(session, TurnKind.YEAR, month)
    return [(int(owner), fen) for owner, fen in rows if int(owner) not in booked]


def members_of_households(session: Session, month: date) -> list[Insured]:
    """Give the members of households who are normally insured on the day, but for whom it is booked already."""
    rows = session.exec(
        select(HouseholdMemberRow).order_by(col(HouseholdMemberRow.household_id), col(HouseholdMemberRow.person_id))
    ).all()
    insured = _normal(insurance_on(session, select(HouseholdMemberRow.person_id), month))
    booked = _booked(session, TurnKind.FAMILY, month)
    return [
        Insured(row.person_id, row.household_id, insured[row.person_id].insutype, insured[row.person_id].region)
        for row in rows
        if row.person_id in insured and row.person_id not in booked
    ]


def contributions(session: Session, month: date) -> list[tuple[Insured, int]]:
    """Give for whom something is set to be paid in on the day, and how much (分), but for whom it is booked already."""
    newest = (
        select(func.max(ContributionRow.id))
        .where(ContributionRow.from_day <= month)
        .group_by(col(ContributionRow.person_id))
    )
    rows = session.exec(
        select(ContributionRow)
        .where(col(ContributionRow.id).in_(newest), ContributionRow.amount_fen > 0)
        .order_by(col(ContributionRow.person_id))
    ).all()
    insured = _normal(insurance_on(session, [row.person_id for row in rows], month))
    booked = _booked(session, TurnKind.CONTRIBUTION, month)
    return [
        (Insured(row.person_id, 0, insured[row.person_id].insutype, insured[row.person_id].region), row.amount_fen)
        for row in rows
        if row.person_id in insured and row.person_id not in booked
    ]


def contributions_of(session: Session, person_id: int) -> list[ContributionRow]:
    """Give what was set for a person, what was set last first."""
    rows = session.exec(
        select(ContributionRow).where(ContributionRow.person_id == person_id).order_by(col(ContributionRow.id).desc())
    )
    return list(rows)


def _booked(session: Session, kind: TurnKind, month: date) -> set[int]:
    rows = session.exec(
        select(TurnEntryRow.person_id).where(TurnEntryRow.kind == kind.value, TurnEntryRow.month == month)
    )
    return set(rows)


def _normal(insured: dict[int, InsuranceRow]) -> dict[int, InsuranceRow]:
    return {key: row for key, row in insured.items() if row.status == InsuranceStatus.NORMAL.value}
