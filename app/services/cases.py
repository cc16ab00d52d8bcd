"""案例: the cases that a user saved or opened; each is run against the rules as it is shown."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, col, func, select

from app.cases.case import Case, CaseFileError, Event
from app.cases.discreet import title_of
from app.cases.read import parse_cases
from app.cases.run import run_case
from app.cases.write import table_of, write_cases
from app.data.case_tables import SavedCaseRow
from app.domain.errors import InputError, NotAllowed
from app.domain.fees import Fee
from app.domain.rulebook import Rules
from app.domain.settlement import Visit
from app.domain.situation import Situation
from app.domain.words import Words
from app.services.access import me
from app.services.case_outcome import CaseOutcome, event_words, outcome_in_words
from app.services.case_saving import case_from, digest_of, keep, packed
from app.services.context import Context

MOST_BYTES = 1_000_000
MOST_IN_FILE = 500
LONGEST_TITLE = 60
LONGEST_TEXT = 200
LONGEST_FILE_NAME = 80
MOST_PEOPLE = 50
PAGE = 30


class CaseKind(StrEnum):
    """What a case is about."""

    VISIT = "看病买药"
    FEE = "缴费"
    BIND = "共济授权"


@dataclass(frozen=True)
class CaseLine:
    """A case in a list. `agrees`: the rules say what the case expects. `file`: where it was opened from, "" if here."""

    case_id: int
    title: str
    kind: CaseKind
    day: date
    file: str
    saved_at: datetime
    agrees: bool


@dataclass(frozen=True)
class CaseList:
    """The newest of a user's cases, and how many there are."""

    lines: tuple[CaseLine, ...]
    count: int


@dataclass(frozen=True)
class Difference:
    """A key of a case that comes out otherwise: as it stands in the case, and by the rules."""

    key: str
    expected: str
    actual: str


@dataclass(frozen=True)
class CaseView:
    """One case whole: what is given, what happens, what comes of it by the rules, and its text as in a file."""

    line: CaseLine
    source: str
    situation: Situation
    event: Event
    outcome: CaseOutcome
    differences: tuple[Difference, ...]
    text: str


@dataclass(frozen=True)
class CaseFile:
    """A file of cases to hand on."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Opened:
    """What came of opening a file: how many cases are new, how many were here already, how many don't agree."""

    name: str
    added: int
    known: int
    disagreeing: int


def kind_of(event: Event) -> CaseKind:
    """Tell what an event is."""
    if isinstance(event, Visit):
        return CaseKind.VISIT
    return CaseKind.FEE if isinstance(event, Fee) else CaseKind.BIND


def my_cases(context: Context, user_id: int, most: int = PAGE) -> CaseList:
    """Give the newest of one's cases, each run against the rules."""
    with context.database.read() as session:
        who = me(session, user_id)
        mine = select(SavedCaseRow).where(SavedCaseRow.user_id == who.user_id).order_by(col(SavedCaseRow.id).desc())
        count = select(func.count()).select_from(SavedCaseRow).where(SavedCaseRow.user_id == who.user_id)
        shown = [(row, case_from(row.content)) for row in session.exec(mine.limit(most))]
        return CaseList(tuple(_line(context.rules, row, case) for row, case in shown), session.exec(count).one())


def case_view(context: Context, user_id: int, case_id: int) -> CaseView:
    """Give one case, run against the rules.

    Raises:
        NotAllowed: not this user's.
    """
    with context.database.read() as session:
        row = _mine(session, me(session, user_id).user_id, case_id)
        case = case_from(row.content)
        line = _line(context.rules, row, case)
    return CaseView(
        line=line,
        source=case.source,
        situation=case.situation,
        event=case.event,
        outcome=outcome_in_words(context.rules, case),
        differences=differences(context.rules, case),
        text=text_of([case]),
    )


def differences(rules: Rules, case: Case) -> tuple[Difference, ...]:
    """Run a case: give what comes out otherwise than it expects."""
    return tuple(Difference(one.key, one.expected, one.actual) for one in run_case(rules, case))


def rename_case(context: Context, user_id: int, case_id: int, title: str) -> None:
    """Give a case another title.

    Raises:
        InputError: field "title".
        NotAllowed: not this user's.
    """
    title = checked_title(title)
    with context.database.write() as unit:
        row = _mine(unit.session, me(unit.session, user_id).user_id, case_id)
        row.content = packed(replace(case_from(row.content), title=title))
        row.digest = digest_of(row.content)
        same = select(SavedCaseRow.id).where(SavedCaseRow.user_id == row.user_id, SavedCaseRow.digest == row.digest)
        if any(one != case_id for one in unit.session.exec(same)):
            raise InputError("title", "已经有一个一样的案例叫这个名字")
        unit.session.add(row)
        unit.commit()


def remove_case(context: Context, user_id: int, case_id: int) -> None:
    """Throw a case away. Sets that were made with it keep theirs.

    Raises:
        NotAllowed: not this user's.
    """
    with context.database.write() as unit:
        unit.session.delete(_mine(unit.session, me(unit.session, user_id).user_id, case_id))
        unit.commit()


def case_file(context: Context, user_id: int, case_ids: Collection[int] | None = None) -> CaseFile:
    """Give some of one's cases as a file, all of them if none are named; oldest first.

    Raises:
        NotAllowed: one isn't this user's, or there is none.
    """
    with context.database.read() as session:
        who = me(session, user_id)
        mine = select(SavedCaseRow).where(SavedCaseRow.user_id == who.user_id).order_by(col(SavedCaseRow.id))
        rows = [row for row in session.exec(mine) if case_ids is None or row.id in case_ids]
        if not rows or (case_ids is not None and len(rows) < len(set(case_ids))):
            raise NotAllowed("没有找到这个案例")
        cases = [case_from(row.content) for row in rows]
    day = f"{context.clock.today():%Y%m%d}"
    name = f"gongji-case-{rows[0].id}.toml" if len(rows) == 1 else f"gongji-cases-{day}.toml"
    return CaseFile(name, text_of(cases).encode())


def open_cases(context: Context, user_id: int, name: str, data: bytes) -> Opened:
    """Open a file of cases: keep each that isn't here already; all of them or none.

    Raises:
        CaseFileError: the file can't be read; says file, case and key.
        NotAllowed: there would be too many.
    """
    cases = read_file(name, data)
    name = "".join(one for one in name if one.isprintable())[-LONGEST_FILE_NAME:]
    with context.database.write() as unit:
        who = me(unit.session, user_id)
        added = sum(keep(context, unit.session, who.user_id, case, name)[1] for case in cases)
        unit.commit()
    wrong = sum(bool(run_case(context.rules, case)) for case in cases)
    return Opened(name, added, len(cases) - added, wrong)


def read_file(name: str, data: bytes) -> list[Case]:
    """Read the cases of a file that somebody picked.

    Raises:
        CaseFileError: it can't be read, is too large, or holds none; says file, case and key.
    """
    if len(data) > MOST_BYTES:
        raise CaseFileError(name, "", f"太大了，最多 {MOST_BYTES // 1000} KB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseFileError(name, "", f"不是 UTF-8 文字：第 {error.start + 1} 个字节") from error
    cases = parse_cases(text, name)
    if not cases:
        raise CaseFileError(name, "", "里面没有 [[case]]")
    if len(cases) > MOST_IN_FILE:
        raise CaseFileError(name, "", f"有 {len(cases)} 个案例，一个文件最多 {MOST_IN_FILE} 个")
    for case in cases:
        _check_sizes(name, case)
    return cases


def _check_sizes(name: str, case: Case) -> None:
    """Let through only a case that a page can show.

    Raises:
        CaseFileError: too many people, or words too long or with characters that no page shows.
    """
    where = f"第 {case.number} 个案例"
    if len(case.situation.people) > MOST_PEOPLE:
        raise CaseFileError(name, where, f"person 有 {len(case.situation.people)} 位，最多 {MOST_PEOPLE} 位")
    items = case.event.items if isinstance(case.event, Visit) else ()
    named = {"title": [case.title], "source": [case.source], "name": [*case.situation.people, *(i.name for i in items)]}
    for key, texts in named.items():
        if any(len(text) > LONGEST_TEXT for text in texts):
            raise CaseFileError(name, where, f"{key} 太长了，最多 {LONGEST_TEXT} 个字")
        if not all(text.isprintable() for text in texts):
            raise CaseFileError(name, where, f"{key} 里有看不见的字符")


def text_of(cases: Collection[Case]) -> str:
    """Write cases as in a file."""
    return write_cases([table_of(case) for case in cases])


def checked_title(title: str, field: str = "title") -> str:
    """Read a title.

    Raises:
        InputError: it is empty or too long.
    """
    title = " ".join(title.split())
    if not title:
        raise InputError(field, "写个名字")
    if len(title) > LONGEST_TITLE:
        raise InputError(field, "名字最多 {most} 个字", most=LONGEST_TITLE)
    if not title.isprintable():
        raise InputError(field, "名字里有不能用的字符，重新输入")
    return title


def told_of(opened: Opened) -> Words:
    """Say what came of opening a file."""
    return Words(
        "「{name}」打开了：新的 {added} 个，已经有的 {known} 个",
        name=opened.name,
        added=opened.added,
        known=opened.known,
    )


def _mine(session: Session, user_id: int, case_id: int) -> SavedCaseRow:
    row = session.get(SavedCaseRow, case_id)
    if row is None or row.user_id != user_id:
        raise NotAllowed("没有找到这个案例")
    return row


def _line(rules: Rules, row: SavedCaseRow, case: Case) -> CaseLine:
    return CaseLine(
        case_id=row.id or 0,
        title=event_words(case.event) if case.title == title_of(case) else case.title,
        kind=kind_of(case.event),
        day=case.situation.day,
        file=row.file,
        saved_at=row.saved_at,
        agrees=not run_case(rules, case),
    )
