"""政策依据: every rule with its value, its days, its source and what the sources don't say; no login is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.rule_keys import KEYS
from app.domain.rule_texts import Clash, Rule, Source
from app.domain.rulebook import Rules
from app.domain.timeline import Lane, Stretch, lanes_of, yearly_lanes
from app.domain.words import Words
from app.services.case_views import CaseView
from app.services.context import Context
from app.services.explain import rule_on
from app.services.rule_cases import cases_of
from app.services.rule_words import area_name, series_of, value_words, year_of

GROUPS: dict[str, tuple[str, ...]] = {
    "谁能共济，怎么共济": ("sharer", "member", "sharing", "account"),
    "共济的钱能付什么": ("pooled", "scope", "funds"),
    "看病用谁的码": ("visit", "impersonation"),
    "门诊家庭账户": ("family_account",),
    "居民医保和新生儿免缴": ("resident_fee", "newborn", "fee"),
    "惠民保": ("huiminbao",),
    "婴儿和亲情账户": ("infant", "family_code"),
    "医保钱包": ("wallet",),
    "办理渠道": ("registration",),
}
"""What the rules are about, each with how its keys begin."""

OTHER = "别的"


@dataclass(frozen=True)
class Entry:
    """One rule of the list: a value in one place. `found_by` is all that a search looks at."""

    rule: Rule
    title: str
    value: str
    place: str
    source: Source
    group: str
    found_by: str


@dataclass(frozen=True)
class Sheet:
    """One rule as it holds in a region on a day, and all that is known beside it.

    `lanes` are the values in every place and time; of a yearly rule, the years. `wallet_silent_from` is the day from
    which there is a 医保钱包 of which the sources don't say whether it may pay this (None: not a question here).
    """

    rule: Rule
    day: date
    today: date
    year: int | None
    value: str
    place: str
    source: Source
    also: tuple[Source, ...]
    lanes: tuple[Lane, ...]
    wallet_silent_from: date | None
    clash: Clash | None
    cases: tuple[CaseView, ...]

    @property
    def holds(self) -> bool:
        """Whether the rule holds on the day that is asked about already."""
        return self.rule.since <= self.day

    @property
    def title(self) -> str:
        """What the rule is about."""
        return self.rule.meaning


def policies(context: Context) -> tuple[Entry, ...]:
    """Give every rule, by what it is about, in the order of the keys."""
    order = {key: number for number, key in enumerate(KEYS)}
    shown = sorted(context.rules.all, key=lambda one: (order[series_of(one.key)], one.key, -len(one.region), one.since))
    return tuple(_entry(context.rules, rule) for rule in shown)


def rule_titles(context: Context, asked: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Name rules by their key and region: what each is about, and where."""
    known = {(rule.key, rule.region): rule for rule in context.rules.all}
    return {
        one: Words("{place}：{title}", place=area_name(one[1]), title=title_of(known[one]))
        for one in asked
        if one in known
    }


def group_of(key: str) -> str:
    """Give what a rule is about."""
    first = key.partition(".")[0]
    return next((group for group, beginnings in GROUPS.items() if first in beginnings), OTHER)


def title_of(rule: Rule) -> str:
    """Name a rule in the list: what it is about, and of which insured year."""
    year = year_of(rule.key)
    return Words("{year} 年度：{meaning}", year=year, meaning=Words(rule.meaning)) if year else Words(rule.meaning)


def _entry(rules: Rules, rule: Rule) -> Entry:
    source, value = rules.sources[rule.source], value_words(rule)
    texts = (
        rule.meaning,
        value,
        area_name(rule.region),
        rule.sentence,
        rule.section,
        rule.note,
        source.title,
        rule.key,
    )
    year = year_of(rule.key)
    found_by = " ".join((*texts, rule.source, *rule.also, str(year or ""), group_of(rule.key))).lower()
    return Entry(rule, title_of(rule), value, area_name(rule.region), source, group_of(rule.key), found_by)


def search(entries: Sequence[Entry], typed: str, also: dict[str, str] | None = None) -> list[Entry]:
    """Give the rules in which every typed word stands; ``also``: what else is said of a key, as in another language."""
    words = typed.lower().split()
    more = also or {}
    return [one for one in entries if all(word in one.found_by + more.get(one.rule.key, "") for word in words)]


def rule_sheet(context: Context, key: str, region: str, day: date | None) -> Sheet | None:
    """Give a rule as it holds in a region on a day (today); None where there is no such rule."""
    today = context.clock.today()
    on = day or today
    rule = rule_on(context.rules, key, region, on)
    if rule is None:
        return None
    rules, year = context.rules, year_of(key)
    return Sheet(
        rule=rule,
        day=on,
        today=today,
        year=year,
        value=value_words(rule),
        place=area_name(rule.region),
        source=rules.sources[rule.source],
        also=tuple(rules.sources[one] for one in rule.also),
        lanes=yearly_lanes(rules, series_of(key), today.year) if year else lanes_of(rules, key),
        wallet_silent_from=_wallet_silent_from(rules, key),
        clash=next((one for one in rules.clashes if one.number == rule.clash), None),
        cases=cases_of(rules, rule),
    )


def _wallet_silent_from(rules: Rules, key: str) -> date | None:
    if not key.startswith("pooled."):
        return None
    return min(rule.since for rule in rules.all if rule.key == "wallet.available")


__all__ = [
    "GROUPS",
    "Entry",
    "Lane",
    "Sheet",
    "Stretch",
    "group_of",
    "policies",
    "rule_on",
    "rule_sheet",
    "rule_titles",
    "search",
]
