"""Turns rows into the situation that rules look at: a patient, their sharers, their household, on one day."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from app.data.ledger import balances
from app.data.queries.people import households, insurance_on, people
from app.data.sharing_tables import SharingRow
from app.domain.ledger import AccountKind
from app.domain.people import Person
from app.domain.sharing import Sharing
from app.domain.situation import Household, Situation


def load_people(session: Session, person_ids: Iterable[int], day: date) -> dict[str, Person]:
    """Give these people as the rules see them on the day, by domain id (the row id as text)."""
    ids = set(person_ids)
    owners = [str(one) for one in ids]
    insured = insurance_on(session, ids, day)
    this_year = balances(session, AccountKind.THIS_YEAR, owners)
    prior_years = balances(session, AccountKind.PRIOR_YEARS, owners)
    return {
        str(key): row.to_domain(insured.get(key), prior_years.get(str(key), 0), this_year.get(str(key), 0))
        for key, row in people(session, ids).items()
    }


def load_situation(session: Session, day: date, member_id: int, *others: int) -> Situation:
    """Give what the rules need to know to answer for `member_id` on the day, and about the `others` named."""
    sharings = session.exec(
        select(SharingRow).where(SharingRow.member_id == member_id).order_by(col(SharingRow.since), col(SharingRow.id))
    ).all()
    found = households(session, [member_id]).get(member_id)
    ids = {member_id, *others, *(row.sharer_id for row in sharings)}
    homes: tuple[Household, ...] = ()
    if found is not None:
        ids |= found.members
        owner = str(found.household_id)
        held = balances(session, AccountKind.FAMILY, [owner]).get(owner, 0)
        homes = (Household(owner, frozenset(str(one) for one in found.members), held),)
    found_people = load_people(session, ids, day)
    return Situation(
        day=day,
        people=found_people,
        sharings=tuple(_sharing(row, found_people) for row in sharings),
        households=homes,
    )


def load_giving(session: Session, day: date, sharer_id: int, person_ids: Iterable[int]) -> Situation:
    """Give a sharer, these people and what the sharer shares with them, for questions about all of them at once."""
    ids = {sharer_id, *person_ids}
    rows = session.exec(
        select(SharingRow)
        .where(SharingRow.sharer_id == sharer_id, col(SharingRow.member_id).in_(ids))
        .order_by(col(SharingRow.since), col(SharingRow.id))
    ).all()
    found = load_people(session, ids, day)
    return Situation(day=day, people=found, sharings=tuple(_sharing(row, found) for row in rows))


def _sharing(row: SharingRow, found: Mapping[str, Person]) -> Sharing:
    """Give a sharing as the rules see it: one that ended by itself is over for good.

    While the sharer's insurance still isn't normal, the rules name that and not the end.
    """
    sharing = row.to_domain()
    if row.ended_on is None or not found[sharing.sharer].can_share:
        return sharing
    return replace(sharing, revoked=min(row.ended_on, sharing.revoked or row.ended_on))
