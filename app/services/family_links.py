"""亲情账户: showing a relative's own code on my phone. It spends the relative's own money and shares none of mine."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from app.data.people_tables import PersonRow
from app.data.queries.people import linked_to, people, user_of_person
from app.data.sharing_tables import FamilyLinkRow
from app.domain.errors import InputError, NotAllowed
from app.domain.people import age_on
from app.services.access import me, require_visible
from app.services.context import Context
from app.services.notices import notify


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


def link_question(context: Context, user_id: int, member_id: int) -> LinkQuestion:
    """What to ask before linking with this person.

    Raises:
        NotAllowed: not somebody this user may see.
    """
    with context.database.read() as session:
        who = me(session, user_id)
        require_visible(session, who, member_id)
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
        )


def link(context: Context, user_id: int, member_id: int, kinship: str, *, agreed: bool) -> int:
    """Make an 亲情账户 and give its id; linked already is no error.

    Raises:
        InputError: not agreed to (field "agreed"), oneself, or five already (field "").
        NotAllowed: not somebody this user may see.
    """
    question = link_question(context, user_id, member_id)
    if not agreed:
        text = "监护人要先勾选" if question.by_guardian else "要先得到本人同意"
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
        if user_of_person(session, member_id) is not None:
            body = "对方可以出示您的医保码，花的是您自己的医保。随时可以在「家庭」里解绑。"
            notify(context, session, member_id, "linked", f"{who.person.name}加了您的亲情账户", body, "/family?kind=link")
        unit.commit()
    return link_id


def unlink(context: Context, user_id: int, link_id: int) -> None:
    """End an 亲情账户; either side may.

    Raises:
        NotAllowed: not a side of it.
    """
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        row = session.get(FamilyLinkRow, link_id)
        if row is None or who.person_id not in (row.holder_id, row.member_id):
            raise NotAllowed("没有找到这个亲情账户")
        if row.ended_at is None:
            row.ended_at = context.clock.now()
            session.add(row)
            unit.commit()


def my_links(context: Context, user_id: int) -> list[LinkView]:
    """The 亲情账户 in force in which this user is either side, oldest first."""
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


def _whole(value: object) -> int:
    if not isinstance(value, int):
        msg = f"a whole number was expected, not {value!r}"
        raise TypeError(msg)
    return value
