"""预结算: the counter's form, read and worked out; nothing is booked here."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, select

from app.data.money_tables import REVERSED, SettlementRow
from app.data.situation import load_situation
from app.domain.errors import FormErrors, InputError
from app.domain.money import format_yuan, parse_amount
from app.domain.settlement import ChargeLevel, Item, ItemKind, MedType, Place, Refusal, Settlement, Visit, settle
from app.domain.situation import Situation
from app.services.access import Me, editable, require_visible
from app.services.context import Context
from app.services.forms import amount_or_zero, read_or_note
from app.services.show_code import CodeUsedError, taken_person
from app.services.split import Split, refusal_words, split_of
from app.services.visit_templates import ItemForm, PlaceOption

HOLDS = timedelta(minutes=5)
MOST_ITEMS = 50
LONGEST_NAME = 40


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


def make_quote(context: Context, session: Session, who: Me, form: PayForm) -> tuple[Quote, Situation]:
    """Work out who would pay what, and give it with the situation that the rules looked at.

    Raises:
        FormErrors: lines of the bill are wrong (fields "items", "fund_pay", "item.0.amount" …).
        CodeExpiredError, CodeUsedError: the code was taken too long ago, or has been settled with.
    """
    situation, visit = read_form(context, session, who, form)
    outcome = settle(context.rules, situation, visit)
    if isinstance(outcome, Refusal):
        split = refusal_words(context.rules, situation, visit, outcome, form.place.name)
    else:
        known = editable(session, who, {int(one) for one in situation.people})
        split = split_of(context.rules, situation, outcome, form.place.name, known)
    return Quote(form, outcome, split, context.clock.now() + HOLDS), situation


def read_form(context: Context, session: Session, who: Me, form: PayForm) -> tuple[Situation, Visit]:
    """Give what the rules are asked about the form.

    Raises:
        FormErrors, CodeExpiredError, CodeUsedError: see `make_quote`.
    """
    code_of = _person_of_code(context, session, who, form)
    situation = load_situation(session, context.clock.today(), form.patient_id, code_of)
    return situation, _read(context, situation, form, code_of)


def _person_of_code(context: Context, session: Session, who: Me, form: PayForm) -> int:
    code_of = taken_person(context, session, who.user_id, form.code_id)
    used = select(SettlementRow.id).where(SettlementRow.code_id == form.code_id, SettlementRow.state != REVERSED)
    if session.exec(used).first() is not None:
        raise CodeUsedError
    if form.patient_id != code_of:
        require_visible(session, who, form.patient_id)
    return code_of


def _read(context: Context, situation: Situation, form: PayForm, code_of: int) -> Visit:
    errors: list[InputError] = []
    items = tuple(_item(errors, number, item) for number, item in enumerate(form.items))
    if not items:
        errors.append(InputError("items", "至少加一项费用"))
    if len(items) > MOST_ITEMS:
        errors.append(InputError("items", "一张单子最多 {most} 项", most=MOST_ITEMS))
    fund_fen = read_or_note(errors, lambda: amount_or_zero("fund_pay", form.fund_pay)) or 0
    shut_out = context.rules.home_book(situation.day).out_of_scope_kinds
    in_scope_fen = sum(item.amount_fen for item in items if item.kind not in shut_out)
    if fund_fen > in_scope_fen and not errors:
        errors.append(InputError("fund_pay", "比能报销的部分 {most} 元还多", most=format_yuan(in_scope_fen)))
    if errors:
        raise FormErrors(tuple(errors))
    return Visit(
        patient=str(form.patient_id),
        place=Place(form.place.kind, form.place.region, form.place.designated),
        med_type=MedType(form.med_type),
        items=items,
        code_of=str(code_of),
        fund_pay_fen=fund_fen,
    )


def _item(errors: list[InputError], number: int, form: ItemForm) -> Item:
    name = " ".join(form.name.split())
    if not name:
        errors.append(InputError(f"item.{number}.name", "写上名称"))
    elif len(name) > LONGEST_NAME:
        errors.append(InputError(f"item.{number}.name", "名称最多 {most} 个字", most=LONGEST_NAME))
    elif any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in name):
        errors.append(InputError(f"item.{number}.name", "名称里有不能用的字符，重新输入"))
    fen = read_or_note(errors, lambda: parse_amount(f"item.{number}.amount", form.amount)) or 0
    return Item(name, ItemKind(form.kind), ChargeLevel(form.chrgitm_lv), fen)
