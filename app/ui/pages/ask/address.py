"""A question in an address, so that it is there again after a reload: /ask/compare?who=4&at=H36…&what=2&yuan=8.00."""

from datetime import date
from urllib.parse import parse_qsl, urlencode, urlparse

from app.domain.errors import GongjiError
from app.domain.money import parse_amount, plain_yuan
from app.domain.people import Insutype
from app.domain.regions import CITIES
from app.services.ask import Question
from app.services.ask_people import Likeness
from app.services.ask_words import EXPENSES, option_of
from app.ui.paths import COMPARE

_OLDEST = 120
_NAMES = [one.name for one in EXPENSES]


def compare_path(question: Question) -> str:
    """Give where a question is compared."""
    asked = {
        "at": question.place.code,
        "what": str(_NAMES.index(question.expense)),
        "yuan": plain_yuan(question.amount_fen),
    }
    like = question.like
    if like:
        asked |= {"kind": like.insutype, "city": like.region, "age": str(like.age), "by": like.sharer_region}
    elif question.person_id is not None:
        asked["who"] = str(question.person_id)
    if question.day:
        asked["day"] = question.day.isoformat()
    return f"{COMPARE}?{urlencode(asked)}"


def question_at(route: str) -> Question | None:
    """Read the question of an address; None where it holds none that can be asked."""
    asked = dict(parse_qsl(urlparse(route).query))
    place = option_of(asked.get("at", ""))
    try:
        expense = _NAMES[int(asked.get("what", ""))]
        amount_fen = parse_amount("amount", asked.get("yuan", ""))
        who = int(asked["who"]) if "who" in asked else None
        day = date.fromisoformat(asked["day"]) if "day" in asked else None
        like = None if who is not None else _like(asked)
    except (GongjiError, KeyError, IndexError, ValueError):
        return None
    return Question(place, expense, amount_fen, who, like, day) if place else None


def _like(asked: dict[str, str]) -> Likeness:
    like = Likeness(Insutype(asked["kind"]).value, asked["city"], int(asked["age"]), asked.get("by", ""))
    if like.region not in CITIES or like.sharer_region not in ("", *CITIES) or not 0 <= like.age <= _OLDEST:
        raise ValueError(asked)
    return like
