"""One bill under the rules of 鹰潭, of the rest of 江西, and by 医保钱包, side by side, with what differs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.book import RuleBook
from app.domain.errors import NotAllowed
from app.domain.money import format_yuan
from app.domain.people import Insutype, Person
from app.domain.regions import JIANGXI
from app.domain.regions_compared import ELSEWHERE, IN_YINGTAN, Column, Under, compare
from app.domain.rulebook import Rules
from app.domain.settlement import Refusal, SourceKind, Visit
from app.domain.situation import Situation
from app.domain.words import NOTHING, Words
from app.services.ask import Question, day_asked, known_people, situation_asked, situation_like
from app.services.ask_people import PRIOR_FEN, THIS_FEN
from app.services.context import Context
from app.services.explain import explain
from app.services.split import SOURCE_WORDS

_NONE = "—"


@dataclass(frozen=True)
class Line:
    """One line of the comparison: what it is about, and a value for each column. ``differs``: they aren't all alike."""

    title: str
    values: tuple[str, ...]
    rule_key: str = ""

    @property
    def differs(self) -> bool:
        """Whether the columns don't say the same."""
        return len(set(self.values)) > 1


@dataclass(frozen=True)
class Compared:
    """The comparison. ``cash_fen``: what is left to pay under each, None where there is no such thing on the day.

    ``whys`` say for each what was held back.
    """

    question: Question
    titles: tuple[str, ...]
    cash_fen: tuple[int | None, ...]
    whys: tuple[tuple[str, ...], ...]
    money: tuple[Line, ...]
    rules: tuple[Line, ...]
    day: date
    notes: tuple[Words, ...]

    @property
    def best(self) -> tuple[int, ...]:
        """Which columns leave least to pay, none if all leave the same."""
        known = [one for one in self.cash_fen if one is not None]
        if len(set(known)) < 2:  # noqa: PLR2004 - something to compare
            return ()
        return tuple(at for at, one in enumerate(self.cash_fen) if one == min(known))


def compare_asked(context: Context, user_id: int, question: Question) -> Compared:
    """Compare a question about one of the family, or about somebody like ….

    Raises:
        NotAllowed: about somebody whose bills aren't this user's to know.
    """
    situation, visit = situation_asked(context, user_id, question)
    if question.person_id is None:
        return _compared(context, situation, visit, question)
    known = known_people(context, user_id) | {question.person_id}
    people = {key: one if int(key) in known else _as_example(one) for key, one in situation.people.items()}
    unknown = [people[one.sharer].name for one in situation.sharings if int(one.sharer) not in known]
    notes = [Words("{name}账户里有多少您看不到，按历年 3,000 元、当年 800 元算", name=name) for name in unknown]
    return _compared(context, replace(situation, people=people), visit, question, notes)


def _as_example(person: Person) -> Person:
    """Give somebody whose balances aren't to be told with those of an example."""
    return replace(person, prior_years_fen=PRIOR_FEN, this_year_fen=THIS_FEN)


def compare_like(context: Context, question: Question) -> Compared:
    """Compare a question about somebody like …, whoever asks.

    Raises:
        NotAllowed: it is about one of a family.
    """
    if question.person_id is not None:
        raise NotAllowed("登录后才能看家里人的")
    situation, visit = situation_like(context, question)
    return _compared(context, situation, visit, question)


def _compared(
    context: Context, situation: Situation, visit: Visit, question: Question, said: Sequence[Words] = ()
) -> Compared:
    rules, day = context.rules, situation.day
    patient = situation.person(visit.patient)
    helper = _as_example(Person("", Words("家人"), patient.born, Insutype.EMPLOYEE, patient.region))
    helped = not any(one.in_force(day) for one in situation.sharings_of(patient.id))
    columns = compare(rules, situation, visit, helper)
    notes = [*day_asked(context, question)[1], *said]
    if helped:
        notes = [*notes, Words("现在没有人共济，按有一位家人共济算：历年 3,000 元，当年 800 元")]
    return Compared(
        question,
        tuple(column.under.value for column in columns),
        tuple(_cash(visit, column) for column in columns),
        tuple(_whys(rules, column, visit) for column in columns),
        _money_lines(columns),
        tuple(_rule_lines(rules, day, columns)),
        day,
        tuple(notes),
    )


def _cash(visit: Visit, column: Column) -> int | None:
    if column.outcome is None:
        return None
    return visit.total_fen if isinstance(column.outcome, Refusal) else column.outcome.psn_cash_pay_fen


def _money_lines(columns: tuple[Column, ...]) -> tuple[Line, ...]:
    """Give what each source pays under each; who pays nothing under any is left out."""
    lines = (Line(title, tuple(_paid(column, kind) for column in columns)) for kind, title in SOURCE_WORDS.items())
    return tuple(line for line in lines if set(line.values) - {format_yuan(0), _NONE})


def _paid(column: Column, kind: SourceKind) -> str:
    if column.outcome is None:
        return _NONE
    if isinstance(column.outcome, Refusal):
        return format_yuan(0)
    return format_yuan(sum(one.paid_fen for one in column.outcome.sources if one.kind is kind))


def _whys(rules: Rules, column: Column, visit: Visit) -> tuple[str, ...]:
    """Give the titles of what held something back."""
    day, situation = column.situation.day, column.situation
    if column.outcome is None:
        return (rules.explain("wallet-not-yet").title,)
    if isinstance(column.outcome, Refusal):
        return (rules.explain(column.outcome.rule).title,)
    named = [(one.reason, one.person) for one in column.outcome.sources if one.reason]
    patient = situation.person(visit.patient).region
    return tuple(
        dict.fromkeys(
            explain(rules, reason, situation.person(who).region if who else patient, day).title for reason, who in named
        )
    )


def _rule_lines(rules: Rules, day: date, columns: tuple[Column, ...]) -> list[Line]:
    """Give the rules that make the difference, in words for each column; 医保钱包 is told by the sharer's own."""
    wallet = next((one for one in columns if one.under is Under.WALLET), None)
    own = (
        next((s.region for s in wallet.situation.people.values() if s.insutype is Insutype.EMPLOYEE), "")
        if wallet
        else ""
    )
    books = (
        rules.book(IN_YINGTAN, day),
        rules.book(ELSEWHERE, day),
        rules.book(own or ELSEWHERE, day),
    )
    return [
        Line("共济能付住院吗", tuple(_yes(one.inpatient_shared) for one in books), "pooled.inpatient"),
        Line(
            "共济能付透析吗", tuple(_yes(one.special_outpatient_shared) for one in books), "pooled.special_outpatient"
        ),
        Line("能用哪些余额", tuple(_balance(one) for one in books), "sharing.prior_years_only"),
        Line("账户里要留多少", tuple(_floor(one) for one in books), "sharing.balance_floor"),
        Line("家人在哪里参保", (*(_area(one.member_area) for one in books[:2]), "全国"), "sharing.member_area"),
        Line("能在哪里用", (*(_area(one.place_area) for one in books[:2]), "全国"), "sharing.place_area"),
        Line("门诊家庭账户", tuple(_family(one) for one in books), "family_account.yearly"),
    ]


def _yes(value: bool) -> str:  # noqa: FBT001 - said in a word
    return "能" if value else "不能"


def _balance(book: RuleBook) -> str:
    return "只有历年的" if book.prior_years_only else "历年和当年的"


def _floor(book: RuleBook) -> str:
    floor_fen = book.balance_floor_fen
    return Words("{floor} 元", floor=format_yuan(floor_fen)) if floor_fen else "不用留"


def _area(area: str | None) -> str:
    if area is None:
        return NOTHING
    return "全省" if area == JIANGXI else "本市"


def _family(book: RuleBook) -> str:
    yearly_fen = book.number("family_account.yearly")
    return "没有" if yearly_fen is None else Words("每年 {yuan} 元", yuan=format_yuan(yearly_fen))
