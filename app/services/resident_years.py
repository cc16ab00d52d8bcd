"""居民医保缴费 of one person: what is known of each insured year and what isn't, what to do next, and the channels."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.data.people_tables import PersonRow
from app.data.queries.fees import Done, confirmed_years, paid_years
from app.data.situation import load_situation
from app.domain.fee_years import YearState, YearTerms, state_for, terms_of
from app.domain.fees import Channel, Fee, FeeKind, pay_fee
from app.domain.people import Person
from app.domain.rule_names import RuleName
from app.domain.rule_texts import Clash
from app.domain.rulebook import RuleBook, Rules
from app.domain.settlement import Refusal
from app.domain.situation import Situation
from app.domain.words import Words
from app.services.access import me, require_known
from app.services.context import Context
from app.services.explain import Explanation
from app.services.fee_quotes import known_relation
from app.services.fee_words import Told, explain_fee, told
from app.services.newborns import NewbornState, NewbornYear, year_of
from app.services.receipts import viewer_of
from app.services.resident_terms import (
    Assisted,
    ChannelView,
    Late,
    assisted_kinds,
    channel_clash,
    channels,
    cover_words,
    earlier_words,
    late_payment,
    until_words,
)

TERMS = ("amount", "window_from", "full_year_until", "next_day_from", "late_wait_months")


@dataclass(frozen=True)
class ResidentYear:
    """One insured year for one person, as known today; amounts in 分.

    `obstacle` is the first rule against paying it out of the user's own account, None if that would pay. `next_step`
    says what to do, `cover` from when on a payment of today covers ("" where none is possible), `hint` what an earlier
    year was like where nothing is known of this one.
    """

    terms: YearTerms
    state: YearState
    cover: Words
    obstacle: Explanation | None
    next_step: Words
    hint: Words
    late: Late | None
    assisted: tuple[Assisted, ...]
    paid: Done | None
    newborn: NewbornYear | None
    rules: tuple[Told, ...]

    @property
    def year(self) -> int:
        """The insured year."""
        return self.terms.year

    @property
    def can_pay(self) -> bool:
        """Whether the user's own account would pay it now."""
        return self.obstacle is None


@dataclass(frozen=True)
class ResidentYears:
    """What is known of somebody's 居民医保, newest year first; `clash`: the sources don't agree on the channels."""

    person_id: int
    name: str
    badge: int
    relation: str
    years: tuple[ResidentYear, ...]
    channels: tuple[ChannelView, ...]
    clash: Clash | None


def resident_years(context: Context, user_id: int, person_id: int) -> ResidentYears:
    """Give what is known of each insured year that still matters to somebody: last year's, this one's, the next.

    Raises:
        NotAllowed: not somebody this user knows.
    """
    home = context.rules.home_book(context.clock.today())
    with context.database.read() as session:
        who = me(session, user_id)
        require_known(session, who, person_id)
        row = session.get_one(PersonRow, person_id)
        viewer = viewer_of(session, who)
        scene = _Scene(
            context,
            load_situation(session, home.day, person_id, who.person_id),
            str(who.person_id),
            str(person_id),
            paid_years(session, viewer, person_id, FeeKind.RESIDENT),
            confirmed_years(session, viewer, person_id),
        )
        years = tuple(_year(session, scene, home, year) for year in _years(home, scene))
    return ResidentYears(
        person_id=person_id,
        name=row.name,
        badge=row.badge,
        relation=known_relation(scene.situation, scene.payer, scene.beneficiary),
        years=years,
        channels=channels(context.rules, home),
        clash=channel_clash(context.rules, home),
    )


@dataclass(frozen=True)
class _Scene:
    """What every year of one person is told from: `payer` is the user."""

    context: Context
    situation: Situation
    payer: str
    beneficiary: str
    paid: Mapping[int, Done]
    confirmed: Mapping[int, Done]

    @property
    def person(self) -> Person:
        """Whose years they are."""
        return self.situation.person(self.beneficiary)


def _years(home: RuleBook, scene: _Scene) -> list[int]:
    """Give the years that matter, newest first: none before birth; last year only if something is known of it."""
    this = home.day.year
    known = this - 1 in scene.paid or home.resident_fee_fen(this - 1) is not None
    years = [this + 1, this, this - 1] if known else [this + 1, this]
    return [year for year in years if year >= scene.person.born.year]


def _year(session: Session, scene: _Scene, home: RuleBook, year: int) -> ResidentYear:
    rules, done, terms = scene.context.rules, scene.paid.get(year), terms_of(home, year)
    state = state_for(home, scene.person, year, paid=done is not None, confirmed=year in scene.confirmed)
    free = state in {YearState.FREE, YearState.CONFIRMED}
    newborn = year_of(scene.context, session, scene.person, year, scene.confirmed) if free else None
    obstacle = _obstacle(rules, scene, year, state)
    return ResidentYear(
        terms=terms,
        state=state,
        cover=cover_words(terms, home.day) if state is YearState.OPEN else Words(""),
        obstacle=obstacle,
        next_step=_next_step(terms, obstacle, newborn),
        hint=earlier_words(home, year) if state is YearState.UNKNOWN else Words(""),
        late=late_payment(rules, home, terms) if state is YearState.LATE else None,
        assisted=assisted_kinds(rules, home, year),
        paid=done,
        newborn=newborn,
        rules=told(rules, home, *(f"resident_fee.{year:04d}.{name}" for name in TERMS)),
    )


def _next_step(terms: YearTerms, obstacle: Explanation | None, newborn: NewbornYear | None) -> Words:
    """Tell what to do; of a free year, what to do about its confirmation."""
    if newborn is not None and newborn.state is NewbornState.CONFIRMED:
        return Words("免缴确认已经办了，这一年不用缴钱。")
    if newborn is not None and newborn.obstacle is not None:
        return newborn.obstacle.next_step
    return obstacle.next_step if obstacle else until_words(terms)


def _obstacle(rules: Rules, scene: _Scene, year: int, state: YearState) -> Explanation | None:
    """Give the first rule against paying out of the user's account today; who needn't pay is told that first."""
    relation = known_relation(scene.situation, scene.payer, scene.beneficiary)
    fee = Fee(
        kind=FeeKind.RESIDENT,
        year=year,
        payer=scene.payer,
        beneficiary=scene.beneficiary,
        relation=relation,
        channel=Channel.GANFUTONG,
        already_paid=year in scene.paid,
    )
    if state is YearState.NOT_NEEDED:
        return explain_fee(rules, scene.situation, fee, RuleName.FEE_BENEFICIARY_EMPLOYEE)
    outcome = pay_fee(rules, scene.situation, fee)
    return explain_fee(rules, scene.situation, fee, outcome.rule) if isinstance(outcome, Refusal) else None
