"""Fees that a personal account may pay: 居民医保 of a relative, and 惠民保."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.limits import account_limits, draw, held_back, own_limits, shared_limits
from app.domain.people import Insutype, Person
from app.domain.regions import lies_in
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
    """A fee paid whole, in 分, by balance; ``pooled`` if it was paid for somebody else.

    ``set_aside_fen`` came out of the wallet of the sharing with the beneficiary, and not out of the account.
    """

    amount_fen: int
    this_year_fen: int
    prior_years_fen: int
    pooled: bool
    set_aside_fen: int = 0


def pay_fee(rules: Rules, situation: Situation, fee: Fee) -> FeePayment | Refusal:
    """Pay a fee whole from the payer's personal account, or refuse by the first rule that says no."""
    payer = situation.person(fee.payer)
    beneficiary = situation.person(fee.beneficiary)
    book = rules.book(payer.region, situation.day)
    home = rules.home_book(situation.day)
    sharing = sharing_for(situation, fee)
    if fee.kind is FeeKind.RESIDENT:
        rule = (
            _already_paid(fee)
            or _resident_fee_closed(home, situation, fee)
            or _payer_shut_out(book, payer)
            or _resident_shut_out(home, book, beneficiary, fee, sharing)
        )
        amount_fen = home.resident_fee_fen(fee.year) or 0
    else:
        rule = (
            (None if book.huiminbao_shared else RuleName.FEE_NOT_STATED)
            or _already_paid(fee)
            or _payer_shut_out(book, payer)
            or _huiminbao_shut_out(book, beneficiary, fee)
        )
        amount_fen = fee.amount_fen or 0
    return Refusal(rule) if rule else _take(book, payer, fee, sharing, amount_fen)


def sharing_for(situation: Situation, fee: Fee) -> Sharing | None:
    """Give the sharing from payer to beneficiary that is in force and pays the fee; 居民医保 alone needs one."""
    if fee.kind is not FeeKind.RESIDENT:
        return None
    return next(
        (
            sharing
            for sharing in situation.sharings_of(fee.beneficiary)
            if sharing.sharer == fee.payer and sharing.in_force(situation.day)
        ),
        None,
    )


def _already_paid(fee: Fee) -> RuleName | None:
    return RuleName.FEE_ALREADY_PAID if fee.already_paid else None


def _resident_fee_closed(home: RuleBook, situation: Situation, fee: Fee) -> RuleName | None:
    """Check what shuts the fee of a year out, whoever pays: year, amount, window, channel."""
    born, day = situation.person(fee.beneficiary).born, situation.day
    window = home.fee_window(fee.year)
    checks = (
        (RuleName.FEE_BEFORE_BIRTH, fee.year < born.year),
        (RuleName.FEE_NEWBORN_FREE, home.newborn_free(born, fee.year)),
        (RuleName.FEE_AMOUNT_UNKNOWN, home.resident_fee_fen(fee.year) is None),
        (RuleName.FEE_YEAR_OVER, day.year > fee.year),
        (RuleName.FEE_WINDOW, window is not None and not window[0] <= day <= window[1]),
        (RuleName.FEE_CHANNEL, fee.channel not in home.fee_channels),
    )
    return _first(checks)


def _payer_shut_out(book: RuleBook, payer: Person) -> RuleName | None:
    checks = (
        (RuleName.PAYER_NOT_EMPLOYEE_INSURED, payer.insutype not in book.sharer_insutypes),
        (RuleName.INSURANCE_NOT_NORMAL, book.suspends(payer)),
    )
    return _first(checks)


def _resident_shut_out(
    home: RuleBook, book: RuleBook, beneficiary: Person, fee: Fee, sharing: Sharing | None
) -> RuleName | None:
    """Check the beneficiary of 居民医保; a wallet sharing lifts the distance (N26)."""
    by_wallet = sharing is not None and sharing.mode is Mode.WALLET and home.wallet_available
    checks = (
        (RuleName.MEMBER_NOT_INSURED, beneficiary.insutype is Insutype.NONE),
        (RuleName.FEE_BENEFICIARY_EMPLOYEE, beneficiary.insutype in home.fee_free_insutypes),
        (RuleName.FEE_NOT_SHARED, not fee.for_oneself and sharing is None),
        (RuleName.MEMBER_REMOTE, not by_wallet and member_is_remote(book, beneficiary.region)),
    )
    return _first(checks)


def _huiminbao_shut_out(book: RuleBook, beneficiary: Person, fee: Fee) -> RuleName | None:
    """Check the beneficiary of 惠民保: insured, a near relative, insured in the same city (S1 §三)."""
    area = book.huiminbao_area
    checks = (
        (RuleName.MEMBER_NOT_INSURED, not beneficiary.is_insured),
        (RuleName.FEE_RELATION, fee.relation not in book.huiminbao_relations),
        (RuleName.MEMBER_REMOTE, area is None or not lies_in(beneficiary.region, area)),
    )
    return _first(checks)


def _first(checks: Iterable[tuple[RuleName, bool]]) -> RuleName | None:
    return next((rule for rule, forbids in checks if forbids), None)


def _take(book: RuleBook, payer: Person, fee: Fee, sharing: Sharing | None, amount_fen: int) -> FeePayment | Refusal:
    """Take the whole amount, or refuse by the limit that lets the least through."""
    pooled = not fee.for_oneself
    if sharing is not None:
        limits = shared_limits(book, payer, sharing)
    else:
        limits = account_limits(book, payer) if pooled else own_limits(payer)
    paid_fen, rule = held_back(amount_fen, limits)
    if rule is not None:
        return Refusal(rule)
    set_aside_fen = paid_fen if sharing is not None and sharing.set_aside else 0
    this_year_fen, prior_years_fen = draw(payer, paid_fen - set_aside_fen, prior_only=pooled and book.prior_years_only)
    return FeePayment(paid_fen, this_year_fen, prior_years_fen, pooled, set_aside_fen)
