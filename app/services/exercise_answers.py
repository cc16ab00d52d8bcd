"""Answering an exercise: the learner says what will happen, and only then hears what the rules say, and why."""

import json
from dataclasses import dataclass

from app.cases.case import ACCEPTED, Case, Event, Fact
from app.cases.discreet import facts
from app.data.case_tables import ExerciseAnswerRow
from app.domain.errors import InputError, NotAllowed
from app.domain.money import format_yuan
from app.domain.people import Insutype
from app.domain.rulebook import Rules
from app.domain.settlement import Visit
from app.domain.situation import Situation
from app.domain.words import Words, listed
from app.services.access import me
from app.services.case_outcome import CaseOutcome, outcome_in_words
from app.services.cases import CaseKind, kind_of
from app.services.context import Context
from app.services.exercises import set_for
from app.services.forms import amount_or_none

FAMILY, OWN = "family", "own"
BY = "by:"
"""Keys of who may pay; that of a sharer is their name after ``BY``."""


@dataclass(frozen=True)
class Payer:
    """Somebody, or an account, that may pay a part of the bill."""

    key: str
    label: Words


@dataclass(frozen=True)
class Question:
    """A case without its answer. `payers` is empty where nothing but the decision is asked."""

    set_title: str
    number: int
    count: int
    kind: CaseKind
    situation: Situation
    event: Event
    payers: tuple[Payer, ...]


@dataclass(frozen=True)
class Said:
    """What a learner says: will it be let through, who will pay a part (keys), how much cash (yuan as typed)."""

    accepted: bool
    payers: frozenset[str] = frozenset()
    cash: str = ""


@dataclass(frozen=True)
class Marked:
    """One part of an answer: what was asked, what was said, what it is."""

    asked: Words
    said: Words | str
    actual: Words | str
    right: bool


@dataclass(frozen=True)
class Feedback:
    """An answer beside what the rules say; `title` is the case's own, which may give its answer away."""

    title: str
    source: str
    marks: tuple[Marked, ...]
    outcome: CaseOutcome

    @property
    def right(self) -> bool:
        """Whether every part was right."""
        return all(mark.right for mark in self.marks)


def question(context: Context, user_id: int, key: str, number: int) -> Question:
    """Give a case of a set, without its answer.

    Raises:
        NotAllowed: there is no such set or case for this user.
    """
    with context.database.read() as session:
        view, cases = set_for(session, me(session, user_id), key)
    case = _case(cases, number)
    return Question(
        set_title=view.about.title,
        number=number,
        count=len(cases),
        kind=kind_of(case.event),
        situation=case.situation,
        event=case.event,
        payers=_payers(case),
    )


def answer(context: Context, user_id: int, key: str, number: int, said: Said) -> Feedback:
    """Keep what the learner says, and tell what the rules say.

    Raises:
        InputError: field "cash".
        NotAllowed: there is no such set or case for this user.
    """
    with context.database.write() as unit:
        who = me(unit.session, user_id)
        _, cases = set_for(unit.session, who, key)
        case = _case(cases, number)
        feedback = Feedback(
            case.title, case.source, _marks(context.rules, case, said), outcome_in_words(context.rules, case)
        )
        row = unit.session.get(ExerciseAnswerRow, (who.user_id, key, number))
        if row is None:
            row = ExerciseAnswerRow(
                user_id=who.user_id, set_key=key, line=number, said="", was_right=False, said_at=context.clock.now()
            )
        row.said = json.dumps([said.accepted, sorted(said.payers), said.cash], ensure_ascii=False)
        row.was_right, row.said_at = feedback.right, context.clock.now()
        unit.session.add(row)
        unit.commit()
    return feedback


def _case(cases: list[Case], number: int) -> Case:
    if not 1 <= number <= len(cases):
        raise NotAllowed("这套练习里没有这一题")
    return cases[number - 1]


def _payers(case: Case) -> tuple[Payer, ...]:
    """Give who might pay: of the accounts that are there, in the order of funds."""
    if not isinstance(case.event, Visit):
        return ()
    situation, patient = case.situation, case.event.patient
    found = []
    if situation.household_of(patient):
        found.append(Payer(FAMILY, Words("门诊家庭账户")))
    if situation.person(patient).insutype is Insutype.EMPLOYEE:
        found.append(Payer(OWN, Words("{name}自己的个人账户", name=patient)))
    sharers = dict.fromkeys(one.sharer for one in situation.sharings_of(patient))
    return (*found, *(Payer(BY + name, Words("{name}的共济", name=name)) for name in sharers))


def _marks(rules: Rules, case: Case, said: Said) -> tuple[Marked, ...]:
    actual = facts(rules, case)
    accepted = actual["decision"] == ACCEPTED
    asked, words = _decision_words(kind_of(case.event))
    marks = [Marked(asked, words[said.accepted], words[accepted], said.accepted == accepted)]
    if isinstance(case.event, Visit) and said.accepted:
        cash_fen = amount_or_none("cash", said.cash)
        if cash_fen is None:
            raise InputError("cash", "写上要付多少现金；不用付就写 0")
        if accepted:
            marks += _bill_marks(case, said, cash_fen, actual)
    return tuple(marks)


def _bill_marks(case: Case, said: Said, cash_fen: int, actual: dict[str, Fact]) -> list[Marked]:
    there = {payer.key: payer.label for payer in _payers(case)}
    paying = _paying(actual)
    cash = actual["psn_cash_pay"]
    due = Words("{yuan} 元", yuan=format_yuan(cash if isinstance(cash, int) else 0))
    guess = Words("{yuan} 元", yuan=format_yuan(cash_fen))
    chosen = said.payers & there.keys()
    names = [_named([there[key] for key in there if key in keys]) for keys in (chosen, paying)]
    return [
        Marked(Words("哪些账户付了钱"), names[0], names[1], chosen == paying),
        Marked(Words("要付多少现金"), guess, due, cash_fen == cash),
    ]


def _paying(actual: dict[str, Fact]) -> set[str]:
    """Give the keys of all that paid a part."""
    pooled = actual["pooled_from"]
    keys = {BY + name for name in pooled} if isinstance(pooled, dict) else set()
    own, together = actual["acct_mulaid_pay"], actual["acct_pay"]
    if own != together:
        keys.add(OWN)
    if actual["family_account_pay"]:
        keys.add(FAMILY)
    return keys


def _named(labels: list[Words]) -> Words | str:
    return listed(labels) if labels else Words("都没有付")


def _decision_words(kind: CaseKind) -> tuple[Words, dict[bool, Words]]:
    """Give the question about the decision, and the words of its two answers."""
    match kind:
        case CaseKind.VISIT:
            return Words("能用医保结算吗"), {True: Words("能结算"), False: Words("整笔不能结算")}
        case CaseKind.FEE:
            return Words("能从这个账户缴吗"), {True: Words("能缴"), False: Words("不能缴")}
        case CaseKind.BIND:
            return Words("能授权吗"), {True: Words("能授权"), False: Words("不能授权")}
