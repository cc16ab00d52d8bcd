"""首页: what I can share, my family's codes, and the most urgent notice."""

from dataclasses import dataclass

from app.data.queries.people import linked_to
from app.data.situation import load_people
from app.domain.limits import shareable_fen
from app.domain.people import Insutype
from app.domain.regions import city_name
from app.services.access import me, visible_people
from app.services.context import Context
from app.services.insurance import InsuranceView, insurance_views
from app.services.notices import Notice, latest_unread, unread_count


@dataclass(frozen=True)
class FamilyMember:
    """Somebody of the family on 首页. `shows_code`: their code can be opened from here."""

    view: InsuranceView
    shows_code: bool


@dataclass(frozen=True)
class HomeView:
    """What 首页 shows; amounts in 分. `shared_by` tells which rule decides what can be shared, "" if nothing can."""

    me: InsuranceView
    city: str
    shareable_fen: int
    kept_fen: int
    prior_years_only: bool
    floor_fen: int
    can_share: bool
    rule_key: str
    family: tuple[FamilyMember, ...]
    unread: int
    notice: Notice | None


def home(context: Context, user_id: int) -> HomeView:
    """Everything 首页 shows, in one read."""
    today = context.clock.today()
    with context.database.read() as session:
        who = me(session, user_id)
        linked = linked_to(session, who.person_id)
        others = sorted(visible_people(session, who) - {who.person_id} - set(linked))
        views = insurance_views(context, session, who, [who.person_id, *linked, *others], today)
        person = load_people(session, [who.person_id], today)[str(who.person_id)]
        shows = {who.person_id, *linked}
        family = tuple(FamilyMember(view, view.person_id in shows) for view in views)
        unread, notice = unread_count(session, who.person_id), latest_unread(session, who.person_id)
    has_account = person.insutype is Insutype.EMPLOYEE
    book = context.rules.book(person.region, today) if has_account else context.rules.home_book(today)
    fen = shareable_fen(book, person)
    return HomeView(
        me=views[0],
        city=city_name(person.region) if person.region else "",
        shareable_fen=fen,
        kept_fen=person.balance_fen - fen,
        prior_years_only=has_account and book.prior_years_only,
        floor_fen=book.balance_floor_fen if has_account else 0,
        can_share=person.can_share,
        rule_key="sharing.prior_years_only" if has_account and book.prior_years_only else "sharing.balance_floor",
        family=family,
        unread=unread,
        notice=notice,
    )
