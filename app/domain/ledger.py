"""Money that moves: one posting is one transfer from one account to another, in 分."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.fees import Fee, FeeKind, FeePayment
from app.domain.settlement import Settlement, SourceKind, SourceOutcome

FUND_OWNER = "统筹基金"


class AccountKind(StrEnum):
    """Kinds of accounts. The first two together are one personal account."""

    THIS_YEAR = "this_year"
    PRIOR_YEARS = "prior_years"
    FAMILY = "family"
    FUND = "fund"
    INSTITUTION = "institution"
    CASH = "cash"
    OPENING = "opening"
    WALLET = "wallet"
    COLLECTOR = "collector"
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True)
class AccountRef:
    """An account by kind and owner.

    The owner is the id of a person (this_year, prior_years, cash, employer: who pays in for them), of a
    household (family), of a sharing (wallet: what is in its quota), of an institution, FUND_OWNER, or the
    kind of fee (collector: who receives it); of OPENING it is whatever the opening belongs to.
    """

    kind: AccountKind
    owner: str


@dataclass(frozen=True, slots=True)
class Posting:
    """One transfer: ``amount_fen`` (always above 0) leaves ``debit`` and arrives at ``credit``.

    ``reverses`` is the id of the transfer whose money it gives back, None if it gives nothing back.
    """

    debit: AccountRef
    credit: AccountRef
    amount_fen: int
    memo: str
    reverses: int | None = None


_MEMOS = {
    SourceKind.FUND: "基金支付",
    SourceKind.FAMILY: "门诊家庭账户支付",
    SourceKind.OWN: "本人个人账户支付",
    SourceKind.SHARER: "家庭共济支付",
    SourceKind.CASH: "现金支付",
}

_FEE_MEMOS = {FeeKind.RESIDENT: "居民医保缴费", FeeKind.HUIMINBAO: "惠民保缴费"}


def postings_of(settlement: Settlement, institution: str) -> tuple[Posting, ...]:
    """Turn a settlement into transfers to the institution (its id), in the order of funds.

    One for each source that paid, this year's and prior years' balance and what was set aside apart;
    they add up to medfee_sumamt.
    """
    to = AccountRef(AccountKind.INSTITUTION, institution)
    return tuple(
        Posting(account, to, fen, _MEMOS[source.kind])
        for source in settlement.sources
        for account, fen in _parts(settlement, source)
        if fen > 0
    )


def _parts(settlement: Settlement, source: SourceOutcome) -> tuple[tuple[AccountRef, int], ...]:
    match source.kind:
        case SourceKind.FUND:
            return ((AccountRef(AccountKind.FUND, FUND_OWNER), source.paid_fen),)
        case SourceKind.FAMILY:
            return ((AccountRef(AccountKind.FAMILY, source.household or ""), source.paid_fen),)
        case SourceKind.CASH:
            return ((AccountRef(AccountKind.CASH, settlement.visit.patient), source.paid_fen),)
        case SourceKind.OWN | SourceKind.SHARER:
            owner = source.person or settlement.visit.patient
            return (
                (AccountRef(AccountKind.THIS_YEAR, owner), source.this_year_fen),
                (AccountRef(AccountKind.PRIOR_YEARS, owner), source.prior_years_fen),
                (AccountRef(AccountKind.WALLET, source.sharing or ""), source.set_aside_fen),
            )


def postings_of_fee(fee: Fee, payment: FeePayment, sharing: str | None) -> tuple[Posting, ...]:
    """Turn a fee into transfers to who collects fees of its kind; they add up to its amount.

    One for each balance that paid: this year's, prior years', and what was set aside in the wallet of ``sharing``.
    """
    to = AccountRef(AccountKind.COLLECTOR, fee.kind.value)
    parts = (
        (AccountRef(AccountKind.THIS_YEAR, fee.payer), payment.this_year_fen),
        (AccountRef(AccountKind.PRIOR_YEARS, fee.payer), payment.prior_years_fen),
        (AccountRef(AccountKind.WALLET, sharing or ""), payment.set_aside_fen),
    )
    return tuple(Posting(account, to, fen, _FEE_MEMOS[fee.kind]) for account, fen in parts if fen > 0)
