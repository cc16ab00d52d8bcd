"""What comes of a case by the rules, in the same words as of a payment: parts, one sentence, and each no explained."""

from dataclasses import dataclass, replace

from app.cases.case import Case, Event
from app.cases.discreet import renamed
from app.cases.facts import Outcome
from app.cases.run import outcome_of
from app.domain.fees import Fee, FeePayment
from app.domain.regions import city_name
from app.domain.rulebook import Rules
from app.domain.settlement import Refusal, Settlement, Visit
from app.domain.sharing import BindRequest
from app.domain.situation import Situation
from app.domain.words import Words
from app.services.explain import Explanation, explain
from app.services.fee_words import explain_fee, fee_sentence
from app.services.split import Split, refusal_words, split_of


@dataclass(frozen=True)
class CaseOutcome:
    """What the rules say to a case: a bill cut into parts, or a refusal, or one sentence."""

    accepted: bool
    sentence: Words
    split: Split | None = None
    refusal: Explanation | None = None


def outcome_in_words(rules: Rules, case: Case) -> CaseOutcome:
    """Let a case happen, and say what came of it; everything in a case may be told."""
    case = _numbered(case)
    outcome = outcome_of(rules, case)
    match case.event:
        case Visit():
            return _visit(rules, case.situation, case.event, outcome)
        case Fee():
            return _fee(rules, case.situation, case.event, outcome)
        case BindRequest():
            return _binding(rules, case.situation, case.event, outcome)


def event_words(event: Event) -> Words:
    """Say what happens in a case, and nothing of what comes of it."""
    match event:
        case Visit(patient=patient, place=place):
            return Words("{name}在{place}结算", name=patient, place=Words(place.kind.value))
        case Fee():
            kind = Words(event.kind.value)
            return Words(
                "{payer}给{name}缴{year}年度{kind}",
                payer=event.payer,
                name=event.beneficiary,
                year=event.year,
                kind=kind,
            )
        case BindRequest():
            return Words("{sharer}给{member}授权家庭共济", sharer=event.sharer, member=event.member)


def _numbered(case: Case) -> Case:
    """Give people ids as rows have them; they keep their names."""
    ids = {name: str(number) for number, name in enumerate(case.situation.people, 1)}
    case = renamed(case, ids)
    people = {ids[name]: replace(case.situation.people[ids[name]], name=name) for name in ids}
    return replace(case, situation=replace(case.situation, people=people))


def _visit(rules: Rules, situation: Situation, visit: Visit, outcome: Outcome) -> CaseOutcome:
    place = visit.place.kind.value
    if isinstance(outcome, Settlement):
        split = split_of(rules, situation, outcome, place, {int(one) for one in situation.people})
        return CaseOutcome(accepted=True, sentence=split.sentence, split=split)
    refused = outcome if isinstance(outcome, Refusal) else Refusal(str(outcome))
    split = refusal_words(rules, situation, visit, refused, place)
    return CaseOutcome(accepted=False, sentence=split.sentence, refusal=split.refusal)


def _fee(rules: Rules, situation: Situation, fee: Fee, outcome: Outcome) -> CaseOutcome:
    if isinstance(outcome, FeePayment):
        return CaseOutcome(
            accepted=True, sentence=fee_sentence(situation.person(fee.payer).name, (), outcome.amount_fen)
        )
    refused = outcome if isinstance(outcome, Refusal) else Refusal(str(outcome))
    why = explain_fee(rules, situation, fee, refused.rule)
    return CaseOutcome(accepted=False, sentence=why.why, refusal=why)


def _binding(rules: Rules, situation: Situation, request: BindRequest, outcome: Outcome) -> CaseOutcome:
    sharer, member = situation.person(request.sharer), situation.person(request.member)
    if outcome is None:
        return CaseOutcome(
            accepted=True, sentence=Words("{sharer}可以授权给{member}。", sharer=sharer.name, member=member.name)
        )
    city = city_name(sharer.region) if sharer.region else None
    rule, day = str(outcome), situation.day
    why = explain(rules, rule, sharer.region, day, sharer=sharer.name, member=member.name, city=city)
    return CaseOutcome(accepted=False, sentence=why.why, refusal=why)
