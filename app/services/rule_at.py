"""The rule by which one source of a settlement pays, or doesn't: what a line of the 结算单 opens."""

from dataclasses import dataclass
from datetime import date

from app.domain.rulebook import Rules
from app.domain.settlement import MedType, SourceKind
from app.services.rule_words import value_words

ORDER, SCOPE, FAMILY = "funds.order", "scope.excluded_kinds", "family_account.places"
_POOLED = {
    MedType.OUTPATIENT.value: "pooled.outpatient",
    MedType.PHARMACY.value: "pooled.medicine",
    MedType.INPATIENT.value: "pooled.inpatient",
    MedType.SPECIAL.value: "pooled.special_outpatient",
    MedType.CHECKUP.value: "pooled.checkup",
}


@dataclass(frozen=True)
class RuleAt:
    """A rule of a region on a day, with its meaning and its value in words."""

    key: str
    region: str
    day: date
    meaning: str
    value: str


def rule_behind(  # noqa: PLR0913, PLR0917 - what a line of a settlement is made of
    rules: Rules, kind: SourceKind, med_type: str, region: str, day: date, no: str = ""
) -> RuleAt | None:
    """Give the rule behind a source: ``no`` is the key of the rule that held it back, if one did.

    None where none is known, as for an account of another province.
    """
    key = no or {SourceKind.FAMILY: FAMILY, SourceKind.SHARER: _POOLED[med_type]}.get(kind, ORDER)
    for book in (rules.book(region, day), rules.home_book(day)):
        rule = book.rules.get(key)
        if rule is not None:
            return RuleAt(key, region, day, rule.meaning, value_words(rule))
    return None
