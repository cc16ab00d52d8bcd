"""Writes one fee: its row, the transfers, the used quota, who is told."""

from dataclasses import dataclass

from sqlmodel import Session

from app.data.fee_tables import FeeRow, FeeTransferRow
from app.data.ledger import Entry, post
from app.data.sharing_tables import SharingRow
from app.domain.fees import Fee, FeePayment, sharing_for
from app.domain.ledger import postings_of_fee
from app.domain.money import format_yuan
from app.domain.sharing import Sharing
from app.domain.situation import Situation
from app.domain.words import Words
from app.services.case_facts import fee_facts
from app.services.context import Context
from app.services.notices import NewNotice, notify


@dataclass(frozen=True)
class FeeBooking:
    """What is to be booked: the request and its content, who pays it in, and what the rules made of it."""

    request_id: str
    digest: str
    made_by: int
    situation: Situation
    fee: Fee
    payment: FeePayment


def book_fee(context: Context, session: Session, booking: FeeBooking) -> int:
    """Write it all and give the fee's id; the caller commits.

    Raises:
        EarlierDayError: the day is before that of the last transfer.
    """
    sharing = sharing_for(booking.situation, booking.fee)
    row = _row(context, booking, sharing)
    session.add(row)
    session.flush()
    fee_id = row.id or 0
    postings = postings_of_fee(booking.fee, booking.payment, sharing.id if sharing else None)
    for transfer_id in post(session, postings, Entry("fee", row.day, row.paid_at)):
        session.add(FeeTransferRow(transfer_id=transfer_id, fee_id=fee_id))
    session.flush()
    if sharing is not None:
        _use_quota(session, int(sharing.id), row.amount_fen)
    _tell(context, session, row, booking)
    return fee_id


def _row(context: Context, booking: FeeBooking, sharing: Sharing | None) -> FeeRow:
    fee = booking.fee
    return FeeRow(
        request_id=booking.request_id,
        request_digest=booking.digest,
        kind=fee.kind.value,
        year=fee.year,
        beneficiary_id=int(fee.beneficiary),
        payer_id=int(fee.payer),
        made_by=booking.made_by,
        relation=fee.relation,
        channel=fee.channel.value,
        sharing_id=int(sharing.id) if sharing else None,
        amount_fen=booking.payment.amount_fen,
        day=booking.situation.day,
        paid_at=context.clock.now(),
        facts=fee_facts(booking.situation, fee, booking.payment),
    )


def _use_quota(session: Session, sharing_id: int, fen: int) -> None:
    sharing = session.get_one(SharingRow, sharing_id)
    sharing.used_fen += fen
    sharing.uses += 1
    session.add(sharing)


def _tell(context: Context, session: Session, row: FeeRow, booking: FeeBooking) -> None:
    """Tell the beneficiary when somebody else paid in for them, out of whose account."""
    if row.beneficiary_id == row.made_by:
        return
    named = {"kind": Words(row.kind), "year": row.year, "yuan": format_yuan(row.amount_fen)}
    if row.payer_id == row.beneficiary_id:
        title = Words("您的个人账户缴了 {year} 年度的{kind}", **named)
        body = Words("{yuan} 元，从您自己的个人账户付的。", **named)
    else:
        name = booking.situation.person(booking.fee.payer).name
        title = Words("{name}给您缴了 {year} 年度的{kind}", name=name, **named)
        body = Words("{yuan} 元，从{name}的个人账户付的。", name=name, **named)
    notify(context, session, row.beneficiary_id, NewNotice("fee", title, body, f"/records/fee/{row.id}"))
