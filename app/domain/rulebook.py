"""Dated rules with their sources, and the book of rules that holds in a region on a day.

The values stand in app/rules/*.toml; the keys they may have, in rule_keys. This module only finds
the right value: nation first, then the province, then the city on top; of several values of one
key in one place, the latest that is not after the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.errors import GongjiError
from app.domain.people import Insutype
from app.domain.regions import CITY_DIGITS, JIANGXI, PROVINCE_DIGITS
from app.domain.rule_keys import KEYS, KeySpec, RuleValue, ValueKind, required_keys, spec_of
from app.domain.rule_texts import (
    PLACEHOLDERS,
    Clash,
    ClashText,
    NoRuleYet,
    ReasonWords,
    Rule,
    Source,
    fill,
)
from app.domain.visit import ItemKind, MedType, PlaceKind

__all__ = [
    "KEYS",
    "PLACEHOLDERS",
    "Clash",
    "ClashText",
    "KeySpec",
    "NoRuleYet",
    "ReasonWords",
    "Rule",
    "RuleBook",
    "RuleValue",
    "Rules",
    "Source",
    "ValueKind",
    "fill",
    "spec_of",
]


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
    def prior_years_only(self) -> bool:
        """Whether only the balance of prior years may be shared (clash 4)."""
        return self._flag("sharing.prior_years_only")

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
    def family_account_places(self) -> frozenset[PlaceKind]:
        """Kinds of places where a 门诊家庭账户 pays everything in scope."""
        return frozenset(map(PlaceKind, self.texts("family_account.places")))

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
    def huiminbao_relations(self) -> tuple[str, ...]:
        """For whom 惠民保 may be paid; empty where no rule is known (clash 7)."""
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

    def newborn_free(self, born: date, year: int) -> bool:
        """Tell whether somebody born on a day pays nothing for an insured year (JX26; clash 11)."""
        from_day, first_year = self.date_of("newborn.born_from"), self.number("newborn.first_year")
        years = self.number("newborn.free_years")
        if from_day is None or first_year is None or years is None:
            return False
        return born >= from_day and year >= first_year and born.year <= year < born.year + years


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, sources, clashes and words: what load_rules gives."""

    all: tuple[Rule, ...]
    sources: Mapping[str, Source]
    clashes: tuple[Clash, ...]
    reasons: Mapping[str, ReasonWords]
    _books: dict[tuple[str, date], RuleBook] = field(default_factory=dict, repr=False, compare=False)

    def book(self, region: str, day: date) -> RuleBook:
        """Give the book of a region ("", 2, 4 or 6 digits) on a day; kept for the next asking.

        Raises NoRuleYet for a day before the rules that the engine needs.
        """
        where = (region[:CITY_DIGITS], day)
        known = self._books.get(where)
        if known is None:
            known = self._books[where] = self._resolve(*where)
        return known

    @property
    def first_day(self) -> date:
        """The first day for which the rules that the engine needs are known."""
        needed = [rule for rule in self.all if rule.region in ("", JIANGXI) and rule.key in required_keys()]
        firsts = {key: min(rule.since for rule in needed if rule.key == key) for key in required_keys()}
        return max(firsts.values())

    def home_book(self, day: date) -> RuleBook:
        """Give the book of 江西, from which come the rules that hold for everybody in the app."""
        return self.book(JIANGXI, day)

    def _resolve(self, region: str, day: date) -> RuleBook:
        home = self._rules_of(JIANGXI, day)
        if not required_keys() <= home.keys():
            raise NoRuleYet("{day} 太早了，还没有那时的规则资料", day=day.isoformat())
        return RuleBook(region, day, self._rules_of(region, day))

    def _rules_of(self, region: str, day: date) -> dict[str, Rule]:
        levels = {"": 0, region[:PROVINCE_DIGITS]: 1, region[:CITY_DIGITS]: 2}
        fitting = [rule for rule in self.all if rule.region in levels and rule.since <= day]
        fitting.sort(key=lambda rule: (levels[rule.region], rule.since))
        return {rule.key: rule for rule in fitting}

    def explain(self, rule_name: str) -> ReasonWords:
        """Give the words of a rule that said no. Raises GongjiError for an unknown name."""
        words = self.reasons.get(rule_name)
        if words is None:
            raise GongjiError("没有这条规则的说明：{rule}", rule=rule_name)
        return words

    def history(self, key: str, region: str) -> tuple[Rule, ...]:
        """Give every value of a key for a region's levels, nation first, oldest first."""
        levels = ("", region[:PROVINCE_DIGITS], region[:CITY_DIGITS])
        found = [rule for rule in self.all if rule.key == key and rule.region in levels]
        return tuple(sorted(found, key=lambda rule: (len(rule.region), rule.since)))
