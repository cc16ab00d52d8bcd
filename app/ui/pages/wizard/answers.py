"""What was answered in the wizard so far, and where one stands. It is kept as a draft after every change."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from app.domain.people import Sex
from app.domain.sharing import Mode
from app.services.share import Authorization
from app.ui.entered import day_of
from app.ui.i18n import mark, tr

TOTAL = 5


class Step(StrEnum):
    """The pages of the wizard; MISSING belongs to MEMBER."""

    NOTICE = "notice"
    MEMBER = "member"
    MISSING = "missing"
    RELATION = "relation"
    TERMS = "terms"
    CHECK = "check"


PLACES = {
    Step.NOTICE: (1, mark("须知")),
    Step.MEMBER: (2, mark("使用人")),
    Step.MISSING: (2, mark("使用人")),
    Step.RELATION: (3, mark("关系")),
    Step.TERMS: (4, mark("额度与有效期")),
    Step.CHECK: (5, mark("核对")),
}
BEFORE = {
    Step.MEMBER: Step.NOTICE,
    Step.MISSING: Step.MEMBER,
    Step.RELATION: Step.MEMBER,
    Step.TERMS: Step.RELATION,
    Step.CHECK: Step.TERMS,
}
CHECKED_ON_BACK = frozenset({Step.RELATION, Step.TERMS})
"""Steps from which, opened from 核对, going back is going on: what is changed there is shown on 核对."""
TERMS_FIELDS = frozenset({"quota", "per_payment", "until"})
KNOWS_MEMBER = frozenset({Step.RELATION, Step.TERMS, Step.CHECK})
"""Steps that need the member to be found in the register."""

POOL, LINK = "pool", "link"
YEAR_END, NO_END, ONE_DAY = "year", "none", "day"

_KIN = {
    mark("配偶"): (mark("丈夫"), mark("妻子")),
    mark("父母"): (mark("父亲"), mark("母亲")),
    mark("子女"): (mark("儿子"), mark("女儿")),
    mark("兄弟姐妹"): (mark("兄弟"), mark("姐妹")),
    mark("祖父母"): (mark("爷爷"), mark("奶奶")),
    mark("外祖父母"): (mark("外公"), mark("外婆")),
    mark("孙子女"): (mark("孙子"), mark("孙女")),
    mark("外孙子女"): (mark("外孙"), mark("外孙女")),
}


def kinship(relation: str, sex: str) -> str:
    """Give people's word for a relation: 女儿 for 子女; the relation itself where the sex isn't known."""
    words = _KIN.get(relation)
    if words is None or sex not in (Sex.MALE.value, Sex.FEMALE.value):
        return relation
    return words[0] if sex == Sex.MALE.value else words[1]


def pronoun(sex: str) -> str:
    """Give 他, 她, or TA where the sex isn't known."""
    return {Sex.MALE.value: tr("他"), Sex.FEMALE.value: tr("她")}.get(sex, "TA")


@dataclass(frozen=True, slots=True)
class Answers:
    """All that was typed or chosen, by field, as text. ``returning``: back to 核对 after this step."""

    step: Step = Step.NOTICE
    returning: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str, default: str = "") -> str:
        """Give one answer."""
        return self.typed.get(name) or default

    def having(self, **answers: str) -> "Answers":
        """Give the same with other answers."""
        return replace(self, typed={**self.typed, **answers})

    def at(self, step: Step, *, returning: bool = False) -> "Answers":
        """Give the same at another step."""
        return replace(self, step=step, returning=returning)

    @property
    def before(self) -> Step:
        """The step before this one."""
        return BEFORE.get(self.step, Step.NOTICE)

    @property
    def wants_link(self) -> bool:
        """Whether 亲情账户 was chosen, which is another thing."""
        return self.get("kind", POOL) == LINK

    @property
    def mode(self) -> Mode:
        """The way of sharing."""
        return Mode(self.get("mode", Mode.PROVINCE.value))

    def until(self, today: date) -> date | None:
        """Give the last day, None without one or while none is chosen."""
        match self.get("until_kind", YEAR_END):
            case "year":
                return date(today.year, 12, 31)
            case "day":
                return day_of(self.get("until"))
            case _:
                return None

    def form(self, member_id: int, sex: str, today: date) -> Authorization:
        """Give the whole as the service takes it."""
        relation = self.get("relation")
        return Authorization(
            member_id=member_id,
            relation=relation,
            kinship=kinship(relation, sex),
            quota=self.get("quota"),
            per_payment=self.get("per_payment"),
            until=self.until(today),
            mode=self.mode,
            commitment=True,
        )


def to_json(answers: Answers) -> dict[str, Any]:
    """Give the answers as a draft. The promise isn't part of it: it is made anew each time."""
    return {"step": answers.step.value, "returning": answers.returning, "typed": dict(answers.typed)}


def from_json(kept: Mapping[str, Any] | None) -> Answers:
    """Read a draft; what it doesn't say, or says of another version of the app, is left out."""
    if not kept:
        return Answers()
    typed = kept.get("typed")
    texts = (
        {str(key): value for key, value in typed.items() if isinstance(value, str)} if isinstance(typed, dict) else {}
    )
    if texts.get("mode") not in tuple(mode.value for mode in Mode):
        texts.pop("mode", None)
    step = kept.get("step")
    known = Step(step) if step in tuple(Step) else Step.NOTICE
    return Answers(known, kept.get("returning") is True, texts)
