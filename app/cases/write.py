"""Write what happened as cases that read.py reads back to the same."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.cases.case import Case, Event, Fact
from app.cases.facts import Outcome, facts_of
from app.domain.fees import Fee
from app.domain.money import plain_yuan
from app.domain.people import Insutype, Person
from app.domain.settlement import FAMILY_ACCOUNT, Visit
from app.domain.sharing import BindRequest, Sharing
from app.domain.situation import Household, Situation

CaseTableDict = dict[str, Any]
"""The dict form of one ``[[case]]``: texts, whole numbers, flags, dates, lists and dicts of them."""

_DATE_KEYS = frozenset({"date", "born", "since", "until", "revoked"})
# A person may be called one of these words, too: what stands beside the name is no date then.
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def case_table(title: str, source: str, situation: Situation, event: Event, outcome: Outcome) -> CaseTableDict:
    """Make the dict form of a case; ids of people become their names, made unique: 王芳, 王芳(2)."""
    return _table(title, source, situation, event, facts_of(event, outcome))


def table_of(case: Case) -> CaseTableDict:
    """Make the dict form of a case as it was read, with what it expects."""
    return _table(case.title, case.source, case.situation, case.event, case.expect)


def _table(title: str, source: str, situation: Situation, event: Event, expect: Mapping[str, Fact]) -> CaseTableDict:
    names = unique_names(situation)
    table: CaseTableDict = {
        "title": title,
        "source": source,
        "date": situation.day,
        "person": [_person(person, names[person.id]) for person in situation.people.values()],
        "household": [_household(household, names) for household in situation.households],
        "sharing": [_sharing(sharing, names) for sharing in situation.sharings],
    }
    match event:
        case Visit():
            table["visit"] = _visit(event, names)
        case Fee():
            table["fee"] = _fee(event, names)
        case BindRequest():
            table["bind"] = _bind(event, names)
    table["expect"] = {key: _fact(fact, names) for key, fact in expect.items()}
    return {key: value for key, value in table.items() if value != []}


def write_cases(tables: list[CaseTableDict]) -> str:
    """Write the dict forms of cases as one TOML text."""
    return "\n".join(_write_case(table) for table in tables)


def table_to_json(table: CaseTableDict) -> str:
    """Write the dict form of a case as JSON; dates become ISO texts."""
    return json.dumps(table, ensure_ascii=False, default=date.isoformat)


def table_from_json(text: str) -> CaseTableDict:
    """Read what table_to_json wrote, dates included."""
    table: CaseTableDict = json.loads(text, object_hook=_with_dates)
    return table


def _with_dates(pairs: dict[str, Any]) -> dict[str, Any]:
    return {
        key: date.fromisoformat(value) if key in _DATE_KEYS and _DATE.fullmatch(str(value)) else value
        for key, value in pairs.items()
    }


def unique_names(situation: Situation) -> dict[str, str]:
    """Give the names by which people stand in a case, by id."""
    names: dict[str, str] = {}
    taken = {FAMILY_ACCOUNT}
    for person in situation.people.values():
        name, count = person.name, 1
        while name in taken:
            count += 1
            name = f"{person.name}({count})"
        taken.add(name)
        names[person.id] = name
    return names


def _person(person: Person, name: str) -> dict[str, Any]:
    table: dict[str, Any] = {
        "name": name,
        "born": person.born,
        "insutype": person.insutype.value,
        "region": person.region,
        "psn_insu_stas": person.status.value,
    }
    if person.insutype is Insutype.EMPLOYEE:
        table["prior_years"] = plain_yuan(person.prior_years_fen)
        table["this_year"] = plain_yuan(person.this_year_fen)
    return table


def _household(household: Household, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "members": [name for key, name in names.items() if key in household.members],
        "family_account": plain_yuan(household.family_account_fen),
    }


def _sharing(sharing: Sharing, names: Mapping[str, str]) -> dict[str, Any]:
    table = {
        "sharer": names[sharing.sharer],
        "member": names[sharing.member],
        "relation": sharing.relation,
        "since": sharing.since,
        "until": sharing.until,
        "revoked": sharing.revoked,
        "quota": _yuan_or_none(sharing.quota_left_fen),
        "per_payment": _yuan_or_none(sharing.per_payment_fen),
        "mode": sharing.mode.value,
    }
    return {key: value for key, value in table.items() if value is not None}


def _yuan_or_none(fen: int | None) -> str | None:
    return None if fen is None else plain_yuan(fen)


def _visit(visit: Visit, names: Mapping[str, str]) -> dict[str, Any]:
    place = visit.place
    return {
        "patient": names[visit.patient],
        "code_of": names[visit.code_of or visit.patient],
        "place": {
            "kind": place.kind.value,
            "region": place.region,
            "designated": place.designated,
        },
        "med_type": visit.med_type.value,
        "fund_pay": plain_yuan(visit.fund_pay_fen),
        "items": [
            {
                "name": item.name,
                "kind": item.kind.value,
                "chrgitm_lv": item.level.value,
                "amount": plain_yuan(item.amount_fen),
            }
            for item in visit.items
        ],
    }


def _fee(fee: Fee, names: Mapping[str, str]) -> dict[str, Any]:
    table = {
        "kind": fee.kind.value,
        "year": fee.year,
        "payer": names[fee.payer],
        "beneficiary": names[fee.beneficiary],
        "relation": fee.relation,
        "channel": fee.channel.value,
        "amount": _yuan_or_none(fee.amount_fen),
        "already_paid": fee.already_paid,
    }
    return {key: value for key, value in table.items() if value is not None}


def _bind(request: BindRequest, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "sharer": names[request.sharer],
        "member": names[request.member],
        "relation": request.relation,
        "mode": request.mode.value,
        "commitment": request.commitment,
    }


def _fact(fact: Fact, names: Mapping[str, str]) -> str | dict[str, str]:
    if isinstance(fact, Mapping):
        return {
            names.get(who, who): value if isinstance(value, str) else plain_yuan(value) for who, value in fact.items()
        }
    return fact if isinstance(fact, str) else plain_yuan(fact)


def _write_case(table: CaseTableDict) -> str:
    lines = ["[[case]]"]
    for key, value in table.items():
        if isinstance(value, list):
            for entry in value:
                lines += ["", f"[[case.{key}]]", *_pairs(entry)]
        elif isinstance(value, dict):
            lines += ["", f"[case.{key}]", *_pairs(value)]
        else:
            lines.append(f"{key} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _pairs(table: Mapping[str, Any]) -> list[str]:
    return [f"{key} = {_toml(value)}" for key, value in table.items()]


def _toml(value: object) -> str:
    """Write a value in line: text, flag, number, date, list or table."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case date():
            return value.isoformat()
        case list():
            return "[" + ", ".join(_toml(entry) for entry in value) + "]"
        case Mapping():
            return "{" + ", ".join(f"{_toml(k)} = {_toml(v)}" for k, v in value.items()) + "}"
        case _:
            message = f"cannot be written as TOML: {value!r}"
            raise TypeError(message)
