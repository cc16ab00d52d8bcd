"""What would let a refused fee be paid, in words: each way as the engine worked it out."""

from dataclasses import dataclass

from sqlmodel import Session

from app.data.queries.people import looked_after
from app.data.situation import load_situation
from app.domain.fee_neighbours import FeeChange, FeeNeighbour, fee_neighbours
from app.domain.money import format_yuan
from app.domain.sharing import Mode
from app.domain.situation import Situation
from app.domain.words import Words
from app.services.access import me
from app.services.context import Context
from app.services.fee_quotes import FeeForm, make_fee_quote
from app.services.written import written


@dataclass(frozen=True)
class FeeWay:
    """One thing different: what to do, on what condition, and what comes of it."""

    change: FeeChange
    title: Words
    note: Words | None
    outcome: Words


def ways_for_fee(context: Context, user_id: int, form: FeeForm) -> tuple[FeeWay, ...]:
    """Give what would let a refused fee be paid, nothing where it can be paid as it is.

    Raises:
        NotAllowed, FormErrors: see `quote_fee`.
    """
    with context.database.read() as session:
        who = me(session, user_id)
        _, reckoning = make_fee_quote(context, session, who, form)
        payers = looked_after(session, who.person_id)
        situation = _with_payers(context, session, form, reckoning.fee.payer, payers)
        found = fee_neighbours(context.rules, situation, reckoning.fee, [str(one) for one in sorted(payers)])
        return tuple(_way(situation, one) for one in found)


def _with_payers(context: Context, session: Session, form: FeeForm, payer: str, payers: set[int]) -> Situation:
    return load_situation(session, context.clock.today(), form.beneficiary_id, int(payer), *payers)


def _way(situation: Situation, one: FeeNeighbour) -> FeeWay:
    payer, note = situation.person(one.fee.payer).name, None
    if one.mode is not None:
        note = Words("先办授权，用医保钱包") if one.mode is Mode.WALLET else Words("先办授权；必须是近亲属")
    match one.change:
        case FeeChange.CHANNEL:
            title = Words("换成{channel}", channel=one.fee.channel.value)
        case FeeChange.SHARING:
            title = Words("先给{name}办家庭账户共济授权", name=situation.person(one.fee.beneficiary).name)
            note = Words("用医保钱包") if one.mode is Mode.WALLET else Words("必须是近亲属")
        case FeeChange.PAYER:
            title = Words("用{name}的个人账户缴", name=payer)
        case FeeChange.DAY:
            title, note = Words("等到 {day}", day=written(one.day) if one.day else ""), Words("缴费期那天开始")
    return FeeWay(one.change, title, note, Words("能付 {paid}", paid=format_yuan(one.outcome.amount_fen)))
