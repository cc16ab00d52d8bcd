"""政策依据: every rule with its value, its days, its source and what the sources don't say; no login is needed."""

from dataclasses import dataclass
from datetime import date

from app.domain.rulebook import Rule
from app.services.context import Context


@dataclass(frozen=True)
class RuleSheet:
    """One rule as it holds in a region on a day."""

    rule: Rule
    day: date
    source_title: str
    source_grade: str


def rule_sheet(context: Context, key: str, region: str, day: date | None) -> RuleSheet | None:
    """Give a rule as it holds in a region on a day (today); None where there is no such rule."""
    on = day or context.clock.today()
    known = [rule for rule in context.rules.all if rule.key == key]
    here = [rule for rule in known if region.startswith(rule.region)] or known
    held = [rule for rule in here if rule.since <= on] or here
    if not held:
        return None
    rule = max(held, key=lambda one: (len(one.region), one.since))
    source = context.rules.sources[rule.source]
    return RuleSheet(rule, on, source.title, source.grade)
