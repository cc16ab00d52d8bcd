"""Who may see and do what: every service that takes a user asks here first."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from app.data.people_tables import PersonRow, UserRow
from app.data.queries.people import has_met, in_my_register, linked_to, looked_after, registered, shared_with
from app.domain.errors import NotAllowed


@dataclass(frozen=True)
class Me:
    """The logged-in user: the row, and the person they are."""

    user: UserRow
    person: PersonRow

    @property
    def user_id(self) -> int:
        """The user's id."""
        return self.user.id or 0

    @property
    def person_id(self) -> int:
        """The id of the person the user is."""
        return self.person.id or 0


def me(session: Session, user_id: int) -> Me:
    """Give the logged-in user.

    Raises:
        NotAllowed: nobody has this id.
    """
    user = session.get(UserRow, user_id)
    if user is None:
        raise NotAllowed("登录已经失效，再登录一次")
    return Me(user, session.get_one(PersonRow, user.person_id))


def visible_people(session: Session, who: Me) -> set[int]:
    """Give the ids of all whose name and insurance this user may see.

    These are the user, those they entered, and kin by 亲情账户 or 家庭共济.
    """
    own = in_my_register(session, who.person_id)
    return {*own, *linked_to(session, who.person_id), *shared_with(session, who.person_id)}


def require_visible(session: Session, who: Me, person_id: int) -> None:
    """Let through only people this user may see.

    Raises:
        NotAllowed: it is somebody else's family; the words don't tell whether the person exists.
    """
    if person_id not in visible_people(session, who):
        raise NotAllowed("没有找到这个人")


def require_known(session: Session, who: Me, person_id: int) -> None:
    """Let through people this user may see, or has found in the register by certificate and name.

    Raises:
        NotAllowed: an id that this user can't have come by; the words don't tell whether the person exists.
    """
    if not has_met(session, who.person_id, person_id):
        require_visible(session, who, person_id)


def may_show_code(session: Session, who: Me, person_id: int) -> bool:
    """Tell whether this is one's own code, or that of one of one's 亲情账户 members."""
    return person_id == who.person_id or person_id in linked_to(session, who.person_id)


def editable(session: Session, who: Me, person_ids: Collection[int]) -> set[int]:
    """Give those of these people whose insurance this user keeps: see `may_edit`."""
    return looked_after(session, who.person_id) & set(person_ids)


def may_edit(session: Session, who: Me, person: PersonRow) -> bool:
    """Tell whether this is oneself, or somebody one entered who hasn't registered themselves."""
    if person.id == who.person_id:
        return True
    return person.created_by == who.person_id and not registered(session, [person.id or 0])
