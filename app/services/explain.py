"""Turns a rule's no into the four parts a person needs: what, why, who says so and since when, what would change it."""

from dataclasses import dataclass
from datetime import date

from app.domain.rule_texts import NoRuleYet, fill
from app.domain.rulebook import Rule, Rules
from app.domain.words import Words


@dataclass(frozen=True)
class Explanation:
    """A no in words. `since` is the day from which the rule holds; `stated` is False where the sources are silent.

    `note` says then what was decided.
    """

    rule_name: str
    title: Words
    why: Words
    next_step: Words
    rule_key: str
    source_key: str = ""
    source_title: str = ""
    section: str = ""
    sentence: str = ""
    since: date | None = None
    stated: bool = True
    note: str = ""
    region: str = ""
    day: date | None = None


def explain(rules: Rules, rule_name: str, region: str, on: date, /, *, at: str = "", **words: object) -> Explanation:
    """Give the words for a rule's no, in the region whose rule it is; `words` fill the placeholders.

    `at` is the kind of place where it happened, or of fee: for some, another line of the source says it.
    """
    reason = rules.explain(rule_name)
    rule = rule_on(rules, reason.keys_at.get(at, reason.rule_key), region, on)
    if rule is None:  # the loader has seen to it that every key of a reason has a rule somewhere
        raise NoRuleYet("{day} 在这个地区没有这条规则的资料：{key}", day=on.isoformat(), key=reason.rule_key)
    source = rules.sources[rule.source]
    return Explanation(
        rule_name=rule_name,
        title=fill(reason.title, **words),
        why=fill(reason.sentence, **words),
        next_step=fill(reason.next_step, **words),
        rule_key=rule.key,
        source_key=rule.source,
        source_title=source.title,
        section=rule.section,
        sentence=rule.sentence,
        since=rule.since,
        stated=rule.stated,
        note=rule.note,
        region=region,
        day=on,
    )


def rule_on(rules: Rules, key: str, region: str, on: date) -> Rule | None:
    """Find the rule of a key: the region's own, else 江西's, else that of the place that has one; None for no key.

    Where it holds nowhere on the day, it is the one that will: 医保钱包 before its first day.
    """
    try:
        for book in (rules.book(region, on), rules.home_book(on)):
            if key in book.rules:
                return book.rules[key]
    except NoRuleYet:
        pass  # a day before all rules: the first that will hold
    anywhere = sorted((rule for rule in rules.all if rule.key == key), key=lambda rule: rule.since)
    first = next(iter(anywhere), None)
    return max((rule for rule in anywhere if rule.since <= on), key=lambda rule: rule.since, default=first)
