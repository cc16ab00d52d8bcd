"""What goes into a 医保钱包 and comes back out of it, but for payments. Amounts in 分. Triggers: wallet_triggers.py.

Accepted top-ups less what was released are `sharing.quota_fen`; what waits to be accepted lies in the wallet, too, but
can't be spent.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from app.data.columns import Instant, real_id, whole_fen


class WalletTopUpRow(SQLModel, table=True):
    """Money that a sharer put into the wallet of one sharing: from this year's balance, and from prior years'.

    It is accepted by `accepted_by`, or goes back at `returns_at`; `returned_at` follows from the return, by a trigger.
    """

    __tablename__ = "wallet_top_up"
    __table_args__ = (
        real_id(),
        whole_fen("this_year_fen"),
        whole_fen("prior_years_fen"),
        CheckConstraint("this_year_fen + prior_years_fen > 0", name="not_nothing"),
        CheckConstraint("accepted_at IS NULL OR returned_at IS NULL", name="accepted_or_returned"),
        CheckConstraint("(accepted_at IS NULL) = (accepted_by IS NULL)", name="accepted_by_somebody"),
        Index("ix_wallet_top_up_sharing", "sharing_id", "id"),
        Index(
            "ix_wallet_top_up_waiting",
            "returns_at",
            sqlite_where=text("accepted_at IS NULL AND returned_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: str = Field(unique=True)
    request_digest: str
    sharing_id: int = Field(foreign_key="sharing.id")
    this_year_fen: int = Field(sa_type=BigInteger)
    prior_years_fen: int = Field(sa_type=BigInteger)
    day: date
    made_at: datetime = Field(sa_type=Instant)
    returns_at: datetime = Field(sa_type=Instant)
    accepted_at: datetime | None = Field(default=None, sa_type=Instant)
    accepted_by: int | None = Field(default=None, foreign_key="person.id")
    returned_at: datetime | None = Field(default=None, sa_type=Instant)

    @property
    def amount_fen(self) -> int:
        """The whole amount."""
        return self.this_year_fen + self.prior_years_fen

    @property
    def is_waiting(self) -> bool:
        """Whether it is neither accepted nor returned."""
        return self.accepted_at is None and self.returned_at is None


class WalletReturnRow(SQLModel, table=True):
    """Money that went back to the sharer: a top-up that nobody accepted, or (`top_up_id` None) what an end left."""

    __tablename__ = "wallet_return"
    __table_args__ = (
        real_id(),
        whole_fen("this_year_fen"),
        whole_fen("prior_years_fen"),
        CheckConstraint("this_year_fen + prior_years_fen > 0", name="not_nothing"),
        Index("ix_wallet_return_sharing", "sharing_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    sharing_id: int = Field(foreign_key="sharing.id")
    top_up_id: int | None = Field(default=None, foreign_key="wallet_top_up.id", unique=True)
    this_year_fen: int = Field(sa_type=BigInteger)
    prior_years_fen: int = Field(sa_type=BigInteger)
    day: date
    made_at: datetime = Field(sa_type=Instant)

    @property
    def amount_fen(self) -> int:
        """The whole amount."""
        return self.this_year_fen + self.prior_years_fen
