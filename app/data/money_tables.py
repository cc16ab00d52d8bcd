"""The ledger and what was settled. All amounts in 分. The triggers that guard these tables stand in triggers.py."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from app.data.columns import Instant, one_of, real_id, whole_fen
from app.domain.ledger import AccountKind

ACCOUNT_KINDS = tuple(kind.value for kind in AccountKind)
PERSONAL = f"('{AccountKind.THIS_YEAR.value}', '{AccountKind.PRIOR_YEARS.value}')"
NEVER_BELOW_ZERO = "('this_year', 'prior_years', 'family', 'wallet')"
SETTLED, PARTLY_REFUNDED, REFUNDED, REVERSED = STATES = ("结算完成", "部分退款", "已退款", "已撤销")
TRANSFER_KINDS = (
    "opening",
    "correction",
    "settlement",
    "refund",
    "reversal",
    "topup",
    "turn",
    "fee",
    "contribution",
    "return",
)


class AccountRow(SQLModel, table=True):
    """Where money lies. `balance_fen` is credits less debits, and `last_transfer_id` the last of them.

    Both are kept by a trigger on every transfer, and changed by nothing else.
    """

    __tablename__ = "account"
    __table_args__ = (
        real_id(),
        one_of("kind", ACCOUNT_KINDS),
        CheckConstraint("typeof(balance_fen) = 'integer'", name="balance_whole"),
        CheckConstraint(f"balance_fen >= 0 OR kind NOT IN {NEVER_BELOW_ZERO}", name="no_overdraft"),
        Index("ux_account_owner", "kind", "owner", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    owner: str
    balance_fen: int = Field(default=0, sa_type=BigInteger)
    last_transfer_id: int = 0


class SettlementRow(SQLModel, table=True):
    """One 结算, named after the national settlement fields. The identities between them are checks.

    `state` follows the refunds, by triggers. `confirmed_at` is when the institution said that it has the result: until
    then the settlement can be reversed (冲正), afterwards only refunded (退费).
    """

    __tablename__ = "settlement"
    __table_args__ = (
        real_id(),
        one_of("state", STATES),
        CheckConstraint("medfee_sumamt_fen = fund_pay_sumamt_fen + psn_part_amt_fen", name="fund_and_part"),
        CheckConstraint("psn_part_amt_fen = acct_pay_fen + psn_cash_pay_fen", name="account_and_cash"),
        CheckConstraint("acct_mulaid_pay_fen <= acct_pay_fen", name="pooled_is_part"),
        CheckConstraint("family_account_pay_fen <= fund_pay_sumamt_fen", name="family_is_part"),
        CheckConstraint("out_of_scope_amt_fen <= psn_cash_pay_fen", name="out_of_scope_is_cash"),
        whole_fen("medfee_sumamt_fen", least=1),
        whole_fen("fund_pay_sumamt_fen"),
        whole_fen("family_account_pay_fen"),
        whole_fen("psn_part_amt_fen"),
        whole_fen("out_of_scope_amt_fen"),
        whole_fen("acct_pay_fen"),
        whole_fen("acct_mulaid_pay_fen"),
        whole_fen("psn_cash_pay_fen"),
        Index("ix_settlement_patient", "patient_id", "id"),
        Index("ix_settlement_payer", "payer_id", "id"),
        Index("ix_settlement_payer_patient", "payer_id", "patient_id"),
        # A code settles once; a settlement that was taken back gives its code back.
        Index("ux_settlement_code", "code_id", unique=True, sqlite_where=text("state <> '已撤销'")),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: str = Field(unique=True)
    request_digest: str
    code_id: int | None = Field(default=None, foreign_key="code.id")
    patient_id: int = Field(foreign_key="person.id")
    payer_id: int = Field(foreign_key="person.id")
    place_name: str
    place_kind: str
    place_region: str
    place_code: str
    med_type: str
    day: date
    settled_at: datetime = Field(sa_type=Instant)
    state: str = STATES[0]
    medfee_sumamt_fen: int = Field(sa_type=BigInteger)
    fund_pay_sumamt_fen: int = Field(sa_type=BigInteger)
    family_account_pay_fen: int = Field(sa_type=BigInteger)
    psn_part_amt_fen: int = Field(sa_type=BigInteger)
    out_of_scope_amt_fen: int = Field(sa_type=BigInteger)
    acct_pay_fen: int = Field(sa_type=BigInteger)
    acct_mulaid_pay_fen: int = Field(sa_type=BigInteger)
    psn_cash_pay_fen: int = Field(sa_type=BigInteger)
    facts: str
    confirmed_at: datetime | None = Field(default=None, sa_type=Instant)


class SettlementItemRow(SQLModel, table=True):
    """One line of the bill."""

    __tablename__ = "settlement_item"
    __table_args__ = (whole_fen("amount_fen", least=1),)

    settlement_id: int = Field(primary_key=True, foreign_key="settlement.id")
    line: int = Field(primary_key=True)
    name: str
    kind: str
    chrgitm_lv: str
    amount_fen: int = Field(sa_type=BigInteger)
    in_scope: bool


class SettlementSourceRow(SQLModel, table=True):
    """One source of money of a settlement, in the order of funds: what it paid, and the rule that held it back.

    `left_fen` is what was left in the account, `words` the reason without anybody's balance (a message id, which
    `params` fills): who may see what is decided when it is read.
    """

    __tablename__ = "settlement_source"
    __table_args__ = (
        whole_fen("asked_fen"),
        whole_fen("paid_fen"),
        CheckConstraint("paid_fen <= asked_fen", name="paid_within_asked"),
        Index("ix_settlement_source_person", "person_id", "settlement_id"),
        Index("ix_settlement_source_sharing", "sharing_id", "settlement_id"),
    )

    settlement_id: int = Field(primary_key=True, foreign_key="settlement.id")
    line: int = Field(primary_key=True)
    kind: str
    person_id: int | None = Field(default=None, foreign_key="person.id")
    sharing_id: int | None = Field(default=None, foreign_key="sharing.id")
    asked_fen: int = Field(sa_type=BigInteger)
    paid_fen: int = Field(sa_type=BigInteger)
    left_fen: int | None = Field(default=None, sa_type=BigInteger)
    quota_left_fen: int | None = Field(default=None, sa_type=BigInteger)
    reason: str | None = None
    region: str = ""
    words: str = ""
    params: str = Field(default="{}", sa_column_kwargs={"server_default": "{}"})


class TransferRow(SQLModel, table=True):
    """One debit, one credit, one amount: balanced by construction, and append-only by triggers."""

    __tablename__ = "transfer"
    __table_args__ = (
        real_id(),
        CheckConstraint("typeof(amount_fen) = 'integer' AND amount_fen > 0", name="amount_positive"),
        CheckConstraint("debit_account_id <> credit_account_id", name="two_accounts"),
        one_of("kind", TRANSFER_KINDS),
        CheckConstraint(
            "(kind IN ('refund', 'reversal')) = (reverses_id IS NOT NULL)", name="names_what_it_gives_back"
        ),
        Index("ix_transfer_debit", "debit_account_id", "id"),
        Index("ix_transfer_credit", "credit_account_id", "id"),
        Index("ix_transfer_settlement", "settlement_id"),
        Index("ix_transfer_reverses", "reverses_id", sqlite_where=text("reverses_id IS NOT NULL")),
        Index("ix_transfer_refund", "refund_id", sqlite_where=text("refund_id IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    debit_account_id: int = Field(foreign_key="account.id")
    credit_account_id: int = Field(foreign_key="account.id")
    amount_fen: int = Field(sa_type=BigInteger)
    kind: str
    memo: str = ""
    settlement_id: int | None = Field(default=None, foreign_key="settlement.id")
    reverses_id: int | None = Field(default=None, foreign_key="transfer.id")
    day: date
    made_at: datetime = Field(sa_type=Instant)
    refund_id: int | None = Field(default=None, foreign_key="refund.id")
