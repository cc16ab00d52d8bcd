"""A code that is always fresh: issued for who is on the screen, renewed by itself, never shown when it is over."""

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import flet as ft

from app.domain.errors import GongjiError
from app.services.insurance import InsuranceView
from app.services.show_code import LASTS, IssuedCode, chosen_of, codes_at_hand, issue
from app.ui.components.ring import ring
from app.ui.guard import component, report, use_safe_effect
from app.ui.i18n import tr
from app.ui.run import use_query
from app.ui.session import Session, use_changes, use_session
from app.ui.theme import Style, style_for, text, use_style
from app.ui.ticking import on_screen, session_alive

LOOK_AGAIN_S = 0.5
WHOLE_S = int(LASTS.total_seconds())


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown now: a code that holds, or why there is none; with neither, one is on the way."""

    code: IssuedCode | None
    error: str | None
    retry: Callable[[], None]


def seconds_left(code: IssuedCode, now: datetime) -> int:
    """Count what is left of a code's time, in whole seconds begun."""
    return max(0, math.ceil((code.expires_at - now).total_seconds()))


def holds(code: IssuedCode, now: datetime) -> bool:
    """Tell whether a code may be shown. A clock that was set back to another day ends it too."""
    return code.expires_at - LASTS <= now < code.expires_at


@dataclass(frozen=True, slots=True)
class Got:
    """What has been got for one person: a code, or why none could be."""

    person_id: int = 0
    code: IssuedCode | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """What a page of codes shows: the people, who of them is chosen, their code. ``error``: why there is nobody."""

    people: list[InsuranceView]
    chosen: InsuranceView | None
    shown: Shown
    error: str | None
    reload: Callable[[], None]

    @property
    def has_code(self) -> bool:
        """Whether there is a code of the chosen one at all."""
        return self.chosen is not None and self.chosen.has_code


def use_codes(session: Session, person_id: int | None, path: str) -> Codes:
    """Load whose codes may be shown, and keep a fresh code of the chosen one (a hook).

    The first code comes with the people, so that the page is drawn once with all it shows.
    """
    page = ft.context.page
    asked = ft.use_ref(False)  # noqa: FBT003 - a hook's first value
    got, set_got = ft.use_state(Got())

    async def load() -> list[InsuranceView]:
        first = not asked.current and on_screen(page, path)
        asked.current = True
        try:
            at_hand = await session.ask(codes_at_hand, person_id, with_code=first)
        except GongjiError:
            if not first:
                raise
            # Perhaps only the code can't be had (this tab may not write): it is asked for by itself then, and says why.
            at_hand = await session.ask(codes_at_hand, person_id, with_code=False)
        if at_hand.code is not None:
            set_got(Got(at_hand.code.person_id, at_hand.code))
        return at_hand.people

    found = use_query(load, [use_changes()])
    people = found.value or []
    chosen = chosen_of(people, person_id)
    number = chosen.person_id if chosen is not None and chosen.has_code else 0
    return Codes(people, chosen, use_code(session, number, path, got, set_got), found.error, found.reload)


def use_code(session: Session, person_id: int, path: str, got: Got, set_got: Callable[[Got], None]) -> Shown:
    """Keep a fresh code of a person while the page at ``path`` is on the screen (a hook); of nobody, for number 0.

    ``got`` is a state of the page: what it has got so far.
    """
    turn, set_turn = ft.use_state(0)
    page = ft.context.page
    clock = session.context.clock

    async def keep() -> None:
        held = got.code if got.person_id == person_id else None
        while person_id and session_alive(page):
            if held is not None and not holds(held, clock.now()):
                held = None
                set_got(Got(person_id))
            if held is None and on_screen(page, path):
                fresh = await _issue(session, person_id)
                set_got(fresh)
                if fresh.code is None:
                    return
                held = fresh.code
            await _rest(page, held, clock.now())

    def retry() -> None:
        set_got(Got(person_id))
        set_turn(lambda count: count + 1)

    use_safe_effect(keep, [person_id, turn])
    if got.person_id != person_id:
        return Shown(None, None, retry)
    return Shown(got.code if got.code and holds(got.code, clock.now()) else None, got.error, retry)


async def _issue(session: Session, person_id: int) -> Got:
    try:
        return Got(person_id, await session.ask(issue, person_id))
    except GongjiError as refused:
        return Got(person_id, error=str(refused))
    except Exception as failure:  # noqa: BLE001 - the page shows it, with a way to try again
        return Got(person_id, error=report(failure, "code"))


async def _rest(page: ft.Page, held: IssuedCode | None, now: datetime) -> None:
    """Wait a second at most, less where the code ends sooner; a hidden window waits until it is seen."""
    if not page.app_visible:
        await page.wait_until_visible()
    elif held is None:
        await asyncio.sleep(LOOK_AGAIN_S)
    else:
        await asyncio.sleep(min(1.0, max(0.02, (held.expires_at - now).total_seconds())))


@component
def countdown(code: IssuedCode, path: str, *, light: bool = False) -> ft.Control:
    """Show the seconds that a code still has (a component): it alone is drawn anew each second.

    ``light``: on a page that is white in the dark theme too.
    """
    style, session = use_style(), use_session()
    if light:
        style = style_for(dark=False, window=style.window, elder=style.elder)
    _, set_count = ft.use_state(0)
    page = ft.context.page
    clock = session.context.clock

    async def tick() -> None:
        while session_alive(page):
            left = (code.expires_at - clock.now()).total_seconds()
            if left <= 0:
                return
            await asyncio.sleep(left % 1 + 0.02)
            if on_screen(page, path):
                set_count(lambda count: count + 1)

    use_safe_effect(tick, [code.expires_at])
    left = seconds_left(code, clock.now())
    return ft.Row([ring(style, left, whole_s=WHOLE_S), _words(style, left)], spacing=style.space.s4)


def _words(style: Style, left: int) -> ft.Control:
    return ft.Column(
        [
            text(style, "body_strong", tr("{left} 秒后换新码", left=left)),
            text(style, "caption", tr("模拟码，医院药店不认"), color=style.color.ink_2),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
