"""Who pays what of a visit, and why a source of money paid no more than it did."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import GongjiError
from app.domain.limits import draw, held_back, own_limits, shared_limits
from app.domain.people import Person
from app.domain.rule_names import RuleName
from app.domain.rulebook import RuleBook, Rules
from app.domain.sharing import Sharing
from app.domain.shut_out import family_account_limits, family_account_shut_out, sharer_shut_out
from app.domain.situation import Household, Situation
from app.domain.visit import ChargeLevel, Item, ItemKind, MedType, Place, PlaceKind, Visit

__all__ = [
    "FAMILY_ACCOUNT",
    "ChargeLevel",
    "Item",
    "ItemKind",
    "MedType",
    "Place",
    "PlaceKind",
    "Refusal",
    "Settlement",
    "SourceKind",
    "SourceOutcome",
    "Visit",
    "settle",
]

FAMILY_ACCOUNT = "门诊家庭账户"


class SourceKind(StrEnum):
    """Where money can come from, in the order of funds (JX23; clash 6)."""

    FUND = "fund"
    FAMILY = "family"
    OWN = "own"
    SHARER = "sharer"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """What one source was asked for and what it paid, in 分.

    ``person`` is whose account it is (own, sharer, cash), ``sharing`` the sharing used, ``household``
    the household of a family account. An account pays out of this year's and prior years' balance,
    a wallet out of what was set aside in it. ``reason`` names the rule that held a family account or
    a sharer's money back, None if nothing did.
    """

    kind: SourceKind
    asked_fen: int
    paid_fen: int
    person: str | None = None
    sharing: str | None = None
    household: str | None = None
    this_year_fen: int = 0
    prior_years_fen: int = 0
    set_aside_fen: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing is paid; ``rule`` is the name of the rule that says no."""

    rule: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settled visit: one outcome for each source that had its turn, in order, zeros included.

    The properties carry the national field names, in 分. They obey: medfee_sumamt = fund_pay_sumamt
    + psn_part_amt; psn_part_amt = acct_pay + psn_cash_pay; acct_pay includes acct_mulaid_pay.
    """

    visit: Visit
    day: date
    sources: tuple[SourceOutcome, ...]
    out_of_scope_amt_fen: int = 0

    def _paid_by(self, *kinds: SourceKind) -> int:
        return sum(source.paid_fen for source in self.sources if source.kind in kinds)

    @property
    def medfee_sumamt_fen(self) -> int:
        """医疗费总额: the whole bill."""
        return self.visit.total_fen

    @property
    def fund_pay_sumamt_fen(self) -> int:
        """基金支付总额: the pool fund and the family account together."""
        return self._paid_by(SourceKind.FUND, SourceKind.FAMILY)

    @property
    def family_account_pay_fen(self) -> int:
        """What the 门诊家庭账户 paid."""
        return self._paid_by(SourceKind.FAMILY)

    @property
    def psn_part_amt_fen(self) -> int:
        """个人负担总金额: the bill without what the funds paid."""
        return self.medfee_sumamt_fen - self.fund_pay_sumamt_fen

    @property
    def acct_pay_fen(self) -> int:
        """个人账户支出: own and pooled together."""
        return self._paid_by(SourceKind.OWN, SourceKind.SHARER)

    @property
    def acct_mulaid_pay_fen(self) -> int:
        """个人账户共济支付金额: what sharers paid."""
        return self._paid_by(SourceKind.SHARER)

    @property
    def psn_cash_pay_fen(self) -> int:
        """个人现金支出: what is left to pay in cash."""
        return self._paid_by(SourceKind.CASH)

    @property
    def pooled_from(self) -> dict[str, int]:
        """What each sharer paid, by id of the person; who paid nothing is not in it."""
        paid: dict[str, int] = {}
        for source in self.sources:
            if source.kind is SourceKind.SHARER and source.person and source.paid_fen:
                paid[source.person] = paid.get(source.person, 0) + source.paid_fen
        return paid

    @property
    def not_used(self) -> dict[str, str]:
        """Why a source covered less than it was asked, by sharer id or 门诊家庭账户.

        Of two ended sharings with one sharer, the one whose turn came later is named.
        """
        why: dict[str, str] = {}
        for source in self.sources:
            if source.reason is None:
                continue
            key = FAMILY_ACCOUNT if source.kind is SourceKind.FAMILY else source.person
            if key is not None:
                why[key] = source.reason
        return why


def settle(rules: Rules, situation: Situation, visit: Visit) -> Settlement | Refusal:
    """Settle a visit by the order of funds, or refuse it as a whole. Pure; nothing is booked.

    Raises GongjiError if the fund has paid more than the part in scope.
    """
    patient = situation.person(visit.patient)
    home = rules.home_book(situation.day)
    rule = _refused(home, patient, visit)
    if rule is not None:
        return Refusal(rule)
    outside_fen = _outside_fen(home, rules.book(patient.region, situation.day), visit)
    left_fen = visit.total_fen - outside_fen - visit.fund_pay_fen
    if left_fen < 0:
        raise GongjiError("基金支付不能超过范围内的费用")
    sources = [SourceOutcome(SourceKind.FUND, visit.fund_pay_fen, visit.fund_pay_fen)]
    household = situation.household_of(patient.id)
    if household is not None:
        book = rules.book(patient.region, situation.day)
        sources.append(_ask_family(book, patient, household, visit, left_fen))
        left_fen -= sources[-1].paid_fen
    for sharing in _turns(situation, patient, own_last=home.shared_before_own):
        if sharing is None:
            sources.append(_ask_own(patient, left_fen))
        else:
            sharer = situation.person(sharing.sharer)
            book = rules.book(sharer.region, situation.day)
            sources.append(_ask_sharer(book, sharer, sharing, visit, left_fen))
        left_fen -= sources[-1].paid_fen
    cash_fen = left_fen + outside_fen
    sources.append(SourceOutcome(SourceKind.CASH, cash_fen, cash_fen, person=patient.id))
    return Settlement(visit, situation.day, tuple(sources), outside_fen)


def _refused(home: RuleBook, patient: Person, visit: Visit) -> RuleName | None:
    """Check what refuses a visit as a whole (S2 资格要求, 医保共济的疑问解答, 家庭共济的定义)."""
    if home.insured_only and not patient.is_insured:
        return RuleName.PATIENT_NOT_INSURED
    if home.own_code_only and visit.code_of not in (None, patient.id):
        return RuleName.OWN_CODE_ONLY
    if home.designated_only and not visit.place.designated:
        return RuleName.PLACE_NOT_DESIGNATED
    return None


def _outside_fen(home: RuleBook, book: RuleBook, visit: Visit) -> int:
    """Add up what nobody's account may pay: by its kind, and 自费 items where the book lets none through (clash 3)."""
    shut_out = home.out_of_scope_kinds
    levels = frozenset() if book.self_funded_shared else frozenset({ChargeLevel.C})
    return sum(item.amount_fen for item in visit.items if item.kind in shut_out or item.level in levels)


def _turns(situation: Situation, patient: Person, *, own_last: bool) -> list[Sharing | None]:
    """Give whose personal account has a turn, in order: None is the patient's own (first, clash 6).

    A sharing that is not in force has none if the same sharer has another with the patient that is.
    """
    sharings = situation.sharings_of(patient.id)
    active = {sharing.sharer for sharing in sharings if sharing.in_force(situation.day)}
    turns: list[Sharing | None] = [s for s in sharings if s.in_force(situation.day) or s.sharer not in active]
    return [*turns, None] if own_last else [None, *turns]


def _ask_family(book: RuleBook, patient: Person, household: Household, visit: Visit, asked_fen: int) -> SourceOutcome:
    rule: RuleName | None = family_account_shut_out(book, patient, visit)
    paid_fen = 0
    if rule is None:
        paid_fen, rule = held_back(asked_fen, family_account_limits(book, household, visit))
    return SourceOutcome(
        SourceKind.FAMILY,
        asked_fen,
        paid_fen,
        household=household.id,
        reason=rule if paid_fen < asked_fen else None,
    )


def _ask_own(patient: Person, asked_fen: int) -> SourceOutcome:
    """Ask the patient's own account: no limit but its balance, this year's first (clash 6)."""
    paid_fen, _ = held_back(asked_fen, own_limits(patient))
    this_year_fen, prior_years_fen = draw(patient, paid_fen)
    return SourceOutcome(
        SourceKind.OWN,
        asked_fen,
        paid_fen,
        person=patient.id,
        this_year_fen=this_year_fen,
        prior_years_fen=prior_years_fen,
    )


def _ask_sharer(book: RuleBook, sharer: Person, sharing: Sharing, visit: Visit, asked_fen: int) -> SourceOutcome:
    rule: RuleName | None = sharer_shut_out(book, sharer, sharing, visit)
    paid_fen = 0
    if rule is None:
        paid_fen, rule = held_back(asked_fen, shared_limits(book, sharer, sharing))
    from_account_fen = 0 if sharing.set_aside else paid_fen
    this_year_fen, prior_years_fen = draw(sharer, from_account_fen, prior_only=book.prior_years_only)
    return SourceOutcome(
        SourceKind.SHARER,
        asked_fen,
        paid_fen,
        person=sharer.id,
        sharing=sharing.id,
        this_year_fen=this_year_fen,
        prior_years_fen=prior_years_fen,
        set_aside_fen=paid_fen - from_account_fen,
        reason=rule if paid_fen < asked_fen else None,
    )
