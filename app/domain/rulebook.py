"""Dated rules with their sources, and the book of rules that holds in a region on a day.

The values stand in app/rules/*.toml; the keys they may have, in rule_keys. This module only finds
the right value: nation first, then the province, then the city on top; of several values of one
key in one place, the latest that is not after the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.book import RuleBook
from app.domain.errors import GongjiError
from app.domain.regions import CITY_DIGITS, JIANGXI, PROVINCE_DIGITS
from app.domain.rule_keys import required_keys
from app.domain.rule_texts import Clash, NoRuleYet, ReasonWords, Rule, Source

__all__ = ["NoRuleYet", "Rule", "RuleBook", "Rules"]


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

    def read_otherwise(self, number: int) -> "Rules":
        """Give the rules as they would be by the other reading of a clash: to be shown, never to settle by.

        Raises StopIteration for a clash that doesn't exist.
        """
        clash = next(clash for clash in self.clashes if clash.number == number)
        other = {(one.key, one.region): one.value for one in clash.otherwise.values}
        read = (replace(rule, value=other.get((rule.key, rule.region), rule.value)) for rule in self.all)
        return Rules(tuple(read), self.sources, self.clashes, self.reasons)

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
