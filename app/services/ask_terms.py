"""The words of a typed question and what each tells: a person, a place, a city, an expense, or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from app.services.ask_vocabulary import EXPENSE_WORDS, FILLERS, NO_KIND, NOT_DESIGNATED, OUTSIDE, PLACE_WORDS
from app.services.ask_words import EXPENSES, PLACE_NAMES, PROVINCE_NAMES

_LONG = 2


class Slot(StrEnum):
    """What a word tells."""

    PERSON = "person"
    PLACE = "place"
    CITY = "city"
    EXPENSE = "expense"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who can be asked about: a key, the name, and other words for them (宝宝, 奶奶, 我)."""

    key: str
    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A word that tells something. ``several``: more than one person is called so."""

    slot: Slot
    key: str
    several: bool = False


def _names(one: Named) -> Iterator[str]:
    """Give what somebody is called: the name, the given name of a long one, and the words for them."""
    yield from (word for word in (*one.words, one.name) if word)
    if len(one.name) > _LONG and not one.name.isascii():
        yield one.name[1:]


def people_terms(people: Sequence[Named]) -> dict[str, Term]:
    """Give what people are called; a given name that is also a word of another kind stays that."""
    found: dict[str, Term] = {}
    for one in people:
        for word in map(str.lower, _names(one)):
            if word in (one.name.lower(), *one.words) or word not in vocabulary():
                first = found.get(word)
                found[word] = Term(Slot.PERSON, first.key, several=True) if first else Term(Slot.PERSON, one.key)
    return found


@cache
def vocabulary() -> dict[str, Term]:
    """Give every word that tells something or may be passed over, people apart."""
    known = {word: Term(Slot.NOTHING, "") for word in FILLERS}
    known |= {word: Term(Slot.CITY, code) for word, code in PLACE_NAMES.items()}
    known |= {word: Term(Slot.PLACE, "outside") for word in (*OUTSIDE, *PROVINCE_NAMES)}
    known |= {word: Term(Slot.PLACE, "") for word in NO_KIND}
    known |= {word: Term(Slot.PLACE, "not") for word in NOT_DESIGNATED}
    known |= {
        word: Term(Slot.PLACE, kind.value) for kind, words in PLACE_WORDS.items() for word in (kind.value, *words)
    }
    known |= {word: Term(Slot.EXPENSE, one.name) for one in EXPENSES for word in (one.name, *EXPENSE_WORDS[one.name])}
    return known
