"""Writes what goes back of a payment: the refund, its lines, the transfers, the quotas given back, the notices."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from app.data.ledger import Entry, post
from app.data.queries.people import households
from app.data.queries.refunds import household_is_empty
from app.data.refund_tables import RefundItemRow, RefundKind, RefundRow, RefundSourceRow
from app.data.sharing_tables import SharingRow
from app.domain.ledger import AccountKind, AccountRef, Posting
from app.domain.money import format_yuan
from app.domain.settlement import SourceKind
from app.domain.words import Words
from app.services.context import Context
from app.services.notices import NewNotice, notify
from app.services.refund_parts import BackPart
from app.services.refund_plans import Division, Payment

TRANSFER_KIND = {RefundKind.REFUND: "refund", RefundKind.REVERSAL: "reversal"}


@dataclass(frozen=True)
class GivingBack:
    """What is to be booked: its id and content, who gives back, why, and what goes back to whom."""

    request_id: str
    digest: str
    kind: RefundKind
    made_by: int
    payment: Payment
    division: Division


def give_back(context: Context, session: Session, giving: GivingBack) -> int:
    """Write it all and give the refund's id; the caller commits.

    Raises:
        EarlierDayError: the day is before that of the last transfer.
    """
    row = _row(context, giving)
    session.add(row)
    session.flush()
    refund_id = row.id or 0
    for line, fen in giving.division.wanted.items():
        session.add(RefundItemRow(refund_id=refund_id, line=line, amount_fen=fen))
    for part in giving.division.parts:
        session.add(_source(refund_id, part))
    entry = Entry(TRANSFER_KIND[giving.kind], row.day, row.refunded_at, row.settlement_id, refund_id)
    post(session, _postings(giving), entry)
    _move_on(session, giving, Entry("correction", row.day, row.refunded_at, refund_id=refund_id))
    for part in giving.division.parts:
        if part.kind is SourceKind.SHARER:
            _give_quota_back(session, giving.kind, part)
            _tell_sharer(context, session, giving, part)
    _tell_patient(context, session, giving)
    return refund_id


def _row(context: Context, giving: GivingBack) -> RefundRow:
    paid = giving.payment.row
    return RefundRow(
        request_id=giving.request_id,
        request_digest=giving.digest,
        kind=giving.kind.value,
        settlement_id=giving.payment.settlement_id,
        patient_id=paid.patient_id,
        payer_id=paid.payer_id,
        made_by=giving.made_by,
        day=context.clock.today(),
        refunded_at=context.clock.now(),
        amount_fen=sum(giving.division.wanted.values()),
    )


def _source(refund_id: int, part: BackPart) -> RefundSourceRow:
    return RefundSourceRow(
        refund_id=refund_id,
        line=part.source,
        kind=part.kind.value,
        person_id=part.person_id,
        sharing_id=part.sharing_id,
        amount_fen=part.amount_fen,
    )


def _postings(giving: GivingBack) -> Iterator[Posting]:
    institution = AccountRef(AccountKind.INSTITUTION, giving.payment.row.place_code)
    for back in giving.division.backs:
        memo = "跨年退回，记到历年余额" if back.turned else giving.kind.value
        yield Posting(institution, back.account, back.amount_fen, memo, back.part.transfer_id)


def _move_on(session: Session, giving: GivingBack, entry: Entry) -> None:
    """Let money that went back to a household which nobody belongs to any more follow the patient."""
    home = households(session, [giving.payment.row.patient_id]).get(giving.payment.row.patient_id)
    for back in giving.division.backs:
        if home is None or back.account.kind is not AccountKind.FAMILY:
            continue
        if household_is_empty(session, int(back.account.owner)):
            now = AccountRef(AccountKind.FAMILY, str(home.household_id))
            post(session, [Posting(back.account, now, back.amount_fen, "并入同一个门诊家庭账户")], entry)


def _give_quota_back(session: Session, kind: RefundKind, part: BackPart) -> None:
    """Let what came back be used again; a payment that was reversed was no use at all."""
    sharing = session.get_one(SharingRow, part.sharing_id)
    sharing.used_fen -= part.amount_fen
    if kind is RefundKind.REVERSAL:
        sharing.uses -= 1
    session.add(sharing)


def _tell_sharer(context: Context, session: Session, giving: GivingBack, part: BackPart) -> None:
    name = giving.payment.named[giving.payment.row.patient_id].name
    title = Words("{name}退费，{amount} 元回到您的账户", name=name, amount=format_yuan(part.amount_fen))
    if giving.kind is RefundKind.REVERSAL:
        title = Words("{name}的一笔付款撤销了，{amount} 元回到您的账户", **title.params)
    _tell(context, session, giving, part.person_id or 0, title, turned=part.turned_fen > 0)


def _tell_patient(context: Context, session: Session, giving: GivingBack) -> None:
    """Tell the patient, when somebody else gives back, what came back to their own accounts."""
    own = [part for part in giving.division.parts if part.kind in {SourceKind.OWN, SourceKind.FAMILY}]
    if not own or giving.made_by == giving.payment.row.patient_id:
        return
    amount = format_yuan(sum(part.amount_fen for part in own))
    title = Words("退费，{amount} 元回到您的账户", amount=amount)
    if giving.kind is RefundKind.REVERSAL:
        title = Words("一笔付款撤销了，{amount} 元回到您的账户", amount=amount)
    turned = any(part.turned_fen for part in own)
    _tell(context, session, giving, giving.payment.row.patient_id, title, turned=turned)


def _tell(  # noqa: PLR0913 - who is told what
    context: Context, session: Session, giving: GivingBack, person_id: int, title: Words, *, turned: bool
) -> None:
    paid = giving.payment.row
    where = {"place": paid.place_name, "day": f"{paid.day:%Y-%m-%d}"}
    body = Words("{day}在{place}付的。", **where)
    if turned:
        body = Words("{day}在{place}付的。当年的钱跨了年，记到历年余额。", **where)
    notify(context, session, person_id, NewNotice("refunded", title, body, f"/records/{giving.payment.settlement_id}"))
