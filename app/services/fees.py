"""居民医保缴费, 新生儿免缴确认 and 惠民保: a quote books nothing, a payment is one database transaction.

What was paid isn't given back here: the sources say how fees are paid, and not whether or how one comes back
(fee.refundable); receipts say so.
"""

import hashlib
import json
from dataclasses import asdict

from app.data.queries.fees import fee_by_request
from app.domain.errors import GongjiError, Refused
from app.domain.fees import Channel, FeeKind
from app.domain.settlement import Refusal
from app.services.access import me
from app.services.context import Context
from app.services.fee_booking import FeeBooking, book_fee
from app.services.fee_quotes import FeeForm, FeeQuote, make_fee_quote
from app.services.fee_receipts import FeeEventKind, FeeLine, FeeReceipt, fee_receipt, fees_of
from app.services.fee_words import FeePart, Told
from app.services.huiminbao import Cover, Huiminbao, HuiminbaoPerson, huiminbao
from app.services.log_in import check_pin
from app.services.newborns import (
    Newborn,
    NewbornReceipt,
    NewbornState,
    NewbornYear,
    confirm_newborn,
    newborn,
    newborn_receipt,
)
from app.services.pay import OtherContentError
from app.services.resident_terms import Assisted, ChannelView, Late
from app.services.resident_years import ResidentYear, ResidentYears, resident_years
from app.services.turn import catch_up

__all__ = [
    "Assisted",
    "Channel",
    "ChannelView",
    "Cover",
    "FeeChangedError",
    "FeeEventKind",
    "FeeForm",
    "FeeKind",
    "FeeLine",
    "FeePart",
    "FeeQuote",
    "FeeReceipt",
    "Huiminbao",
    "HuiminbaoPerson",
    "Late",
    "Newborn",
    "NewbornReceipt",
    "NewbornState",
    "NewbornYear",
    "OtherContentError",
    "ResidentYear",
    "ResidentYears",
    "Told",
    "confirm_newborn",
    "fee_receipt",
    "fees_of",
    "huiminbao",
    "newborn",
    "newborn_receipt",
    "pay_fee",
    "quote_fee",
    "resident_years",
    "settle_fee",
]


class FeeChangedError(GongjiError):
    """Balances or rules are not what the quote saw (or it is too old): nothing was taken; here is a new one."""

    def __init__(self, quote: FeeQuote) -> None:
        """Keep the new quote."""
        super().__init__("情况有变化，没有扣钱。看一下新的，再缴")
        self.quote = quote


def quote_fee(context: Context, user_id: int, form: FeeForm) -> FeeQuote:
    """Work out a fee: out of which balances it would be paid, or why not.

    Raises:
        NotAllowed: a beneficiary whom this user doesn't know, or a payer whose account isn't theirs to use.
        FormErrors: fields "relation", "amount", "year", of 惠民保.
    """
    with context.database.read() as session:
        quote, _ = make_fee_quote(context, session, me(session, user_id), form)
        return quote


def pay_fee(context: Context, user_id: int, request_id: str, quote: FeeQuote, pin: str) -> int:
    """Check the payment password, then pay what the quote says; give the fee's id.

    The same `request_id` again gives the same fee.

    Raises:
        InputError: the payment password (field "pin").
        FeeChangedError, OtherContentError, Refused, NotAllowed, FormErrors: nothing was taken; see `settle_fee`.
    """
    check_pin(context, user_id, pin)
    return settle_fee(context, user_id, request_id, quote)


def settle_fee(context: Context, user_id: int, request_id: str, quote: FeeQuote) -> int:
    """Pay a fee for somebody whose payment password has been checked: all of it or nothing.

    Raises:
        FeeChangedError: an outcome or a balance isn't what the quote says, or the quote is too old.
        OtherContentError: the request was used for another fee.
        Refused: the quote is a refusal; carries the explanation's words.
        NotAllowed, FormErrors: see `quote_fee`.
    """
    digest = _digest(quote.form)
    with context.database.write() as unit:
        session = unit.session
        catch_up(context, session)
        who = me(session, user_id)
        done = fee_by_request(session, request_id)
        if done is not None:
            if done.request_digest != digest or done.made_by != who.person_id:
                raise OtherContentError
            return done.id or 0
        fresh, reckoning = make_fee_quote(context, session, who, quote.form)
        if _seen(fresh) != _seen(quote) or context.clock.now() > quote.holds_until:
            raise FeeChangedError(fresh)
        outcome = reckoning.outcome
        if isinstance(outcome, Refusal):
            raise Refused(outcome.rule, fresh.sentence)
        booking = FeeBooking(request_id, digest, who.person_id, reckoning.situation, reckoning.fee, outcome)
        fee_id = book_fee(context, session, booking)
        unit.commit()
    return fee_id


def _seen(quote: FeeQuote) -> tuple[object, ...]:
    """Give what a payer has seen of a quote: who pays what, and what is left."""
    return quote.outcome, quote.parts, quote.quota_left_fen, quote.relation


def _digest(form: FeeForm) -> str:
    return hashlib.sha256(json.dumps(asdict(form), sort_keys=True, ensure_ascii=False).encode()).hexdigest()
