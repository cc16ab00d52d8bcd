"""记录: payments by page, and the 结算单 of one. A sharer who only lent money sees what was used of it, not the bill."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Select
from sqlmodel import Session, col, or_, select

from app.data.money_tables import SettlementItemRow, SettlementRow, SettlementSourceRow
from app.data.people_tables import PersonRow
from app.data.queries.people import people
from app.domain.errors import NotAllowed
from app.domain.settlement import SourceKind
from app.services.access import Me, may_edit, me
from app.services.context import Context
from app.services.explain import Explanation, explain
from app.services.split import Part, sentence_of
from app.services.visit_templates import visit_name

PAGE = 30


@dataclass(frozen=True)
class RecordLine:
    """A payment in the list; amounts in 分. `parts` are (kind, 分) of what the viewer may see, zeros left out."""

    settlement_id: int
    patient_id: int
    patient_name: str
    badge: int
    place_name: str
    visit: str
    day: date
    total_fen: int
    parts: tuple[tuple[SourceKind, int], ...]
    whole: bool


@dataclass(frozen=True)
class RecordPage:
    """Some records, newest first; `more` tells whether older ones are left (ask with `before` = the last id)."""

    lines: tuple[RecordLine, ...]
    more: bool


@dataclass(frozen=True)
class ReceiptItem:
    """A line of the bill."""

    name: str
    kind: str
    chrgitm_lv: str
    amount_fen: int
    in_scope: bool


@dataclass(frozen=True)
class Receipt:
    """A 结算单. `fields` are the national settlement fields: name, Chinese name, 分. Without `whole`, only one's own part."""

    settlement_id: int
    number: str
    patient_id: int
    patient_name: str
    badge: int
    place_name: str
    place_kind: str
    place_code: str
    visit: str
    med_type: str
    day: date
    settled_at: datetime
    state: str
    total_fen: int
    out_of_scope_fen: int
    items: tuple[ReceiptItem, ...]
    parts: tuple[Part, ...]
    sentence: str
    fields: tuple[tuple[str, str, int], ...]
    whole: bool


FIELDS = (
    ("medfee_sumamt", "医疗费总额"),
    ("fund_pay_sumamt", "基金支付总额"),
    ("family_account_pay", "其中门诊家庭账户支付"),
    ("psn_part_amt", "个人负担总金额"),
    ("acct_pay", "个人账户支出"),
    ("acct_mulaid_pay", "个人账户共济支付金额"),
    ("psn_cash_pay", "个人现金支出"),
    ("out_of_scope_amt", "其中谁的账户都不能付"),
)


def number_of(day: date, settlement_id: int) -> str:
    """The number on a 结算单."""
    return f"SIM{day:%Y%m%d}-{settlement_id:06d}"


def my_records(
    context: Context, user_id: int, *, patient_id: int | None = None, before: int | None = None
) -> RecordPage:
    """A page of payments: of people the user looks after, paid by the user, or out of the user's account."""
    with context.database.read() as session:
        who = me(session, user_id)
        query = _visible(who)
        if patient_id is not None:
            query = query.where(SettlementRow.patient_id == patient_id)
        if before is not None:
            query = query.where(col(SettlementRow.id) < before)
        rows = session.scalars(query.order_by(col(SettlementRow.id).desc()).limit(PAGE + 1)).all()
        return RecordPage(_lines(session, who, rows[:PAGE]), len(rows) > PAGE)


def record_people(context: Context, user_id: int) -> list[tuple[int, str, int]]:
    """Whose payments there are, as (id, name, badge), for the filter."""
    with context.database.read() as session:
        who = me(session, user_id)
        ids = set(session.scalars(_visible(who).with_only_columns(SettlementRow.patient_id).distinct()))
        named = people(session, ids)
        return sorted(((key, row.name, row.badge) for key, row in named.items()), key=lambda one: (one[2], one[0]))


def receipt(context: Context, user_id: int, settlement_id: int) -> Receipt:
    """The 结算单 of one payment.

    Raises:
        NotAllowed: not this user's to see.
    """
    with context.database.read() as session:
        who = me(session, user_id)
        row = session.scalars(_visible(who).where(col(SettlementRow.id) == settlement_id)).first()
        if row is None:
            raise NotAllowed("没有找到这张结算单")
        patient = session.get_one(PersonRow, row.patient_id)
        whole = _sees_whole(session, who, row, patient)
        items = session.exec(
            select(SettlementItemRow)
            .where(SettlementItemRow.settlement_id == settlement_id)
            .order_by(col(SettlementItemRow.line))
        ).all()
        parts = _parts(context, session, who, row, whole=whole)
        return Receipt(
            settlement_id=settlement_id,
            number=number_of(row.day, settlement_id),
            patient_id=row.patient_id,
            patient_name=patient.name,
            badge=patient.badge,
            place_name=row.place_name,
            place_kind=row.place_kind,
            place_code=row.place_code,
            visit=visit_name(row.med_type),
            med_type=row.med_type,
            day=row.day,
            settled_at=row.settled_at,
            state=row.state,
            total_fen=row.medfee_sumamt_fen if whole else sum(part.paid_fen for part in parts),
            out_of_scope_fen=row.out_of_scope_amt_fen if whole else 0,
            items=tuple(
                ReceiptItem(item.name, item.kind, item.chrgitm_lv, item.amount_fen, item.in_scope) for item in items
            )
            if whole
            else (),
            parts=parts,
            sentence=sentence_of(parts, row.out_of_scope_amt_fen if whole else 0),
            fields=tuple((name, words, getattr(row, f"{name}_fen")) for name, words in FIELDS) if whole else (),
            whole=whole,
        )


def _visible(who: Me) -> Select[tuple[SettlementRow]]:
    mine = select(PersonRow.id).where(
        or_(col(PersonRow.created_by) == who.person_id, col(PersonRow.id) == who.person_id)
    )
    lent = select(SettlementSourceRow.settlement_id).where(
        SettlementSourceRow.person_id == who.person_id, SettlementSourceRow.paid_fen > 0
    )
    return select(SettlementRow).where(
        or_(
            col(SettlementRow.patient_id).in_(mine),
            SettlementRow.payer_id == who.person_id,
            col(SettlementRow.id).in_(lent),
        )
    )


def _sees_whole(session: Session, who: Me, row: SettlementRow, patient: PersonRow) -> bool:
    return row.payer_id == who.person_id or may_edit(session, who, patient)


def _lines(session: Session, who: Me, rows: Sequence[SettlementRow]) -> tuple[RecordLine, ...]:
    ids = [row.id for row in rows]
    named = people(session, {row.patient_id for row in rows})
    sources: dict[int, list[SettlementSourceRow]] = {}
    for source in session.exec(
        select(SettlementSourceRow)
        .where(col(SettlementSourceRow.settlement_id).in_(ids), SettlementSourceRow.paid_fen > 0)
        .order_by(col(SettlementSourceRow.line))
    ):
        sources.setdefault(source.settlement_id, []).append(source)
    lines = []
    for row in rows:
        patient = named[row.patient_id]
        whole = _sees_whole(session, who, row, patient)
        seen = [s for s in sources.get(row.id or 0, []) if whole or s.person_id == who.person_id]
        totals: dict[SourceKind, int] = {}
        for source in seen:
            kind = SourceKind(source.kind)
            totals[kind] = totals.get(kind, 0) + source.paid_fen
        lines.append(
            RecordLine(
                settlement_id=row.id or 0,
                patient_id=row.patient_id,
                patient_name=patient.name,
                badge=patient.badge,
                place_name=row.place_name,
                visit=visit_name(row.med_type),
                day=row.day,
                total_fen=row.medfee_sumamt_fen if whole else sum(totals.values()),
                parts=tuple(totals.items()),
                whole=whole,
            )
        )
    return tuple(lines)


def _parts(context: Context, session: Session, who: Me, row: SettlementRow, *, whole: bool) -> tuple[Part, ...]:
    rows = session.exec(
        select(SettlementSourceRow)
        .where(SettlementSourceRow.settlement_id == row.id)
        .order_by(col(SettlementSourceRow.line))
    ).all()
    named = people(session, {source.person_id for source in rows if source.person_id})
    labels = {SourceKind.FUND: "统筹基金", SourceKind.FAMILY: "门诊家庭账户", SourceKind.OWN: "本人个人账户", SourceKind.CASH: "现金"}
    parts = []
    for source in rows:
        if not whole and source.person_id != who.person_id:
            continue
        kind = SourceKind(source.kind)
        person = named.get(source.person_id or 0)
        known = person is None or may_edit(session, who, person)
        parts.append(
            Part(
                kind=kind,
                label=labels.get(kind) or (person.name if person else ""),
                asked_fen=source.asked_fen,
                paid_fen=source.paid_fen,
                person_id=source.person_id,
                left_fen=source.left_fen if known else None,
                quota_left_fen=source.quota_left_fen,
                left_label="账户剩",
                explanation=_explanation(context, row, source),
            )
        )
    return tuple(parts)


def _explanation(context: Context, row: SettlementRow, source: SettlementSourceRow) -> Explanation | None:
    """Why this source held back, with the words of the day of payment and the rule that held then."""
    if source.reason is None:
        return None
    words = explain(context.rules, source.reason, source.region, row.day)
    return replace(words, why=source.words or words.why)
