"""亲情账户 that wait: their member has grown past the age of consent, and only a guardian has agreed so far."""

from sqlmodel import Session, col, select

from app.data.people_tables import PersonRow
from app.data.sharing_tables import FamilyLinkRow
from app.domain.family_code import Consent, asks_member
from app.services.context import Context


def consent_age(context: Context) -> int:
    """Give the age from which the member agrees themselves (PLAT)."""
    return whole(context.rules.home_book(context.clock.today()).rule("family_code.consent_age").value)


def most_links(context: Context) -> int:
    """Give how many 亲情账户 one person may have (PLAT)."""
    return whole(context.rules.home_book(context.clock.today()).rule("family_code.max_members").value)


def waiting(context: Context, link: FamilyLinkRow, member: PersonRow) -> bool:
    """Tell whether a link shows no code until its member has agreed."""
    return asks_member(Consent(link.consent), member.born, context.clock.today(), consent_age(context))


def waiting_members(context: Context, session: Session, holder_id: int) -> set[int]:
    """Give those members of this person's links whose own consent is missing."""
    found = session.exec(
        select(col(FamilyLinkRow.member_id), col(PersonRow.born))
        .join(PersonRow, col(PersonRow.id) == col(FamilyLinkRow.member_id))
        .where(
            FamilyLinkRow.holder_id == holder_id,
            col(FamilyLinkRow.ended_at).is_(None),
            FamilyLinkRow.consent == Consent.GUARDIAN.value,
        )
    ).all()
    if not found:
        return set()
    today, age = context.clock.today(), consent_age(context)
    return {member_id for member_id, born in found if asks_member(Consent.GUARDIAN, born, today, age)}


def whole(value: object) -> int:
    """Give a rule's value that is a whole number.

    Raises:
        TypeError: it isn't one; the loader lets no such rule through.
    """
    if not isinstance(value, int):
        raise TypeError(f"a whole number was expected, not {value!r}")
    return value
