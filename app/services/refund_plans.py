"""退费, worked out: what of a payment can still be given back, and to which account. Nothing is booked here."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlmodel import Session, col, select

from app.data.money_tables import SettlementItemRow, SettlementRow, SettlementSourceRow
from app.data.people_tables import PersonRow
from app.data.queries.people import people
from app.data.queries.refunds import bill_of, parts_of, sources_of
from app.data.queries.settlements import settlement_for
from app.domain.errors import FormErrors, GongjiError, InputError, NotAllowed
from app.domain.money import format_yuan, parse_amount, plain_yuan
from app.domain.refund import Back, BillLine, PaidPart, divide
from app.domain.words import Words
from app.services.access import Me
from app.services.context import Context
from app.services.forms import read_or_note
from app.services.receipts import number_of, viewer_of
from app.services.refund_parts import BackPart, back_parts, back_sentence
from app.services.visit_templates import visit_name


class NothingLeftError(GongjiError):
    """All that was paid has been given back."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("这一笔的钱已经全部退回，没有能再退的")


class NotConfirmedError(GongjiError):
    """The institution hasn't confirmed the payment: it is confirmed first, or reversed as a whole."""

    def __init__(self) -> None:
        """Say what can be done."""
        super().__init__("机构还没有确认这一笔，不能退费。请机构补确认，或者冲正")


@dataclass(frozen=True)
class RefundLine:
    """How much of one line of the bill is given back: yuan as typed."""

    line: int
    amount: str


@dataclass(frozen=True)
class RefundForm:
    """What is to be given back. `seen` is a plan's mark: if the money would go elsewhere by now, nothing is booked."""

    lines: tuple[RefundLine, ...]
    seen: str = ""


@dataclass(frozen=True)
class RefundableItem:
    """A line of the bill, what it cost and what of it can still be given back (分)."""

    line: int
    name: str
    kind: str
    in_scope: bool
    amount_fen: int
    left_fen: int


@dataclass(frozen=True)
class Refundable:
    """A payment as far as it can be given back; `parts`, `sentence` and `whole` are for all that is left (分).

    `confirmed`: the institution has the result, so that items can be refunded; else the whole can be reversed (冲正).
    """

    settlement_id: int
    number: str
    patient_id: int
    patient_name: str
    badge: int
    place_name: str
    visit: str
    day: date
    state: str
    confirmed: bool
    paid_fen: int
    left_fen: int
    items: tuple[RefundableItem, ...]
    parts: tuple[BackPart, ...]
    sentence: Words
    whole: RefundForm


@dataclass(frozen=True)
class RefundPlan:
    """What would be given back and to whom, the source that paid last first; `form` is what books just this (分)."""

    settlement_id: int
    form: RefundForm
    amount_fen: int
    left_fen: int
    parts: tuple[BackPart, ...]
    sentence: Words


@dataclass(frozen=True)
class Payment:
    """A settlement with what hasn't been given back of its bill and of its transfers (分)."""

    row: SettlementRow
    sources: Sequence[SettlementSourceRow]
    bill: tuple[BillLine, ...]
    parts: tuple[PaidPart, ...]
    named: Mapping[int, PersonRow]

    @property
    def settlement_id(self) -> int:
        """The settlement's id."""
        return self.row.id or 0

    @property
    def left_fen(self) -> int:
        """What can still be given back."""
        return sum(line.left_fen for line in self.bill)

    @property
    def everything(self) -> dict[int, int]:
        """All that is left, by line of the bill."""
        return {line.line: line.left_fen for line in self.bill if line.left_fen}


@dataclass(frozen=True)
class Division:
    """What is wanted of each line of the bill, and what goes back to whom for it (分)."""

    wanted: Mapping[int, int]
    backs: tuple[Back, ...]
    parts: tuple[BackPart, ...]

    @property
    def form(self) -> RefundForm:
        """The form that asks for just this, with the mark of where the money goes."""
        lines = tuple(RefundLine(line, plain_yuan(fen)) for line, fen in sorted(self.wanted.items()))
        return RefundForm(lines, _mark(self.backs))


def payment_of(session: Session, who: Me, settlement_id: int) -> Payment:
    """Give a payment to somebody who may give it back: who paid at the counter, or looks after the patient.

    Raises:
        NotAllowed: anybody else.
    """
    viewer = viewer_of(session, who)
    row = settlement_for(session, viewer, settlement_id)
    if row is None:
        raise NotAllowed("没有找到这张结算单")
    if not viewer.sees_whole(row):
        raise NotAllowed("这一笔由付款的人或照看患者的人来退")
    sources = sources_of(session, settlement_id)
    return Payment(
        row=row,
        sources=sources,
        bill=tuple(bill_of(session, settlement_id)),
        parts=tuple(parts_of(session, sources, settlement_id)),
        named=people(session, {row.patient_id, *(source.person_id for source in sources if source.person_id)}),
    )


def division_of(payment: Payment, wanted: Mapping[int, int], day: date) -> Division:
    """Divide what is wanted of each line of the bill (分) among those who paid."""
    backs = divide(payment.bill, payment.parts, wanted, day)
    return Division(wanted, backs, back_parts(payment.sources, backs, payment.named))


def describe(context: Context, session: Session, payment: Payment) -> Refundable:
    """Give what of a payment can be given back, as a page shows it."""
    row, patient = payment.row, payment.named[payment.row.patient_id]
    whole = division_of(payment, payment.everything, context.clock.today())
    return Refundable(
        settlement_id=payment.settlement_id,
        number=number_of(row.day, payment.settlement_id),
        patient_id=row.patient_id,
        patient_name=patient.name,
        badge=patient.badge,
        place_name=row.place_name,
        visit=visit_name(row.med_type),
        day=row.day,
        state=row.state,
        confirmed=row.confirmed_at is not None,
        paid_fen=row.medfee_sumamt_fen,
        left_fen=payment.left_fen,
        items=tuple(_items(session, payment)),
        parts=whole.parts,
        sentence=back_sentence(whole.parts),
        whole=whole.form,
    )


def read_refund(context: Context, payment: Payment, form: RefundForm) -> Division:
    """Check what is to be refunded, and divide it.

    Raises:
        NothingLeftError, NotConfirmedError: nothing can be refunded.
        FormErrors: what is wrong with the lines (fields "items", "item.0.amount" …, by line of the bill).
    """
    if payment.left_fen == 0:
        raise NothingLeftError
    if payment.row.confirmed_at is None:
        raise NotConfirmedError
    return division_of(payment, _read(payment, form), context.clock.today())


def plan_of(payment: Payment, division: Division) -> RefundPlan:
    """Give what would be booked, as a page shows it."""
    amount_fen = sum(division.wanted.values())
    return RefundPlan(
        settlement_id=payment.settlement_id,
        form=division.form,
        amount_fen=amount_fen,
        left_fen=payment.left_fen - amount_fen,
        parts=division.parts,
        sentence=back_sentence(division.parts),
    )


def _items(session: Session, payment: Payment) -> Iterator[RefundableItem]:
    rows = session.exec(
        select(SettlementItemRow)
        .where(SettlementItemRow.settlement_id == payment.settlement_id)
        .order_by(col(SettlementItemRow.line))
    )
    for row, line in zip(rows, payment.bill, strict=True):
        yield RefundableItem(row.line, row.name, row.kind, row.in_scope, row.amount_fen, line.left_fen)


def _read(payment: Payment, form: RefundForm) -> dict[int, int]:
    """Read what is wanted of each line, in 分."""
    left = {line.line: line.left_fen for line in payment.bill}
    errors: list[InputError] = []
    wanted: dict[int, int] = {}
    for one in form.lines:
        fen = read_or_note(errors, partial(_amount, one, left))
        if fen is not None:
            wanted[one.line] = fen
    if not form.lines:
        errors.append(InputError("items", "选要退的项目"))
    elif len({one.line for one in form.lines}) < len(form.lines):
        errors.append(InputError("items", "同一项写了两次"))
    if errors:
        raise FormErrors(tuple(errors))
    return wanted


def _amount(wanted: RefundLine, left: Mapping[int, int]) -> int:
    field = f"item.{wanted.line}.amount"
    if wanted.line not in left:
        raise InputError("items", "单子上没有这一项")
    if left[wanted.line] == 0:
        raise InputError(field, "这一项已经退完了")
    fen = parse_amount(field, wanted.amount)
    if fen > left[wanted.line]:
        raise InputError(field, "这一项最多还能退 {left} 元", left=format_yuan(left[wanted.line]))
    return fen


def _mark(backs: Iterable[Back]) -> str:
    """Give a mark that is the same only for the same amounts to the same accounts."""
    where = [(back.part.transfer_id, back.account.kind, back.account.owner, back.amount_fen) for back in backs]
    return hashlib.sha256(json.dumps(where).encode()).hexdigest()
