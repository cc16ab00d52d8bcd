"""Writes one settlement: its row, lines and sources, the transfers, the used quotas, the sharers' notices."""

from dataclasses import dataclass

from sqlmodel import Session

from app.data.ledger import Entry, post
from app.data.money_tables import SettlementItemRow, SettlementRow, SettlementSourceRow
from app.data.sharing_tables import SharingRow
from app.domain.ledger import postings_of
from app.domain.money import format_yuan
from app.domain.settlement import Settlement, SourceKind, SourceOutcome
from app.domain.situation import Situation
from app.domain.words import Words
from app.services.case_facts import visit_facts
from app.services.context import Context
from app.services.notices import NewNotice, notify
from app.services.quotes import PayForm
from app.services.split import split_of


@dataclass(frozen=True)
class Booking:
    """What is to be booked: the payment's id and content, who pays, what the rules made of it.

    `confirmed`: the institution has the result.
    """

    request_id: str
    digest: str
    payer_id: int
    form: PayForm
    situation: Situation
    outcome: Settlement
    confirmed: bool = True


def book(context: Context, session: Session, booking: Booking) -> int:
    """Write it all and give the settlement's id; the caller commits."""
    row = _row(context, booking)
    session.add(row)
    session.flush()
    settlement_id = row.id or 0
    _add_items(context, session, settlement_id, booking)
    _add_sources(context, session, settlement_id, booking)
    entry = Entry("settlement", row.day, row.settled_at, settlement_id)
    post(session, postings_of(booking.outcome, booking.form.place.code), entry)
    for source in booking.outcome.sources:
        if source.kind is SourceKind.SHARER and source.paid_fen:
            _use_sharing(context, session, settlement_id, source, booking)
    if booking.payer_id != booking.form.patient_id:
        _tell_patient(context, session, settlement_id, booking)
    return settlement_id


def _row(context: Context, booking: Booking) -> SettlementRow:
    outcome, form, now = booking.outcome, booking.form, context.clock.now()
    return SettlementRow(
        request_id=booking.request_id,
        request_digest=booking.digest,
        code_id=form.code_id,
        patient_id=form.patient_id,
        payer_id=booking.payer_id,
        place_name=form.place.name,
        place_kind=form.place.kind.value,
        place_region=form.place.region,
        place_code=form.place.code,
        med_type=form.med_type,
        day=outcome.day,
        settled_at=now,
        confirmed_at=now if booking.confirmed else None,
        medfee_sumamt_fen=outcome.medfee_sumamt_fen,
        fund_pay_sumamt_fen=outcome.fund_pay_sumamt_fen,
        family_account_pay_fen=outcome.family_account_pay_fen,
        psn_part_amt_fen=outcome.psn_part_amt_fen,
        out_of_scope_amt_fen=outcome.out_of_scope_amt_fen,
        acct_pay_fen=outcome.acct_pay_fen,
        acct_mulaid_pay_fen=outcome.acct_mulaid_pay_fen,
        psn_cash_pay_fen=outcome.psn_cash_pay_fen,
        facts=visit_facts(booking.situation, outcome),
    )


def _add_items(context: Context, session: Session, settlement_id: int, booking: Booking) -> None:
    shut_out = context.rules.home_book(booking.outcome.day).out_of_scope_kinds
    for number, item in enumerate(booking.outcome.visit.items):
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


def _add_sources(context: Context, session: Session, settlement_id: int, booking: Booking) -> None:
    """Keep what was left for those who may see it, and words that tell nobody's balance: they are shown to several."""
    seen = (context.rules, booking.situation, booking.outcome, booking.form.place.name)
    whole = split_of(*seen, known={int(one) for one in booking.situation.people})
    discreet = split_of(*seen, known=())
    for number, (source, part, said) in enumerate(
        zip(booking.outcome.sources, whole.parts, discreet.parts, strict=True)
    ):
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
                reason=said.explanation.rule_name if said.explanation else None,
                region=said.about.region if said.about else "",
                words=said.explanation.why.text if said.explanation else "",
                params=said.explanation.why.packed() if said.explanation else "{}",
            )
        )


def _use_sharing(
    context: Context, session: Session, settlement_id: int, source: SourceOutcome, booking: Booking
) -> None:
    """Count what was used of a sharing, and tell the sharer at once."""
    sharing = session.get_one(SharingRow, int(source.sharing or 0))
    sharing.used_fen += source.paid_fen
    sharing.uses += 1
    session.add(sharing)
    name = booking.situation.person(booking.outcome.visit.patient).name
    title = Words("{name}用了您 {amount} 元", name=name, amount=format_yuan(source.paid_fen))
    told = NewNotice("used", title, Words("在{place}。", place=booking.form.place.name), f"/records/{settlement_id}")
    notify(context, session, sharing.sharer_id, told)


def _tell_patient(context: Context, session: Session, settlement_id: int, booking: Booking) -> None:
    """Tell the patient, when somebody else paid, what was taken from their own accounts."""
    outcome = booking.outcome
    from_own = sum(one.paid_fen for one in outcome.sources if one.kind is SourceKind.OWN)
    from_family = outcome.family_account_pay_fen
    yuan = {"family": format_yuan(from_family), "own": format_yuan(from_own)}
    if from_family and from_own:
        title = Words("您的门诊家庭账户付了 {family} 元，个人账户付了 {own} 元", **yuan)
    elif from_family:
        title = Words("您的门诊家庭账户付了 {family} 元", **yuan)
    elif from_own:
        title = Words("您的个人账户付了 {own} 元", **yuan)
    else:
        return
    told = NewNotice("paid", title, Words("在{place}。", place=booking.form.place.name), f"/records/{settlement_id}")
    notify(context, session, booking.form.patient_id, told)
