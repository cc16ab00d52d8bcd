"""练习: sets of cases to practise with. Who makes one out of saved cases may let everybody on the install use it.

How one is answered: exercise_answers.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, delete, func, or_, select

from app.cases.case import Case
from app.cases.run import run_case
from app.cases.starter import starter_cases
from app.data.case_tables import ExerciseAnswerRow, ExerciseRow, ExerciseSetRow, SavedCaseRow
from app.domain.errors import InputError, NotAllowed
from app.domain.rulebook import Rules
from app.domain.words import Words
from app.services.access import Me, me
from app.services.case_outcome import event_words
from app.services.case_saving import case_from, packed
from app.services.cases import CaseFile, checked_title, read_file, text_of
from app.services.context import Context

STARTER = "starter"
STARTER_TITLE = Words("入门：钱从哪里来")
MOST_IN_SET = 50
MOST_SETS = 100
_SET_ID = re.compile("[0-9]{1,18}")


@dataclass(frozen=True)
class ExerciseSet:
    """A set in the list: how many cases, how many this user has answered, and how many of them rightly."""

    key: str
    title: str
    count: int
    answered: int
    right: int
    mine: bool
    published: bool


@dataclass(frozen=True)
class ExerciseLine:
    """A case of a set, told so that its answer stays hidden. `was_right` None: not answered yet."""

    number: int
    title: Words
    was_right: bool | None


@dataclass(frozen=True)
class ExerciseSetView:
    """A set with its cases."""

    about: ExerciseSet
    lines: tuple[ExerciseLine, ...]


def exercise_sets(context: Context, user_id: int) -> list[ExerciseSet]:
    """Give the sets that this user may practise with: the shipped one, their own, those of others for everybody."""
    with context.database.read() as session:
        who = me(session, user_id)
        open_to_me = or_(col(ExerciseSetRow.user_id) == who.user_id, col(ExerciseSetRow.published))
        rows = session.exec(select(ExerciseSetRow).where(open_to_me).order_by(col(ExerciseSetRow.id).desc())).all()
        counted = select(col(ExerciseRow.set_id), func.count()).group_by(col(ExerciseRow.set_id))
        counts = dict(session.exec(counted).all())
        right: dict[str, dict[int, bool]] = {}
        for one in session.exec(select(ExerciseAnswerRow).where(ExerciseAnswerRow.user_id == who.user_id)):
            right.setdefault(one.set_key, {})[one.line] = one.was_right
        starter = _about(who, None, len(starter_cases()), right.get(STARTER, {}))
        return [starter, *(_about(who, row, counts.get(row.id or 0, 0), right.get(str(row.id), {})) for row in rows)]


def exercise_set(context: Context, user_id: int, key: str) -> ExerciseSetView:
    """Give one set.

    Raises:
        NotAllowed: there is none that this user may practise with.
    """
    with context.database.read() as session:
        return set_for(session, me(session, user_id), key)[0]


def set_for(session: Session, who: Me, key: str) -> tuple[ExerciseSetView, list[Case]]:
    """Give a set with its cases to somebody who may practise with it.

    Raises:
        NotAllowed: there is none.
    """
    if key == STARTER:
        row, cases = None, list(starter_cases())
    else:
        row = _row(session, who, key)
        cases = _cases(session, row)
    said = select(ExerciseAnswerRow).where(ExerciseAnswerRow.user_id == who.user_id, ExerciseAnswerRow.set_key == key)
    right = {one.line: one.was_right for one in session.exec(said)}
    lines = [ExerciseLine(number, event_words(case.event), right.get(number)) for number, case in enumerate(cases, 1)]
    return ExerciseSetView(_about(who, row, len(cases), right), tuple(lines)), cases


def _about(who: Me, row: ExerciseSetRow | None, count: int, right: dict[int, bool]) -> ExerciseSet:
    """Give a set as it stands in the list; None: the shipped one."""
    key, title = (STARTER, str(STARTER_TITLE)) if row is None else (str(row.id), row.title)
    mine = row is not None and row.user_id == who.user_id
    return ExerciseSet(key, title, count, len(right), sum(right.values()), mine, row is None or row.published)


def make_set(context: Context, user_id: int, title: str, case_ids: Sequence[int]) -> int:
    """Make a set of some of one's saved cases, in this order; give its id.

    Raises:
        InputError: fields "title", "cases".
        NotAllowed: a case isn't this user's.
    """
    title = checked_title(title)
    if not case_ids:
        raise InputError("cases", "至少选一个案例")
    with context.database.write() as unit:
        who = me(unit.session, user_id)
        mine = select(SavedCaseRow).where(SavedCaseRow.user_id == who.user_id, col(SavedCaseRow.id).in_(case_ids))
        found = {row.id: case_from(row.content) for row in unit.session.exec(mine)}
        if not found.keys() >= set(case_ids):
            raise NotAllowed("没有找到这个案例")
        set_id = _add(context, unit.session, who, title, [found[one] for one in dict.fromkeys(case_ids)])
        unit.commit()
    return set_id


def open_set(context: Context, user_id: int, name: str, data: bytes) -> int:
    """Make a set of all cases of a file; give its id.

    Raises:
        CaseFileError: the file can't be read; says file, case and key.
        InputError: field "cases".
    """
    cases = read_file(name, data)
    title = " ".join(name.removesuffix(".toml").split()) or name
    with context.database.write() as unit:
        set_id = _add(context, unit.session, me(unit.session, user_id), checked_title(title[:MOST_IN_SET]), cases)
        unit.commit()
    return set_id


def publish_set(context: Context, user_id: int, set_id: int, *, published: bool) -> None:
    """Let everybody on this install practise with one's set, or nobody else any more.

    Raises:
        NotAllowed: not this user's.
    """
    with context.database.write() as unit:
        row = _own(unit.session, me(unit.session, user_id), set_id)
        row.published = published
        unit.session.add(row)
        unit.commit()


def remove_set(context: Context, user_id: int, set_id: int) -> None:
    """Throw one's set away, and what was answered to it.

    Raises:
        NotAllowed: not this user's.
    """
    with context.database.write() as unit:
        session = unit.session
        row = _own(session, me(session, user_id), set_id)
        session.exec(delete(ExerciseRow).where(col(ExerciseRow.set_id) == set_id))
        session.exec(delete(ExerciseAnswerRow).where(col(ExerciseAnswerRow.set_key) == str(set_id)))
        session.delete(row)
        unit.commit()


def forget_answers(context: Context, user_id: int, key: str) -> None:
    """Let this user begin a set anew."""
    with context.database.write() as unit:
        who = me(unit.session, user_id)
        mine = col(ExerciseAnswerRow.user_id) == who.user_id
        unit.session.exec(delete(ExerciseAnswerRow).where(mine, col(ExerciseAnswerRow.set_key) == key))
        unit.commit()


def set_file(context: Context, user_id: int, key: str) -> CaseFile:
    """Give a set as a case file, answers included: to hand on, and for `gongji cases`.

    Raises:
        NotAllowed: there is none that this user may practise with.
    """
    with context.database.read() as session:
        _, cases = set_for(session, me(session, user_id), key)
    return CaseFile(f"gongji-exercises-{key}.toml", text_of(cases).encode())


def _add(context: Context, session: Session, who: Me, title: str, cases: Sequence[Case]) -> int:
    if len(cases) > MOST_IN_SET:
        raise InputError("cases", "一套练习最多 {most} 题", most=MOST_IN_SET)
    mine = select(func.count()).select_from(ExerciseSetRow).where(ExerciseSetRow.user_id == who.user_id)
    if session.exec(mine).one() >= MOST_SETS:
        raise NotAllowed("练习最多做 {most} 套，先删掉几套", most=MOST_SETS)
    wrong = _disagreeing(context.rules, cases)
    if wrong is not None:
        raise InputError("cases", "「{title}」和规则不一致，不能做成练习", title=wrong.title)
    row = ExerciseSetRow(user_id=who.user_id, title=title, made_at=context.clock.now())
    session.add(row)
    session.flush()
    set_id = row.id or 0
    for number, case in enumerate(cases, 1):
        session.add(ExerciseRow(set_id=set_id, line=number, content=packed(case)))
    return set_id


def _disagreeing(rules: Rules, cases: Sequence[Case]) -> Case | None:
    return next((case for case in cases if run_case(rules, case)), None)


def _row(session: Session, who: Me, key: str) -> ExerciseSetRow:
    row = session.get(ExerciseSetRow, int(key)) if _SET_ID.fullmatch(key) else None
    if row is None or not (row.published or row.user_id == who.user_id):
        raise NotAllowed("没有找到这套练习")
    return row


def _own(session: Session, who: Me, set_id: int) -> ExerciseSetRow:
    row = _row(session, who, str(set_id))
    if row.user_id != who.user_id:
        raise NotAllowed("这套练习是别人的")
    return row


def _cases(session: Session, row: ExerciseSetRow) -> list[Case]:
    lines = session.exec(select(ExerciseRow).where(ExerciseRow.set_id == row.id).order_by(col(ExerciseRow.line)))
    return [case_from(line.content) for line in lines]
