"""The app in English for the tours that are written in Chinese: every word of a tour is looked up in the catalog.

A tour's words are a sentence, a sentence filled in, or a part of one; what is looked for is its English, whatever
fills it. Names, numbers and codes stay as they are.
"""

import re
import sys
from functools import cache
from pathlib import Path
from typing import Self

from playwright.sync_api import Locator

from app.ui.i18n import NAMES, Language
from tests.browser.conftest import READ, TREE, App

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

import translations

PEOPLE = ("李明", "周芳", "李小满", "王桂兰", "欧阳建国", "李大山")
HANZI = re.compile("[\u4e00-\u9fff]+")
HOLE = re.compile(r"\{\w+\}")
SPECIAL = re.compile(r"([.*+?^${}()|\[\]\\/])")
LEAST_IN_COMMON = 2


class EnglishApp(App):
    """The app on a device whose owner reads English; steps are still told in Chinese."""

    chosen = False

    def open(self, route: str = "/") -> Self:
        """Load a page; before the first one English is chosen on the login page."""
        if not self.chosen:
            self.chosen = True
            super().open("/")
            super().role("button", NAMES[Language.ENGLISH]).first.click()
            super().sees("Log in")
        return super().open(route)

    def sees(self, words: str | re.Pattern[str]) -> Self:
        """Wait until these words stand on the page, in English."""
        return super().sees(re.compile(pattern_of(words)) if isinstance(words, str) else words)

    def sees_no(self, words: str) -> Self:
        """Wait until these words stand nowhere on the page, in English."""
        self.page.wait_for_function(f"(pattern) => !new RegExp(pattern, 'u').test({READ})", arg=pattern_of(words))
        return self

    def role(self, role: str, name: str, *, exact: bool = False) -> Locator:
        """Give what has this role and this name, in English."""
        pattern = f"^(?:{pattern_of(name)})$" if exact else pattern_of(name)
        return self.page.locator(TREE).get_by_role(role, name=re.compile(pattern))  # type: ignore[arg-type]

    def text(self, words: str, *, exact: bool = False) -> Locator:
        """Give what shows these words, in English."""
        pattern = f"^(?:{pattern_of(words)})$" if exact else pattern_of(words)
        return self.page.locator(TREE).get_by_text(re.compile(pattern))

    def field(self, label: str) -> Locator:
        """Give the text field with this label, in English."""
        return self.page.locator(TREE).get_by_role("textbox", name=re.compile(pattern_of(label)))

    def chinese(self) -> list[str]:
        """Give the lines of the page that hold Chinese which is neither a name nor an official term in brackets."""
        return [line for line in self.words().splitlines() if HANZI.search(_without_terms(line))]


def _without_terms(line: str) -> str:
    line = translations.TERM.sub(lambda found: "" if _is_term(found[0]) else found[0], line)
    for name in (*PEOPLE, NAMES[Language.CHINESE]):
        line = line.replace(name, "")
    return line


def _is_term(text: str) -> bool:
    return all(run in _terms() for run in HANZI.findall(text))


@cache
def _catalog() -> dict[str, str]:
    return {str(message.id): str(message.string) for message in translations.catalog() if message.id}


@cache
def _terms() -> set[str]:
    shown = (found for english in _catalog().values() for found in translations.TERM.findall(english))
    return {run for term in shown for run in HANZI.findall(term)}


@cache
def pattern_of(words: str) -> str:
    """Give a pattern for the English of some words; the words themselves where there is none (names, numbers)."""
    if not HANZI.search(words) or words in PEOPLE:
        return _escaped(words)
    said = [_any(_catalog()[words])] if words in _catalog() else []
    said += [_filled(english, found) for sentence, english in _catalog().items() if (found := _fills(sentence, words))]
    said = said or [_any(english) for sentence, english in _catalog().items() if words in sentence]
    return "|".join(dict.fromkeys(said or _nearest(words)))


def _fills(sentence: str, words: str) -> dict[str, str] | None:
    """Give what fills a sentence so that it reads like these words, None where nothing that is known does."""
    if not HOLE.search(sentence) or not HANZI.search(HOLE.sub("", sentence)):
        return None
    seen: set[str] = set()
    pattern = ""
    for piece in re.split(r"(\{\w+\})", sentence):
        name = piece[1:-1]
        if not HOLE.fullmatch(piece):
            pattern += re.escape(piece)
        elif name in seen:
            pattern += f"(?P={name})"
        else:
            seen.add(name)
            pattern += f"(?P<{name}>.+?)"
    found = re.fullmatch(pattern, words)
    if not found or any(HANZI.search(value) and value not in {*PEOPLE, *_catalog()} for value in found.groups()):
        return None
    return found.groupdict()


def _filled(english: str, params: dict[str, str]) -> str:
    pieces = re.split(r"(\{\w+\})", english)
    return "".join(_value(params.get(one[1:-1], "")) if HOLE.fullmatch(one) else _any(one) for one in pieces)


def _value(text: str) -> str:
    if text in _catalog():
        return _any(_catalog()[text])
    return _escaped(text) if text in PEOPLE or not HANZI.search(text) else ".+?"


def _any(english: str) -> str:
    """Give a pattern of a sentence, whatever fills it; a term in brackets may be left out, or stand below it."""
    pieces = re.split(r"(\{\w+\}|\s\([^()]*\))", english)
    return "".join(map(_piece, pieces))


def _piece(text: str) -> str:
    if HOLE.fullmatch(text):
        return ".+?"
    is_term = text.startswith(" (") and HANZI.search(text)
    return f"(?:\\s{_escaped(text.strip())})?" if is_term else _escaped(text)


def _nearest(words: str) -> list[str]:
    """Give the English of the sentences that have most in common with some words: a tour may tell a part of one."""
    common = {sentence: _in_common(sentence, words) for sentence in _catalog()}
    most = max(common.values())
    assert most >= LEAST_IN_COMMON, f"no English for {words!r}"
    return [_any(_catalog()[sentence]) for sentence, length in common.items() if length == most]


def _in_common(one: str, other: str) -> int:
    """Give the length of the longest piece that stands in both."""
    longest, row = 0, [0] * (len(other) + 1)
    for sign in one:
        row = [0, *(row[at] + 1 if sign == other[at] else 0 for at in range(len(other)))]
        longest = max(longest, *row)
    return longest


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)
