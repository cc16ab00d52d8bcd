"""A rule with its source, a clash of sources, and the words of a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter

from app.domain.errors import GongjiError
from app.domain.rule_keys import RuleValue, spec_of
from app.domain.words import Words

PLACEHOLDERS: Mapping[str, str] = {
    "sharer": "共济人",
    "patient": "就诊人",
    "member": "家人",
    "payer": "付款人",
    "place": "这家机构",
    "kinds": "这些项目",
    "city": "本市",
    "amount": "这笔钱",
    "balance": "这么多",
    "floor": "规定的金额",
    "quota": "这么多",
    "cap": "这么多",
    "day": "规定的日子",
    "year": "这一",
    "channel": "这个渠道",
    "window": "看当年的缴费公告",
}
"""Every placeholder that the words of a reason may hold, and what stands for it if nobody fills it.

sharer, patient, member, payer: a name. place: a name or a kind of place. kinds: 保健品、健身. city: 鹰潭. amount,
balance, floor, quota, cap: money with its unit, like ``2,000.00 元``. day: a date as shown. year: ``2026``.
channel: 微信缴费. window: ``2025-10-15 到 2026-02-28``.
"""


class NoRuleYet(GongjiError):  # noqa: N818 - named for what happened
    """No rule is known: the day lies before all rules, or the place has none of this kind."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that rules come from.

    ``grade``: A official, B public interface spec, C web page of unknown care. ``dated`` says from
    when it is, in words; ``basis`` how the first day of its rules was chosen.
    """

    key: str
    title: str
    grade: str
    dated: str = ""
    basis: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One value of one key in one region (digits of the code, "" the nation) from ``since`` on.

    Money is in 分. ``sentence`` is what the source says; its own words if ``verbatim``, else told in
    ours. ``stated`` is False where the source is silent and ``note`` says what was decided.
    ``source`` is the first document, ``also`` more that say the same; ``clash`` a number of Clash.
    """

    key: str
    value: RuleValue
    unit: str
    region: str
    since: date
    source: str
    section: str
    sentence: str
    stated: bool = True
    clash: int | None = None
    note: str = ""
    also: tuple[str, ...] = ()
    verbatim: bool = True

    @property
    def meaning(self) -> str:
        """What the key means, in Chinese."""
        return spec_of(self.key).meaning


@dataclass(frozen=True, slots=True)
class ClashText:
    """What one document says where two clash."""

    source: str
    section: str
    sentence: str


@dataclass(frozen=True, slots=True)
class OtherValue:
    """The value that a rule would have by the other reading of a clash."""

    key: str
    region: str
    value: RuleValue


@dataclass(frozen=True, slots=True)
class OtherReading:
    """The reading that was not taken: in words, the values it would bring, and the title of a case that shows it."""

    words: str
    example: str
    values: tuple[OtherValue, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Documents that say different things, what was decided, and why; and what the other reading would be."""

    number: int
    title: str
    texts: tuple[ClashText, ...]
    decision: str
    reason: str
    otherwise: OtherReading


def fill(text: str, **values: object) -> Words:
    """Fill the placeholders of a reason's words; one without a value gets the words for all cases."""
    asked = [name for _, name, _, _ in Formatter().parse(text) if name]
    given = {name: values.get(name) for name in asked}
    return Words(text, **{k: Words(PLACEHOLDERS[k]) if v is None else v for k, v in given.items()})


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """The words for one rule that said no: a title, why, what to do next, and the key behind it.

    ``sentence`` and ``next_step`` are templates (message ids) with the PLACEHOLDERS. ``keys_at`` are the keys
    behind it at some kinds of places, or for some kinds of fees, of which another line of the source says it.
    """

    rule: str
    title: str
    sentence: str
    next_step: str
    rule_key: str
    keys_at: Mapping[str, str]
