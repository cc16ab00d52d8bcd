"""新生儿免缴确认: which insured years of a child are free, and the yearly confirmation. No money moves (JX26)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session

from app.data.fee_tables import NewbornConfirmationRow
from app.data.people_tables import PersonRow
from app.data.queries.fees import Done, confirmation_for, confirmation_of, confirmed_years, is_paid
from app.data.queries.people import looked_after
from app.data.situation import load_people
from app.domain.errors import NotAllowed, Refused
from app.domain.fees import FeeKind
from app.domain.newborn import confirmation_refused, newborn_years
from app.domain.people import Person
from app.domain.regions import JIANGXI
from app.domain.rule_names import NoteName
from app.services.access import Me, me, require_known
from app.services.context import Context
from app.services.explain import Explanation, explain
from app.services.fee_words import Told, told, window_words
from app.services.receipts import viewer_of

TOLD = ("newborn.born_from", "newborn.first_year", "newborn.free_years", "newborn.confirmation")


class NewbornState(StrEnum):
    """What an insured year is to a newborn."""

    CONFIRMED = "confirmed"
    CAN_CONFIRM = "can_confirm"
    NOT_NOW = "not_now"


@dataclass(frozen=True)
class NewbornYear:
    """One insured year of a child. `obstacle` says why it can't be confirmed today, with its rule.

    `confirmation_id` is the slip's, None if the viewer may not see it.
    """

    year: int
    state: NewbornState
    confirmed_on: date | None = None
    confirmation_id: int | None = None
    obstacle: Explanation | None = None


@dataclass(frozen=True)
class Newborn:
    """The insured years that count for a newborn; none, and `obstacle`, for who was born too early.

    `may_confirm`: the user looks after the child.
    """

    person_id: int
    name: str
    badge: int
    born: date
    may_confirm: bool
    years: tuple[NewbornYear, ...]
    obstacle: Explanation | None
    rules: tuple[Told, ...]


@dataclass(frozen=True)
class NewbornReceipt:
    """The slip of one confirmation."""

    confirmation_id: int
    number: str
    person_id: int
    name: str
    badge: int
    year: int
    made_by: str
    day: date
    confirmed_at: datetime
    years_left: tuple[int, ...]
    rules: tuple[Told, ...]


def newborn(context: Context, user_id: int, person_id: int) -> Newborn:
    """Give the insured years that count for a newborn: confirmed, to confirm today, or why not.

    Raises:
        NotAllowed: not somebody this user knows.
    """
    home = context.rules.home_book(context.clock.today())
    with context.database.read() as session:
        who = me(session, user_id)
        require_known(session, who, person_id)
        row = session.get_one(PersonRow, person_id)
        child = load_people(session, [person_id], home.day)[str(person_id)]
        done = confirmed_years(session, viewer_of(session, who), person_id)
        years = tuple(year_of(context, session, child, year, done) for year in newborn_years(home, child))
        may_confirm = person_id in looked_after(session, who.person_id)
    earlier = None if years else _explain(context, child, home.day.year, NoteName.NEWBORN_BORN_EARLIER)
    return Newborn(
        person_id, row.name, row.badge, row.born, may_confirm, years, earlier, told(context.rules, home, *TOLD)
    )


def confirm_newborn(context: Context, user_id: int, person_id: int, year: int) -> int:
    """Confirm an insured year of a child as free; give the confirmation's id. Once more gives the same.

    Raises:
        NotAllowed: only who looks after the child confirms.
        Refused: a rule says no; carries the explanation's words.
    """
    home = context.rules.home_book(context.clock.today())
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        _require_care(session, who, person_id)
        done = confirmation_of(session, person_id, year)
        if done is not None:
            return done.id or 0
        child = load_people(session, [person_id], home.day)[str(person_id)]
        rule = confirmation_refused(home, child, year, paid=is_paid(session, person_id, FeeKind.RESIDENT, year))
        if rule is not None:
            raise Refused(rule, _explain(context, child, year, rule).why)
        row = NewbornConfirmationRow(
            person_id=person_id, year=year, made_by=who.person_id, day=home.day, confirmed_at=context.clock.now()
        )
        session.add(row)
        session.flush()
        confirmation_id = row.id or 0
        unit.commit()
    return confirmation_id


def newborn_receipt(context: Context, user_id: int, confirmation_id: int) -> NewbornReceipt:
    """Give the slip of a confirmation, with the free years that are still to be confirmed.

    Raises:
        NotAllowed: not this user's to see.
    """
    with context.database.read() as session:
        viewer = viewer_of(session, me(session, user_id))
        row = confirmation_for(session, viewer, confirmation_id)
        if row is None:
            raise NotAllowed("没有找到这份免缴确认")
        person, made_by = session.get_one(PersonRow, row.person_id), session.get_one(PersonRow, row.made_by)
        child = load_people(session, [row.person_id], row.day)[str(row.person_id)]
    home = context.rules.home_book(row.day)
    free = [year for year in newborn_years(home, child) if home.newborn_free(child.born, year)]
    return NewbornReceipt(
        confirmation_id=confirmation_id,
        number=f"SIM{row.day:%Y%m%d}-M{confirmation_id:06d}",
        person_id=row.person_id,
        name=person.name,
        badge=person.badge,
        year=row.year,
        made_by=made_by.name,
        day=row.day,
        confirmed_at=row.confirmed_at,
        years_left=tuple(year for year in free if year > row.year),
        rules=told(context.rules, home, "newborn.confirmation", "newborn.free_years"),
    )


def year_of(context: Context, session: Session, child: Person, year: int, done: Mapping[int, Done]) -> NewbornYear:
    """Give one insured year of a child: `done` holds the years confirmed."""
    if year in done:
        return NewbornYear(year, NewbornState.CONFIRMED, done[year].day, done[year].record_id)
    home = context.rules.home_book(context.clock.today())
    rule = confirmation_refused(home, child, year, paid=is_paid(session, int(child.id), FeeKind.RESIDENT, year))
    if rule is None:
        return NewbornYear(year, NewbornState.CAN_CONFIRM)
    return NewbornYear(year, NewbornState.NOT_NOW, obstacle=_explain(context, child, year, rule))


def _require_care(session: Session, who: Me, person_id: int) -> None:
    require_known(session, who, person_id)
    if person_id not in looked_after(session, who.person_id):
        raise NotAllowed("免缴确认由登记孩子的家长办")


def _explain(context: Context, child: Person, year: int, rule: str) -> Explanation:
    home = context.rules.home_book(context.clock.today())
    window = window_words(home.fee_window(year))
    return explain(context.rules, rule, JIANGXI, home.day, member=child.name, year=year, window=window)
