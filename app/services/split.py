"""Who pays what, in words: the parts of the split bar, one sentence, and for every source that held back, why."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from app.domain.money import format_yuan
from app.domain.people import Person
from app.domain.regions import city_name
from app.domain.rule_names import NoteName, RuleName
from app.domain.rulebook import Rules
from app.domain.settlement import Refusal, Settlement, SourceKind, SourceOutcome, Visit
from app.domain.sharing import Sharing
from app.domain.situation import Situation
from app.domain.words import NOTHING, Words, listed
from app.services.explain import Explanation, explain
from app.services.rule_at import RuleAt, rule_behind

SOURCE_LABELS = {
    SourceKind.FUND: "统筹基金",
    SourceKind.FAMILY: "门诊家庭账户",
    SourceKind.OWN: "本人个人账户",
    SourceKind.CASH: "现金",
}
"""What each source is called; a sharer goes by their name."""
SOURCE_WORDS = {kind: Words(SOURCE_LABELS.get(kind, "家人共济")) for kind in SourceKind}
"""The same where all sharers are one source."""


@dataclass(frozen=True)
class Part:
    """One source of money: what it paid of what was left, in 分, and why not more.

    `left_fen` and `quota_left_fen` are what remains afterwards, None where the viewer may not know or there is none;
    `about` is the rule by which it paid, or didn't.
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
    about: RuleAt | None = None


@dataclass(frozen=True)
class Split:
    """A bill cut into who pays what. `refusal` is set when nothing can be settled at all."""

    patient_name: str
    place_name: str
    total_fen: int
    cash_fen: int
    out_of_scope_fen: int
    parts: tuple[Part, ...]
    sentence: Words
    region: str
    refusal: Explanation | None = None

    @property
    def explanations(self) -> tuple[Explanation, ...]:
        """Why each source paid no more, and why some items are paid in cash whatever there is, in order."""
        return tuple(part.explanation for part in self.parts if part.explanation)


@dataclass(frozen=True)
class _Scene:
    """What every part of one split is made from. `known`: the ids of the people whose balances may be told."""

    rules: Rules
    situation: Situation
    outcome: Settlement
    place_name: str
    known: Collection[int]

    @property
    def patient(self) -> Person:
        """Who was treated."""
        return self.situation.person(self.outcome.visit.patient)

    def knows(self, person: Person) -> bool:
        """Tell whether this person's balances may be told."""
        return int(person.id) in self.known

    def why(self, source: SourceOutcome, region: str, **words: object) -> Explanation | None:
        """Explain why a source paid less than it was asked, None if it didn't."""
        if source.reason is None:
            return None
        return self.words(source.reason, region, amount=_yuan(source.asked_fen - source.paid_fen), **words)

    def words(self, name: str, region: str, **words: object) -> Explanation:
        """Explain a rule or a note of this visit."""
        return explain(
            self.rules,
            name,
            region,
            self.situation.day,
            at=self.outcome.visit.place.kind.value,
            patient=self.patient.name,
            place=self.place_name,
            city=city_name(region),
            **words,
        )


def refusal_words(rules: Rules, situation: Situation, visit: Visit, refusal: Refusal, place_name: str) -> Split:
    """Give a visit that is refused as a whole: no parts, one explanation."""
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


def split_of(rules: Rules, situation: Situation, outcome: Settlement, place_name: str, known: Collection[int]) -> Split:
    """Give the split of a settled or quoted visit, for somebody who may know the balances of the people in `known`."""
    scene = _Scene(rules, situation, outcome, place_name, known)
    parts = tuple(_part(scene, source) for source in outcome.sources)
    asked = (s.person for s in outcome.sources if s.kind is SourceKind.SHARER and (s.paid_fen or s.reason))
    region = next((situation.person(one).region for one in asked if one), scene.patient.region)
    return Split(
        patient_name=scene.patient.name,
        place_name=place_name,
        total_fen=outcome.medfee_sumamt_fen,
        cash_fen=outcome.psn_cash_pay_fen,
        out_of_scope_fen=outcome.out_of_scope_amt_fen,
        parts=parts,
        sentence=sentence_of(parts, outcome.out_of_scope_amt_fen),
        region=region,
    )


def sentence_of(parts: Sequence[Part], out_of_scope_fen: int) -> Words:
    """Give the whole split in one sentence, in the order in which the money was taken."""
    said: list[Words] = []
    paying = [part for part in parts if part.paid_fen]
    for part in paying:
        yuan = format_yuan(part.paid_fen)
        match part.kind:
            case SourceKind.FUND:
                said.append(Words("统筹基金付 {yuan} 元", yuan=yuan))
            case SourceKind.FAMILY if part.explanation and part.left_fen == 0:
                said.append(Words("门诊家庭账户付 {yuan} 元，用完了", yuan=yuan))
            case SourceKind.FAMILY:
                said.append(Words("门诊家庭账户付 {yuan} 元", yuan=yuan))
            case SourceKind.OWN:
                said.append(Words("本人个人账户付 {yuan} 元", yuan=yuan))
            case SourceKind.SHARER:
                said.append(Words("{name}共济 {yuan} 元", name=part.label, yuan=yuan))
            case SourceKind.CASH if out_of_scope_fen:
                outside = format_yuan(out_of_scope_fen)
                said.append(Words("付现金 {yuan} 元（其中 {outside} 元谁的账户都不能付）", yuan=yuan, outside=outside))
            case SourceKind.CASH:
                said.append(Words("付现金 {yuan} 元", yuan=yuan))
    return _one_after_another(said, ends_in_cash=bool(said) and paying[-1].kind is SourceKind.CASH)


def _one_after_another(said: list[Words], *, ends_in_cash: bool) -> Words:
    """Join what each source pays to one sentence."""
    if not said:
        return Words(NOTHING)
    if len(said) == 1:
        return Words("{one}。", one=said[0])
    text = "剩下的{one}" if ends_in_cash else "剩下的由{one}"
    rest = Words(text, one=said[-1])
    for one in reversed(said[1:-1]):
        rest = Words("再由{one}；{rest}", one=one, rest=rest)
    return Words("先由{first}；{rest}。", first=said[0], rest=rest)


def _part(scene: _Scene, source: SourceOutcome) -> Part:
    part = _told(scene, source)
    owner = scene.situation.person(source.person) if source.person else scene.patient
    no = part.explanation.rule_key if part.explanation else ""
    visit, day = scene.outcome.visit, scene.situation.day
    return replace(part, about=rule_behind(scene.rules, source.kind, visit.med_type.value, owner.region, day, no))


def _told(scene: _Scene, source: SourceOutcome) -> Part:
    match source.kind:
        case SourceKind.FUND:
            return Part(source.kind, SOURCE_LABELS[source.kind], source.asked_fen, source.paid_fen)
        case SourceKind.FAMILY:
            return _family(scene, source)
        case SourceKind.OWN:
            return _own(scene, source)
        case SourceKind.SHARER:
            return _sharer(scene, source)
        case SourceKind.CASH:
            label = SOURCE_LABELS[source.kind]
            return Part(source.kind, label, source.asked_fen, source.paid_fen, explanation=_out_of_scope(scene))


def _out_of_scope(scene: _Scene) -> Explanation | None:
    """Say which items nobody's account may pay, None if there are none."""
    outside_fen = scene.outcome.out_of_scope_amt_fen
    if not outside_fen:
        return None
    shut_out = scene.rules.home_book(scene.situation.day).out_of_scope_kinds
    kinds = dict.fromkeys(item.kind.value for item in scene.outcome.visit.items if item.kind in shut_out)
    return scene.words(NoteName.OUT_OF_SCOPE, scene.patient.region, amount=_yuan(outside_fen), kinds=listed(kinds))


def _own(scene: _Scene, source: SourceOutcome) -> Part:
    patient = scene.patient
    has_account = patient.insutype in scene.rules.book(patient.region, scene.situation.day).sharer_insutypes
    explanation = None
    if source.paid_fen < source.asked_fen:
        name = NoteName.OWN_SHORT if has_account else NoteName.NO_ACCOUNT
        balance = _yuan(patient.balance_fen) if scene.knows(patient) else None
        explanation = scene.words(name, patient.region, balance=balance)
    return Part(
        source.kind,
        SOURCE_LABELS[source.kind],
        source.asked_fen,
        source.paid_fen,
        int(patient.id),
        patient.balance_fen - source.paid_fen if has_account and scene.knows(patient) else None,
        left_label="账户剩",
        explanation=explanation,
    )


def _family(scene: _Scene, source: SourceOutcome) -> Part:
    household = scene.situation.household_of(scene.patient.id)
    held = household.family_account_fen if household and scene.knows(scene.patient) else None
    return Part(
        source.kind,
        SOURCE_LABELS[source.kind],
        source.asked_fen,
        source.paid_fen,
        left_fen=None if held is None else held - source.paid_fen,
        left_label="账户剩",
        explanation=scene.why(source, scene.patient.region, balance=_yuan(held)),
    )


def _sharer(scene: _Scene, source: SourceOutcome) -> Part:
    sharer = scene.situation.person(source.person or "")
    sharing = next(one for one in scene.situation.sharings if one.id == source.sharing)
    book = scene.rules.book(sharer.region, scene.situation.day)
    balance = sharer.prior_years_fen if book.prior_years_only else sharer.balance_fen
    quota = sharing.quota_left_fen if scene.knows(sharer) or scene.knows(scene.patient) else None
    return Part(
        source.kind,
        sharer.name,
        source.asked_fen,
        source.paid_fen,
        int(sharer.id),
        balance - source.paid_fen if scene.knows(sharer) and not sharing.set_aside else None,
        None if quota is None else quota - source.paid_fen,
        "历年剩" if book.prior_years_only else "账户剩",
        scene.why(
            source,
            sharer.region,
            sharer=sharer.name,
            balance=_yuan(balance) if scene.knows(sharer) else None,
            floor=_yuan(book.balance_floor_fen or None),
            quota=_yuan(quota),
            cap=_yuan(sharing.per_payment_fen) if scene.knows(sharer) or scene.knows(scene.patient) else None,
            day=_day_of(sharing, source.reason),
        ),
    )


def _yuan(fen: int | None) -> Words | None:
    return None if fen is None else Words("{yuan} 元", yuan=format_yuan(fen))


def _day_of(sharing: Sharing, reason: str | None) -> str | None:
    """Give the day that a reason speaks of."""
    match reason:
        case RuleName.SHARING_NOT_STARTED:
            return f"{sharing.since:%Y-%m-%d}"
        case RuleName.SHARING_REVOKED:
            return f"{sharing.revoked:%Y-%m-%d}"
        case RuleName.SHARING_EXPIRED:
            return f"{sharing.until:%Y-%m-%d}"
        case _:
            return None
