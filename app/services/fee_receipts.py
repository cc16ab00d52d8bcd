"""Slips and a list of what was paid in fees, and of the years confirmed as free."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.data.fee_tables import FeeRow, NewbornConfirmationRow
from app.data.people_tables import PersonRow
from app.data.queries.fees import confirmations_for, fee_for, fee_parts, fees_for
from app.data.queries.people import people
from app.data.situation import load_people
from app.domain.errors import NotAllowed
from app.domain.fees import FeeKind
from app.domain.rule_names import NoteName
from app.domain.words import Words
from app.services.access import me
from app.services.context import Context
from app.services.explain import Explanation, explain
from app.services.fee_quotes import covers_from, rules_of
from app.services.fee_words import LABELS, FeePart, Told, fee_sentence
from app.services.receipts import FIELDS, viewer_of


class FeeEventKind(StrEnum):
    """What stands in the list of fees."""

    RESIDENT = FeeKind.RESIDENT.value
    HUIMINBAO = FeeKind.HUIMINBAO.value
    NEWBORN = "新生儿免缴确认"


@dataclass(frozen=True)
class FeeReceipt:
    """The slip of one fee; amounts in 分. `parts` only for who looks after the payer: whose balance it was is theirs.

    `fields` are the national ones: name, Chinese name, 分. `no_refund` says why the fee isn't given back here.
    """

    fee_id: int
    number: str
    kind: FeeKind
    year: int
    beneficiary_id: int
    beneficiary_name: str
    badge: int
    payer_id: int
    payer_name: str
    made_by: str
    relation: str
    channel: str
    amount_fen: int
    parts: tuple[FeePart, ...]
    sentence: Words
    fields: tuple[tuple[str, str, int], ...]
    covers_from: date | None
    day: date
    paid_at: datetime
    rules: tuple[Told, ...]
    no_refund: Explanation


@dataclass(frozen=True)
class FeeLine:
    """A fee, or a confirmation (0 分), in a list. `record_id` opens the slip of its kind."""

    kind: FeeEventKind
    record_id: int
    year: int
    person_id: int
    name: str
    badge: int
    payer_name: str
    amount_fen: int
    day: date
    made_at: datetime


def fee_receipt(context: Context, user_id: int, fee_id: int) -> FeeReceipt:
    """Give the slip of one fee.

    Raises:
        NotAllowed: not this user's to see.
    """
    with context.database.read() as session:
        viewer = viewer_of(session, me(session, user_id))
        row = fee_for(session, viewer, fee_id)
        if row is None:
            raise NotAllowed("没有找到这笔缴费")
        named = people(session, {row.beneficiary_id, row.payer_id, row.made_by})
        payer = load_people(session, [row.payer_id], row.day)[str(row.payer_id)]
        paid = fee_parts(session, fee_id) if row.payer_id in viewer.looks_after else []
    kind = FeeKind(row.kind)
    parts = tuple(FeePart(account, LABELS[account], fen) for account, fen in paid)
    return FeeReceipt(
        fee_id=fee_id,
        number=f"SIM{row.day:%Y%m%d}-J{fee_id:06d}",
        kind=kind,
        year=row.year,
        beneficiary_id=row.beneficiary_id,
        beneficiary_name=named[row.beneficiary_id].name,
        badge=named[row.beneficiary_id].badge,
        payer_id=row.payer_id,
        payer_name=payer.name,
        made_by=named[row.made_by].name,
        relation=row.relation,
        channel=row.channel,
        amount_fen=row.amount_fen,
        parts=parts,
        sentence=fee_sentence(payer.name, parts, row.amount_fen),
        fields=_fields(row),
        covers_from=covers_from(context, kind, row.year, row.day),
        day=row.day,
        paid_at=row.paid_at,
        rules=rules_of(context, kind, row.year, payer.region, row.day),
        no_refund=explain(context.rules, NoteName.FEE_NOT_REFUNDABLE, payer.region, row.day),
    )


def fees_of(context: Context, user_id: int) -> list[FeeLine]:
    """Give the fees and confirmations that are this user's to see: made by them, or of whom they look after.

    Newest first.
    """
    with context.database.read() as session:
        viewer = viewer_of(session, me(session, user_id))
        fees, confirmed = fees_for(session, viewer), confirmations_for(session, viewer)
        ids = {one for row in fees for one in (row.beneficiary_id, row.payer_id)}
        named = people(session, ids | {row.person_id for row in confirmed})
    lines = [*(_fee_line(row, named) for row in fees), *(_confirmation_line(row, named) for row in confirmed)]
    return sorted(lines, key=lambda line: (line.made_at, line.record_id), reverse=True)


def _fee_line(row: FeeRow, named: Mapping[int, PersonRow]) -> FeeLine:
    beneficiary, payer = named[row.beneficiary_id], named[row.payer_id]
    return FeeLine(
        kind=FeeEventKind(row.kind),
        record_id=row.id or 0,
        year=row.year,
        person_id=row.beneficiary_id,
        name=beneficiary.name,
        badge=beneficiary.badge,
        payer_name=payer.name,
        amount_fen=row.amount_fen,
        day=row.day,
        made_at=row.paid_at,
    )


def _confirmation_line(row: NewbornConfirmationRow, named: Mapping[int, PersonRow]) -> FeeLine:
    child = named[row.person_id]
    return FeeLine(
        kind=FeeEventKind.NEWBORN,
        record_id=row.id or 0,
        year=row.year,
        person_id=row.person_id,
        name=child.name,
        badge=child.badge,
        payer_name="",
        amount_fen=0,
        day=row.day,
        made_at=row.confirmed_at,
    )


def _fields(row: FeeRow) -> tuple[tuple[str, str, int], ...]:
    pooled_fen = row.amount_fen if row.payer_id != row.beneficiary_id else 0
    amounts = {"acct_pay": row.amount_fen, "acct_mulaid_pay": pooled_fen, "psn_cash_pay": 0}
    return tuple((name, words, amounts[name]) for name, words in FIELDS if name in amounts)
