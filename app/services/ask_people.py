"""Who can be asked about in 能不能付: today's family by name and kinship, or somebody like …, without an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.days import MONTHS, months_after
from app.domain.people import InsuranceStatus, Insutype, Person, Sex
from app.domain.regions import city_name
from app.domain.rulebook import Rules
from app.domain.sharing import Sharing
from app.domain.situation import Household, Situation
from app.domain.words import Words
from app.services.ask_text import Named
from app.services.ask_vocabulary import (
    CHILD,
    DAD,
    DAUGHTER,
    EMPLOYEE,
    HUSBAND,
    MUM,
    OLD_MAN,
    OLD_WOMAN,
    RESIDENT,
    SELF_WORDS,
    SON,
    WIFE,
)
from app.services.insurance import InsuranceView

GENERATION = 16
GROWN = 18
PATIENT, SHARER = "1", "2"
PRIOR_FEN, THIS_FEN = 300000, 80000
_RELATION = "配偶"


def named_family(family: Sequence[InsuranceView]) -> tuple[Named, ...]:
    """Give a family with the words for each, as the one who asks would call them; the first to have a word keeps it."""
    me = next((one for one in family if one.is_me), None)
    taken: set[str] = set()
    named: dict[int, Named] = {}
    by_age = sorted(family, key=lambda one: (not one.is_me, one.age if me and one.age < me.age else -one.age))
    for one in by_age:
        words = tuple(word for word in _kin(one, me) if word not in taken)
        taken |= set(words)
        named[one.person_id] = Named(str(one.person_id), one.name, words)
    return tuple(named[one.person_id] for one in family)


def _kin(one: InsuranceView, me: InsuranceView | None) -> tuple[str, ...]:
    """Give what the one who asks calls somebody, by sex and the years between them."""
    if me is None or one.is_me:
        return SELF_WORDS
    man = one.sex == Sex.MALE.value
    if one.age >= me.age + GENERATION:
        return OLD_MAN if man else OLD_WOMAN
    if one.age <= me.age - GENERATION or one.age < GROWN:
        return (*CHILD, *(SON if man else DAUGHTER))
    return (*HUSBAND, *DAD) if man else (*WIFE, *MUM)


@dataclass(frozen=True)
class Likeness:
    """Somebody like …: kind of insurance and city, age in years, and where a relative who shares is insured, if any."""

    insutype: str = Insutype.RESIDENT.value
    region: str = "360600"
    age: int = 60
    sharer_region: str = ""


@dataclass(frozen=True)
class Example:
    """A likeness to begin with: a key, its name, and the words for it."""

    key: str
    name: str
    like: Likeness
    words: tuple[str, ...]


EXAMPLES = (
    Example(
        "baby",
        "婴儿",
        Likeness(age=0, sharer_region="360600"),
        (*CHILD, *SON, *DAUGHTER),
    ),
    Example("old", "老人", Likeness(age=66, sharer_region="360600"), (*OLD_WOMAN, *OLD_MAN)),
    Example(
        "employee",
        "上班的人",
        Likeness(Insutype.EMPLOYEE.value, age=34),
        EMPLOYEE,
    ),
    Example("resident", "没人共济的居民", Likeness(age=40), RESIDENT),
)
NAMED_EXAMPLES = tuple(Named(one.key, one.name, tuple(dict.fromkeys(one.words))) for one in EXAMPLES)


def like_situation(rules: Rules, like: Likeness, day: date) -> Situation:
    """Give the situation of somebody like this, with example sums: 历年 3,000, 当年 800, and a year's 门诊家庭账户."""
    born = months_after(day, -MONTHS * like.age - 4)
    patient = Person(
        PATIENT,
        Words("这样的人"),
        born,
        Insutype(like.insutype),
        like.region,
        InsuranceStatus.NORMAL,
        *((PRIOR_FEN, THIS_FEN) if like.insutype == Insutype.EMPLOYEE else (0, 0)),
    )
    people: dict[str, Person] = {PATIENT: patient}
    sharings: tuple[Sharing, ...] = ()
    if like.sharer_region:
        name = Words("在{city}的家人", city=city_name(like.sharer_region))
        people[SHARER] = Person(
            SHARER,
            name,
            months_after(day, -MONTHS * 34),
            Insutype.EMPLOYEE,
            like.sharer_region,
            prior_years_fen=PRIOR_FEN,
            this_year_fen=THIS_FEN,
        )
        sharings = (Sharing("1", SHARER, PATIENT, _RELATION, day),)
    return Situation(day, people, sharings, _household(rules, patient, day))


def _household(rules: Rules, patient: Person, day: date) -> tuple[Household, ...]:
    """Give the 门诊家庭账户 with what is put into it in a year, where there is one."""
    book = rules.book(patient.region, day)
    yearly_fen = book.number("family_account.yearly")
    if yearly_fen is None or patient.insutype not in book.family_account_insutypes:
        return ()
    return (Household("1", frozenset({PATIENT}), yearly_fen),)


def example_like(key: str | None) -> Likeness | None:
    """Give the likeness of an example, None for a key that is none."""
    return next((one.like for one in EXAMPLES if one.key == key), None)
