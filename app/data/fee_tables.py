"""Fees that were paid, and insured years confirmed as free. Amounts in 分. The triggers: fee_triggers.py."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.data.columns import Instant, one_of, real_id, whole_fen
from app.domain.fees import SELF, Channel, FeeKind


class FeeRow(SQLModel, table=True):
    """One fee paid whole for an insured year: out of whose account (`payer_id`), for whom, by whom (`made_by`).

    `relation` is what the beneficiary is to the payer; `sharing_id` the 家庭共济 whose quota it used, which 居民医保
    for another needs and nothing else has.
    """

    __tablename__ = "fee"
    __table_args__ = (
        real_id(),
        one_of("kind", tuple(kind.value for kind in FeeKind)),
        one_of("channel", tuple(channel.value for channel in Channel)),
        whole_fen("amount_fen", least=1),
        CheckConstraint("typeof(year) = 'integer'", name="year_whole"),
        CheckConstraint(f"(relation = '{SELF}') = (beneficiary_id = payer_id)", name="relation_fits"),
        CheckConstraint(
            f"(sharing_id IS NOT NULL) = (kind = '{FeeKind.RESIDENT.value}' AND beneficiary_id <> payer_id)",
            name="sharing_where_needed",
        ),
        Index("ux_fee_once", "beneficiary_id", "kind", "year", unique=True),
        Index("ix_fee_beneficiary", "beneficiary_id", "paid_at"),
        Index("ix_fee_payer", "payer_id", "paid_at"),
        Index("ix_fee_made_by", "made_by", "paid_at"),
        Index("ix_fee_sharing", "sharing_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: str = Field(unique=True)
    request_digest: str
    kind: str
    year: int
    beneficiary_id: int = Field(foreign_key="person.id")
    payer_id: int = Field(foreign_key="person.id")
    made_by: int = Field(foreign_key="person.id")
    relation: str
    channel: str
    sharing_id: int | None = Field(default=None, foreign_key="sharing.id")
    amount_fen: int = Field(sa_type=BigInteger)
    day: date
    paid_at: datetime = Field(sa_type=Instant)
    facts: str


class FeeTransferRow(SQLModel, table=True):
    """A transfer by which a fee was paid: one for each balance that it came from."""

    __tablename__ = "fee_transfer"

    transfer_id: int = Field(primary_key=True, foreign_key="transfer.id")
    fee_id: int = Field(foreign_key="fee.id", index=True)


class NewbornConfirmationRow(SQLModel, table=True):
    """An insured year of a newborn, confirmed as free (新生儿免缴确认). No money moves."""

    __tablename__ = "newborn_confirmation"
    __table_args__ = (
        real_id(),
        CheckConstraint("typeof(year) = 'integer'", name="year_whole"),
        Index("ux_newborn_confirmation_once", "person_id", "year", unique=True),
        Index("ix_newborn_confirmation_made_by", "made_by", "confirmed_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    year: int
    made_by: int = Field(foreign_key="person.id")
    day: date
    confirmed_at: datetime = Field(sa_type=Instant)
