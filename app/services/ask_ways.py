"""What would change an answer, in words: each way with what it needs and what comes of it, as it was computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.money import format_yuan
from app.domain.neighbours import Change, Neighbour
from app.domain.regions import city_name
from app.domain.rulebook import Rules
from app.domain.settlement import ItemKind, MedType, Visit
from app.domain.sharing import Mode
from app.domain.situation import Situation
from app.domain.words import Words, listed
from app.services.ask_words import place_at
from app.services.visit_templates import PLACES, PlaceOption
from app.services.written import written


@dataclass(frozen=True)
class Way:
    """One thing different: what to do, on what condition, and what comes of it. ``place``, ``day``: where, when then.

    ``cash_fen`` is left to pay in cash.
    """

    change: Change
    title: Words
    note: Words | None
    outcome: Words
    cash_fen: int
    place: PlaceOption | None = None
    med_type: MedType | None = None
    day: date | None = None


def ways_of(rules: Rules, situation: Situation, visit: Visit, found: Sequence[Neighbour]) -> tuple[Way, ...]:
    """Give what was found in words, for a visit that comes out as it does in a situation."""
    return tuple(_way(rules, situation, visit, one) for one in found)


def _way(rules: Rules, situation: Situation, visit: Visit, one: Neighbour) -> Way:
    title, notes = _words(rules, situation, visit, one)
    if one.cash_fen:
        notes = [*notes, Words("还要现金 {cash} 元", cash=format_yuan(one.cash_fen))]
    moved = one.visit.place != visit.place
    return Way(
        one.change,
        title,
        _joined(notes),
        Words("能付 {paid}", paid=format_yuan(one.saved_fen)),
        one.cash_fen,
        place=option_at(one.visit) if moved else None,
        med_type=one.visit.med_type if one.visit.med_type is not visit.med_type else None,
        day=one.day,
    )


def option_at(visit: Visit) -> PlaceOption | None:
    """Give the place of a visit among those to choose from."""
    return next((option for option in PLACES if place_at(option) == visit.place), None)


def _words(rules: Rules, situation: Situation, visit: Visit, one: Neighbour) -> tuple[Words, list[Words]]:
    """Give the title of a way, and its conditions."""
    match one.change:
        case Change.OWN_CODE:
            name = situation.person(visit.patient).name
            said = Words("用{name}自己的码", name=name), [Words("谁看病用谁的码")]
        case Change.PLACE:
            said = _elsewhere(visit, one)
        case Change.MED_TYPE:
            said = Words("如果能改看普通门诊"), [Words("同样的钱，同一家医院")]
        case Change.ITEMS:
            said = _other_items(one)
        case Change.DAY:
            said = _later(situation, one)
        case Change.INSURANCE if one.sharer is None:
            said = Words("{name}先恢复参保", name=situation.person(visit.patient).name), []
        case _:
            said = _sharer_words(one), _sharer_notes(rules, one)
    return said


def _elsewhere(visit: Visit, one: Neighbour) -> tuple[Words, list[Words]]:
    option = option_at(one.visit)
    place = option.name if option else one.visit.place.kind.value
    if one.visit.med_type is not visit.med_type:
        return Words("到{place}看门诊开药", place=place), [Words("同样的钱，算普通门诊")]
    return Words("换到{place}", place=place), [Words("同样的项目，同样的钱")]


def _other_items(one: Neighbour) -> tuple[Words, list[Words]]:
    if any(item.kind is ItemKind.DRUG for item in one.visit.items):
        return Words("换成药品"), [Words("不在保障范围里的，谁的账户都不能付")]
    return Words("换成中医项目"), [Words("县级中医院只付中医项目")]


def _later(situation: Situation, one: Neighbour) -> tuple[Words, list[Words]]:
    day = one.day or situation.day
    said = Words("等到 {day}", day=written(day))
    starts = [s for s in situation.sharings if s.since == day]
    if starts:
        return said, [Words("{name}的共济那天开始", name=situation.person(starts[0].sharer).name)]
    if (day.month, day.day) == (1, 1):
        return said, [Words("当年的余额那天变成历年的")]
    return said, [Words("那天起有新的规则")]


_SHARED = {
    Change.TERMS: "{name}把额度和单笔上限改大些",
    Change.TOP_UP: "{name}再往医保钱包里转钱",
    Change.WALLET: "{name}改用医保钱包共济",
    Change.INSURANCE: "{name}恢复参保，再来共济",
    Change.SHARER: "{name}来共济",
    Change.SOMEBODY: "在{city}参加职工医保的家人来共济",
}


def _sharer_words(one: Neighbour) -> Words:
    """Say which sharing it is: one that isn't yet, or one on other terms."""
    sharer = one.situation.person(one.sharer or "")
    if one.change is Change.TERMS and one.mode is Mode.WALLET:
        return Words("{name}把单笔上限改大些", name=sharer.name)
    return Words(_SHARED[one.change], name=sharer.name, city=city_name(sharer.region))


def _sharer_notes(rules: Rules, one: Neighbour) -> list[Words]:
    """Say what such a sharing needs."""
    if one.change is Change.TERMS and one.mode is Mode.WALLET:
        return []
    book = rules.book(one.situation.person(one.sharer or "").region, one.situation.day)
    wallet = one.mode is Mode.WALLET
    names = [one.situation.person(key).name for key in one.instead_of]
    most = format_yuan(book.number("wallet.topup_most") or 0)
    notes = (
        Words("{day} 起", day=written(one.day)) if one.day else None,
        Words("用医保钱包") if wallet and one.change not in (Change.WALLET, Change.TOP_UP) else None,
        Words("先解除{names}的授权", names=listed(names)) if names else None,
        Words("必须是近亲属") if not one.known else None,
        Words("一次最多转 {most} 元", most=most)
        if one.change is Change.TOP_UP
        else Words("先转进钱包，一次最多 {most} 元", most=most)
        if wallet
        else Words("账户里要留足 {floor} 元", floor=format_yuan(book.balance_floor_fen))
        if book.balance_floor_fen
        else None,
    )
    return [note for note in notes if note is not None]


def _joined(notes: Sequence[Words]) -> Words | None:
    if not notes:
        return None
    said = notes[-1]
    for one in reversed(notes[:-1]):
        said = Words("{one}；{rest}", one=one, rest=said)
    return said
