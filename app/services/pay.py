"""付款模拟: a quote that books nothing (预结算), and the settlement, which is one database transaction (结算)."""

import hashlib
import json
from dataclasses import asdict

from sqlmodel import select

from app.data.money_tables import SettlementRow
from app.domain.errors import GongjiError, NotAllowed
from app.domain.settlement import Refusal
from app.services.access import me
from app.services.booking import Booking, book
from app.services.context import Context
from app.services.log_in import check_pin
from app.services.quotes import HOLDS, MOST_ITEMS, PayForm, Quote, make_quote
from app.services.turn import catch_up

__all__ = [
    "HOLDS",
    "MOST_ITEMS",
    "OtherContentError",
    "PayForm",
    "Quote",
    "QuoteChangedError",
    "pay",
    "presettle",
    "settle_quote",
]


class QuoteChangedError(GongjiError):
    """Balances or rules are not what the quote saw (or it is too old): nothing was taken; here is a new one."""

    def __init__(self, quote: Quote) -> None:
        """Keep the new quote."""
        super().__init__("账户有变化，没有扣钱。看一下新的预结算，再付")
        self.quote = quote


class OtherContentError(GongjiError):
    """The payment's id has been used for something else."""

    def __init__(self) -> None:
        """Say that nothing was taken."""
        super().__init__("这一笔已经用别的内容办过了，没有再动钱。重新开始一笔")


def presettle(context: Context, user_id: int, form: PayForm) -> Quote:
    """Work out who would pay what.

    Raises:
        FormErrors: lines of the bill are wrong (fields "items", "fund_pay", "item.0.amount" …).
        CodeExpiredError, CodeUsedError: the code was taken too long ago, or has been settled with.
    """
    with context.database.read() as session:
        quote, _ = make_quote(context, session, me(session, user_id), form)
        return quote


def pay(  # noqa: PLR0913 - who, what, and how it ends
    context: Context, user_id: int, request_id: str, quote: Quote, pin: str, *, confirmed: bool = True
) -> int:
    """Check the payment password, then settle what the quote says; give the settlement's id.

    The same `request_id` again gives the same settlement. `confirmed`: see `settle_quote`.

    Raises:
        InputError: the payment password (field "pin").
        QuoteChangedError, OtherContentError, CodeExpiredError, CodeUsedError: nothing was taken.
    """
    check_pin(context, user_id, pin)
    return settle_quote(context, user_id, request_id, quote, confirmed=confirmed)


def settle_quote(context: Context, user_id: int, request_id: str, quote: Quote, *, confirmed: bool = True) -> int:
    """Book a quote whose payer has been checked: all of it or nothing.

    `confirmed` False plays a second half that failed: the accounts have paid, the institution hasn't got the result.
    Then it is confirmed later or reversed (refunds.py).

    Raises:
        QuoteChangedError, OtherContentError, CodeExpiredError, CodeUsedError: nothing was taken.
    """
    digest = _digest(quote.form)
    with context.database.write() as unit:
        session = unit.session
        catch_up(context, session)
        who = me(session, user_id)
        done = session.exec(select(SettlementRow).where(SettlementRow.request_id == request_id)).first()
        if done is not None:
            if done.request_digest != digest or done.payer_id != who.person_id:
                raise OtherContentError
            return done.id or 0
        fresh, situation = make_quote(context, session, who, quote.form)
        if fresh.outcome != quote.outcome or context.clock.now() > quote.holds_until:
            raise QuoteChangedError(fresh)
        if isinstance(fresh.outcome, Refusal):
            raise NotAllowed("这一笔不能结算")
        booking = Booking(request_id, digest, who.person_id, quote.form, situation, fresh.outcome, confirmed)
        settlement_id = book(context, session, booking)
        unit.commit()
    return settlement_id


def _digest(form: PayForm) -> str:
    return hashlib.sha256(json.dumps(asdict(form), sort_keys=True, ensure_ascii=False).encode()).hexdigest()
