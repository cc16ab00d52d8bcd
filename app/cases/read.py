"""Read case files. What the form does not allow is an error that names file, case and key."""

import re
import tomllib
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path

from app.cases.case import ACCEPTED, AMOUNT_KEYS, REFUSED, Case, CaseFileError, Event, Fact
from app.cases.check import check_case
from app.cases.table import CaseTable
from app.domain.fees import Channel, Fee, FeeKind
from app.domain.people import InsuranceStatus, Insutype, Person
from app.domain.rule_names import RuleName
from app.domain.settlement import ChargeLevel, Item, ItemKind, MedType, Place, PlaceKind, Visit
from app.domain.sharing import BindRequest, Mode, Sharing
from app.domain.situation import Household, Situation

_KEY = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')"
_DEEP = re.compile(rf"(?m)(?:^|[{{\[,])[ \t]*{_KEY}(?:[ \t]*\.[ \t]*{_KEY}){{7}}")
"""A key of eight parts. Reading one takes the square of its length, in memory too; a case has keys of three."""


class _Decision(StrEnum):
    ACCEPTED = ACCEPTED
    REFUSED = REFUSED


def read_cases(path: Path | str) -> list[Case]:
    """Read the cases of a file. Raises CaseFileError if it cannot be read or has another form."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise CaseFileError(str(path), "", "没有这个文件") from None
    except IsADirectoryError:
        raise CaseFileError(str(path), "", "这是文件夹，不是文件") from None
    except UnicodeDecodeError as error:
        raise CaseFileError(str(path), "", f"不是 UTF-8 文字：第 {error.start + 1} 个字节") from error
    except OSError as error:
        raise CaseFileError(str(path), "", f"读不了：{error.strerror}") from error
    return parse_cases(text, str(path))


def parse_cases(text: str, file: str) -> list[Case]:
    """Read the cases of a TOML text; ``file`` is what errors call it. Raises CaseFileError."""
    if _DEEP.search(text):
        raise CaseFileError(file, "", "里面有一层套一层的键，不是案例文件")
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise CaseFileError(file, "", f"不是 TOML：{error}") from error
    top = CaseTable(file, "", content)
    entries = top.tables("case", named_by="") if top.has("case") else []
    top.finish()
    return [_read_case(file, number, entry) for number, entry in enumerate(entries, 1)]


def _read_case(file: str, number: int, entry: CaseTable) -> Case:
    entry.name = f"第 {number} 个案例"
    title = entry.text("title")
    entry.name = f"第 {number} 个案例「{title}」"
    day = entry.day("date")
    people = [_read_person(person) for person in _list(entry, "person")]
    situation = Situation(
        day=day,
        people={person.id: person for person in people},
        sharings=tuple(_read_sharing(table, f"s{n}") for n, table in enumerate(_list(entry, "sharing"), 1)),
        households=tuple(_read_household(table, f"h{n}") for n, table in enumerate(_list(entry, "household"), 1)),
    )
    case = Case(
        file=file,
        number=number,
        title=title,
        source=entry.text("source", empty=True),
        situation=situation,
        event=_read_event(entry),
        expect=_read_expect(entry.table("expect")),
    )
    entry.finish()
    check_case(entry, case, people)
    return case


def _list(entry: CaseTable, key: str) -> list[CaseTable]:
    return entry.tables(key, named_by="") if entry.has(key) else []


def _read_person(table: CaseTable) -> Person:
    name = table.text("name")
    person = Person(
        id=name,
        name=name,
        born=table.day("born"),
        insutype=table.word("insutype", Insutype),
        region=table.region("region"),
        status=table.word("psn_insu_stas", InsuranceStatus, InsuranceStatus.NORMAL),
        prior_years_fen=table.amount("prior_years", 0),
        this_year_fen=table.amount("this_year", 0),
    )
    table.finish()
    return person


def _read_household(table: CaseTable, household_id: str) -> Household:
    members = table.words("members")
    if len(set(members)) < len(members):
        raise table.error("members 里有人写了两次")
    household = Household(household_id, frozenset(members), table.amount("family_account"))
    table.finish()
    return household


def _read_sharing(table: CaseTable, sharing_id: str) -> Sharing:
    sharing = Sharing(
        id=sharing_id,
        sharer=table.text("sharer"),
        member=table.text("member"),
        relation=table.text("relation"),
        since=table.day("since"),
        until=_day_or_none(table, "until"),
        revoked=_day_or_none(table, "revoked"),
        quota_left_fen=table.amount("quota") if table.has("quota") else None,
        per_payment_fen=table.amount("per_payment") if table.has("per_payment") else None,
        mode=table.word("mode", Mode, Mode.PROVINCE),
    )
    table.finish()
    return sharing


def _day_or_none(table: CaseTable, key: str) -> date | None:
    return table.day(key) if table.has(key) else None


def _read_event(entry: CaseTable) -> Event:
    found = [key for key in _EVENT_READERS if entry.has(key)]
    if len(found) != 1:
        raise entry.error(f"visit、fee、bind 要正好有一个，写了 {len(found)} 个")
    table = entry.table(found[0])
    event = _EVENT_READERS[found[0]](table)
    table.finish()
    return event


def _read_visit(table: CaseTable) -> Visit:
    items = tuple(_read_item(item) for item in table.tables("items", named_by=""))
    if not items:
        raise table.error("items 不能空着")
    return Visit(
        patient=table.text("patient"),
        place=_read_place(table.table("place")),
        med_type=table.word("med_type", MedType),
        items=items,
        code_of=table.text("code_of") if table.has("code_of") else None,
        fund_pay_fen=table.amount("fund_pay", 0),
    )


def _read_place(table: CaseTable) -> Place:
    place = Place(
        kind=table.word("kind", PlaceKind),
        region=table.region("region"),
        designated=table.flag("designated", default=True),
    )
    table.finish()
    return place


def _read_item(table: CaseTable) -> Item:
    item = Item(
        name=table.text("name"),
        kind=table.word("kind", ItemKind),
        level=table.word("chrgitm_lv", ChargeLevel),
        amount_fen=table.amount("amount"),
    )
    table.finish()
    return item


def _read_fee(table: CaseTable) -> Fee:
    return Fee(
        kind=table.word("kind", FeeKind),
        year=table.number("year"),
        payer=table.text("payer"),
        beneficiary=table.text("beneficiary"),
        relation=table.text("relation"),
        channel=table.word("channel", Channel),
        amount_fen=table.amount("amount") if table.has("amount") else None,
        already_paid=table.flag("already_paid", default=False),
    )


def _read_bind(table: CaseTable) -> BindRequest:
    return BindRequest(
        sharer=table.text("sharer"),
        member=table.text("member"),
        relation=table.text("relation", empty=True),
        mode=table.word("mode", Mode, Mode.PROVINCE),
        commitment=table.flag("commitment", default=True),
    )


def _read_expect(table: CaseTable) -> dict[str, Fact]:
    expect: dict[str, Fact] = {}
    if table.has("decision"):
        expect["decision"] = table.word("decision", _Decision).value
    if table.has("refused_by"):
        expect["refused_by"] = table.word("refused_by", RuleName).value
    for key in AMOUNT_KEYS:
        if table.has(key):
            expect[key] = table.amount(key)
    if table.has("pooled_from"):
        pooled = table.table("pooled_from")
        expect["pooled_from"] = {name: pooled.amount(name) for name in pooled.names()}
    if table.has("not_used"):
        not_used = table.table("not_used")
        expect["not_used"] = {name: not_used.word(name, RuleName).value for name in not_used.names()}
    table.finish()
    return expect


_EVENT_READERS: dict[str, Callable[[CaseTable], Event]] = {
    "visit": _read_visit,
    "fee": _read_fee,
    "bind": _read_bind,
}
