"""The index of 记录: what happened, in order, so that a page of it is found without reading the rest.

All of it can be worked out from the other tables, and triggers (record_triggers.py) write it with them; `gongji audit`
holds it against them. Amounts in 分.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from app.data.columns import one_of, real_id


class RecordKind(StrEnum):
    """What a record is of; the value is kept."""

    VISIT = "visit"
    REFUND = "refund"
    FEE = "fee"
    FREE_YEAR = "free_year"
    ACCOUNT = "account"


class RecordRow(SQLModel, table=True):
    """Something that happened: to whom, by whom (None: of itself), where, and how much. Ids grow with time.

    `ref_id` is the id of the settlement, refund, fee, confirmation or transfer; `settlement_id` that of the payment a
    refund is of. `place` is what a search finds: the institution, or what the fee is for.
    """

    __tablename__ = "record"
    __table_args__ = (
        real_id(),
        one_of("kind", tuple(kind.value for kind in RecordKind)),
        Index("ux_record_ref", "kind", "ref_id", unique=True),
        Index("ix_record_person", "person_id", "id"),
        Index("ix_record_person_kind", "person_id", "kind", "id"),
        Index("ix_record_payer", "payer_id", "id"),
        Index("ix_record_payer_kind", "payer_id", "kind", "id"),
        Index("ix_record_payer_person", "payer_id", "person_id"),
        Index("ix_record_day", "day", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    ref_id: int
    person_id: int = Field(foreign_key="person.id")
    payer_id: int | None = Field(default=None, foreign_key="person.id")
    settlement_id: int | None = Field(default=None, foreign_key="settlement.id")
    place: str
    day: date
    amount_fen: int = Field(sa_type=BigInteger)


class RecordLenderRow(SQLModel, table=True):
    """Out of whose account a record was paid for somebody else, or to whose it went back."""

    __tablename__ = "record_lender"
    __table_args__ = (
        one_of("kind", tuple(kind.value for kind in RecordKind)),
        Index("ix_record_lender_record", "record_id"),
        Index("ix_record_lender_kind", "person_id", "kind", "record_id"),
    )

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    record_id: int = Field(primary_key=True, foreign_key="record.id")
    kind: str


class MonthSumRow(SQLModel, table=True):
    """What was spent in a month for one person, by kind of money and whose it was; what was given back is taken off.

    The month is that of the payment, `YYYY-MM`. `lender_id` is 0 where the money was the person's own, the fund's or
    cash.
    """

    __tablename__ = "month_sum"
    __table_args__ = (Index("ix_month_sum_lender", "lender_id", "month"),)

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    month: str = Field(primary_key=True)
    lender_id: int = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    amount_fen: int = Field(sa_type=BigInteger)
