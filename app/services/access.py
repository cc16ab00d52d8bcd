"""Who may see and do what: every service that takes a user asks here first."""

from dataclasses import dataclass

from sqlmodel import Session

from app.data.people_tables import PersonRow, UserRow
from app.data.queries.people import in_my_register, linked_to, shared_with, user_of_person
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
    """The logged-in user.

    Raises:
        NotAllowed: nobody has this id.
    """
    user = session.get(UserRow, user_id)
    if user is None:
        raise NotAllowed("登录已经失效，再登录一次")
    return Me(user, session.get_one(PersonRow, user.person_id))


def visible_people(session: Session, who: Me) -> set[int]:
    """Ids of everyone whose name and insurance this user may see: themself, those they entered, kin by link or sharing."""
    own = in_my_register(session, who.person_id)
    return {*own, *linked_to(session, who.person_id), *shared_with(session, who.person_id)}


def require_visible(session: Session, who: Me, person_id: int) -> None:
    """Let through only people this user may see.

    Raises:
        NotAllowed: it is somebody else's family; the words don't tell whether the person exists.
    """
    if person_id not in visible_people(session, who):
        raise NotAllowed("没有找到这个人")


def may_show_code(session: Session, who: Me, person_id: int) -> bool:
    """One's own code, and those of one's 亲情账户 members."""
    return person_id == who.person_id or person_id in linked_to(session, who.person_id)


def may_edit(session: Session, who: Me, person: PersonRow) -> bool:
    """One's own insurance data, and those of people one entered who haven't registered themselves."""
    if person.id == who.person_id:
        return True
    return person.created_by == who.person_id and user_of_person(session, person.id or 0) is None
