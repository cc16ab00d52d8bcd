"""The English catalog: held against the sentences in the code and the rules, and compiled.

.venv/bin/python tools/translations.py check     what is missing, empty, left over, or fills other placeholders; exit 1
.venv/bin/python tools/translations.py update    bring gongji.po to the sentences of today, and compile it
.venv/bin/python tools/translations.py missing   print the sentences that still have no English

Sentences come from calls of ``tr``, ``mark``, ``Words`` and of our errors, from every Chinese word that the rooms
below the screens keep as a constant (states, kinds, places, relations), and from the rules: reasons, meanings, notes,
clashes, sources, and the words that are their values.
"""

import ast
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import BytesIO, StringIO
from pathlib import Path
from string import Formatter

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.cases.discreet import ROLES  # noqa: E402
from app.cases.starter import starter_cases  # noqa: E402
from app.domain.regions import CITIES, PROVINCES  # noqa: E402 - found by the line above
from app.domain.rule_keys import KEYS  # noqa: E402
from app.rules.load import load_rules  # noqa: E402

PO = ROOT / "app/ui/i18n/locale/en/LC_MESSAGES/gongji.po"
MO = PO.with_suffix(".mo")
KEYWORDS: dict[str, tuple[int, ...] | None] = dict.fromkeys(
    (
        "tr",
        "mark",
        "term_below",
        "without_term",
        "Words",
        "GongjiError",
        "NotAllowed",
        "NoRuleYet",
        "CodeForeign",
        "CodeForged",
    )
)
KEYWORDS |= {"say": (2,), "InputError": (2,), "Refused": (2,)}
CHINESE = re.compile("[\u2018-\u201d\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
SPOKEN_ROOMS = ("app/ui", "app/services", "app/domain", "app/data", "app/pictures")
CONSTANT_ROOMS = ("app/services", "app/domain", "app/data")
"""Rooms whose Chinese constants all come to be shown, whoever says them."""
OFF_SCREEN = (
    "ask_amounts",
    "ask_days",
    "ask_vocabulary",
    "audit",
    "case_facts",
    "export_cases",
    "money_words",
    "sample",
)
"""How files begin whose constants are names, for the command line, or typed by people; what they say by Words is found
anyway."""
NO_SENTENCE = re.compile(r"\n|^\[|NEW\.|<>|=|^[A-Za-z]+ *\|")
"""SQL, tables and patterns."""
TERM = re.compile(r"\([^()]*\)|“[^”]*”|【[^】]*】")
"""How English shows official terms."""
KEPT = frozenset({"国"})
"""Never seen: its height is measured."""
PRONOUNS = frozenset({"she"})
"""English names the person again."""
MAY_PAY = "共济的钱能付"
"""What share_terms takes away from the meaning of a rule."""


def sentences() -> dict[str, list[str]]:
    """Give every sentence of today with the files where it stands."""
    found: dict[str, list[str]] = {}
    for where, text in (*_of_calls(), *_of_constants(), *_of_rules(), *_of_exercises()):
        if CHINESE.search(text):
            found.setdefault(text, []).append(where)
    return found


def _of_calls() -> Iterator[tuple[str, str]]:
    for room in SPOKEN_ROOMS:
        with redirect_stderr(StringIO()):  # Babel warns of the sentence that says nothing
            said = list(extract_from_dir(ROOT / room, keywords=KEYWORDS, comment_tags=()))
        for path, _, text, _, _ in said:
            for one in [text] if isinstance(text, str) else text:
                yield f"{room}/{path}", one or ""


def _of_constants() -> Iterator[tuple[str, str]]:
    for path in (path for room in CONSTANT_ROOMS for path in sorted((ROOT / room).rglob("*.py"))):
        if path.name.startswith(OFF_SCREEN):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {id(part) for one in ast.walk(tree) if isinstance(one, ast.JoinedStr) for part in one.values}
        told = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
        for one in ast.walk(tree):
            if not isinstance(one, ast.Constant) or not isinstance(one.value, str) or id(one) in inside | told:
                continue
            if not NO_SENTENCE.search(one.value):
                yield path.relative_to(ROOT).as_posix(), one.value


def _of_rules() -> Iterator[tuple[str, str]]:
    rules = load_rules()
    for spec in KEYS.values():
        yield from (("app/domain/rule_keys.py", one) for one in (spec.meaning, spec.unit))
        yield "app/domain/rule_keys.py", spec.meaning.removeprefix(MAY_PAY)
    for name in [*CITIES.values(), *PROVINCES.values()]:
        yield "app/domain/regions.py", name
    for reason in rules.reasons.values():
        yield from (("app/rules/reasons.toml", one) for one in (reason.title, reason.sentence, reason.next_step))
    for clash in rules.clashes:
        yield from (
            ("app/rules/clashes.toml", one)
            for one in (clash.title, clash.decision, clash.reason, clash.otherwise.words)
        )
        yield from (("app/rules/clashes.toml", one) for said in clash.texts for one in (said.section, said.sentence))
    for source in rules.sources.values():
        yield from (("app/rules/sources.toml", one) for one in (source.title, source.dated, source.basis, source.grade))
    for rule in rules.all:
        yield from (("app/rules", one) for one in (rule.sentence, rule.note, rule.unit, rule.section))
        for value in rule.value if isinstance(rule.value, tuple) else (rule.value,):
            yield "app/rules", str(value)


def _of_exercises() -> Iterator[tuple[str, str]]:
    """Give what the shipped exercises say: their titles, who is in them, what is on the bills; and the roles."""
    where = "app/cases/starter.toml"
    for case in starter_cases():
        yield where, case.title
        yield from ((where, name) for name in case.situation.people)
        yield from ((where, item.name) for item in getattr(case.event, "items", ()))
    yield from (("app/cases/discreet.py", role) for role in ROLES)


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
        else:
            found += [f"{fault}: {text} -> {message.string}" for fault in _faults(text, str(message.string))]
    found += [f"left over: {message.id}" for message in known if message.id and message.id not in wanted]
    if MO.read_bytes() != _compiled(known):
        found.append(f"{MO.name} is older than {PO.name}: tools/translations.py update")
    return found


def _faults(text: str, english: str) -> Iterator[str]:
    if _holes(text) - PRONOUNS != _holes(english) - PRONOUNS:
        yield "other placeholders"
    if text not in KEPT and CHINESE.search(TERM.sub("", english)):
        yield "Chinese that is no term in brackets or quotation marks"
    if "(s)" in english or "\u2019" in english:
        yield "(s), or an apostrophe as wide as a hanzi"


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
        new.add(text, str(message.string) if message else "", locations=[(places[0], 0)])
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
            known = catalog()
            print("\n".join(text for text in sentences() if not (m := known.get(text)) or not m.string))
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
