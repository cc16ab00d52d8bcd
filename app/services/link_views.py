"""What 亲情账户 there are, as 家庭 shows them; nothing of 家庭共济 stands here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, or_, select

from app.data.people_tables import PersonRow
from app.data.queries.people import linked_to, looked_after, people
from app.data.sharing_tables import FamilyLinkRow, SharingRow
from app.domain.errors import NotAllowed
from app.domain.family_code import Consent, grown_on
from app.domain.people import age_on
from app.services.access import Me, me, visible_people
from app.services.context import Context
from app.services.link_consent import consent_age, waiting


@dataclass(frozen=True)
class LinkView:
    """An 亲情账户 as shown. `i_hold`: I show their code; else they show mine, or that of a member I look after.

    `waiting`: a guardian had agreed, the member is old enough now, and nothing is shown until they agree themselves.
    `grown_on` is the day when that is so, None where the member has agreed.
    """

    link_id: int
    person_id: int
    name: str
    badge: int
    kinship: str
    i_hold: bool
    started_at: datetime
    member_id: int = 0
    member_name: str = ""
    is_mine: bool = True
    by_guardian: bool = False
    waiting: bool = False
    grown_on: date | None = None


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
            Candidate(key, row.name, row.badge, age_on(row.born, today), kinship_of(session, who, key))
            for key, row in rows
        ]


def my_links(context: Context, user_id: int) -> list[LinkView]:
    """Give the 亲情账户 in force in which this user is either side, or looks after the member; oldest first."""
    with context.database.read() as session:
        who = me(session, user_id)
        mine = looked_after(session, who.person_id)
        rows = session.exec(
            select(FamilyLinkRow)
            .where(
                or_(FamilyLinkRow.holder_id == who.person_id, col(FamilyLinkRow.member_id).in_(mine)),
                col(FamilyLinkRow.ended_at).is_(None),
            )
            .order_by(col(FamilyLinkRow.id))
        ).all()
        return _views(context, session, who, rows)


def family_link(context: Context, user_id: int, link_id: int) -> LinkView:
    """Give one 亲情账户 in force.

    Raises:
        NotAllowed: not a side of it, or it has ended.
    """
    with context.database.read() as session:
        who = me(session, user_id)
        row = session.get(FamilyLinkRow, link_id)
        mine = looked_after(session, who.person_id)
        if row is None or row.ended_at is not None or not {row.holder_id, row.member_id} & mine:
            raise NotAllowed("没有找到这个亲情账户")
        return _views(context, session, who, [row])[0]


def kinship_of(session: Session, who: Me, member_id: int) -> str:
    """Give what a person is to the user, as said when sharing with them last."""
    found = session.exec(
        select(SharingRow.kinship)
        .where(SharingRow.sharer_id == who.person_id, SharingRow.member_id == member_id)
        .order_by(col(SharingRow.id).desc())
    ).first()
    return found or ""


def _views(context: Context, session: Session, who: Me, rows: Sequence[FamilyLinkRow]) -> list[LinkView]:
    named = people(session, {one for row in rows for one in (row.holder_id, row.member_id)})
    age = consent_age(context) if rows else 0
    return [_view(context, who, row, named, age) for row in rows]


def _view(context: Context, who: Me, row: FamilyLinkRow, named: dict[int, PersonRow], age: int) -> LinkView:
    i_hold = row.holder_id == who.person_id
    member, other = named[row.member_id], named[row.member_id if i_hold else row.holder_id]
    by_guardian = row.consent == Consent.GUARDIAN.value
    return LinkView(
        link_id=row.id or 0,
        person_id=other.id or 0,
        name=other.name,
        badge=other.badge,
        kinship=row.kinship,
        i_hold=i_hold,
        started_at=row.started_at,
        member_id=row.member_id,
        member_name=member.name,
        is_mine=row.member_id == who.person_id,
        by_guardian=by_guardian,
        waiting=waiting(context, row, member),
        grown_on=grown_on(member.born, age) if by_guardian else None,
    )
