"""What people allow each other: 家庭共济, 亲情账户, and the codes they show."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from app.data.columns import Instant, one_of, real_id, whole_fen
from app.domain.sharing import Mode, Sharing

# A wallet with money in it. SQLite takes the index that is made with just these words.
HOLDS_MONEY = text(f"mode = '{Mode.WALLET.value}' AND quota_fen > used_fen")


class Side(StrEnum):
    """The two sides of a sharing."""

    SHARER = "sharer"
    MEMBER = "member"


class SharingRow(SQLModel, table=True):
    """One 家庭共济: whose money (`sharer_id`) may pay for whom (`member_id`), and how far. Amounts in 分.

    From `revoked_on` on it can't be used, nor from `ended_on` on: then the insurance of `ended_side` was no longer
    normal. The quota of a 医保钱包 is the money that was put into it, None while that is nothing.
    """

    __tablename__ = "sharing"
    __table_args__ = (
        real_id(),
        CheckConstraint("sharer_id <> member_id", name="not_with_oneself"),
        one_of("mode", tuple(mode.value for mode in Mode)),
        whole_fen("quota_fen", least=1),
        whole_fen("per_payment_fen", least=1),
        whole_fen("used_fen"),
        CheckConstraint("quota_fen IS NULL OR used_fen <= quota_fen", name="used_within_quota"),
        CheckConstraint("until IS NULL OR until >= since", name="until_after_since"),
        Index("ix_sharing_member", "member_id"),
        Index("ix_sharing_sharer", "sharer_id"),
        Index("ix_sharing_wallet", "id", sqlite_where=HOLDS_MONEY),
    )

    id: int | None = Field(default=None, primary_key=True)
    sharer_id: int = Field(foreign_key="person.id")
    member_id: int = Field(foreign_key="person.id")
    relation: str
    kinship: str = ""
    mode: str = Mode.PROVINCE.value
    since: date
    until: date | None = None
    revoked_on: date | None = None
    revoked_by: int | None = Field(default=None, foreign_key="person.id")
    quota_fen: int | None = Field(default=None, sa_type=BigInteger)
    per_payment_fen: int | None = Field(default=None, sa_type=BigInteger)
    used_fen: int = Field(default=0, sa_type=BigInteger)
    uses: int = 0
    facts: str
    created_at: datetime = Field(sa_type=Instant)
    ended_on: date | None = None
    ended_side: str | None = None

    @property
    def left_fen(self) -> int | None:
        """What is left of the quota, None without one."""
        quota_fen = (self.quota_fen or 0) if self.is_wallet else self.quota_fen
        return None if quota_fen is None else quota_fen - self.used_fen

    @property
    def is_wallet(self) -> bool:
        """Whether its money is set aside."""
        return self.mode == Mode.WALLET.value

    def in_force(self, day: date) -> bool:
        """Tell whether it can be used on a day, as far as it goes by dates."""
        return self.to_domain().in_force(day) and (self.ended_on is None or day < self.ended_on)

    def to_domain(self) -> Sharing:
        """Give the sharing as the rules see it: what is left of its quota, in 分; an end by itself is no date of it."""
        return Sharing(
            id=str(self.id),
            sharer=str(self.sharer_id),
            member=str(self.member_id),
            relation=self.relation,
            since=self.since,
            until=self.until,
            revoked=self.revoked_on,
            quota_left_fen=self.left_fen,
            per_payment_fen=self.per_payment_fen,
            mode=Mode(self.mode),
            set_aside=self.is_wallet,
        )


class EventKind(StrEnum):
    """What happened with a sharing, but for payments and what was put into a wallet and came back."""

    CHANGED = "changed"
    REVOKED = "revoked"
    ENDED = "ended"
    ACCEPTED = "accepted"


class SharingEventRow(SQLModel, table=True):
    """One thing that happened with a sharing. `day` is that from which it counts; `made_by` None: by itself.

    Of a change the terms before and after (分), of an acceptance the top-up.
    """

    __tablename__ = "sharing_event"
    __table_args__ = (
        real_id(),
        one_of("kind", tuple(kind.value for kind in EventKind)),
        CheckConstraint("(kind = 'accepted') = (top_up_id IS NOT NULL)", name="top_up_where_accepted"),
        Index("ix_sharing_event_sharing", "sharing_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    sharing_id: int = Field(foreign_key="sharing.id")
    kind: str
    day: date
    made_at: datetime = Field(sa_type=Instant)
    made_by: int | None = Field(default=None, foreign_key="person.id")
    old_quota_fen: int | None = Field(default=None, sa_type=BigInteger)
    old_per_payment_fen: int | None = Field(default=None, sa_type=BigInteger)
    old_until: date | None = None
    quota_fen: int | None = Field(default=None, sa_type=BigInteger)
    per_payment_fen: int | None = Field(default=None, sa_type=BigInteger)
    until: date | None = None
    top_up_id: int | None = Field(default=None, foreign_key="wallet_top_up.id", unique=True)


class FamilyLinkRow(SQLModel, table=True):
    """A 亲情账户: `holder_id` may show the code of `member_id`. No money is shared by it."""

    __tablename__ = "family_link"
    __table_args__ = (
        CheckConstraint("holder_id <> member_id", name="not_with_oneself"),
        one_of("consent", ("guardian", "member")),
        Index(
            "ux_family_link_live",
            "holder_id",
            "member_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
        ),
        Index("ix_family_link_holder", "holder_id"),
        Index("ix_family_link_member", "member_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    holder_id: int = Field(foreign_key="person.id")
    member_id: int = Field(foreign_key="person.id")
    kinship: str = ""
    consent: str
    started_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class CodeRow(SQLModel, table=True):
    """A 医保码 that was shown. `nonce` is the middle of the code; the code itself is never stored."""

    __tablename__ = "code"

    id: int | None = Field(default=None, primary_key=True)
    nonce: str = Field(unique=True)
    person_id: int = Field(foreign_key="person.id")
    issued_at: datetime = Field(sa_type=Instant, index=True)
    expires_at: datetime = Field(sa_type=Instant)
    taken_at: datetime | None = Field(default=None, sa_type=Instant)
    taken_by: int | None = Field(default=None, foreign_key="user.id")
