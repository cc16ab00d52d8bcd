"""医保码: issued for 60 seconds, taken once, by the counter's side. Only one's own and those of one's 亲情账户."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, select

from app.data.people_tables import SettingRow
from app.data.queries.people import linked_to
from app.data.sharing_tables import CodeRow
from app.domain.errors import GongjiError, NotAllowed
from app.domain.insurance_code import make_code, read_code
from app.services.access import may_show_code, me
from app.services.context import Context
from app.services.insurance import InsuranceView, insurance_views
from app.services.link_consent import consent_age, waiting_members

LASTS = timedelta(seconds=60)
KEPT = timedelta(days=1)
TAKEN_FOR = timedelta(minutes=15)
NONCE_DIGITS = 10


@dataclass(frozen=True)
class IssuedCode:
    """A fresh code: the text to draw, and until when it holds."""

    person_id: int
    text: str
    expires_at: datetime


@dataclass(frozen=True)
class TakenCode:
    """A code that the counter has taken: it can't be taken again, and may be settled with until `until`."""

    code_id: int
    person_id: int
    name: str
    badge: int
    until: datetime


@dataclass(frozen=True)
class CodesAtHand:
    """What 医保码 shows at once: the people whose code may be shown, and a fresh code of the one that is chosen."""

    people: list[InsuranceView]
    code: IssuedCode | None
    """None where the chosen one has no code now, or none was asked for."""


class CodeExpiredError(GongjiError):
    """A code of ours whose 60 seconds are over."""

    def __init__(self) -> None:
        """Ask for a new one."""
        super().__init__("这个码过期了。医保码 60 秒换一次，让对方出示新的")


class CodeUsedError(GongjiError):
    """A code that has been taken before."""

    def __init__(self) -> None:
        """Ask for a new one."""
        super().__init__("这个码用过了。一个码只能用一次，让对方出示新的")


def code_people(context: Context, user_id: int) -> list[InsuranceView]:
    """Whose code this user may show: their own first, then their 亲情账户, those too that wait for their consent."""
    with context.database.read() as session:
        who = me(session, user_id)
        ids = [who.person_id, *linked_to(session, who.person_id)]
        views = insurance_views(context, session, who, ids, context.clock.today())
        grown = waiting_members(context, session, who.person_id)
    return [replace(view, awaits_consent=view.person_id in grown) for view in views]


def chosen_of(people: Sequence[InsuranceView], person_id: int | None) -> InsuranceView | None:
    """Give the person that was chosen; oneself, if it is nobody here."""
    return next((one for one in people if one.person_id == person_id), people[0] if people else None)


def codes_at_hand(context: Context, user_id: int, person_id: int | None, *, with_code: bool) -> CodesAtHand:
    """Give whose codes this user may show, and with them a new code of who is chosen (`chosen_of`).

    Raises:
        NotAllowed: as of a moment ago, there is no code of that person (`issue`).
    """
    people = code_people(context, user_id)
    chosen = chosen_of(people, person_id)
    if not with_code or chosen is None or not chosen.has_code:
        return CodesAtHand(people, None)
    return CodesAtHand(people, issue(context, user_id, chosen.person_id))


def issue(context: Context, user_id: int, person_id: int) -> IssuedCode:
    """Make a new code for a person.

    Raises:
        NotAllowed: not this user's to show, or not without the member's own consent; or the person's insurance isn't
            in force: then there is no code.
    """
    now = context.clock.now()
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        if not may_show_code(session, who, person_id):
            raise NotAllowed("共济不等于能出示对方的码。要出示家人的码，先加亲情账户")
        view = insurance_views(context, session, who, [person_id], context.clock.today())[0]
        if person_id in waiting_members(context, session, who.person_id):
            raise NotAllowed("{name}已满 {age} 岁，要本人同意才能继续出示", name=view.name, age=consent_age(context))
        if not view.is_normal:
            raise NotAllowed("{name}没有正常参保，现在没有医保码", name=view.name)
        nonce = _fresh_nonce(context, session)
        session.exec(delete(CodeRow).where(col(CodeRow.issued_at) < now - KEPT, col(CodeRow.taken_at).is_(None)))
        session.add(CodeRow(nonce=nonce, person_id=person_id, issued_at=now, expires_at=now + LASTS))
        text = make_code(_key(context), _install(context, session), nonce)
        unit.commit()
    return IssuedCode(person_id, text, now + LASTS)


def take(context: Context, user_id: int, text: str) -> TakenCode:
    """Take a code at the counter: from now on it is used.

    Raises:
        CodeForeign, CodeForged: not a code of this install.
        CodeExpiredError, CodeUsedError: it was one.
    """
    now = context.clock.now()
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        nonce = read_code(_key(context), _install(context, session), text)
        row = session.exec(select(CodeRow).where(CodeRow.nonce == nonce)).first()
        if row is not None and row.taken_at is not None:
            raise CodeUsedError
        if row is None or not row.issued_at <= now < row.expires_at:
            raise CodeExpiredError
        row.taken_at = now
        row.taken_by = who.user_id
        session.add(row)
        view = insurance_views(context, session, who, [row.person_id], context.clock.today())[0]
        taken = TakenCode(row.id or 0, row.person_id, view.name, view.badge, now + TAKEN_FOR)
        unit.commit()
    return taken


def taken_person(context: Context, session: Session, user_id: int, code_id: int) -> int:
    """Whose code this user has taken.

    Raises:
        CodeExpiredError: taken too long ago, or never by this user.
    """
    row = session.get(CodeRow, code_id)
    if row is None or row.taken_by != user_id or row.taken_at is None:
        raise CodeExpiredError
    if abs(context.clock.now() - row.taken_at) > TAKEN_FOR:
        raise CodeExpiredError
    return row.person_id


def _fresh_nonce(context: Context, session: Session) -> str:
    """Give ten digits that no code has."""
    while True:
        nonce = context.digits(NONCE_DIGITS)
        if session.exec(select(CodeRow.id).where(CodeRow.nonce == nonce)).first() is None:
            return nonce


def _key(context: Context) -> bytes:
    return context.vault.subkey("code")


def _install(context: Context, session: Session) -> str:
    """Give the three digits that tell this install's codes from another's; made when first needed."""
    row = session.get(SettingRow, "code_install")
    if row is None:
        row = SettingRow(key="code_install", value=context.digits(3))
        session.add(row)
        session.flush()
    return row.value
