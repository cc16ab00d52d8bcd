"""Which shipped cases show a rule: those that come out otherwise by another value, or name what it says no to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from app.cases.case import Case
from app.cases.facts import facts_of
from app.cases.run import outcome_of
from app.cases.shipped import shipped_cases
from app.domain.errors import GongjiError
from app.domain.rule_keys import RuleValue, ValueKind, spec_of
from app.domain.rule_texts import Rule
from app.domain.rulebook import Rules
from app.services.case_views import CaseView, case_view

MOST = 6
_NOWHERE = "99"
_APART = timedelta(days=400)


def cases_of(rules: Rules, rule: Rule) -> tuple[CaseView, ...]:
    """Give a few cases that show a rule, the shortest first; none for a rule that only tells."""
    shipped = shipped_cases()
    numbers = _numbers_of(rule) if rule in rules.all else ()
    return tuple(case_view(rules, shipped[number]) for number in numbers[:MOST])


@cache
def _numbers_of(rule: Rule) -> tuple[int, ...]:
    """Give where the cases that show a rule of the app stand among the shipped ones."""
    (rules, as_read), shipped = _as_read(), shipped_cases()
    found: list[int] = []
    if spec_of(rule.key).decides:
        for value in other_values(rule):
            other = replace(rule, value=value)
            changed = Rules(
                tuple(other if one == rule else one for one in rules.all), rules.sources, rules.clashes, rules.reasons
            )
            found += [n for n, case in enumerate(shipped) if n not in found and said(changed, case) != as_read[n]]
    names = {name for name, words in rules.reasons.items() if rule.key in (words.rule_key, *words.keys_at.values())}
    named_in = {n for n in range(len(shipped)) if names & named(as_read[n])}
    return tuple(sorted(found or named_in, key=lambda n: (n not in named_in, len(shipped[n].situation.people), n)))


@cache
def _as_read() -> tuple[Rules, list[dict[str, object]]]:
    """Give the shipped rules, and what comes of each shipped case by them."""
    from app.rules.load import load_rules  # noqa: PLC0415 - the shipped cases are about the shipped rules

    rules = load_rules()
    return rules, [said(rules, case) for case in shipped_cases()]


def said(rules: Rules, case: Case) -> dict[str, object]:
    """Give what comes of a case by these rules; nothing where they can't say."""
    try:
        return dict(facts_of(case.event, outcome_of(rules, case)))
    except GongjiError:
        return {}


def named(facts: dict[str, object]) -> set[str]:
    """Give the rule names in what came of a case."""
    not_used = facts.get("not_used", {})
    values = not_used.values() if isinstance(not_used, dict) else ()
    return {str(facts.get("refused_by", "")), *map(str, values)} - {""}


def other_values(rule: Rule) -> Iterator[RuleValue]:
    """Give values that a rule might have instead: what depends on it comes out otherwise by one of them."""
    match rule.value:
        case bool():
            yield not rule.value
        case int():
            yield from (0, rule.value * 10 + 1, rule.value + 1)
        case date():
            yield from (rule.value - _APART, rule.value + _APART)
        case str():
            yield from (_NOWHERE, "") if spec_of(rule.key).kind is ValueKind.TEXT else ()
        case words:
            yield from (words[:at] + words[at + 1 :] for at in range(len(words)))
            yield words[::-1]
