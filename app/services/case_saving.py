"""Saves a payment, a refusal or a check as a case: a copy, in which people are called by their roles by default.

Nobody learns from it what they may not see: balances, quotas and birthdays of people whom the user doesn't look after
are changed to such as lead to the same outcome (cases/discreet.py).
"""

import hashlib
from collections.abc import Collection
from dataclasses import replace

from sqlmodel import Session, func, select

from app.cases.case import Case, Event
from app.cases.discreet import (
    title_of,
    with_names_of,
    with_roles,
    without_balances,
    without_birthdays,
    without_strangers,
)
from app.cases.facts import Outcome
from app.cases.read import parse_cases
from app.cases.run import outcome_of
from app.cases.write import (
    CaseTableDict,
    case_table,
    table_from_json,
    table_of,
    table_to_json,
    unique_names,
    write_cases,
)
from app.data.case_tables import SavedCaseRow
from app.data.queries.fees import fee_for
from app.data.queries.people import looked_after, people
from app.data.queries.settlements import settlement_for
from app.data.situation import load_situation
from app.domain.errors import NotAllowed
from app.domain.fees import Fee, FeeKind
from app.domain.sharing import BindRequest
from app.domain.situation import Situation
from app.services.access import Me, me, require_known
from app.services.case_facts import SOURCE, as_written
from app.services.context import Context
from app.services.fee_quotes import FeeForm, make_fee_quote
from app.services.quotes import PayForm, read_form
from app.services.receipts import viewer_of
from app.services.share import Authorization

MOST_SAVED = 1000
"""So many cases a user may keep."""


def save_case(  # noqa: PLR0913 - whose, what, and how
    context: Context, user_id: int, title: str, situation: Situation, event: Event, *, keep_names: bool = False
) -> int:
    """Save what the rules were asked about, with what they answer; give the case's id. The same again is kept once.

    Ids of people are those of rows, or any other words for people who are made up. ``title`` is kept with the names;
    with roles the case gets a title of its own, as it may hold a name.

    Raises:
        NotAllowed: there are too many, or it can't be told without what only others may know.
    """
    with context.database.write() as unit:
        who = me(unit.session, user_id)
        saved = _save(context, unit.session, who, title, situation, event, keep_names=keep_names)
        unit.commit()
    return saved


def save_quote(context: Context, user_id: int, form: PayForm, *, keep_names: bool = False) -> int:
    """Save a 预结算, settled or refused, as it comes out now.

    Raises:
        FormErrors, CodeExpiredError, CodeUsedError: see `presettle`.
        NotAllowed: see `save_case`.
    """
    with context.database.write() as unit:
        who = me(unit.session, user_id)
        situation, visit = read_form(context, unit.session, who, form)
        saved = _save(context, unit.session, who, "", situation, visit, keep_names=keep_names)
        unit.commit()
    return saved


def save_fee_quote(context: Context, user_id: int, form: FeeForm, *, keep_names: bool = False) -> int:
    """Save a fee as it would be paid or refused now.

    Raises:
        NotAllowed, FormErrors: see `quote_fee` and `save_case`.
    """
    with context.database.write() as unit:
        who = me(unit.session, user_id)
        _, reckoning = make_fee_quote(context, unit.session, who, form)
        saved = _save(context, unit.session, who, "", reckoning.situation, reckoning.fee, keep_names=keep_names)
        unit.commit()
    return saved


def save_binding(context: Context, user_id: int, form: Authorization, *, keep_names: bool = False) -> int:
    """Save the question whether one may share with somebody; without a relation, by the first there is.

    Raises:
        NotAllowed: not somebody this user knows, or see `save_case`.
    """
    with context.database.write() as unit:
        who = me(unit.session, user_id)
        require_known(unit.session, who, form.member_id)
        situation = load_situation(unit.session, context.clock.today(), form.member_id, who.person_id)
        relation = form.relation or context.rules.home_book(situation.day).relations[0]
        request = BindRequest(str(who.person_id), str(form.member_id), relation, form.mode, form.commitment)
        saved = _save(context, unit.session, who, "", situation, request, keep_names=keep_names)
        unit.commit()
    return saved


def save_payment(context: Context, user_id: int, settlement_id: int, *, keep_names: bool = False) -> int:
    """Save a 结算, as it was on its day.

    Raises:
        NotAllowed: not this user's to see whole, or see `save_case`.
    """
    with context.database.write() as unit:
        who = me(unit.session, user_id)
        viewer = viewer_of(unit.session, who)
        row = settlement_for(unit.session, viewer, settlement_id)
        if row is None or not viewer.sees_whole(row):
            raise NotAllowed("没有找到这张结算单")
        saved = _save_facts(context, unit.session, who, row.facts, keep_names=keep_names)
        unit.commit()
    return saved


def save_fee(context: Context, user_id: int, fee_id: int, *, keep_names: bool = False) -> int:
    """Save a fee that was paid, as it was on its day.

    Raises:
        NotAllowed: not this user's to see, or see `save_case`.
    """
    with context.database.write() as unit:
        who = me(unit.session, user_id)
        row = fee_for(unit.session, viewer_of(unit.session, who), fee_id)
        if row is None:
            raise NotAllowed("没有找到这笔缴费")
        saved = _save_facts(context, unit.session, who, row.facts, keep_names=keep_names)
        unit.commit()
    return saved


def keep(context: Context, session: Session, user_id: int, case: Case, file: str = "") -> tuple[int, bool]:
    """Keep a case, once: give its id, and whether it is new; the caller commits.

    Raises:
        NotAllowed: there are too many.
    """
    content = packed(case)
    digest = digest_of(content)
    mine = select(SavedCaseRow).where(SavedCaseRow.user_id == user_id)
    there = session.exec(mine.where(SavedCaseRow.digest == digest)).first()
    if there is not None:
        return there.id or 0, False
    count = session.exec(select(func.count()).select_from(mine.subquery())).one()
    if count >= MOST_SAVED:
        raise NotAllowed("案例最多存 {most} 个，先删掉几个", most=MOST_SAVED)
    row = SavedCaseRow(user_id=user_id, content=content, digest=digest, file=file, saved_at=context.clock.now())
    session.add(row)
    session.flush()
    return row.id or 0, True


def packed(case: Case) -> str:
    """Give a case as it is kept."""
    return table_to_json(table_of(case))


def digest_of(content: str) -> str:
    """Give that by which the same content is known again."""
    return hashlib.sha256(content.encode()).hexdigest()


def case_of(table: CaseTableDict) -> Case:
    """Give a case from its dict form, read as from a file."""
    return parse_cases(write_cases([table]), SOURCE)[0]


def case_from(content: str) -> Case:
    """Give a case from what is kept of it."""
    return case_of(table_from_json(content))


def _save(  # noqa: PLR0913, PLR0917 - who, and what
    context: Context, session: Session, who: Me, title: str, situation: Situation, event: Event, *, keep_names: bool
) -> int:
    asks = not (isinstance(event, Fee) and event.kind is FeeKind.HUIMINBAO)
    written = as_written(situation, asks_sharings=asks)
    outcome = _outcome(context, situation, event)
    case = case_of(case_table(title or SOURCE, SOURCE, written, event, outcome))
    mine = {str(one) for one in looked_after(session, who.person_id)}
    known = {name for key, name in unique_names(written).items() if key in mine or not key.isdecimal()}
    if not title:
        case = _titled(case)
    return keep(context, session, who.user_id, _discreet(context, case, known, keep_names=keep_names))[0]


def _save_facts(context: Context, session: Session, who: Me, facts: str, *, keep_names: bool) -> int:
    case = case_from(facts)
    rows = people(session, looked_after(session, who.person_id)).values()
    mine = {(row.name, row.born) for row in rows}
    # Of two people with one name the second stands as 王芳(2) in the case: not found here, so nothing of them is told.
    known = {one.name for one in case.situation.people.values() if (one.name, one.born) in mine}
    return keep(context, session, who.user_id, _discreet(context, case, known, keep_names=keep_names))[0]


def _outcome(context: Context, situation: Situation, event: Event) -> Outcome:
    return outcome_of(context.rules, Case("", 0, "", "", situation, event, {}))


def _titled(case: Case) -> Case:
    """Give the case a title of what happens in it."""
    return replace(case, title=title_of(case))


def _discreet(context: Context, case: Case, known: Collection[str], *, keep_names: bool) -> Case:
    """Take out what the user may not see, and by default who the people are."""
    case = without_strangers(context.rules, case, known)
    case = without_balances(context.rules, case, known)
    case = without_birthdays(context.rules, case, known if keep_names else ())
    return with_names_of(case, known) if keep_names else with_roles(case)
