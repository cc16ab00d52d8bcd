"""能不能付: type a line or tap three times, and see who pays what, why not more, and what would change it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

import flet as ft

from app.domain.money import plain_yuan
from app.domain.people import Insutype
from app.services.ask import (
    Answer,
    Reply,
    ask_like,
    ask_people,
    ask_picked,
    ask_typed,
    ask_typed_like,
)
from app.services.ask_pay import save_asked
from app.services.ask_people import EXAMPLES
from app.services.ask_text import Asked
from app.services.ask_ways import Way
from app.ui.answer_view import answer_parts
from app.ui.components import buttons
from app.ui.components.choices import switch_row
from app.ui.components.fields import text_field
from app.ui.components.fold import fold
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, column, notice, source_line
from app.ui.guard import component
from app.ui.i18n import joined, mark, tr
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.pages.ask.actions import actions
from app.ui.pages.ask.address import compare_path
from app.ui.pages.ask.like import like_form
from app.ui.pages.ask.picks import AMOUNT, Person, Picks, next_pick, picked_chips
from app.ui.panes import columns_width, two_columns
from app.ui.paths import ASK, go
from app.ui.run import use_query
from app.ui.save_case import save_case_button
from app.ui.session import Session, use_changes, use_session
from app.ui.theme import Style, text, use_style


@dataclass(frozen=True, slots=True)
class _State:
    """What was typed or picked; ``alike``: about somebody like …, and not about the family."""

    typed: str = ""
    picks: Picks = field(default_factory=Picks)
    alike: bool = False


_kept: WeakKeyDictionary[Session, dict[int | None, _State]] = WeakKeyDictionary()
"""What each window's user asked last: it is there again on coming back."""


@dataclass(frozen=True, slots=True)
class _Hands:
    """What the page's controls do: a line is typed, picks are put, the family is left for somebody like …."""

    type_in: Callable[[str], None]
    put: Callable[[Picks], None]
    turn: Callable[[bool], None]


@component(view=True)
def ask_page() -> ft.View:
    """Show the page at /ask, to a user and to a guest."""
    style, session = use_style(), use_session()
    who = session.user.user_id if session.user else None
    state, set_state = ft.use_state(_kept.get(session, {}).get(who) or _State(alike=who is None))
    _kept[session] = {who: state}
    changes = use_changes()
    family = use_query(lambda: _family(session), [changes])
    found = use_query(lambda: _answered(session, state), [changes, state])
    if family.value is None:
        wait = error_card(style, family.error, on_retry=family.reload) if family.error else skeleton(style)
        return page_view(style, ASK, tr("能不能付"), [wait])

    def type_in(value: str) -> None:
        set_state(lambda old: replace(old, typed=value, picks=Picks() if value.strip() else old.picks))

    def put(new: Picks) -> None:
        set_state(lambda old: replace(old, typed="", picks=new))

    def turn(on: bool) -> None:  # noqa: FBT001 - a switch's value
        set_state(_State(alike=on))

    people = [Person(one.key, tr(one.name)) for one in EXAMPLES] if state.alike else family.value
    reply = found.value
    picks = _picks_of(state, reply)
    left = _left(style, state, people, reply, _Hands(type_in, put, turn))

    def take(way: Way) -> None:
        if way.place:
            put(picks.with_pick("where", way.place.code))

    ready = bool(state.typed.strip()) or state.picks.question() is not None
    answer = reply.answer if reply and ready else None
    right = [error_card(style, found.error)] if found.error else _right(style, session, answer, take)
    body = [two_columns(style, left, right)] if style.window.columns and right else [*left, *right]
    bottom = actions(answer) if answer and picks.is_full else None
    wide = columns_width(style)
    return page_view(style, ASK, tr("能不能付"), body, bottom=bottom, gap=style.space.s4, max_width=wide)


async def _family(session: Session) -> list[Person]:
    if session.user is None:
        return []
    return [Person(str(one.person_id), one.name, one.badge) for one in await session.ask(ask_people)]


def _left(style: Style, state: _State, people: list[Person], reply: Reply | None, hands: _Hands) -> list[ft.Control]:
    """Return the question: the line, what has been picked, and the next pick."""
    picks = _picks_of(state, reply)
    pieces = [_field(style, state, hands.type_in), *_not_understood(style, state, reply)]
    if picks.who or picks.where or picks.what:
        chips = picked_chips(style, people, picks, lambda step: hands.put(replace(picks, again=step)))
        anew = buttons.plain(style, tr("重新问"), lambda: hands.put(Picks()), icon=ft.Icons.REFRESH, strong=False)
        pieces.append(column(style, [chips, ft.Row([anew])], gap=0))
    pieces += next_pick(style, people, picks, lambda step, key: hands.put(picks.with_pick(step, key)))
    if picks.next == AMOUNT:
        pieces.append(_amount(style, picks, hands.put))
    if picks.is_full and state.alike:
        pieces.append(fold(tr("这是什么样的人"), [like_form(picks, hands.put)]))
    if style.who is not None and not picks.is_full:
        pieces.append(card(style, switch_row(style, tr("替别人问"), state.alike, hands.turn, note=_ALIKE), padding=0))
    return pieces


_ALIKE = mark("不看家里的资料，选一个差不多的人来算")


async def _answered(session: Session, state: _State) -> Reply | None:
    """Ask what was typed, else what was picked; None while there is too little."""
    if state.typed.strip():
        if state.alike:
            return await session.run(ask_typed_like, state.typed)
        return await session.ask(ask_typed, state.typed)
    question = state.picks.question()
    if question is None:
        return None
    if question.like:
        return Reply(Asked(), await session.run(ask_like, question))
    return Reply(Asked(), await session.ask(ask_picked, question))


def _picks_of(state: _State, reply: Reply | None) -> Picks:
    """Give the picks to show: what was tapped, or what was understood of what was typed."""
    if not state.typed.strip():
        return state.picks
    if reply is None:
        return Picks()
    asked, answer = reply.asked, reply.answer
    if answer:
        question = answer.question
        who = asked.person or (EXAMPLES[0].key if question.like else str(question.person_id))
        return Picks(who, question.place.code, question.expense, plain_yuan(question.amount_fen), question.like)
    return Picks(asked.person, asked.place.code if asked.place else None, asked.expense)


def _field(style: Style, state: _State, type_in: Callable[[str], None]) -> ft.Control:
    return text_field(
        style,
        tr("写一句问"),
        value=state.typed,
        on_change=type_in,
        hint=None if state.typed or (style.elder and state.picks != Picks()) else tr("宝宝 市医院 住院 800"),
        icon=ft.Icons.SEARCH,
        helper=None if state != _State(alike=state.alike) else tr("谁、在哪里、什么费用、多少钱；也认拼音首字母"),
    )


def _not_understood(style: Style, state: _State, reply: Reply | None) -> list[ft.Control]:
    """Return what wasn't understood, and how to go on."""
    if not state.typed.strip() or reply is None:
        return []
    said: list[ft.Control] = []
    if reply.asked.unknown:
        pieces = joined(*(tr("“{quote}”", quote=piece) for piece in reply.asked.unknown))
        said.append(notice(style, tr("没看懂 {pieces}", pieces=pieces), tr("看得懂的照样算"), tone="info"))
    if reply.answer is None:
        said.append(text(style, "label", tr("还差一点，在下面接着选"), color=style.color.ink_2))
    return [ft.Semantics(content=column(style, said, gap=style.space.s2), live_region=True)] if said else []


def _amount(style: Style, picks: Picks, put: Callable[[Picks], None]) -> ft.Control:
    wrong = picks.amount_wrong()
    return text_field(
        style,
        tr("金额（元）"),
        value=picks.shown_amount,
        on_change=lambda value: put(replace(picks, amount=value)),
        error=tr(wrong.words) if wrong else None,
        helper=tr("住院和透析，写基金报销以后自己要付的部分") if picks.what in ("住院", "透析") else None,
        keyboard=ft.KeyboardType.NUMBER,
    )


def _right(style: Style, session: Session, answer: Answer | None, take: Callable[[Way], None]) -> list[ft.Control]:
    """Return the answer, with what was taken for granted before it."""
    if answer is None:
        return []
    notes = "\n".join(map(tr, answer.notes))
    return [
        *([notice(style, tr("是这样算的"), notes, tone="info")] if notes else []),
        *answer_parts(style, answer.split, answer.ways, take),
        source_line(style, _by_which(answer)),
        *_more(style, session, answer),
    ]


def _more(style: Style, session: Session, answer: Answer) -> list[ft.Control]:
    """Return what else a user can do with an answer; a guest's way to compare it stands below."""
    if session.user is None:
        return []
    compare = buttons.tonal(
        style, tr("三种规则比一比"), lambda: go(compare_path(answer.question)), icon=ft.Icons.BALANCE
    )
    return [ft.Row([compare]) if style.window.columns else compare, save_case_button(save_asked, answer.question)]


def _by_which(answer: Answer) -> str:
    like = answer.question.like
    rules = tr("按 {day} 的规则试算，没有扣钱", day=day_words(answer.day))
    if like is None:
        return rules
    money = tr("账户按历年 3,000、当年 800 元算") if like.insutype == Insutype.EMPLOYEE or like.sharer_region else ""
    return joined(rules, money)
