"""What was given back: 退费 and 冲正. All amounts in 分. The triggers that guard these tables: refund_triggers.py."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from app.data.columns import Instant, one_of, real_id, whole_fen


class RefundKind(StrEnum):
    """Why money went back: items were returned (退费), or the settlement failed half-way (冲正)."""

    REFUND = "退费"
    REVERSAL = "冲正"


class RefundRow(SQLModel, table=True):
    """Money given back of one settlement. Patient and payer are the settlement's, kept here to be found by."""

    __tablename__ = "refund"
    __table_args__ = (
        real_id(),
        one_of("kind", tuple(kind.value for kind in RefundKind)),
        whole_fen("amount_fen", least=1),
        Index("ix_refund_settlement", "settlement_id", "id"),
        Index("ix_refund_patient", "patient_id", "id"),
        Index("ix_refund_payer", "payer_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: str = Field(unique=True)
    request_digest: str
    kind: str
    settlement_id: int = Field(foreign_key="settlement.id")
    patient_id: int = Field(foreign_key="person.id")
    payer_id: int = Field(foreign_key="person.id")
    made_by: int = Field(foreign_key="person.id")
    day: date
    refunded_at: datetime = Field(sa_type=Instant)
    amount_fen: int = Field(sa_type=BigInteger)


class RefundItemRow(SQLModel, table=True):
    """How much of one line of the bill was given back; `line` is the settlement item's."""

    __tablename__ = "refund_item"
    __table_args__ = (whole_fen("amount_fen", least=1),)

    refund_id: int = Field(primary_key=True, foreign_key="refund.id")
    line: int = Field(primary_key=True)
    amount_fen: int = Field(sa_type=BigInteger)


class RefundSourceRow(SQLModel, table=True):
    """How much went back to one source of money; `line`, kind, person and sharing are the settlement source's."""

    __tablename__ = "refund_source"
    __table_args__ = (
        whole_fen("amount_fen", least=1),
        Index("ix_refund_source_person", "person_id", "refund_id"),
        Index("ix_refund_source_sharing", "sharing_id", "refund_id"),
    )

    refund_id: int = Field(primary_key=True, foreign_key="refund.id")
    line: int = Field(primary_key=True)
    kind: str
    person_id: int | None = Field(default=None, foreign_key="person.id")
    sharing_id: int | None = Field(default=None, foreign_key="sharing.id")
    amount_fen: int = Field(sa_type=BigInteger)
