"""Turns a rule's no into the four parts a person needs: what, why, who says so and since when, what would change it."""

from dataclasses import dataclass
from datetime import date

from app.domain.rulebook import Rule, RuleBook, Rules, fill


@dataclass(frozen=True)
class Explanation:
    """A no in words. `since` is the day from which the rule holds; `stated` is False where the sources are silent."""

    rule_name: str
    title: str
    why: str
    next_step: str
    rule_key: str
    source_key: str = ""
    source_title: str = ""
    section: str = ""
    sentence: str = ""
    since: date | None = None
    stated: bool = True
    region: str = ""


def explain(rules: Rules, rule_name: str, region: str, on: date, /, **words: object) -> Explanation:
    """Give the words for a rule's no, in the region whose rule it is; `words` fill the placeholders."""
    reason = rules.explain(rule_name)
    rule = _rule(rules.book(region, on), reason.rule_key) or _rule(rules.home_book(on), reason.rule_key)
    source = rules.sources.get(rule.source) if rule else None
    return Explanation(
        rule_name=rule_name,
        title=fill(reason.title, **words),
        why=fill(reason.sentence, **words),
        next_step=fill(reason.next_step, **words),
        rule_key=reason.rule_key,
        source_key=rule.source if rule else "",
        source_title=source.title if source else "",
        section=rule.section if rule else "",
        sentence=rule.sentence if rule else "",
        since=rule.since if rule else None,
        stated=rule.stated if rule else True,
        region=region,
    )


def _rule(book: RuleBook, key: str) -> Rule | None:
    return book.rules.get(key)
