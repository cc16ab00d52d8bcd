"""What a fee would cost and out of which balances, or which rule refuses it; nothing is booked here."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from app.data.queries.fees import confirmed_years, is_paid
from app.data.queries.people import looked_after
from app.data.situation import load_situation
from app.domain.errors import FormErrors, InputError, NotAllowed
from app.domain.fee_years import terms_of
from app.domain.fees import SELF, Channel, Fee, FeeKind, FeePayment, pay_fee, sharing_for
from app.domain.ledger import AccountKind
from app.domain.money import parse_amount
from app.domain.people import Person
from app.domain.regions import JIANGXI, is_jiangxi
from app.domain.rule_names import RuleName
from app.domain.settlement import Refusal
from app.domain.situation import Situation
from app.domain.words import Words
from app.services.access import Me, require_known
from app.services.context import Context
from app.services.explain import Explanation
from app.services.fee_words import LABELS, FeePart, Told, explain_fee, fee_sentence, told
from app.services.forms import read_or_note
from app.services.newborns import NewbornYear, year_of
from app.services.quotes import HOLDS
from app.services.receipts import viewer_of


@dataclass(frozen=True)
class FeeForm:
    """A fee to pay: of which kind, for whom, for which insured year, how.

    `payer_id` is whose personal account pays: None for one's own, else the beneficiary's, if the user looks after them.
    For 惠民保: `relation` is what the beneficiary is to the payer, where no 家庭共济 tells it; `amount` the price as
    typed, in yuan.
    """

    kind: FeeKind
    beneficiary_id: int
    year: int
    channel: Channel = Channel.GANFUTONG
    relation: str = ""
    amount: str = ""
    payer_id: int | None = None


@dataclass(frozen=True)
class FeeQuote:
    """A fee as it would be paid until `holds_until`, or the `refusal`; amounts in 分. Nothing is booked.

    `amount_fen` None: no figure is known. `quota_left_fen`: what would be left of the 共济额度, None without one.
    `covers_from`: the first day of cover, None where the sources don't say. `newborn`: the year is free; what to
    confirm in place of paying, by who looks after the child (`may_confirm`).
    """

    form: FeeForm
    outcome: FeePayment | Refusal
    payer_name: str
    beneficiary_name: str
    relation: str
    amount_fen: int | None
    parts: tuple[FeePart, ...]
    quota_left_fen: int | None
    sentence: Words
    covers_from: date | None
    refusal: Explanation | None
    newborn: NewbornYear | None
    may_confirm: bool
    rules: tuple[Told, ...]
    holds_until: datetime


@dataclass(frozen=True)
class Reckoning:
    """What the rules were asked about a fee, and what they answered."""

    situation: Situation
    fee: Fee
    outcome: FeePayment | Refusal


def make_fee_quote(context: Context, session: Session, who: Me, form: FeeForm) -> tuple[FeeQuote, Reckoning]:
    """Work out a fee, and give it with what the rules looked at.

    Raises:
        NotAllowed: a beneficiary whom this user doesn't know, or a payer whose account isn't theirs to use.
        FormErrors: fields "relation", "amount", "year", of 惠民保.
    """
    reckoning = _reckon(context, session, who, form)
    situation, fee, outcome = reckoning.situation, reckoning.fee, reckoning.outcome
    sharing = sharing_for(situation, fee)
    quota_fen = sharing.quota_left_fen if sharing else None
    payer = situation.person(fee.payer)
    refusal = explain_fee(context.rules, situation, fee, outcome.rule) if isinstance(outcome, Refusal) else None
    paid = outcome if isinstance(outcome, FeePayment) else None
    parts = _parts(payer, paid, quota_fen) if paid else ()
    amount_fen = _amount(context, situation, fee)
    quote = FeeQuote(
        form=form,
        outcome=outcome,
        payer_name=payer.name,
        beneficiary_name=situation.person(fee.beneficiary).name,
        relation=fee.relation,
        amount_fen=amount_fen,
        parts=parts,
        quota_left_fen=None if paid is None or quota_fen is None else quota_fen - paid.amount_fen,
        sentence=refusal.why if refusal else fee_sentence(payer.name, parts, amount_fen or 0),
        covers_from=covers_from(context, fee.kind, fee.year, situation.day) if paid else None,
        refusal=refusal,
        newborn=_newborn(context, session, who, reckoning),
        may_confirm=form.beneficiary_id in looked_after(session, who.person_id),
        rules=rules_of(context, fee.kind, fee.year, payer.region, situation.day),
        holds_until=context.clock.now() + HOLDS,
    )
    return quote, reckoning


def covers_from(context: Context, kind: FeeKind, year: int, paid_on: date) -> date | None:
    """Give the first day that a fee paid on a day covers, None where the sources don't say."""
    if kind is not FeeKind.RESIDENT:
        return None
    return terms_of(context.rules.home_book(paid_on), year).covers_from(paid_on)


def known_relation(situation: Situation, payer: str, beneficiary: str) -> str:
    """Give what the beneficiary is to the payer as their 家庭共济 in force tells it, "" if none does."""
    if payer == beneficiary:
        return SELF
    sharings = situation.sharings_of(beneficiary)
    found = (one.relation for one in sharings if one.sharer == payer and one.in_force(situation.day))
    return next(found, "")


def huiminbao_years(day: date) -> tuple[int, int]:
    """Give the years whose 惠民保 can be bought on a day: no source says when it is sold."""
    return day.year, day.year + 1


def rules_of(context: Context, kind: FeeKind, year: int, region: str, day: date) -> tuple[Told, ...]:
    """Give the rules by which such a fee may be paid, and costs what it does: those of the payer's region in 江西."""
    book = context.rules.book(region if is_jiangxi(region) else JIANGXI, day)
    if kind is FeeKind.RESIDENT:
        return told(context.rules, book, "pooled.resident_fee", f"resident_fee.{year:04d}.amount")
    return told(context.rules, book, "pooled.huiminbao", "huiminbao.price_stated")


def _reckon(context: Context, session: Session, who: Me, form: FeeForm) -> Reckoning:
    require_known(session, who, form.beneficiary_id)
    payer_id = who.person_id if form.payer_id is None else form.payer_id
    own = payer_id == form.beneficiary_id and payer_id in looked_after(session, who.person_id)
    if payer_id != who.person_id and not own:
        raise NotAllowed("只能用您自己的个人账户，或用您照看的家人自己的账户给本人缴")
    situation = load_situation(session, context.clock.today(), form.beneficiary_id, payer_id)
    fee = _read(context, situation, form, payer_id, paid=is_paid(session, form.beneficiary_id, form.kind, form.year))
    return Reckoning(situation, fee, pay_fee(context.rules, situation, fee))


def _read(context: Context, situation: Situation, form: FeeForm, payer_id: int, *, paid: bool) -> Fee:
    payer, beneficiary = str(payer_id), str(form.beneficiary_id)
    relation, amount_fen = known_relation(situation, payer, beneficiary), None
    if form.kind is FeeKind.HUIMINBAO:
        errors: list[InputError] = []
        known = relation
        relation = read_or_note(errors, lambda: _relation(context, situation, form, known)) or ""
        amount_fen = read_or_note(errors, lambda: parse_amount("amount", form.amount))
        years = huiminbao_years(situation.day)
        if form.year not in years:
            errors.append(InputError("year", "选 {first} 或 {second} 年度", first=years[0], second=years[1]))
        if errors:
            raise FormErrors(tuple(errors))
    return Fee(form.kind, form.year, payer, beneficiary, relation, form.channel, amount_fen, already_paid=paid)


def _relation(context: Context, situation: Situation, form: FeeForm, known: str) -> str:
    name = situation.person(str(form.beneficiary_id)).name
    if known:
        if form.relation not in {"", known}:
            raise InputError("relation", "家庭共济里登记{name}是{relation}", name=name, relation=Words(known))
        return known
    if form.relation not in context.rules.home_book(situation.day).relations:
        raise InputError("relation", "选{name}是您的什么人", name=name)
    return form.relation


def _amount(context: Context, situation: Situation, fee: Fee) -> int | None:
    if fee.kind is FeeKind.HUIMINBAO:
        return fee.amount_fen
    return context.rules.home_book(situation.day).resident_fee_fen(fee.year)


def _parts(payer: Person, paid: FeePayment, quota_fen: int | None) -> tuple[FeePart, ...]:
    balances = (
        (AccountKind.THIS_YEAR, paid.this_year_fen, payer.this_year_fen),
        (AccountKind.PRIOR_YEARS, paid.prior_years_fen, payer.prior_years_fen),
        (AccountKind.WALLET, paid.set_aside_fen, quota_fen or 0),
    )
    return tuple(FeePart(kind, LABELS[kind], fen, held - fen) for kind, fen, held in balances if fen)


def _newborn(context: Context, session: Session, who: Me, reckoning: Reckoning) -> NewbornYear | None:
    """Give what to confirm in place of paying, if the year is free."""
    fee, outcome = reckoning.fee, reckoning.outcome
    if not isinstance(outcome, Refusal) or outcome.rule != RuleName.FEE_NEWBORN_FREE:
        return None
    child = reckoning.situation.person(fee.beneficiary)
    done = confirmed_years(session, viewer_of(session, who), int(child.id))
    return year_of(context, session, child, fee.year, done)
