"""Who there is: users, the simulated register of the insured, households, and what is kept per user."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.data.columns import Instant, one_of
from app.domain.people import InsuranceStatus, Insutype, Person

STATUSES = tuple(status.value for status in InsuranceStatus)
INSUTYPES = tuple(kind.value for kind in Insutype)


class PersonRow(SQLModel, table=True):
    """A person in the simulated register. The certificate number is sealed; a keyed digest finds it again."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("badge >= 0", name="badge_known"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str
    born: date
    sex: str = ""
    cert_type: str
    cert_digest: str = Field(unique=True)
    cert_sealed: str
    mother_name: str = ""
    mother_digest: str = ""
    badge: int = 0
    created_by: int | None = Field(default=None, foreign_key="person.id", index=True)
    created_at: datetime = Field(sa_type=Instant)

    def to_domain(self, insurance: "InsuranceRow | None", prior_years_fen: int, this_year_fen: int) -> Person:
        """Give the person as the rules see them on the day for which `insurance` was chosen; money in 分, 310 only."""
        has_account = insurance is not None and insurance.insutype == Insutype.EMPLOYEE.value
        return Person(
            id=str(self.id),
            name=self.name,
            born=self.born,
            insutype=Insutype(insurance.insutype) if insurance else Insutype.NONE,
            region=insurance.region if insurance else "",
            status=InsuranceStatus(insurance.status) if insurance else InsuranceStatus.NONE,
            prior_years_fen=prior_years_fen if has_account else 0,
            this_year_fen=this_year_fen if has_account else 0,
        )


class UserRow(SQLModel, table=True):
    """Somebody who can log in. Passwords are kept as argon2id or scrypt; the phone is sealed like a certificate."""

    __tablename__ = "user"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", unique=True)
    phone_digest: str = Field(unique=True)
    phone_sealed: str
    password_hash: str
    pay_password_hash: str
    theme: str = "system"
    is_sample: bool = False
    created_at: datetime = Field(sa_type=Instant)
    language: str = Field(default="zh", sa_column_kwargs={"server_default": "zh"})
    elder: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})


class TryRow(SQLModel, table=True):
    """Passwords tried in a row, by a digest of what they were tried for; also for phones that nobody registered."""

    __tablename__ = "password_try"

    subject: str = Field(primary_key=True)
    tries: int
    locked_until: datetime | None = Field(default=None, sa_type=Instant)
    last_at: datetime = Field(sa_type=Instant, index=True)


class AcquaintanceRow(SQLModel, table=True):
    """Somebody whom a person found in the register by certificate and name: they may be shared with."""

    __tablename__ = "acquaintance"

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    other_id: int = Field(primary_key=True, foreign_key="person.id")
    since: datetime = Field(sa_type=Instant)


class InsuranceRow(SQLModel, table=True):
    """Where and how a person is insured from a day on; the latest row not after a day holds on it."""

    __tablename__ = "insurance"
    __table_args__ = (
        one_of("insutype", INSUTYPES),
        one_of("status", STATUSES),
        Index("ix_insurance_person_since", "person_id", "since", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    insutype: str
    region: str
    status: str
    since: date
    recorded_at: datetime = Field(sa_type=Instant)


class HouseholdRow(SQLModel, table=True):
    """People who share one 门诊家庭账户."""

    __tablename__ = "household"

    id: int | None = Field(default=None, primary_key=True)


class HouseholdMemberRow(SQLModel, table=True):
    """Who belongs to a household: one at a time."""

    __tablename__ = "household_member"

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    household_id: int = Field(foreign_key="household.id", index=True)


class LoginRow(SQLModel, table=True):
    """A device on which a user is logged in (or was: then `ended_at` is set). Tokens are kept as digests."""

    __tablename__ = "login"

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id", index=True)
    token_digest: str = Field(unique=True)
    device_digest: str = Field(default="", index=True)
    started_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class SmsCodeRow(SQLModel, table=True):
    """The last simulated message to a phone, by purpose."""

    __tablename__ = "sms_code"
    __table_args__ = (UniqueConstraint("phone_digest", "purpose"),)

    id: int | None = Field(default=None, primary_key=True)
    phone_digest: str
    purpose: str
    code_digest: str
    tries_left: int
    sent_at: datetime = Field(sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant)


class DraftRow(SQLModel, table=True):
    """A half-filled form, sealed, so that it survives closing the app."""

    __tablename__ = "draft"

    user_id: int = Field(primary_key=True, foreign_key="user.id")
    form: str = Field(primary_key=True)
    content_sealed: str
    saved_at: datetime = Field(sa_type=Instant)


class NoticeRow(SQLModel, table=True):
    """Something a person should know. `title` and `body` are message ids; `params` fills both (JSON)."""

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_person", "person_id", "id"),
        Index("ix_notice_unread", "person_id", "id", sqlite_where=text("read_at IS NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    kind: str
    title: str
    body: str
    route: str = ""
    created_at: datetime = Field(sa_type=Instant)
    read_at: datetime | None = Field(default=None, sa_type=Instant)
    params: str = Field(default="{}", sa_column_kwargs={"server_default": "{}"})


class SettingRow(SQLModel, table=True):
    """What holds for the whole install: the app's clock, the tag in its codes."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str
