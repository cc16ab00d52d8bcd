"""共济还是亲情: what two answers lead to, and whether this user can begin it today."""

from dataclasses import dataclass
from enum import StrEnum

from app.data.queries.people import linked_to
from app.data.situation import load_people
from app.domain.limits import shareable_fen
from app.domain.people import Insutype
from app.domain.rule_names import RuleName
from app.services.access import me
from app.services.context import Context
from app.services.explain import Explanation, explain
from app.services.link_consent import most_links
from app.services.share_terms import Difference, difference


class Which(StrEnum):
    """What is right for somebody: one of the two, both, or neither."""

    POOL = "pool"
    LINK = "link"
    BOTH = "both"
    NEITHER = "neither"


def which(*, my_money: bool, on_my_phone: bool) -> Which:
    """Give what two answers lead to: whose money pays, and on whose phone the code is shown."""
    if my_money:
        return Which.BOTH if on_my_phone else Which.POOL
    return Which.LINK if on_my_phone else Which.NEITHER


@dataclass(frozen=True)
class WhichFacts:
    """What holds for this user: what could be shared today (分), why nothing can, and how many 亲情账户 are left."""

    difference: Difference
    shareable_fen: int
    obstacle: Explanation | None
    places_left: int


def which_facts(context: Context, user_id: int) -> WhichFacts:
    """Give what this user can begin today."""
    today = context.clock.today()
    with context.database.read() as session:
        who = me(session, user_id)
        person = load_people(session, [who.person_id], today)[str(who.person_id)]
        links = len(linked_to(session, who.person_id))
    obstacle = None
    if not person.can_share:
        is_employee = person.insutype is Insutype.EMPLOYEE
        rule = RuleName.SHARER_NOT_NORMAL if is_employee else RuleName.SHARER_NOT_EMPLOYEE_INSURED
        obstacle = explain(context.rules, rule, person.region, today, sharer=person.name)
    book = context.rules.book(person.region, today) if person.region else context.rules.home_book(today)
    return WhichFacts(difference(context), shareable_fen(book, person), obstacle, most_links(context) - links)
