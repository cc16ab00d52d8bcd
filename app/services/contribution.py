"""每月划入: what is paid into a personal account each month, as the family sets it. Booked by the turn of the month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.data.queries.people import insurance_on
from app.data.queries.turn import contributions_of
from app.data.turn_tables import ContributionRow
from app.domain.days import first_not_before, month_of, months_after
from app.domain.errors import InputError, NotAllowed
from app.domain.money import parse_amount
from app.domain.people import Insutype
from app.services.access import Me, editable, me
from app.services.context import Context
from app.services.forms import amount_or_zero
from app.services.month_turn import book_contributions
from app.services.turn import catch_up


@dataclass(frozen=True)
class ContributionView:
    """What is paid in for a person each month today (分, 0: nothing) since `from_day`; and when what comes next."""

    person_id: int
    amount_fen: int
    from_day: date | None
    next_fen: int
    next_day: date | None


def contribution(context: Context, user_id: int, person_id: int) -> ContributionView:
    """Give what is paid into somebody's personal account each month.

    Raises:
        NotAllowed: not one's own account, nor that of somebody one looks after.
    """
    today = context.clock.today()
    with context.database.read() as session:
        _require_mine(session, me(session, user_id), person_id)
        rows = contributions_of(session, person_id)
    now = _on(rows, today)
    begins = (first_not_before(row.from_day) for row in rows if row.from_day > today)
    days = [months_after(month_of(today), 1), *begins]
    coming = min(((day, fen) for day in days if (fen := _amount(_on(rows, day)))), default=None)
    return ContributionView(
        person_id=person_id,
        amount_fen=_amount(now),
        from_day=now.from_day if now else None,
        next_fen=coming[1] if coming else 0,
        next_day=coming[0] if coming else None,
    )


def set_contribution(context: Context, user_id: int, person_id: int, amount: str, from_day: date) -> None:
    """Set what is paid in on each first day of a month from a day on, in yuan as typed; 0 ends it.

    Raises:
        InputError: fields "amount", "from_day"; or who has no personal account (field "").
        NotAllowed: not one's own account, nor that of somebody one looks after.
    """
    typed = bool(amount.strip())
    fen = amount_or_zero("amount", amount) if typed else parse_amount("amount", amount)
    today = context.clock.today()
    if from_day < today:
        raise InputError("from_day", "选今天或以后的日子，已经过去的月份不补记")
    with context.database.write() as unit:
        session = unit.session
        catch_up(context, session)
        who = me(session, user_id)
        _require_mine(session, who, person_id)
        insurance = insurance_on(session, [person_id], today).get(person_id)
        if insurance is None or insurance.insutype != Insutype.EMPLOYEE.value:
            raise InputError("", "参加职工医保的人才有个人账户，才有每月划入")
        session.add(
            ContributionRow(
                person_id=person_id,
                amount_fen=fen,
                from_day=from_day,
                set_by=who.person_id,
                made_at=context.clock.now(),
            )
        )
        session.flush()
        if from_day == today == month_of(today):
            book_contributions(context, session, today, person_id)
        unit.commit()


def _require_mine(session: Session, who: Me, person_id: int) -> None:
    """Let through who keeps this person's insurance data.

    Raises:
        NotAllowed: anybody else; the words don't tell whether the person exists.
    """
    if person_id not in editable(session, who, [person_id]):
        raise NotAllowed("没有找到这个人")


def _on(rows: Sequence[ContributionRow], day: date) -> ContributionRow | None:
    """Give what holds on a day, of rows of which the last set comes first."""
    return next((row for row in rows if row.from_day <= day), None)


def _amount(row: ContributionRow | None) -> int:
    return row.amount_fen if row else 0
