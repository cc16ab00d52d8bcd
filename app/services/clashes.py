"""Where the sources clash: what both say, what was decided and why, and what would come of the other reading."""

from dataclasses import dataclass

from app.cases.case import Case
from app.cases.shipped import shipped_cases
from app.domain.rule_texts import Clash, Source
from app.domain.rulebook import Rules
from app.services.case_views import CaseView, case_view
from app.services.context import Context


@dataclass(frozen=True)
class Saying:
    """What one document says."""

    source: Source
    section: str
    sentence: str


@dataclass(frozen=True)
class ClashView:
    """One clash. `decided` and `otherwise` are the same case, by our reading and by the other: shown, never settled."""

    number: int
    title: str
    sayings: tuple[Saying, ...]
    decision: str
    reason: str
    other_words: str
    decided: CaseView
    otherwise: CaseView
    rules: tuple[tuple[str, str], ...]


def clashes(context: Context) -> tuple[ClashView, ...]:
    """Give every clash, by number."""
    return tuple(clash_view(context.rules, clash) for clash in context.rules.clashes)


def one_clash(context: Context, number: int) -> ClashView | None:
    """Give one clash, None where there is none of this number."""
    found = next((clash for clash in context.rules.clashes if clash.number == number), None)
    return None if found is None else clash_view(context.rules, found)


def clash_view(rules: Rules, clash: Clash) -> ClashView:
    """Put a clash and its example in words."""
    case = example_of(clash)
    sayings = (Saying(rules.sources[text.source], text.section, text.sentence) for text in clash.texts)
    concerned = ((rule.key, rule.region) for rule in rules.all if rule.clash == clash.number)
    return ClashView(
        number=clash.number,
        title=clash.title,
        sayings=tuple(sayings),
        decision=clash.decision,
        reason=clash.reason,
        other_words=clash.otherwise.words,
        decided=case_view(rules, case),
        otherwise=case_view(rules.read_otherwise(clash.number), case),
        rules=tuple(concerned),
    )


def example_of(clash: Clash) -> Case:
    """Give the shipped case that shows a clash."""
    return next(case for case in shipped_cases() if case.title == clash.otherwise.example)
