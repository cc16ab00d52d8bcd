"""What Flet 1.0.5 does in the wrong order, and what it does again and again, mended once for the process.

Flet takes over what was typed when it arrives, and calls the handler for it later; in between it may draw the page
from what the page knew before. On a busy server, and in a browser, where all is slow, that harms who types fast:

- the page's older text is sent back into the field, and letters are gone: so what was typed is taken over just before
  its handler is called, and the drawing in between finds nothing changed;
- a tap right after a letter finds the handlers of before that letter, and 「1.0」 is saved for 「1.05」: so what waits
  to be drawn is drawn before an event of another control is handled. Letters of one field still share one drawing.

A sheet that lies open is closed only after a browser that comes back at another address has been sent it, and stays:
so it is taken away before.

And what it does again and again:

- what a tap changes in several steps (it runs, it has run, what it brought) is drawn after each, 20 ms of work every
  time: now those that follow each other within DRAW_AFTER_S are drawn together;
- a page that takes note of the same change as what holds it is drawn twice: now what holds others is drawn first, and
  draws them;
- the page is drawn anew for every letter, though the field shows it already: what follows from a letter (a counter, an
  error that goes, what was found) is drawn once the typing has paused for TYPED_AFTER_S, or with the next other event;
- a component that another has taken the place of keeps all that it showed, in a ring with its handlers, and so does the
  list of what a comparison has found: a thousand objects a tap that only the garbage collector finds. Now they let go;
- every event looks through all annotations of its control for the type of its handler (3 ms): kept by class and name;
- two pages are compared field by field, a hundred of them, and so is a page with itself where it is looked up in a
  WeakKeyDictionary: once for every sentence that is said on it. Now a page is equal to itself only;
- it compares two pictures of a page by asking of everything what it is: flet_compare.py;
- after each comparison it walks along every field of every control: flet_walks.py;
- what it sends it gathers by asking of everything what it is: flet_encode.py.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any, cast
from weakref import WeakKeyDictionary

import flet as ft
from flet.components.component import Component
from flet.controls import base_control
from flet.controls.context import _context_page
from flet.controls.object_patch import DiffBuilder
from flet.messaging.session import Session

from app.ui import flet_compare, flet_controls, flet_encode, flet_walks

CHANGE = "change"
DRAW_AFTER_S = 0.004
# Longer than between two letters of somebody who types, shorter than anybody waits for what a search finds.
TYPED_AFTER_S = 0.4


@dataclass(slots=True)
class _Inbox:
    """What a session was sent and hasn't taken over yet, by control."""

    last_target: int = 0
    typed: dict[int, deque[dict[str, Any]]] = field(default_factory=dict)
    typing: bool = False
    """Whether the event at hand is a letter."""
    drawing: asyncio.Handle | None = None
    drawing_at: float = 0
    """When what waits will be drawn (time of the loop); a browser's loop doesn't tell it of its handles."""


class _Told:
    on_failure: Callable[[Exception], None]


_closings: set[asyncio.Future[None]] = set()
_replaced: list[Component] = []
_inboxes: "WeakKeyDictionary[Session, _Inbox]" = WeakKeyDictionary()
_controls: Any = base_control
_types: dict[tuple[type, str], Any] = {}
_apply = Session.apply_patch
_dispatch = Session.dispatch_event
_migrate = Component._migrate_state  # noqa: SLF001
_teardown = DiffBuilder.teardown


def mend(on_failure: Callable[[Exception], None]) -> None:
    """Put the mends in place; again does nothing more. `on_failure` is told when drawing fails."""
    _Told.on_failure = staticmethod(on_failure)
    mended: Any = Session
    mended.apply_patch = _apply_later
    mended.dispatch_event = _dispatch_in_order
    mended.schedule_update = _schedule_soon
    _controls.get_event_field_type = _event_type
    component: Any = Component
    component._migrate_state = _migrate_and_note  # noqa: SLF001
    diff: Any = DiffBuilder
    diff.teardown = _teardown_all
    page: Any = ft.Page
    page.__eq__ = object.__eq__
    flet_compare.mend()
    flet_controls.mend()
    flet_encode.mend()
    flet_walks.mend()


def _apply_later(session: Session, control_id: int, patch: dict[str, Any]) -> None:
    """Keep what was typed for its handler; anything else is taken over at once."""
    control = session.index.get(control_id)
    if control is session.page and cast("object | None", session.connection) is None:
        _close_dialogs(session, patch.get("route"))
    if "value" in patch and getattr(control, "on_change", None) is not None:
        _inboxes.setdefault(session, _Inbox()).typed.setdefault(control_id, deque()).append(patch)
    else:
        _apply(session, control_id, patch)


def _close_dialogs(session: Session, route: str | None) -> None:
    """Close what lies open over a page where its browser comes back at the address of another one."""
    dialogs = session.page._dialogs.controls  # noqa: SLF001
    if route == session.page.route:
        return
    for one in dialogs:
        one.open = False
        closing = asyncio.ensure_future(_dispatch(session, one._i, "dismiss", None))  # noqa: SLF001
        _closings.add(closing)
        closing.add_done_callback(_closings.discard)
    dialogs.clear()


async def _dispatch_in_order(session: Session, control_id: int, event_name: str, event_data: Any) -> None:  # noqa: ANN401 - Flet's own
    inbox = _inboxes.setdefault(session, _Inbox())
    if event_name != CHANGE or inbox.last_target != control_id:
        draw_what_waits(session)
    inbox.last_target = control_id
    _take_over(session, inbox, control_id if event_name == CHANGE else None)
    inbox.typing = event_name == CHANGE and isinstance(session.index.get(control_id), ft.TextField)
    try:
        await _dispatch(session, control_id, event_name, event_data)
    finally:
        inbox.typing = False


def _take_over(session: Session, inbox: _Inbox, changed: int | None) -> None:
    """Take over what was typed: the next of the control whose handler is to be called, or all there is."""
    if changed is None:
        for control_id, waiting in inbox.typed.items():
            for patch in waiting:
                _apply(session, control_id, patch)
        inbox.typed.clear()
    elif changed in inbox.typed:
        waiting = inbox.typed[changed]
        _apply(session, changed, waiting.popleft())
        if not waiting:
            del inbox.typed[changed]


def _schedule_soon(session: Session, control: ft.BaseControl) -> None:
    """Let a control be drawn a moment later, with what else has changed by then."""
    there = cast("object | None", session.connection)  # None while the client is away, whatever Flet says
    if there is None and session.expires_at is not None:
        return
    waiting, inbox = _waiting(session), _inboxes.setdefault(session, _Inbox())
    loop, planned = asyncio.get_running_loop(), inbox.drawing if waiting else None
    now = loop.time()
    waiting.add(control)
    if planned is not None:
        if inbox.drawing_at <= now + DRAW_AFTER_S:
            return
        planned.cancel()
    wait_s = TYPED_AFTER_S if inbox.typing else DRAW_AFTER_S
    inbox.drawing_at = now + wait_s
    inbox.drawing = loop.call_later(wait_s, draw_what_waits, session)


def _waiting(session: Session) -> set[ft.BaseControl]:
    """Give what is to be drawn anew, as Flet keeps it."""
    return cast("set[ft.BaseControl]", session._Session__pending_updates)  # type: ignore[attr-defined] # noqa: SLF001


def draw_what_waits(session: Session) -> None:
    """Draw at once what Flet's scheduler would draw in its next turn, and what holds others before them."""
    waiting = _waiting(session)
    if not waiting:
        return
    _context_page.set(session.page)
    now = sorted(waiting, key=_depth)
    waiting.clear()
    for control in now:
        try:
            control.update()
        except Exception as error:  # noqa: BLE001 - as where the scheduler ends by it: told, and the session goes on
            _Told.on_failure(error)
    _let_go()


def _migrate_and_note(component: Component, other: ft.BaseControl) -> None:
    _migrate(component, other)
    if isinstance(other, Component) and other._stale:  # noqa: SLF001
        _replaced.append(other)


def _let_go() -> None:
    """Drop what replaced components showed: nothing is being compared with it any more."""
    for one in _replaced:
        one._b = None  # noqa: SLF001
    _replaced.clear()


def _teardown_all(builder: DiffBuilder) -> None:
    """Take the ring of operations apart: each node is a list of the one before it, the next one and what it says."""
    root = cast("list[Any]", builder._DiffBuilder__root)  # type: ignore[attr-defined] # noqa: SLF001
    node = root[1]
    while node is not root:
        after = node[1]
        node.clear()
        node = after
    _teardown(builder)
    root.clear()


def _depth(control: ft.BaseControl) -> int:
    """Tell how many components hold this one."""
    depth, holder = 0, getattr(control, "_parent_component", None)
    while holder is not None:
        depth, component = depth + 1, holder()
        holder = getattr(component, "_parent_component", None)
    return depth


# Flet resolves an annotation among the names that its caller knows: this caller knows what Flet's own does.
_resolve = FunctionType(
    (lambda control, name, resolve: resolve(control, name)).__code__,
    base_control.__dict__,
    argdefs=(_controls.get_event_field_type,),
)


def _event_type(control: ft.BaseControl, name: str) -> Any:  # noqa: ANN401 - a type, or None
    key = type(control), name
    if key not in _types:
        _types[key] = _resolve(control, name)
    return _types[key]
