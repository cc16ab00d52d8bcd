"""Who pays what, in words: the parts of the split bar, one sentence, and for every source that held back, why."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.data.queries.people import people
from app.domain.money import format_yuan
from app.domain.people import Insutype
from app.domain.regions import city_name
from app.domain.rulebook import Rules
from app.domain.settlement import Refusal, Settlement, SourceKind, SourceOutcome, Visit
from app.domain.situation import Situation
from app.services.access import Me, may_edit
from app.services.explain import Explanation, explain


@dataclass(frozen=True)
class Part:
    """One source of money: what it paid of what was left, in 分, and why not more.

    `left_fen` and `quota_left_fen` are what remains afterwards, None where the viewer may not know or there is none.
    """

    kind: SourceKind
    label: str
    asked_fen: int
    paid_fen: int
    person_id: int | None = None
    left_fen: int | None = None
    quota_left_fen: int | None = None
    left_label: str = ""
    explanation: Explanation | None = None
    note: str = ""


@dataclass(frozen=True)
class Split:
    """A bill cut into who pays what. `refusal` is set when nothing can be settled at all."""

    patient_name: str
    place_name: str
    total_fen: int
    cash_fen: int
    out_of_scope_fen: int
    parts: tuple[Part, ...]
    sentence: str
    region: str
    refusal: Explanation | None = None

    @property
    def explanations(self) -> tuple[Explanation, ...]:
        """Why each source paid no more, in order."""
        return tuple(part.explanation for part in self.parts if part.explanation)


def refusal_words(rules: Rules, situation: Situation, visit: Visit, refusal: Refusal, place_name: str) -> Split:
    """A visit that is refused as a whole: no parts, one explanation."""
    patient = situation.person(visit.patient)
    shown = situation.people.get(visit.code_of or "")
    words = explain(
        rules,
        refusal.rule,
        patient.region,
        situation.day,
        patient=patient.name,
        member=shown.name if shown else None,
        place=place_name,
    )
    return Split(patient.name, place_name, visit.total_fen, visit.total_fen, 0, (), words.why, patient.region, words)


def split_of(
    rules: Rules, situation: Situation, outcome: Settlement, place_name: str, session: Session, who: Me
) -> Split:
    """The split of a settled or quoted visit, as this user may see it."""
    patient = situation.person(outcome.visit.patient)
    ids = {int(one) for one in situation.people}
    mine = {key for key, row in people(session, ids).items() if may_edit(session, who, row)}
    parts = tuple(_part(rules, situation, outcome, source, place_name, mine) for source in outcome.sources)
    region = next((situation.person(s.person).region for s in outcome.sources if _is_sharer(s)), patient.region)
    return Split(
        patient_name=patient.name,
        place_name=place_name,
        total_fen=outcome.medfee_sumamt_fen,
        cash_fen=outcome.psn_cash_pay_fen,
        out_of_scope_fen=outcome.out_of_scope_amt_fen,
        parts=parts,
        sentence=sentence_of(parts, outcome.out_of_scope_amt_fen),
        region=region,
    )


def sentence_of(parts: Sequence[Part], out_of_scope_fen: int) -> str:
    """The whole split in one sentence, in the order in which the money was taken."""
    said = []
    for part in parts:
        if not part.paid_fen:
            continue
        yuan = format_yuan(part.paid_fen)
        match part.kind:
            case SourceKind.FUND:
                said.append(f"统筹基金付 {yuan} 元")
            case SourceKind.FAMILY:
                used_up = "，用完了" if part.explanation and part.left_fen == 0 else ""
                said.append(f"门诊家庭账户付 {yuan} 元{used_up}")
            case SourceKind.OWN:
                said.append(f"本人个人账户付 {yuan} 元")
            case SourceKind.SHARER:
                said.append(f"{part.label}共济 {yuan} 元")
            case SourceKind.CASH:
                outside = f"（其中 {format_yuan(out_of_scope_fen)} 元谁的账户都不能付）" if out_of_scope_fen else ""
                said.append(f"付现金 {yuan} 元{outside}")
    if len(said) > 1:
        last = "；剩下的" if said[-1].startswith("付现金") else "；剩下的由"
        return "先由" + "；再由".join(said[:-1]) + last + said[-1] + "。"
    return said[0] + "。" if said else ""


def _is_sharer(source: SourceOutcome) -> bool:
    return source.kind is SourceKind.SHARER and bool(source.paid_fen or source.reason)


def _part(
    rules: Rules, situation: Situation, outcome: Settlement, source: SourceOutcome, place_name: str, mine: set[int]
) -> Part:
    patient = situation.person(outcome.visit.patient)
    match source.kind:
        case SourceKind.FUND:
            return Part(source.kind, "统筹基金", source.asked_fen, source.paid_fen)
        case SourceKind.FAMILY:
            return _family(rules, situation, outcome, source, place_name)
        case SourceKind.OWN:
            left = patient.balance_fen - source.paid_fen if patient.insutype is Insutype.EMPLOYEE else None
            note = "" if patient.insutype is Insutype.EMPLOYEE else "居民医保没有个人账户"
            known = int(patient.id) in mine
            return Part(
                source.kind,
                "本人个人账户",
                source.asked_fen,
                source.paid_fen,
                int(patient.id),
                left if known else None,
                left_label="账户剩",
                note=note,
            )
        case SourceKind.SHARER:
            return _sharer(rules, situation, outcome, source, place_name, mine)
        case SourceKind.CASH:
            return Part(source.kind, "现金", source.asked_fen, source.paid_fen)


def _family(rules: Rules, situation: Situation, outcome: Settlement, source: SourceOutcome, place_name: str) -> Part:
    patient = situation.person(outcome.visit.patient)
    household = situation.household_of(patient.id)
    held = household.family_account_fen if household else 0
    why = source.reason and explain(
        rules,
        source.reason,
        patient.region,
        situation.day,
        patient=patient.name,
        place=place_name,
        city=city_name(patient.region),
        balance=f"{format_yuan(held)} 元",
        amount=f"{format_yuan(source.asked_fen - source.paid_fen)} 元",
    )
    return Part(
        source.kind,
        "门诊家庭账户",
        source.asked_fen,
        source.paid_fen,
        left_fen=held - source.paid_fen,
        left_label="账户剩",
        explanation=why or None,
    )


def _sharer(
    rules: Rules, situation: Situation, outcome: Settlement, source: SourceOutcome, place_name: str, mine: set[int]
) -> Part:
    sharer = situation.person(source.person or "")
    sharing = next(one for one in situation.sharings if one.id == source.sharing)
    book = rules.book(sharer.region, situation.day)
    known = int(sharer.id) in mine
    balance = sharer.prior_years_fen if book.prior_years_only else sharer.balance_fen
    quota = sharing.quota_left_fen
    why = source.reason and explain(
        rules,
        source.reason,
        sharer.region,
        situation.day,
        sharer=sharer.name,
        patient=situation.person(outcome.visit.patient).name,
        place=place_name,
        city=city_name(sharer.region),
        balance=f"{format_yuan(balance)} 元" if known else None,
        floor=_yuan(book.balance_floor_fen or None),
        quota=_yuan(quota),
        cap=_yuan(sharing.per_payment_fen),
        amount=f"{format_yuan(source.asked_fen - source.paid_fen)} 元",
        day=_day_of(sharing.since, sharing.revoked, sharing.until, source.reason),
    )
    return Part(
        source.kind,
        sharer.name,
        source.asked_fen,
        source.paid_fen,
        int(sharer.id),
        balance - source.paid_fen if known else None,
        quota - source.paid_fen if quota is not None else None,
        "历年剩" if book.prior_years_only else "账户剩",
        why or None,
    )


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else f"{format_yuan(fen)} 元"


def _day_of(since: object, revoked: object, until: object, reason: str | None) -> str | None:
    """The day that a reason speaks of."""
    day = {"sharing-not-started": since, "sharing-revoked": revoked, "sharing-expired": until}.get(reason or "")
    return None if day is None else f"{day:%Y-%m-%d}"
