"""Everything that the rules look at on one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.errors import GongjiError
from app.domain.people import Person
from app.domain.sharing import Sharing


@dataclass(frozen=True, slots=True)
class Household:
    """Relatives with one 门诊家庭账户 (S1 §二); ``members`` are ids, the balance is in 分."""

    id: str
    members: frozenset[str]
    family_account_fen: int


@dataclass(frozen=True, slots=True)
class Situation:
    """People by id, registered sharings in the order of registration, and households, on a day."""

    day: date
    people: Mapping[str, Person]
    sharings: tuple[Sharing, ...] = ()
    households: tuple[Household, ...] = ()

    def person(self, person_id: str) -> Person:
        """Give a person by id. Raises GongjiError for an id that is not there."""
        found = self.people.get(person_id)
        if found is None:
            raise GongjiError("没有这个人：{person}", person=person_id)
        return found

    def sharings_of(self, member: str) -> list[Sharing]:
        """Give the sharings of a member by ``since``, ties in the order of registration."""
        return sorted((s for s in self.sharings if s.member == member), key=lambda s: s.since)

    def household_of(self, person_id: str) -> Household | None:
        """Give the household that a person belongs to, if any."""
        return next((h for h in self.households if person_id in h.members), None)
