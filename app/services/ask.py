"""能不能付: who would pay what of a bill that isn't there yet, what isn't covered and why, and what would change it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from app.data.queries.people import linked_to, looked_after
from app.data.situation import load_situation
from app.domain.errors import NotAllowed
from app.domain.money import format_yuan, parse_yuan
from app.domain.neighbours import Change, Neighbour, neighbours
from app.domain.rulebook import Rules
from app.domain.settlement import PlaceKind, Refusal, SourceKind, Visit, settle
from app.domain.situation import Situation
from app.domain.words import Words
from app.services.access import me
from app.services.ask_people import (
    EXAMPLES,
    NAMED_EXAMPLES,
    PATIENT,
    SHARER,
    Likeness,
    example_like,
    like_situation,
    named_family,
)
from app.services.ask_text import Asked, read_text
from app.services.ask_ways import Way, ways_of
from app.services.ask_words import Expense, expense_of, place_at, place_for
from app.services.context import Context
from app.services.insurance import InsuranceView, insurance_views
from app.services.quotes import PayForm, read_form
from app.services.split import Split, refusal_words, split_of
from app.services.visit_templates import PLACES, PlaceOption

_USUAL_AT = {PlaceKind.PHARMACY: "买药", PlaceKind.CHECKUP: "体检"}
_EVERYWHERE = tuple(place_at(option) for option in PLACES)


@dataclass(frozen=True)
class Question:
    """A bill of one line: of one of the family (``person_id``) or of somebody like …, on a day, None: today."""

    place: PlaceOption
    expense: str
    amount_fen: int
    person_id: int | None = None
    like: Likeness | None = None
    day: date | None = None

    @property
    def about(self) -> Expense:
        """What is paid for."""
        return expense_of(self.expense)

    def visit(self, patient: str) -> Visit:
        """Give the visit that is asked about."""
        what = self.about
        return Visit(patient, place_at(self.place), what.med_type_at(self.place.kind), (what.item(self.amount_fen),))


@dataclass(frozen=True)
class Answer:
    """Who would pay what, on which day's rules, and what would change it. ``notes``: what was taken for granted."""

    question: Question
    split: Split
    ways: tuple[Way, ...]
    day: date
    notes: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Reply:
    """What was understood of what was typed or tapped, and the answer, None while too little is known."""

    asked: Asked
    answer: Answer | None = None


def ask_people(context: Context, user_id: int) -> list[InsuranceView]:
    """Whose bills this user may ask about: their own, those of people they look after or whose code they may show."""
    with context.database.read() as session:
        asker = _asker(session, user_id)
        return insurance_views(context, session, me(session, user_id), asker.askable, context.clock.today())


def ask_typed(context: Context, user_id: int, typed: str) -> Reply:
    """Answer what was typed, as far as it was understood."""
    with context.database.read() as session:
        asker = _asker(session, user_id)
        today = context.clock.today()
        family = insurance_views(context, session, me(session, user_id), asker.askable, today)
        asked = read_text(typed, named_family(family), today)
        names = {str(one.person_id): one.name for one in family}
        question, notes = _question(asked, names, str(asker.person_id))
        if question is None:
            return Reply(asked)
        return Reply(asked, _answer_for(context, session, asker, question, notes))


def ask_picked(context: Context, user_id: int, question: Question) -> Answer:
    """Answer what was tapped.

    Raises:
        NotAllowed: about somebody whose bills aren't this user's to know.
    """
    with context.database.read() as session:
        return _answer_for(context, session, _asker(session, user_id), question, ())


def ask_typed_like(context: Context, typed: str, like: Likeness | None = None) -> Reply:
    """Answer what was typed about somebody like …; who is typed goes before who was chosen."""
    asked = read_text(typed, NAMED_EXAMPLES, context.clock.today())
    names = {one.key: one.name for one in EXAMPLES}
    question, notes = _question(asked, names, EXAMPLES[0].key)
    if question is None:
        return Reply(asked)
    if asked.person is None and like is not None:
        question, notes = replace(question, like=like), notes[1:]
    return Reply(asked, ask_like(context, question, notes))


def ask_like(context: Context, question: Question, notes: Sequence[Words] = ()) -> Answer:
    """Answer for somebody like …, whoever asks: nothing is looked up."""
    day, said = day_asked(context, question)
    situation = like_situation(context.rules, question.like or Likeness(), day)
    return _answered(context.rules, situation, question, PATIENT, {int(PATIENT), int(SHARER)}, (*notes, *said))


def ways_for_form(context: Context, user_id: int, form: PayForm) -> tuple[Way, ...]:
    """Give what would change a 预结算.

    Raises:
        FormErrors, CodeExpiredError, CodeUsedError: see `presettle`.
    """
    with context.database.read() as session:
        _, visit = read_form(context, session, me(session, user_id), form)
        known = _asker(session, user_id).known
        people = {int(one) for one in (visit.patient, visit.code_of) if one}
        situation = load_situation(session, context.clock.today(), int(visit.patient), *people, *known)
        found = _neighbours(context.rules, situation, visit, known)
        return ways_of(context.rules, situation, visit, found)


def situation_asked(context: Context, user_id: int, question: Question) -> tuple[Situation, Visit]:
    """Give what the rules look at for a question: to be kept as a case.

    Raises:
        NotAllowed: about somebody whose bills aren't this user's to know.
    """
    if question.person_id is None:
        return situation_like(context, question)
    day, _ = day_asked(context, question)
    with context.database.read() as session:
        _asker(session, user_id).require(question.person_id)
        return load_situation(session, day, question.person_id), question.visit(str(question.person_id))


def known_people(context: Context, user_id: int) -> frozenset[int]:
    """Give those whose balances this user may know."""
    with context.database.read() as session:
        return _asker(session, user_id).known


def situation_like(context: Context, question: Question) -> tuple[Situation, Visit]:
    """Give what the rules look at for a question about somebody like …."""
    day, _ = day_asked(context, question)
    return like_situation(context.rules, question.like or Likeness(), day), question.visit(PATIENT)


@dataclass(frozen=True)
class _Asker:
    """Who asks: oneself first, then whom one may ask about; and those whose balances one may know."""

    askable: tuple[int, ...]
    known: frozenset[int]

    @property
    def person_id(self) -> int:
        """Who this is."""
        return self.askable[0]

    def require(self, person_id: int) -> None:
        """Let through only people whose bills this user may ask about.

        Raises:
            NotAllowed: anybody else; the words don't tell whether the person exists.
        """
        if person_id not in self.askable:
            raise NotAllowed("没有找到这个人")


def _asker(session: Session, user_id: int) -> _Asker:
    """Give who asks: about those they look after, and those whose code they may show."""
    one = me(session, user_id).person_id
    known = looked_after(session, one)
    others = sorted({*known, *linked_to(session, one)} - {one})
    return _Asker((one, *others), frozenset(known))


def _answer_for(
    context: Context, session: Session, asker: _Asker, question: Question, notes: Sequence[Words]
) -> Answer:
    if question.person_id is None:
        return ask_like(context, question, notes)
    asker.require(question.person_id)
    day, said = day_asked(context, question)
    situation = load_situation(session, day, question.person_id, *asker.known)
    return _answered(context.rules, situation, question, str(question.person_id), asker.known, (*notes, *said))


def _answered(  # noqa: PLR0913, PLR0917 - what an answer is made of
    rules: Rules,
    situation: Situation,
    question: Question,
    patient: str,
    known: Collection[int],
    notes: tuple[Words, ...],
) -> Answer:
    visit = question.visit(patient)
    outcome = settle(rules, situation, visit)
    if isinstance(outcome, Refusal):
        split = refusal_words(rules, situation, visit, outcome, question.place.name)
    else:
        split = split_of(rules, situation, outcome, question.place.name, known)
    ways = ways_of(rules, situation, visit, _neighbours(rules, situation, visit, known))
    return Answer(question, split, ways, situation.day, notes)


def _neighbours(rules: Rules, situation: Situation, visit: Visit, known: Collection[int]) -> list[Neighbour]:
    """Find what would change it, without telling what lies in accounts that the one who asks may not know."""
    asked = [one for one in situation.people if int(one) in known]
    found = neighbours(rules, situation, visit, _EVERYWHERE, asked)
    return [one for one in found if one.change is not Change.DAY or _tells_nothing(one, situation, known)]


def _tells_nothing(one: Neighbour, situation: Situation, known: Collection[int]) -> bool:
    """Tell whether a later day pays from accounts that are known, or from a sharing that begins on it."""
    paying = {s.person for s in one.outcome.sources if s.kind in (SourceKind.OWN, SourceKind.SHARER) and s.paid_fen}
    begins = any(sharing.since == one.day for sharing in situation.sharings)
    return begins or all(int(person) in known for person in paying if person)


def day_asked(context: Context, question: Question) -> tuple[date, list[Words]]:
    """Give the day whose rules are asked for, or the first there is, and what to say of it."""
    today, first = context.clock.today(), context.first_day
    day = question.day or today
    if day < first:
        said = Words("{day} 的规则没有资料，按最早的 {first} 算", day=day.isoformat(), first=first.isoformat())
        return first, [said]
    if day != today:
        return day, [Words("按 {day} 的规则，余额按现在的算", day=day.isoformat())]
    return day, []


def _question(asked: Asked, names: dict[str, str], default: str) -> tuple[Question | None, list[Words]]:
    """Make a question of what was understood, and say what was taken for granted, the person first."""
    if asked.expense is None and asked.place is None:
        return None, []
    person = asked.person or default
    notes = [] if asked.person else [Words("没说是谁，按{name}算", name=names[person])]
    notes += asked.notes
    expense = asked.expense
    if expense is None:
        expense = _USUAL_AT.get(asked.place.kind, "看门诊") if asked.place else "看门诊"
        notes.append(Words("没说是什么费用，按{expense}算", expense=expense))
    place = asked.place
    if place is None:
        place = place_for(expense_of(expense).place)
        notes.append(Words("没说在哪里，按{place}算", place=place.name))
    amount_fen = asked.amount_fen
    if amount_fen is None:
        amount_fen = usual_fen(expense)
        notes.append(Words("没说多少钱，按 {yuan} 元算", yuan=format_yuan(amount_fen)))
    like = example_like(person)
    who = None if like else int(person)
    return Question(place, expense, amount_fen, who, like, asked.day), notes


def usual_fen(expense: str) -> int:
    """Give the usual sum of an expense, in 分."""
    return parse_yuan(expense_of(expense).usual)
