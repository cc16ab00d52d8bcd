"""亲情账户: showing a relative's own code on my phone. It spends the relative's own money and shares none of mine."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from app.data.people_tables import PersonRow
from app.data.queries.people import linked_to, looked_after, people, registered
from app.data.sharing_tables import FamilyLinkRow, SharingRow
from app.domain.errors import InputError, NotAllowed
from app.domain.people import age_on
from app.domain.words import Words
from app.services.access import Me, me, require_known, visible_people
from app.services.context import Context
from app.services.notices import NewNotice, notify


@dataclass(frozen=True)
class LinkQuestion:
    """What has to be agreed to before a code may be shown: a guardian's tick, or the member's own consent."""

    member_id: int
    name: str
    badge: int
    age: int
    by_guardian: bool
    already_linked: bool
    places_left: int
    kinship: str = ""


@dataclass(frozen=True)
class LinkView:
    """An 亲情账户 as shown. `i_hold`: I show their code; else they show mine."""

    link_id: int
    person_id: int
    name: str
    badge: int
    kinship: str
    i_hold: bool
    started_at: datetime


@dataclass(frozen=True)
class Candidate:
    """Somebody whose 亲情账户 could be added; `kinship` is what they are to the user, "" where nobody said."""

    person_id: int
    name: str
    badge: int
    age: int
    kinship: str


def candidates(context: Context, user_id: int) -> list[Candidate]:
    """Give everyone the user may see, but themself and those linked already, in order of joining."""
    today = context.clock.today()
    with context.database.read() as session:
        who = me(session, user_id)
        open_to = visible_people(session, who) - {who.person_id} - set(linked_to(session, who.person_id))
        rows = sorted(people(session, open_to).items(), key=lambda one: (one[1].badge, one[0]))
        return [
            Candidate(key, row.name, row.badge, age_on(row.born, today), _kinship(session, who, key))
            for key, row in rows
        ]


def link_question(context: Context, user_id: int, member_id: int) -> LinkQuestion:
    """Give what to ask before linking with this person.

    Raises:
        NotAllowed: not somebody this user may see.
    """
    with context.database.read() as session:
        who = me(session, user_id)
        require_known(session, who, member_id)
        member = session.get_one(PersonRow, member_id)
        linked = linked_to(session, who.person_id)
        book = context.rules.home_book(context.clock.today())
        age = age_on(member.born, context.clock.today())
        return LinkQuestion(
            member_id=member_id,
            name=member.name,
            badge=member.badge,
            age=age,
            by_guardian=age < _whole(book.rule("family_code.consent_age").value),
            already_linked=member_id in linked,
            places_left=_whole(book.rule("family_code.max_members").value) - len(linked),
            kinship=_kinship(session, who, member_id),
        )


def link(context: Context, user_id: int, member_id: int, kinship: str, *, agreed: bool) -> int:
    """Make an 亲情账户 and give its id; linked already is no error.

    Raises:
        InputError: not agreed to (field "agreed"), oneself, or five already (field "").
        NotAllowed: not somebody this user may see; or, on a shared install, somebody who can only consent themselves.
    """
    question = link_question(context, user_id, member_id)
    if not agreed:
        text = Words("监护人要先勾选") if question.by_guardian else Words("要先得到本人同意")
        raise InputError("agreed", text)
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        if member_id == who.person_id:
            raise InputError("", "自己的码一直在，不用加")
        found = session.exec(
            select(FamilyLinkRow).where(
                FamilyLinkRow.holder_id == who.person_id,
                FamilyLinkRow.member_id == member_id,
                col(FamilyLinkRow.ended_at).is_(None),
            )
        ).first()
        if found is not None:
            return found.id or 0
        is_user = bool(registered(session, [member_id]))
        if context.shared:
            _require_mine(session, who, member_id, is_user=is_user)
        most = _whole(context.rules.home_book(context.clock.today()).rule("family_code.max_members").value)
        if len(linked_to(session, who.person_id)) >= most:
            raise InputError("", "亲情账户最多 {most} 位家人，先解绑一位", most=most)
        row = FamilyLinkRow(
            holder_id=who.person_id,
            member_id=member_id,
            kinship=kinship,
            consent="guardian" if question.by_guardian else "member",
            started_at=context.clock.now(),
        )
        session.add(row)
        session.flush()
        link_id = row.id or 0
        if is_user:
            body = Words("对方可以出示您的医保码，花的是您自己的医保。随时可以在「家庭」里解绑。")
            title = Words("{name}加了您的亲情账户", name=who.person.name)
            notify(context, session, member_id, NewNotice("linked", title, body, "/family?kind=link"))
        unit.commit()
    return link_id


def _require_mine(session: Session, who: Me, member_id: int, *, is_user: bool) -> None:
    """Let through, among strangers, only whom this user entered: simulated consent would hand out anybody's code.

    Raises:
        NotAllowed: the person registered themselves, or was entered by somebody else.
    """
    if is_user:
        raise NotAllowed("这里是多人共用的服务。对方自己注册了，请对方登录后自己出示医保码")
    if session.get_one(PersonRow, member_id).created_by != who.person_id:
        raise NotAllowed("这里是多人共用的服务，只能加自己登记的家人。这位是别人登记的，请那位家人出示医保码")


def unlink(context: Context, user_id: int, link_id: int) -> None:
    """End an 亲情账户; either side may, and whoever looks after the member.

    Raises:
        NotAllowed: not a side of it.
    """
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        row = session.get(FamilyLinkRow, link_id)
        if row is None or not ({row.holder_id, row.member_id} & looked_after(session, who.person_id)):
            raise NotAllowed("没有找到这个亲情账户")
        if row.ended_at is None:
            row.ended_at = context.clock.now()
            session.add(row)
            unit.commit()


def my_links(context: Context, user_id: int) -> list[LinkView]:
    """Give the 亲情账户 in force in which this user is either side, oldest first."""
    with context.database.read() as session:
        who = me(session, user_id)
        rows = session.exec(
            select(FamilyLinkRow)
            .where(
                (col(FamilyLinkRow.holder_id) == who.person_id) | (col(FamilyLinkRow.member_id) == who.person_id),
                col(FamilyLinkRow.ended_at).is_(None),
            )
            .order_by(col(FamilyLinkRow.id))
        ).all()
        named = people(session, {one for row in rows for one in (row.holder_id, row.member_id)})
        views = []
        for row in rows:
            i_hold = row.holder_id == who.person_id
            other = named[row.member_id if i_hold else row.holder_id]
            views.append(
                LinkView(row.id or 0, other.id or 0, other.name, other.badge, row.kinship, i_hold, row.started_at)
            )
        return views


def _kinship(session: Session, who: Me, member_id: int) -> str:
    """Give what a person is to the user, as said when sharing with them last."""
    found = session.exec(
        select(SharingRow.kinship)
        .where(SharingRow.sharer_id == who.person_id, SharingRow.member_id == member_id)
        .order_by(col(SharingRow.id).desc())
    ).first()
    return found or ""


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"a whole number was expected, not {value!r}")
    return value
