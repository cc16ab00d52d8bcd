"""What the calendar books: months that have come, and what came with each. Amounts in 分. See turn_triggers.py."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.data.columns import Instant, one_of, real_id, whole_fen


class TurnKind(StrEnum):
    """What the first day of a month brings; the first two only that of a year."""

    YEAR = "year"
    FAMILY = "family"
    CONTRIBUTION = "contribution"


class TurnRow(SQLModel, table=True):
    """A month, by its first day, that has come: all that it brings is booked."""

    __tablename__ = "turn"
    __table_args__ = (CheckConstraint("substr(month, 9) = '01'", name="month_begins"),)

    month: date = Field(primary_key=True)
    made_at: datetime = Field(sa_type=Instant)


class TurnEntryRow(SQLModel, table=True):
    """What a month brought to one person, once: one transfer.

    `year`: this year's balance became prior years'. `family`: what the person brings to the household's
    门诊家庭账户. `contribution`: 划入 to this year's balance.
    """

    __tablename__ = "turn_entry"
    __table_args__ = (
        real_id(),
        one_of("kind", tuple(kind.value for kind in TurnKind)),
        CheckConstraint("substr(month, 9) = '01'", name="month_begins"),
        CheckConstraint("kind = 'contribution' OR substr(month, 6) = '01-01'", name="year_begins"),
        CheckConstraint("(kind = 'family') = (household_id IS NOT NULL)", name="household_where_needed"),
        whole_fen("amount_fen", least=1),
        Index("ux_turn_entry_once", "kind", "month", "person_id", unique=True),
        Index("ix_turn_entry_person", "person_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    person_id: int = Field(foreign_key="person.id")
    household_id: int | None = Field(default=None, foreign_key="household.id")
    month: date
    amount_fen: int = Field(sa_type=BigInteger)
    transfer_id: int = Field(foreign_key="transfer.id", unique=True)
    made_at: datetime = Field(sa_type=Instant)


class ContributionRow(SQLModel, table=True):
    """What is paid into a personal account each month from a day on, as the family says; 0 ends it.

    Of the rows that begin not after a day, the one that was set last holds on it.
    """

    __tablename__ = "contribution"
    __table_args__ = (
        real_id(),
        whole_fen("amount_fen"),
        Index("ix_contribution_person", "person_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    amount_fen: int = Field(sa_type=BigInteger)
    from_day: date
    set_by: int = Field(foreign_key="person.id")
    made_at: datetime = Field(sa_type=Instant)
