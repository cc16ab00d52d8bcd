"""Who there is, and how they are insured on a day."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, or_, select

from app.data.people_tables import HouseholdMemberRow, InsuranceRow, PersonRow, UserRow
from app.data.sharing_tables import FamilyLinkRow, SharingRow


def insurance_on(session: Session, person_ids: Collection[int], day: date) -> dict[int, InsuranceRow]:
    """How each of these people is insured on the day; nobody who isn't on record yet."""
    rows = session.exec(
        select(InsuranceRow)
        .where(col(InsuranceRow.person_id).in_(person_ids), InsuranceRow.since <= day)
        .order_by(col(InsuranceRow.since), col(InsuranceRow.id))
    )
    return {row.person_id: row for row in rows}


def people(session: Session, person_ids: Collection[int]) -> dict[int, PersonRow]:
    """These people's rows by id."""
    rows = session.exec(select(PersonRow).where(col(PersonRow.id).in_(person_ids)))
    return {row.id or 0: row for row in rows}


def person_by_certificate(session: Session, digest: str) -> PersonRow | None:
    """The person with this certificate, found by its keyed digest."""
    return session.exec(select(PersonRow).where(PersonRow.cert_digest == digest)).first()


def user_of_person(session: Session, person_id: int) -> UserRow | None:
    """The user who is this person, if they registered."""
    return session.exec(select(UserRow).where(UserRow.person_id == person_id)).first()


def household_mates(session: Session, person_id: int) -> tuple[int | None, frozenset[int]]:
    """The person's household and everyone in it; (None, nobody) without one."""
    own = session.get(HouseholdMemberRow, person_id)
    if own is None:
        return None, frozenset()
    rows = session.exec(select(HouseholdMemberRow).where(HouseholdMemberRow.household_id == own.household_id))
    return own.household_id, frozenset(row.person_id for row in rows)


def in_my_register(session: Session, person_id: int) -> list[int]:
    """Ids of this person and of the people they entered, in order of joining."""
    rows = session.exec(
        select(PersonRow.id)
        .where(or_(col(PersonRow.created_by) == person_id, col(PersonRow.id) == person_id))
        .order_by(col(PersonRow.badge), col(PersonRow.id))
    )
    return [found for found in rows if found is not None]


def linked_to(session: Session, person_id: int) -> list[int]:
    """Ids of the people whose code this person may show (亲情账户 in force), oldest link first."""
    rows = session.exec(
        select(FamilyLinkRow.member_id)
        .where(FamilyLinkRow.holder_id == person_id, col(FamilyLinkRow.ended_at).is_(None))
        .order_by(col(FamilyLinkRow.id))
    )
    return list(rows)


def shared_with(session: Session, person_id: int) -> set[int]:
    """Ids of everyone who ever shared with this person or was shared with."""
    rows = session.exec(
        select(SharingRow.sharer_id, SharingRow.member_id).where(
            or_(SharingRow.sharer_id == person_id, SharingRow.member_id == person_id)
        )
    )
    return {other for pair in rows for other in pair} - {person_id}
