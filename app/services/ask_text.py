"""Reads what somebody typed into 能不能付: "宝宝 市医院 住院 800", "lxm zy", "三百块买药".

Who, where, what, how much and on which day are picked out of the text by the words known for them, by names, by their
sound in letters, and by the forms of amounts and days. What is left over is told, not guessed at.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.money_words import amount_at
from app.domain.settlement import PlaceKind
from app.domain.words import Words, listed
from app.services.ask_amounts import other_number_end
from app.services.ask_days import day_at
from app.services.ask_terms import Named, Slot, Term, people_terms, vocabulary
from app.services.ask_vocabulary import BETWEEN, MINE, OF_MINE
from app.services.ask_words import PROVINCE_NAMES, expense_of, place_for
from app.services.pinyin import initials, spellings
from app.services.visit_templates import PLACES, PlaceOption

__all__ = ["LONGEST_TEXT", "Asked", "Named", "read_text"]

LONGEST_TEXT = 200
_MOST_READ = 10 * LONGEST_TEXT
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], " ")
_LETTERS = re.compile(r"[a-z]+")
_BEGUN = 3
_BEGUN_INITIALS = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What was understood; ``notes`` say what was taken for granted, ``unknown`` is what wasn't understood."""

    person: str | None = None
    place: PlaceOption | None = None
    expense: str | None = None
    amount_fen: int | None = None
    day: date | None = None
    notes: tuple[Words, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was understood."""
        return not (self.person or self.place or self.expense or self.amount_fen or self.day)


@dataclass(slots=True)
class _Found:
    """What has been picked out so far, in the order of the text."""

    people: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    cities: list[str] = field(default_factory=list)
    expenses: list[str] = field(default_factory=list)
    amounts: list[int] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    several: bool = False
    last: int = -1

    def take(self, term: Term) -> None:
        """Note what a word tells."""
        self.several |= term.several and not self.people
        if term.slot is not Slot.NOTHING:
            kept = {Slot.PERSON: self.people, Slot.PLACE: self.places, Slot.CITY: self.cities}
            kept.get(term.slot, self.expenses).append(term.key)

    def leave(self, at: int, piece: str) -> None:
        """Note a piece that tells nothing; one beside the last joins it."""
        if self.unknown and self.last == at:
            self.unknown[-1] += piece
        else:
            self.unknown.append(piece)
        self.last = at + len(piece)


def read_text(typed: str, people: Sequence[Named], today: date) -> Asked:
    """Pick out who, where, what, how much and when; nothing typed, nothing found."""
    visible = "".join(one for one in typed[:_MOST_READ] if unicodedata.category(one) != "Cf")
    text = unicodedata.normalize("NFKC", visible)[:LONGEST_TEXT].translate(_CONTROLS).lower()
    known = vocabulary() | people_terms(people)
    reader = _Reader(text, known, sorted(known, key=len, reverse=True), today, _Found())
    at = 0
    while at < len(text):
        between = BETWEEN.match(text, at)
        at = between.end() if between else reader.take(at)
    asked = _understood(reader.found)
    if len(visible) > LONGEST_TEXT:
        return replace(asked, notes=(Words("太长了，只看了前 {most} 个字", most=LONGEST_TEXT), *asked.notes))
    return asked


@dataclass(frozen=True, slots=True)
class _Reader:
    """A text, the words known, the longest first, and what has been found."""

    text: str
    known: dict[str, Term]
    words: list[str]
    today: date
    found: _Found

    def take(self, at: int) -> int:
        """Take what begins at a place of the text, and give where the next begins."""
        letters = _LETTERS.match(self.text, at)
        if letters:
            term = _by_sound(letters[0], self.known, self.found)
            if term is None:
                self.found.leave(at, letters[0])
            else:
                self.found.take(term)
            return letters.end()
        return self._number(at) or self._word(at)

    def _number(self, at: int) -> int | None:
        """Take a day, or an amount where no word begins that tells something."""
        day = day_at(self.text, at, self.today)
        if day:
            self.found.days.append(day.day)
            return day.end
        word = self._word_at(at)
        if word is not None and self.known[word].slot is not Slot.NOTHING:
            return None
        amount = amount_at(self.text, at)
        other = other_number_end(self.text, at, amount, self._word_at)
        if other is not None:
            self.found.leave(at, self.text[at:other].rstrip())
            return other
        if amount is None or not (amount.sure or _alone(self.text, at, amount.end)):
            return None
        self.found.amounts.append(amount.fen)
        return amount.end

    def _word(self, at: int) -> int:
        """Take a word, or one character that tells nothing."""
        word = self._word_at(at)
        if word is None:
            self.found.leave(at, self.text[at])
            return at + 1
        end = at + len(word)
        relative = self._relative_at(end) if word == MINE else None
        if relative is None:
            self.found.take(self.known[word])
        return relative or end

    def _relative_at(self, at: int) -> int | None:
        """Give where the relative's name begins where "我" only says whose it is: 我妈, 我家宝宝, 我的孩子."""
        start = at + (self.text[at : at + 1] in OF_MINE)
        following = self._word_at(start)
        return start if following is not None and self.known[following].slot is Slot.PERSON else None

    def _word_at(self, at: int) -> str | None:
        return next((one for one in self.words if self.text.startswith(one, at)), None)


def _alone(text: str, start: int, end: int) -> bool:
    """Tell whether a piece stands between blanks."""
    return (start == 0 or bool(BETWEEN.match(text, start - 1))) and (end == len(text) or bool(BETWEEN.match(text, end)))


def _by_sound(letters: str, known: dict[str, Term], found: _Found) -> Term | None:
    """Give what letters stand for: a word in letters, a full spelling, initials, or the beginning of one of these."""
    if letters in known:
        return known[letters]
    told = {Slot.PERSON: bool(found.people), Slot.PLACE: bool(found.places), Slot.EXPENSE: bool(found.expenses)}
    ranked = [
        (rank, told.get(term.slot, False), term.slot is Slot.EXPENSE and word != term.key, len(word), word)
        for word, term in known.items()
        if _is_heard(word, term) and (rank := _rank(letters, word)) is not None
    ]
    return known[min(ranked)[-1]] if ranked else None


def _is_heard(word: str, term: Term) -> bool:
    """Tell whether letters can stand for a word: not for fillers, nor for any province."""
    return term.slot is not Slot.NOTHING and not word.isascii() and word not in PROVINCE_NAMES


def _rank(letters: str, word: str) -> int | None:
    """Tell how well letters fit a word, 0 best; None: not at all. Seldom readings fit less well than any usual one."""
    spelled, begun = spellings(word), initials(word)
    fits = (
        letters == spelled[0],
        len(letters) >= _BEGUN_INITIALS and letters == begun[0],
        len(letters) >= _BEGUN and spelled[0].startswith(letters),
        len(letters) > _BEGUN_INITIALS and begun[0].startswith(letters),
        letters in spelled,
        len(letters) >= _BEGUN_INITIALS and letters in begun,
    )
    return next((rank for rank, fit in enumerate(fits) if fit), None)


def _understood(found: _Found) -> Asked:
    """Make one question of what was found, and say what was taken for granted."""
    notes: list[Words] = []
    expense = next(iter(found.expenses), None)
    place = _place(found, expense, notes)
    if place is not None and expense is not None and place.kind not in expense_of(expense).places:
        other = place_for(expense_of(expense).place, place.region)
        notes.append(Words("{place}没有{expense}，按{other}算", place=place.name, expense=expense, other=other.name))
        place = other
    if found.several:
        notes.append(Words("叫这个名字的不止一位，按第一位算"))
    if len(set(found.people)) > 1:
        notes.append(Words("一次只算一个人，先算说到的第一位"))
    if len(set(found.expenses)) > 1:
        first, *more = dict.fromkeys(found.expenses)
        notes.append(Words("一次只算一样，先算{first}，没有算{more}", first=first, more=listed(more)))
    if len(found.amounts) > 1:
        notes.append(Words("有两个以上的数，按第一个算"))
    return Asked(
        person=next(iter(found.people), None),
        place=place,
        expense=expense,
        amount_fen=next(iter(found.amounts), None),
        day=next(iter(found.days), None),
        notes=tuple(notes),
        unknown=tuple(found.unknown),
    )


def _place(found: _Found, expense: str | None, notes: list[Words]) -> PlaceOption | None:
    """Give the place that was meant: of a kind, in a city."""
    city = next(iter(found.cities), "")
    kinds = [one for one in found.places if one in set(PlaceKind)]
    if "outside" in found.places:
        outside = next(one for one in PLACES if not one.region.startswith("36"))
        notes.append(Words("省外按{place}算", place=outside.name))
        return outside
    if "not" in found.places:
        return next(one for one in PLACES if not one.designated)
    if not kinds and not found.places and not city:
        return None
    kind = PlaceKind(kinds[0]) if kinds else _usual_kind(expense, hospital=bool(found.places))
    place = place_for(kind, city)
    if city and place.region[:4] != city[:4]:
        notes.append(Words("那里没有这样的机构可以选，按{place}算", place=place.name))
    elif not kinds:
        notes.append(Words("没有说是哪一级的医院，按{place}算", place=place.name))
    return place


def _usual_kind(expense: str | None, *, hospital: bool) -> PlaceKind:
    """Give where one usually goes for an expense; ``hospital``: a hospital was said, so no shop is meant."""
    usual = expense_of(expense).place if expense else PlaceKind.CITY
    return PlaceKind.CITY if hospital and usual in (PlaceKind.PHARMACY, PlaceKind.CHECKUP) else usual
