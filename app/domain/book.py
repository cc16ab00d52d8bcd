"""The rules that hold for one region on one day, and what the engine asks of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.people import Insutype, Person
from app.domain.rule_keys import RuleValue
from app.domain.rule_texts import NoRuleYet, Rule
from app.domain.visit import ItemKind, MedType, PlaceKind


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules that hold for one region on one day. A limit that no rule sets is absent (0, None)."""

    region: str
    day: date
    rules: Mapping[str, Rule]

    def rule(self, key: str) -> Rule:
        """Give the rule of a key. Raises NoRuleYet if none is known here on this day."""
        found = self.rules.get(key)
        if found is None:
            raise NoRuleYet("{day} 在这个地区没有这条规则的资料：{key}", day=self.day.isoformat(), key=key)
        return found

    def _get(self, key: str) -> RuleValue | None:
        found = self.rules.get(key)
        return None if found is None else found.value

    def _flag(self, key: str) -> bool:
        return self._get(key) is True

    def number(self, key: str) -> int | None:
        """Give an amount in 分 or a count, None if no rule sets it."""
        value = self._get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of words, empty if no rule sets it."""
        value = self._get(key)
        return value if isinstance(value, tuple) else ()

    def text(self, key: str) -> str | None:
        """Give a word, None if no rule sets it."""
        value = self._get(key)
        return value if isinstance(value, str) else None

    def date_of(self, key: str) -> date | None:
        """Give a day, None if no rule sets it."""
        value = self._get(key)
        return value if isinstance(value, date) else None

    @property
    def relations(self) -> tuple[str, ...]:
        """The kinds of close relatives."""
        return self.texts("sharing.relations")

    @property
    def sharer_insutypes(self) -> frozenset[Insutype]:
        """Kinds of insurance that have a personal account to share."""
        return frozenset(map(Insutype, self.texts("sharer.insutypes")))

    @property
    def member_insutypes(self) -> frozenset[Insutype]:
        """Kinds of insurance with which one may be shared with."""
        return frozenset(map(Insutype, self.texts("member.insutypes")))

    @property
    def sharers_at_once(self) -> int:
        """How many sharers a member may have at once; one where no rule is known (clash 9)."""
        return self.number("member.sharers_at_once") or 1

    @property
    def ends_with_insurance(self) -> bool:
        """Whether money is unusable while its owner's insurance is paused; yes where no rule is known."""
        return self._get("sharing.ends_with_insurance") is not False

    def suspends(self, person: Person) -> bool:
        """Tell whether the state of a person's insurance makes shared money unusable."""
        return self.ends_with_insurance and not person.is_normal

    def can_share(self, person: Person) -> bool:
        """Tell whether somebody has an account to share, and an insurance that lets it be used."""
        return person.insutype in self.sharer_insutypes and not self.suspends(person)

    @property
    def own_code_only(self) -> bool:
        """Whether a visit takes the patient's own code alone."""
        return self._flag("visit.own_code")

    @property
    def designated_only(self) -> bool:
        """Whether only a designated place can settle."""
        return self._flag("visit.designated_only")

    @property
    def insured_only(self) -> bool:
        """Whether the patient's insurance must be in its normal state."""
        return self._flag("visit.insured_only")

    @property
    def commitment_required(self) -> bool:
        """Whether the 个人郑重承诺 must be ticked."""
        return self._flag("sharing.commitment_required")

    @property
    def member_area(self) -> str | None:
        """Digits of the area in which a member must be insured, None if no rule is known."""
        return self.text("sharing.member_area")

    @property
    def place_area(self) -> str | None:
        """Digits of the area in which shared money may be spent, None if no rule is known."""
        return self.text("sharing.place_area")

    @property
    def wallet_available(self) -> bool:
        """Whether 医保钱包 exists on the day (N26)."""
        return self._flag("wallet.available")

    @property
    def wallet_several_sharers(self) -> bool:
        """Whether a member may have several sharers by 医保钱包 (N26)."""
        return self._flag("wallet.several_sharers")

    @property
    def inpatient_shared(self) -> bool:
        """Whether shared money may pay inpatient care (clash 1)."""
        return self._flag("pooled.inpatient")

    @property
    def special_outpatient_shared(self) -> bool:
        """Whether shared money may pay special outpatient care (clash 2)."""
        return self._flag("pooled.special_outpatient")

    @property
    def self_funded_shared(self) -> bool:
        """Whether shared money may pay 自费 items; yes where no rule is known (clash 3)."""
        return self._get("pooled.self_funded") is not False

    @property
    def shared_before_own(self) -> bool:
        """Whether a sharer's money is asked before the patient's own (clash 6)."""
        accounts = [one for one in self.texts("funds.order") if one in ("共济人个人账户", "本人个人账户")]
        return accounts[:1] == ["共济人个人账户"]

    @property
    def prior_years_only(self) -> bool:
        """Whether only the balance of prior years may be shared (clash 4)."""
        return self._flag("sharing.prior_years_only")

    @property
    def turns_yearly(self) -> bool:
        """Whether this year's balance becomes prior years' on 1 January."""
        return self._flag("account.yearly_turn")

    @property
    def balance_floor_fen(self) -> int:
        """What must stay in a sharer's account, in 分; 0 if no rule sets a floor (clash 4)."""
        return self.number("sharing.balance_floor") or 0

    @property
    def out_of_scope_kinds(self) -> frozenset[ItemKind]:
        """Kinds of items that nobody's account may pay (clash 3)."""
        return frozenset(map(ItemKind, self.texts("scope.excluded_kinds")))

    @property
    def family_account_area(self) -> str | None:
        """Digits of the area that has a 门诊家庭账户, None where no rule knows one."""
        rule = self.rules.get("family_account.places")
        return None if rule is None else rule.region

    @property
    def family_account_insutypes(self) -> frozenset[Insutype]:
        """Kinds of insurance that have a 门诊家庭账户."""
        return frozenset(map(Insutype, self.texts("family_account.insutypes")))

    @property
    def family_account_med_types(self) -> frozenset[MedType]:
        """Kinds of visit that a 门诊家庭账户 pays."""
        return frozenset(map(MedType, self.texts("family_account.med_types")))

    @property
    def family_account_local_only(self) -> bool:
        """Whether a 门诊家庭账户 pays in its own area alone."""
        return self._flag("family_account.local_only")

    @property
    def family_account_places(self) -> frozenset[PlaceKind]:
        """Kinds of places where a 门诊家庭账户 pays everything in scope."""
        places = frozenset(map(PlaceKind, self.texts("family_account.places")))
        return places | {PlaceKind.COUNTY} if self._flag("family_account.county_hospital") else places

    @property
    def family_account_tcm_places(self) -> frozenset[PlaceKind]:
        """Kinds of places where a 门诊家庭账户 pays only some kinds of items."""
        return frozenset(map(PlaceKind, self.texts("family_account.tcm_places")))

    @property
    def family_account_tcm_kinds(self) -> frozenset[ItemKind]:
        """The kinds of items that a 门诊家庭账户 pays at its tcm_places."""
        return frozenset(map(ItemKind, self.texts("family_account.tcm_kinds")))

    @property
    def fee_channels(self) -> frozenset[str]:
        """Channels that may pay 居民医保 from a personal account (clash 8)."""
        return frozenset(self.texts("resident_fee.channels"))

    @property
    def fee_free_insutypes(self) -> frozenset[Insutype]:
        """Kinds of insurance whose people pay no 居民医保."""
        return frozenset(map(Insutype, self.texts("resident_fee.free_insutypes")))

    @property
    def huiminbao_shared(self) -> bool:
        """Whether a personal account may buy 惠民保; no where no rule is known."""
        return self._flag("pooled.huiminbao")

    @property
    def huiminbao_relations(self) -> tuple[str, ...]:
        """For whom 惠民保 may be paid (clash 7)."""
        return self.texts("huiminbao.relations")

    @property
    def huiminbao_area(self) -> str | None:
        """Digits of the area in which the beneficiary of 惠民保 must be insured."""
        return self.text("huiminbao.member_area")

    def resident_fee_fen(self, year: int) -> int | None:
        """Give the 居民医保 fee of an insured year in 分, None if no figure is known."""
        return self.number(f"resident_fee.{year:04d}.amount")

    def fee_window(self, year: int) -> tuple[date, date] | None:
        """Give the first and last day on which the fee of a year can be paid, None if not known."""
        first = self.date_of(f"resident_fee.{year:04d}.window_from")
        last = self.date_of(f"resident_fee.{year:04d}.window_to")
        return None if first is None or last is None else (first, last)

    @property
    def newborn_any_day_of_birth_year(self) -> bool:
        """Whether a newborn's year of birth is confirmed as free on any day of it; no source says when (JX26)."""
        return self._flag("newborn.any_day_of_birth_year")

    def newborn_free(self, born: date, year: int) -> bool:
        """Tell whether somebody born on a day pays nothing for an insured year (JX26; clash 11)."""
        from_day, first_year = self.date_of("newborn.born_from"), self.number("newborn.first_year")
        years = self.number("newborn.free_years")
        if from_day is None or first_year is None or years is None:
            return False
        return born >= from_day and year >= first_year and born.year <= year < born.year + years
