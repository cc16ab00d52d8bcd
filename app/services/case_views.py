"""A case as people read it: what happens, who pays what of it, and why something isn't paid."""

from dataclasses import dataclass
from datetime import date

from app.cases.case import Case
from app.cases.run import outcome_of
from app.domain.fees import Fee, FeePayment
from app.domain.money import format_yuan
from app.domain.rulebook import Rules
from app.domain.settlement import Refusal, Settlement, Visit
from app.domain.sharing import BindRequest
from app.domain.words import Words
from app.services.explain import explain
from app.services.split import SOURCE_LABELS, Part, sentence_of

BILL, FEE, BIND = "bill", "fee", "bind"


@dataclass(frozen=True)
class CaseView:
    """What came of a case. `kind` says of what: a bill, a fee or an authorization; `parts` is empty but for a bill."""

    title: str
    source: str
    day: date
    kind: str
    accepted: bool
    sentence: str
    parts: tuple[Part, ...] = ()
    reasons: tuple[str, ...] = ()
    total_fen: int = 0


def case_view(rules: Rules, case: Case) -> CaseView:
    """Let the event of a case happen by these rules, and put it in words."""
    outcome = outcome_of(rules, case)
    kind = {Visit: BILL, Fee: FEE, BindRequest: BIND}[type(case.event)]
    view = CaseView(case.title, case.source, case.situation.day, kind, accepted=True, sentence="")
    match outcome:
        case Settlement():
            return _settled(rules, view, outcome)
        case FeePayment(amount_fen=fen):
            return _with(view, Words("能缴，从个人账户付 {yuan} 元", yuan=format_yuan(fen)))
        case None:
            return _with(view, Words("能授权"))
        case Refusal(rule=name):
            return _refused(rules, case, view, str(name))
        case _:
            return _refused(rules, case, view, str(outcome))


def _with(view: CaseView, sentence: str) -> CaseView:
    return CaseView(view.title, view.source, view.day, view.kind, view.accepted, sentence)


def _refused(rules: Rules, case: Case, view: CaseView, name: str) -> CaseView:
    event, people = case.event, case.situation.people
    match event:
        case Visit():
            region, at = people[event.patient].region, event.place.kind.value
            names = {"patient": event.patient, "member": event.code_of}
        case Fee():
            region, at = people[event.payer].region, event.kind.value
            names = {"payer": event.payer, "sharer": event.payer, "member": event.beneficiary}
        case BindRequest():
            region, at = people[event.sharer].region, ""
            names = {"sharer": event.sharer, "member": event.member}
    year, channel = (event.year, event.channel.value) if isinstance(event, Fee) else (None, None)
    why = explain(rules, name, region, view.day, at=at, year=year, channel=channel, **names)
    return CaseView(
        view.title, view.source, view.day, view.kind, accepted=False, sentence=why.title, reasons=(why.why,)
    )


def _settled(rules: Rules, view: CaseView, outcome: Settlement) -> CaseView:
    parts = tuple(
        Part(one.kind, SOURCE_LABELS.get(one.kind, one.person or ""), one.asked_fen, one.paid_fen)
        for one in outcome.sources
    )
    names = [str(one.reason) for one in outcome.sources if one.reason]
    reasons = tuple(rules.explain(name).title for name in dict.fromkeys(names))
    sentence = sentence_of(parts, outcome.out_of_scope_amt_fen)
    total_fen = outcome.medfee_sumamt_fen
    return CaseView(view.title, view.source, view.day, view.kind, True, sentence, parts, reasons, total_fen)  # noqa: FBT003
