"""退费 and 冲正: gives back what was paid, whole or in part, to where it came from; one database transaction each.

A settlement that the institution has confirmed is refunded. One whose second half failed (the accounts have paid, and
the institution doesn't know) is confirmed later, or reversed as a whole.
"""

import hashlib
import json

from sqlmodel import Session, select

from app.data.refund_tables import RefundKind, RefundRow
from app.domain.errors import GongjiError
from app.services.access import Me, me
from app.services.context import Context
from app.services.giving_back import GivingBack, give_back
from app.services.log_in import check_pin
from app.services.pay import OtherContentError
from app.services.refund_parts import BackPart
from app.services.refund_plans import (
    NotConfirmedError,
    NothingLeftError,
    Payment,
    Refundable,
    RefundableItem,
    RefundForm,
    RefundLine,
    RefundPlan,
    describe,
    division_of,
    payment_of,
    plan_of,
    read_refund,
)
from app.services.refund_receipts import RefundEvent, RefundReceipt, refund_receipt, refunds_of
from app.services.turn import catch_up

__all__ = [
    "AlreadyConfirmedError",
    "BackPart",
    "NotConfirmedError",
    "NothingLeftError",
    "OtherContentError",
    "RefundChangedError",
    "RefundEvent",
    "RefundForm",
    "RefundLine",
    "RefundPlan",
    "RefundReceipt",
    "Refundable",
    "RefundableItem",
    "confirm",
    "plan_refund",
    "refund",
    "refund_checked",
    "refund_receipt",
    "refundable",
    "refunds_of",
    "reverse",
]


class RefundChangedError(GongjiError):
    """The money would go elsewhere than the plan said: nothing was given back; here is a new plan."""

    def __init__(self, plan: RefundPlan) -> None:
        """Keep the new plan."""
        super().__init__("退款的去向有变化，还没有退。看一下新的，再退")
        self.plan = plan


class AlreadyConfirmedError(GongjiError):
    """The institution has confirmed the payment: it can be refunded, not reversed."""

    def __init__(self) -> None:
        """Say what can be done."""
        super().__init__("机构已经确认了这一笔，不能冲正。要把钱退回来，办退费")


def refundable(context: Context, user_id: int, settlement_id: int) -> Refundable:
    """Give what of a payment can still be given back, by item, and where it would go.

    Raises:
        NotAllowed: only who paid at the counter, or looks after the patient, gives back.
    """
    with context.database.read() as session:
        return describe(context, session, payment_of(session, me(session, user_id), settlement_id))


def plan_refund(context: Context, user_id: int, settlement_id: int, form: RefundForm) -> RefundPlan:
    """Work out where the money of these lines would go; nothing is booked.

    Raises:
        NotAllowed, NothingLeftError, NotConfirmedError: this can't be refunded, or not by this user.
        FormErrors: what is wrong with the lines (fields "items", "item.0.amount" …, by line of the bill).
    """
    with context.database.read() as session:
        payment = payment_of(session, me(session, user_id), settlement_id)
        return plan_of(payment, read_refund(context, payment, form))


def refund(  # noqa: PLR0913, PLR0917 - as one pays
    context: Context, user_id: int, request_id: str, settlement_id: int, form: RefundForm, pin: str
) -> int:
    """Check the payment password, then give back what the form says; give the refund's id.

    The same `request_id` again gives the same refund.

    Raises:
        InputError: the payment password (field "pin").
        RefundChangedError, OtherContentError: nothing was given back.
        NotAllowed, NothingLeftError, NotConfirmedError, FormErrors: see `plan_refund`.
    """
    check_pin(context, user_id, pin)
    return refund_checked(context, user_id, request_id, settlement_id, form)


def refund_checked(context: Context, user_id: int, request_id: str, settlement_id: int, form: RefundForm) -> int:
    """Give back for somebody whose payment password has been checked: all of the form or nothing.

    Raises:
        RefundChangedError, OtherContentError, NotAllowed, NothingLeftError, NotConfirmedError, FormErrors: nothing was
            given back.
    """
    digest = _digest(settlement_id, form)
    with context.database.write() as unit:
        session = unit.session
        catch_up(context, session)
        who = me(session, user_id)
        done = _done(session, who, request_id, digest)
        if done is not None:
            return done
        payment = payment_of(session, who, settlement_id)
        division = read_refund(context, payment, form)
        if form.seen and form.seen != division.form.seen:
            raise RefundChangedError(plan_of(payment, division))
        giving = GivingBack(request_id, digest, RefundKind.REFUND, who.person_id, payment, division)
        refund_id = give_back(context, session, giving)
        catch_up(context, session)  # a wallet whose sharing is over gives it on
        unit.commit()
    return refund_id


def confirm(context: Context, user_id: int, settlement_id: int) -> None:
    """Note that the institution has the result after all; nothing happens if it had.

    Raises:
        NotAllowed: as `refundable`.
        NothingLeftError: it has been reversed.
    """
    with context.database.write() as unit:
        payment = payment_of(unit.session, me(unit.session, user_id), settlement_id)
        if payment.row.confirmed_at is None:
            if payment.left_fen == 0:
                raise NothingLeftError
            payment.row.confirmed_at = context.clock.now()
            unit.session.add(payment.row)
            unit.commit()


def reverse(context: Context, user_id: int, settlement_id: int) -> int:
    """Take a settlement back whose second half failed (冲正): all money, its code and quotas; give the refund's id.

    Once more gives the same.

    Raises:
        AlreadyConfirmedError: the institution has the result.
        NotAllowed: as `refundable`.
    """
    with context.database.write() as unit:
        session = unit.session
        catch_up(context, session)
        who = me(session, user_id)
        payment = payment_of(session, who, settlement_id)
        if payment.row.confirmed_at is not None:
            raise AlreadyConfirmedError
        done = session.exec(select(RefundRow.id).where(RefundRow.settlement_id == settlement_id)).first()
        if done is not None:
            return done
        refund_id = give_back(context, session, _reversal(context, who, payment))
        catch_up(context, session)
        unit.commit()
    return refund_id


def _reversal(context: Context, who: Me, payment: Payment) -> GivingBack:
    division = division_of(payment, payment.everything, context.clock.today())
    request_id = f"reversal of {payment.row.request_id}"
    digest = _digest(payment.settlement_id, division.form)
    return GivingBack(request_id, digest, RefundKind.REVERSAL, who.person_id, payment, division)


def _done(session: Session, who: Me, request_id: str, digest: str) -> int | None:
    """Give the refund that this request has led to, None if it is new."""
    row = session.exec(select(RefundRow).where(RefundRow.request_id == request_id)).first()
    if row is None:
        return None
    if row.request_digest != digest or row.made_by != who.person_id:
        raise OtherContentError
    return row.id


def _digest(settlement_id: int, form: RefundForm) -> str:
    content = [settlement_id, sorted((one.line, one.amount) for one in form.lines)]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
