"""付款模拟: a quote that books nothing (预结算), and the settlement, which is one database transaction (结算)."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, select

from app.data.ledger import Entry, post
from app.data.money_tables import SettlementItemRow, SettlementRow, SettlementSourceRow
from app.data.sharing_tables import SharingRow
from app.data.situation import load_situation
from app.domain.errors import FormErrors, GongjiError, InputError, NotAllowed
from app.domain.ledger import postings_of
from app.domain.money import format_yuan, parse_amount
from app.domain.settlement import (
    ChargeLevel,
    Item,
    ItemKind,
    MedType,
    Place,
    Refusal,
    Settlement,
    SourceKind,
    Visit,
    settle,
)
from app.domain.situation import Situation
from app.services.access import me, require_visible
from app.services.case_facts import visit_facts
from app.services.context import Context
from app.services.log_in import check_pin
from app.services.notices import notify
from app.services.show_code import taken_person
from app.services.split import Split, refusal_words, split_of
from app.services.visit_templates import ItemForm, PlaceOption

HOLDS = timedelta(minutes=5)
MOST_ITEMS = 50


@dataclass(frozen=True)
class PayForm:
    """What the counter enters: the taken code, who is really there, where, what for, and the bill (yuan as typed)."""

    code_id: int
    patient_id: int
    place: PlaceOption
    med_type: str
    items: tuple[ItemForm, ...]
    fund_pay: str = ""


@dataclass(frozen=True)
class Quote:
    """A 预结算: what would be paid by whom, if nothing changes until `holds_until`. Nothing is booked."""

    form: PayForm
    outcome: Settlement | Refusal
    split: Split
    holds_until: datetime


class QuoteChangedError(GongjiError):
    """Balances or rules are not what the quote saw (or it is too old): nothing was taken; here is a new one."""

    def __init__(self, quote: Quote) -> None:
        super().__init__("账户有变化，没有扣钱。看一下新的预结算，再付")
        self.quote = quote


class OtherContentError(GongjiError):
    """The payment's id has been used for something else."""

    def __init__(self) -> None:
        super().__init__("这一笔已经用别的内容付过了，没有再扣钱。回到付款模拟重新开始")


def presettle(context: Context, user_id: int, form: PayForm) -> Quote:
    """Work out who would pay what.

    Raises:
        FormErrors: lines of the bill are wrong (fields "items", "fund_pay", "item.0.amount" …).
        CodeExpiredError: the code was taken too long ago.
    """
    with context.database.read() as session:
        return _quote(context, session, user_id, form)


def pay(context: Context, user_id: int, request_id: str, quote: Quote, pin: str) -> int:
    """Check the payment password, then settle what the quote says; give the settlement's id.

    The same `request_id` again gives the same settlement.

    Raises:
        InputError: the payment password (field "pin").
        QuoteChangedError, OtherContentError, CodeExpiredError: nothing was taken.
    """
    check_pin(context, user_id, pin)
    return settle_quote(context, user_id, request_id, quote)


def settle_quote(context: Context, user_id: int, request_id: str, quote: Quote) -> int:
    """Book a quote whose payer has been checked: all of it or nothing.

    Raises:
        QuoteChangedError, OtherContentError, CodeExpiredError: nothing was taken.
    """
    digest = _digest(quote.form)
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        done = session.exec(select(SettlementRow).where(SettlementRow.request_id == request_id)).first()
        if done is not None:
            if done.request_digest != digest or done.payer_id != who.person_id:
                raise OtherContentError
            return done.id or 0
        fresh = _quote(context, session, user_id, quote.form)
        if fresh.outcome != quote.outcome or context.clock.now() > quote.holds_until:
            raise QuoteChangedError(fresh)
        if isinstance(fresh.outcome, Refusal):
            raise NotAllowed("这一笔不能结算")
        row = _book(context, session, request_id, digest, who.person_id, fresh)
        settlement_id = row.id or 0
        unit.commit()
    return settlement_id


def _quote(context: Context, session: Session, user_id: int, form: PayForm) -> Quote:
    visit, situation = _read(context, session, user_id, form)
    outcome = settle(context.rules, situation, visit)
    who = me(session, user_id)
    if isinstance(outcome, Refusal):
        split = refusal_words(context.rules, situation, visit, outcome, form.place.name)
    else:
        split = split_of(context.rules, situation, outcome, form.place.name, session, who)
    return Quote(form, outcome, split, context.clock.now() + HOLDS)


def _read(context: Context, session: Session, user_id: int, form: PayForm) -> tuple[Visit, Situation]:
    """The visit as the rules see it.

    Raises:
        FormErrors: see presettle.
    """
    code_of = taken_person(context, session, user_id, form.code_id)
    if form.patient_id != code_of:
        require_visible(session, me(session, user_id), form.patient_id)
    situation = load_situation(session, context.clock.today(), form.patient_id, code_of)
    errors: list[InputError] = []
    items = tuple(_item(errors, number, item) for number, item in enumerate(form.items))
    if not items:
        errors.append(InputError("items", "至少加一项费用"))
    if len(items) > MOST_ITEMS:
        errors.append(InputError("items", "一张单子最多 {most} 项", most=MOST_ITEMS))
    fund_fen = 0
    if form.fund_pay.strip(" 0."):
        try:
            fund_fen = parse_amount("fund_pay", form.fund_pay)
        except InputError as error:
            errors.append(error)
    shut_out = context.rules.home_book(situation.day).out_of_scope_kinds
    in_scope_fen = sum(item.amount_fen for item in items if item.kind not in shut_out)
    if fund_fen > in_scope_fen and not errors:
        errors.append(InputError("fund_pay", "比能报销的部分 {most} 元还多", most=format_yuan(in_scope_fen)))
    if errors:
        raise FormErrors(tuple(errors))
    visit = Visit(
        patient=str(form.patient_id),
        place=Place(form.place.kind, form.place.region, form.place.designated),
        med_type=MedType(form.med_type),
        items=items,
        code_of=str(code_of),
        fund_pay_fen=fund_fen,
    )
    return visit, situation


def _item(errors: list[InputError], number: int, form: ItemForm) -> Item:
    amount_fen = 0
    if not form.name.strip():
        errors.append(InputError(f"item.{number}.name", "写上名称"))
    try:
        amount_fen = parse_amount(f"item.{number}.amount", form.amount)
    except InputError as error:
        errors.append(error)
    return Item(form.name.strip(), ItemKind(form.kind), ChargeLevel(form.chrgitm_lv), amount_fen)


def _book(
    context: Context, session: Session, request_id: str, digest: str, payer_id: int, quote: Quote
) -> SettlementRow:
    """Write the settlement, its lines and sources, the transfers, the used quotas, the notices."""
    outcome, form = quote.outcome, quote.form
    if isinstance(outcome, Refusal):
        msg = "a refusal can't be booked"
        raise TypeError(msg)
    now, today = context.clock.now(), context.clock.today()
    situation = load_situation(session, today, form.patient_id)
    row = SettlementRow(
        request_id=request_id,
        request_digest=digest,
        code_id=form.code_id,
        patient_id=form.patient_id,
        payer_id=payer_id,
        place_name=form.place.name,
        place_kind=form.place.kind.value,
        place_region=form.place.region,
        place_code=form.place.code,
        med_type=form.med_type,
        day=today,
        settled_at=now,
        medfee_sumamt_fen=outcome.medfee_sumamt_fen,
        fund_pay_sumamt_fen=outcome.fund_pay_sumamt_fen,
        family_account_pay_fen=outcome.family_account_pay_fen,
        psn_part_amt_fen=outcome.psn_part_amt_fen,
        out_of_scope_amt_fen=outcome.out_of_scope_amt_fen,
        acct_pay_fen=outcome.acct_pay_fen,
        acct_mulaid_pay_fen=outcome.acct_mulaid_pay_fen,
        psn_cash_pay_fen=outcome.psn_cash_pay_fen,
        facts=visit_facts(situation, outcome),
    )
    session.add(row)
    session.flush()
    settlement_id = row.id or 0
    _add_lines(context, session, settlement_id, quote)
    post(session, postings_of(outcome, form.place.code), Entry("settlement", today, now, settlement_id))
    for source in outcome.sources:
        if source.kind is SourceKind.SHARER and source.paid_fen and source.sharing and source.person:
            _use_sharing(context, session, settlement_id, int(source.sharing), source.paid_fen, form)
    return row


def _add_lines(context: Context, session: Session, settlement_id: int, quote: Quote) -> None:
    outcome = quote.outcome
    if isinstance(outcome, Refusal):
        return
    shut_out = context.rules.home_book(outcome.day).out_of_scope_kinds
    for number, item in enumerate(outcome.visit.items):
        session.add(
            SettlementItemRow(
                settlement_id=settlement_id,
                line=number,
                name=item.name,
                kind=item.kind.value,
                chrgitm_lv=item.level.value,
                amount_fen=item.amount_fen,
                in_scope=item.kind not in shut_out,
            )
        )
    for number, (source, part) in enumerate(zip(outcome.sources, quote.split.parts, strict=True)):
        session.add(
            SettlementSourceRow(
                settlement_id=settlement_id,
                line=number,
                kind=source.kind.value,
                person_id=int(source.person) if source.person else None,
                sharing_id=int(source.sharing) if source.sharing else None,
                asked_fen=source.asked_fen,
                paid_fen=source.paid_fen,
                left_fen=part.left_fen,
                quota_left_fen=part.quota_left_fen,
                reason=source.reason,
                region=part.explanation.region if part.explanation else "",
                words=part.explanation.why if part.explanation else "",
            )
        )


def _use_sharing(
    context: Context, session: Session, settlement_id: int, sharing_id: int, paid_fen: int, form: PayForm
) -> None:
    """Count what was used of a sharing, and tell the sharer at once."""
    sharing = session.get_one(SharingRow, sharing_id)
    sharing.used_fen += paid_fen
    sharing.uses += 1
    session.add(sharing)
    name = load_situation(session, context.clock.today(), form.patient_id).person(str(form.patient_id)).name
    notify(
        context,
        session,
        sharing.sharer_id,
        "used",
        f"{name}用了您 {format_yuan(paid_fen)} 元",
        f"在{form.place.name}。",
        f"/records/{settlement_id}",
    )


def _digest(form: PayForm) -> str:
    return hashlib.sha256(json.dumps(asdict(form), sort_keys=True, ensure_ascii=False).encode()).hexdigest()
