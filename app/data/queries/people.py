"""Who there is, and how they are insured on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from app.data.people_tables import AcquaintanceRow, HouseholdMemberRow, InsuranceRow, PersonRow, UserRow
from app.data.sharing_tables import FamilyLinkRow, SharingRow


@dataclass(frozen=True)
class PersonHousehold:
    """A person's household and everyone in it, the person too."""

    household_id: int
    members: frozenset[int]


def insurance_on(
    session: Session, person_ids: Collection[int] | SelectOfScalar[int], day: date
) -> dict[int, InsuranceRow]:
    """Give how each of these people is insured on the day; nobody who isn't on record yet."""
    latest = (
        select(InsuranceRow.id)
        .where(InsuranceRow.person_id == col(PersonRow.id), InsuranceRow.since <= day)
        .order_by(col(InsuranceRow.since).desc(), col(InsuranceRow.id).desc())
        .limit(1)
        .correlate(PersonRow)
        .scalar_subquery()
    )
    rows = session.exec(
        select(InsuranceRow)
        .select_from(PersonRow)
        .join(InsuranceRow, col(InsuranceRow.id) == latest)
        .where(col(PersonRow.id).in_(person_ids))
    )
    return {row.person_id: row for row in rows}


def people(session: Session, person_ids: Collection[int]) -> dict[int, PersonRow]:
    """Give these people's rows by id."""
    rows = session.exec(select(PersonRow).where(col(PersonRow.id).in_(person_ids)))
    return {row.id or 0: row for row in rows}


def person_by_certificate(session: Session, digest: str) -> PersonRow | None:
    """Give the person with this certificate, found by its keyed digest."""
    return session.exec(select(PersonRow).where(PersonRow.cert_digest == digest)).first()


def user_of_person(session: Session, person_id: int) -> UserRow | None:
    """Give the user who is this person, if they registered."""
    return session.exec(select(UserRow).where(UserRow.person_id == person_id)).first()


def registered(session: Session, person_ids: Collection[int]) -> set[int]:
    """Give those of these people who registered themselves."""
    return set(session.exec(select(UserRow.person_id).where(col(UserRow.person_id).in_(person_ids))))


def households(session: Session, person_ids: Collection[int]) -> dict[int, PersonHousehold]:
    """Give the household of each of these people who has one, by person."""
    wanted = select(HouseholdMemberRow.household_id).where(col(HouseholdMemberRow.person_id).in_(person_ids))
    members: dict[int, set[int]] = {}
    for row in session.exec(select(HouseholdMemberRow).where(col(HouseholdMemberRow.household_id).in_(wanted))):
        members.setdefault(row.household_id, set()).add(row.person_id)
    return {
        person_id: PersonHousehold(household_id, frozenset(mates))
        for household_id, mates in members.items()
        for person_id in mates.intersection(person_ids)
    }


def in_my_register(session: Session, person_id: int) -> list[int]:
    """Give the ids of this person and of the people they entered, in order of joining."""
    rows = session.exec(
        select(PersonRow.id)
        .where(or_(col(PersonRow.created_by) == person_id, col(PersonRow.id) == person_id))
        .order_by(col(PersonRow.badge), col(PersonRow.id))
    )
    return [found for found in rows if found is not None]


def looked_after(session: Session, person_id: int) -> set[int]:
    """Give the ids of this person and of the people they entered who haven't registered themselves."""
    ids = set(in_my_register(session, person_id))
    return ids - registered(session, ids) | {person_id}


def linked_to(session: Session, person_id: int) -> list[int]:
    """Give the ids of the people whose code this person may show (亲情账户 in force), oldest link first."""
    rows = session.exec(
        select(FamilyLinkRow.member_id)
        .where(FamilyLinkRow.holder_id == person_id, col(FamilyLinkRow.ended_at).is_(None))
        .order_by(col(FamilyLinkRow.id))
    )
    return list(rows)


def shared_with(session: Session, person_id: int) -> set[int]:
    """Give the ids of everyone who ever shared with this person or was shared with."""
    rows = session.exec(
        select(SharingRow.sharer_id, SharingRow.member_id).where(
            or_(SharingRow.sharer_id == person_id, SharingRow.member_id == person_id)
        )
    )
    return {other for pair in rows for other in pair} - {person_id}


def has_met(session: Session, person_id: int, other_id: int) -> bool:
    """Tell whether this person has found the other in the register."""
    return session.get(AcquaintanceRow, (person_id, other_id)) is not None
