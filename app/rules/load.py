"""Read and check the rule files: every value has a key, a type, a unit, a day and a source."""

import tomllib
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

from app.domain.errors import GongjiError
from app.domain.fees import FeeKind
from app.domain.money import parse_yuan
from app.domain.people import Insutype
from app.domain.rule_keys import KeySpec, RuleValue, ValueKind, spec_of
from app.domain.rule_names import EXPLAINED
from app.domain.rule_texts import Clash, ClashText, OtherReading, OtherValue, ReasonWords, Rule, Source, fill
from app.domain.rulebook import Rules
from app.domain.visit import ItemKind, MedType, PlaceKind
from app.rules.table import RuleFileError, Table

__all__ = ["RuleFileError", "load_rules", "read_rules"]

_FOLDER = Path(__file__).parent
_SOURCES, _CLASHES, _REASONS = "sources.toml", "clashes.toml", "reasons.toml"
_AREA = "地区码"
"""The unit of values that are the first digits of a region; none at all is everywhere."""
_REGION_DIGITS = (0, 2, 4, 6)

_VOCABULARY: dict[str, type[StrEnum]] = {
    "sharer.insutypes": Insutype,
    "member.insutypes": Insutype,
    "resident_fee.free_insutypes": Insutype,
    "family_account.insutypes": Insutype,
    "family_account.med_types": MedType,
    "family_account.places": PlaceKind,
    "family_account.tcm_places": PlaceKind,
    "family_account.closed_places": PlaceKind,
    "family_account.tcm_kinds": ItemKind,
    "scope.excluded_kinds": ItemKind,
}


@cache
def load_rules() -> Rules:
    """Give the rules of the app; read once. Raises RuleFileError if a file is wrong."""
    return read_rules(_FOLDER)


def read_rules(folder: Path) -> Rules:
    """Read all rule files of a folder. Raises RuleFileError naming the file and the key."""
    sources = _read_sources(_read_toml(folder / _SOURCES))
    clashes = _read_clashes(_read_toml(folder / _CLASHES), sources)
    numbers = {clash.number for clash in clashes}
    rules: list[Rule] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name not in (_SOURCES, _CLASHES, _REASONS):
            rules += _read_rules(_read_toml(path), sources, numbers, rules)
    reasons = _read_reasons(_read_toml(folder / _REASONS), {rule.key for rule in rules})
    return Rules(tuple(rules), sources, clashes, reasons)


def _read_toml(path: Path) -> Table:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise RuleFileError(path.name, "", f"读不了：{error}") from error
    return Table(path.name, "", content)


def _read_sources(table: Table) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for entry in table.tables("source", named_by="key"):
        key = entry.text("key")
        if key in sources:
            raise entry.error("来源重复")
        sources[key] = Source(
            key=key,
            title=entry.text("title"),
            grade=entry.text("grade"),
            dated=entry.text("dated", ""),
            basis=entry.text("basis", ""),
            url=entry.text("url", "") or None,
        )
        entry.finish()
    table.finish()
    return sources


def _read_clashes(table: Table, sources: dict[str, Source]) -> tuple[Clash, ...]:
    clashes: dict[int, Clash] = {}
    for entry in table.tables("clash", named_by="number"):
        number = entry.number("number")
        if number in clashes:
            raise entry.error("分歧编号重复")
        texts = tuple(_read_clash_text(text, sources) for text in entry.tables("text", named_by="source"))
        if len(texts) < 2:  # noqa: PLR2004 - a clash has two sides
            raise entry.error("至少要有两边的原话")
        title, decision = entry.text("title"), entry.text("decision")
        otherwise = _read_otherwise(entry.table("otherwise"))
        clashes[number] = Clash(number, title, texts, decision, entry.text("reason"), otherwise)
        entry.finish()
    table.finish()
    return tuple(sorted(clashes.values(), key=lambda clash: clash.number))


def _read_clash_text(entry: Table, sources: dict[str, Source]) -> ClashText:
    text = ClashText(entry.text("source"), entry.text("section"), entry.text("sentence"))
    _check_sources(entry, (text.source,), sources)
    entry.finish()
    return text


def _read_otherwise(entry: Table) -> OtherReading:
    values = []
    for one in entry.tables("value", named_by="key"):
        key, region = one.text("key"), one.text("region", empty=True)
        values.append(OtherValue(key, region, _read_value(one, key, _spec(one, key))))
        one.finish()
    reading = OtherReading(entry.text("words"), entry.text("example"), tuple(values))
    entry.finish()
    return reading


def _read_rules(table: Table, sources: dict[str, Source], clashes: set[int], before: Iterable[Rule]) -> list[Rule]:
    region = table.text("region", empty=True)
    if len(region) not in _REGION_DIGITS or (region and not (region.isascii() and region.isdigit())):
        raise table.error("region 应是空的，或 2、4、6 位数字")
    seen = {(rule.key, rule.region, rule.since) for rule in before}
    rules = []
    for entry in table.tables("rule", named_by="key"):
        rule = _read_rule(entry, region, sources, clashes)
        if (rule.key, rule.region, rule.since) in seen:
            raise entry.error(f"{rule.since.isoformat()} 起的值写了两次")
        seen.add((rule.key, rule.region, rule.since))
        rules.append(rule)
    table.finish()
    return rules


def _read_rule(entry: Table, region: str, sources: dict[str, Source], clashes: set[int]) -> Rule:
    key = entry.text("key")
    spec = _spec(entry, key)
    value = _read_value(entry, key, spec)
    rule = Rule(
        key=key,
        value=value,
        unit=entry.text("unit", ""),
        region=region,
        since=entry.day("from"),
        source=entry.text("source"),
        section=entry.text("section"),
        sentence=entry.text("sentence"),
        stated=entry.flag("stated", default=True),
        clash=entry.number("clash") if entry.has("clash") else None,
        note=entry.text("note", ""),
        also=entry.words("also") if entry.has("also") else (),
        verbatim=entry.flag("verbatim", default=True),
    )
    if rule.unit != spec.unit:
        raise entry.error(f"单位应是「{spec.unit}」，写的是「{rule.unit}」")
    if rule.clash is not None and rule.clash not in clashes:
        raise entry.error(f"没有第 {rule.clash} 条分歧")
    if not rule.stated and not rule.note:
        raise entry.error("资料未明确的，要写 note 说明怎么定的")
    _check_sources(entry, (rule.source, *rule.also), sources)
    entry.finish()
    return rule


def _spec(entry: Table, key: str) -> KeySpec:
    try:
        return spec_of(key)
    except KeyError:
        raise entry.error("没有这个规则键") from None


def _read_value(entry: Table, key: str, spec: KeySpec) -> RuleValue:
    match spec.kind:
        case ValueKind.FEN:
            try:
                return parse_yuan(entry.text("value"))
            except GongjiError as error:
                raise entry.error(str(error)) from error
        case ValueKind.COUNT:
            return entry.number("value")
        case ValueKind.FLAG:
            return entry.flag("value")
        case ValueKind.DATE:
            return entry.day("value")
        case ValueKind.TEXT:
            return entry.text("value", empty=spec.unit == _AREA)
        case ValueKind.WORDS:
            words = entry.words("value")
            allowed = _VOCABULARY.get(key)
            for word in words:
                if allowed is not None and word not in set(allowed):
                    raise entry.error(f"「{word}」不是这里能用的词")
            return words


def _check_sources(entry: Table, named: Iterable[str], sources: dict[str, Source]) -> None:
    for key in named:
        if key not in sources:
            raise entry.error(f"没有来源「{key}」")


def _read_reasons(table: Table, keys: set[str]) -> dict[str, ReasonWords]:
    reasons = {}
    for name in table.names():
        entry = table.table(name)
        if name not in EXPLAINED:
            raise entry.error("没有这个规则名")
        words = ReasonWords(
            rule=name,
            title=entry.text("title"),
            sentence=entry.text("sentence"),
            next_step=entry.text("next"),
            rule_key=entry.text("rule"),
            keys_at=_read_keys_at(entry.table("rule_at")) if entry.has("rule_at") else {},
        )
        for key in (words.rule_key, *words.keys_at.values()):
            if key not in keys:
                raise entry.error(f"没有规则键「{key}」")
        for text in (words.sentence, words.next_step):
            _check_placeholders(entry, text)
        reasons[name] = words
        entry.finish()
    missing = sorted(EXPLAINED - reasons.keys())
    if missing:
        raise table.error(f"缺少规则的说明：{'、'.join(missing)}")
    return reasons


def _read_keys_at(table: Table) -> dict[str, str]:
    for kind in table.names():
        if kind not in {*PlaceKind, *FeeKind}:
            raise table.error(f"没有机构或费用「{kind}」")
    return {kind: table.text(kind) for kind in table.names()}


def _check_placeholders(entry: Table, text: str) -> None:
    try:
        fill(text)
    except (KeyError, IndexError, ValueError) as error:
        raise entry.error(f"占位符不对：{error}") from error
