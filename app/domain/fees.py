"""Fees that a personal account may pay: 居民医保 of a relative, and 惠民保."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.limits import Limit, account_limits, agreed_limits, draw, held_back
from app.domain.people import InsuranceStatus, Insutype, Person
from app.domain.rule_names import RuleName
from app.domain.rulebook import RuleBook, Rules
from app.domain.settlement import Refusal
from app.domain.sharing import Mode, Sharing, member_is_remote
from app.domain.situation import Situation

SELF = "本人"


class FeeKind(StrEnum):
    """The two fees of the simulation."""

    RESIDENT = "居民医保"
    HUIMINBAO = "惠民保"


class Channel(StrEnum):
    """Ways to pay a fee."""

    GANFUTONG = "赣服通"
    ALIPAY_GANFUTONG = "支付宝赣服通"
    WECHAT_ACCOUNT = "江西医疗保障公众号"
    WECHAT_PAY = "微信缴费"
    BANK = "银行柜台"


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee to pay. ``amount_fen`` is the price of a 惠民保 product in 分, else None.

    ``relation`` is what the beneficiary is to the payer, 本人 for oneself; ``year`` the insured year.
    """

    kind: FeeKind
    year: int
    payer: str
    beneficiary: str
    relation: str
    channel: Channel
    amount_fen: int | None = None
    already_paid: bool = False

    @property
    def for_oneself(self) -> bool:
        """Whether payer and beneficiary are one person."""
        return self.payer == self.beneficiary


@dataclass(frozen=True, slots=True)
class FeePayment:
    """A fee paid whole, in 分, by balance; ``pooled`` if it was paid for somebody else."""

    amount_fen: int
    this_year_fen: int
    prior_years_fen: int
    pooled: bool


def pay_fee(rules: Rules, situation: Situation, fee: Fee) -> FeePayment | Refusal:
    """Pay a fee whole from the payer's personal account, or refuse by the first rule that says no."""
    raise NotImplementedError
