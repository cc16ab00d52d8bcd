"""The English catalog: held against the sentences in the code and the rules, and compiled.

.venv/bin/python tools/translations.py check     what is missing, empty, left over, or fills other placeholders; exit 1
.venv/bin/python tools/translations.py update    bring gongji.po to the sentences of today, and compile it
.venv/bin/python tools/translations.py missing   print the sentences that still have no English

Sentences come from calls of ``tr``, ``mark``, ``Words`` and of our errors, and from the rules: reasons, meanings, notes,
clashes, sources, and every Chinese word that the rules and the enums of the domain use as a value.
"""

import re
import sys
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.domain.regions import CITIES, PROVINCES  # noqa: E402 - found by the line above
from app.domain.rule_keys import KEYS  # noqa: E402
from app.domain.rule_texts import PLACEHOLDERS  # noqa: E402
from app.rules.load import load_rules  # noqa: E402

PO = ROOT / "app/ui/i18n/locale/en/LC_MESSAGES/gongji.po"
MO = PO.with_suffix(".mo")
KEYWORDS: dict[str, tuple[int, ...] | None] = dict.fromkeys(
    ("tr", "mark", "Words", "GongjiError", "NotAllowed", "NoRuleYet", "CodeForeign", "CodeForged")
)
KEYWORDS |= {"say": (2,), "InputError": (2,), "Refused": (2,)}
HANZI = re.compile("[\u4e00-\u9fff]")
ENUM_ROOMS = ("people", "visit", "settlement", "sharing", "fees", "ledger", "certificates")


def sentences() -> dict[str, list[tuple[str, int]]]:
    """Give every sentence of today with the places where it stands."""
    found: dict[str, list[tuple[str, int]]] = {}
    for room in ("app/ui", "app/services", "app/domain", "app/data", "app/pictures"):
        for path, line, text, _, _ in extract_from_dir(ROOT / room, keywords=KEYWORDS, comment_tags=()):
            for one in [text] if isinstance(text, str) else text:
                if one and HANZI.search(one) or one in {"，", "、", "；"}:
                    found.setdefault(one, []).append((f"{room}/{path}", line))
    for where, one in _of_rules():
        if HANZI.search(one):
            found.setdefault(one, []).append((where, 1))
    return found


def _of_rules() -> Iterator[tuple[str, str]]:
    rules = load_rules()
    for spec in KEYS.values():
        yield "app/domain/rule_keys.py", spec.meaning
        yield "app/domain/rule_keys.py", spec.unit
    for words in PLACEHOLDERS.values():
        yield "app/domain/rule_texts.py", words
    for name in [*CITIES.values(), *PROVINCES.values()]:
        yield "app/domain/regions.py", name
    for room in ENUM_ROOMS:
        for kind in vars(import_module(f"app.domain.{room}")).values():
            if isinstance(kind, type) and issubclass(kind, StrEnum):
                yield from ((f"app/domain/{room}.py", value.value) for value in kind)
    for reason in rules.reasons.values():
        yield from (("app/rules/reasons.toml", one) for one in (reason.title, reason.sentence, reason.next_step))
    for clash in rules.clashes:
        yield from (("app/rules/clashes.toml", one) for one in (clash.title, clash.decision, clash.reason))
        yield from (("app/rules/clashes.toml", one.sentence) for one in clash.texts)
    for source in rules.sources.values():
        yield from (("app/rules/sources.toml", one) for one in (source.title, source.dated, source.basis))
    for rule in rules.all:
        yield from (("app/rules", one) for one in (rule.sentence, rule.note, rule.unit))
        for value in rule.value if isinstance(rule.value, tuple) else (rule.value,):
            yield "app/rules", str(value)


def catalog() -> Catalog:
    """Read the English catalog."""
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def problems() -> list[str]:
    """Give what is wrong with the catalog, in words."""
    wanted, known = sentences(), catalog()
    found: list[str] = []
    for text in sorted(wanted):
        message = known.get(text)
        if message is None or not message.string:
            found.append(f"no English: {text}")
        elif message.fuzzy:
            found.append(f"fuzzy: {text}")
        elif _holes(str(message.string)) - _holes(text):
            found.append(f"other placeholders: {text} -> {message.string}")
    found += [f"left over: {message.id}" for message in known if message.id and message.id not in wanted]
    if MO.read_bytes() != _compiled(known):
        found.append(f"{MO.name} is older than {PO.name}: tools/translations.py update")
    return found


def _holes(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {text}


def _compiled(known: Catalog) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, known)
    return buffer.getvalue()


def update() -> None:
    """Write the catalog anew: sentences of today in the order of the files, with the English they have."""
    old = catalog() if PO.exists() else Catalog(locale="en")
    new = Catalog(locale="en", project="gongji", version="", header_comment="# 共济通 in English.", fuzzy=False)
    new.revision_date = new.creation_date = old.creation_date
    for text, places in sorted(sentences().items(), key=lambda one: (one[1][0], one[0])):
        message = old.get(text)
        new.add(text, str(message.string) if message else "", locations=[(path, 0) for path, _ in places[:1]])
    PO.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_po(buffer, new, width=0, include_lineno=False, sort_by_file=False)
    PO.write_bytes(buffer.getvalue())
    MO.write_bytes(_compiled(catalog()))


def main(words: list[str]) -> int:
    """Do what the first word says."""
    match words[:1]:
        case ["update"]:
            update()
            return 0
        case ["missing"]:
            print("\n".join(text for text in sentences() if not (m := catalog().get(text)) or not m.string))
            return 0
        case ["check"]:
            found = problems()
            print("\n".join(found) or "every sentence has its English")
            return 1 if found else 0
        case _:
            print(__doc__)
            return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
