"""A rule's value in words a person uses: 能、不能，2,000.00 元，鹰潭，职工医保."""

import re
from datetime import date

from app.domain.money import format_yuan
from app.domain.people import Insutype
from app.domain.regions import JIANGXI, YINGTAN
from app.domain.rule_keys import RuleValue, ValueKind, spec_of
from app.domain.rule_texts import Rule
from app.domain.words import Words, listed
from app.services.visit_templates import visit_name

STEPS = "registration.steps_"
_INSURANCES = {Insutype.EMPLOYEE.value: "职工医保", Insutype.RESIDENT.value: "居民医保", Insutype.NONE.value: "未参保"}
_AREAS = {"": "全国", JIANGXI: "江西", YINGTAN: "鹰潭"}
_ASKED = re.compile("[能要有是限管](?=不[能要是限管]|没有)")
_ABLE = re.compile("(?<!只)能(?=付|缴|买)")
_YES = {"能": "能", "要": "要", "有": "有", "是": "是", "限": "限", "管": "管"}
_NO = {"能": "不能", "要": "不要", "有": "没有", "是": "不是", "限": "不限", "管": "不管"}
_COUNTED = {
    "人": "{count} 人",
    "岁": "{count} 岁",
    "月": "{count} 个月",
    "天": "{count} 天",
    "次": "{count} 次",
    "年": "{count} 年",
}
_YEARLY = re.compile(r"\.[0-9]{4}\.")
_COUNT_OF_YEARS = "newborn.free_years"


def area_name(region: str) -> str:
    """Name the place where a rule holds: 鹰潭, 江西, 全国."""
    return _AREAS.get(region, region)


def flag_words(meaning: str, *, yes: bool) -> str:
    """Answer what a key means as people answer it: 能、不能，要、不要，是、不是."""
    asked = _ASKED.search(meaning)
    said = asked.group() if asked else "能" if _ABLE.search(meaning) else "是"
    return (_YES if yes else _NO)[said]


def value_words(rule: Rule) -> str:
    """Say a rule's value."""
    return words_of(rule.key, rule.value)


def words_of(key: str, value: RuleValue) -> str:
    """Say a value of a key."""
    spec = spec_of(key)
    match value:
        case bool():
            return flag_words(spec.meaning, yes=value)
        case int():
            fen = spec.kind is ValueKind.FEN
            return Words("{yuan} 元", yuan=format_yuan(value)) if fen else _count(key, spec.unit, value)
        case date():
            return f"{value:%Y-%m-%d}"
        case str():
            return area_name(value) if spec.unit == "地区码" else value
        case _ if key.startswith(STEPS):
            return Words("{count} 步", count=len(value))
        case _:
            return listed([_word(spec.unit, one) for one in value]) if value else "没有"


def _count(key: str, unit: str, count: int) -> str:
    if unit == "年" and key != _COUNT_OF_YEARS:
        return Words("{year} 年度", year=count)
    if unit in _COUNTED:
        return Words(_COUNTED[unit], count=count)
    return f"{count}{unit}"


def _word(unit: str, value: str) -> str:
    if unit == "insutype":
        return _INSURANCES[value]
    return visit_name(value) if unit == "med_type" else value


def series_of(key: str) -> str:
    """Give the key with its insured year left open: resident_fee.{year}.amount; any other key as it is."""
    return _YEARLY.sub(".{year}.", key)


def year_of(key: str) -> int | None:
    """Give the insured year that a key is about, None for any other."""
    found = _YEARLY.search(key)
    return int(found.group().strip(".")) if found else None
