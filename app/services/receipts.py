"""结算单: one payment with all its parts. A sharer who only lent money sees what was used of it, not the bill."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from app.data.money_tables import (
    REFUNDED,
    REVERSED,
    SETTLED,
    SettlementItemRow,
    SettlementRow,
    SettlementSourceRow,
)
from app.data.people_tables import PersonRow
from app.data.queries.people import looked_after, people
from app.data.queries.settlements import Viewer, settlement_for
from app.domain.errors import NotAllowed
from app.domain.settlement import SourceKind
from app.domain.words import Words
from app.services.access import Me, me
from app.services.context import Context
from app.services.explain import Explanation, explain
from app.services.rule_at import rule_behind
from app.services.split import SOURCE_LABELS, Part, sentence_of
from app.services.visit_templates import visit_name


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
    """A 结算单. `fields` are the national ones: name, Chinese name, 分. Without `whole`, only one's own part."""

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
    sentence: Words
    fields: tuple[tuple[str, str, int], ...]
    whole: bool

    @property
    def is_settled(self) -> bool:
        """Whether all of it stands, and the institution knows."""
        return self.state == SETTLED

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the institution never got the result: it can be confirmed or taken back."""
        return self.state == UNCONFIRMED

    @property
    def is_given_back(self) -> bool:
        """Whether nothing is left to give back."""
        return self.state in (REFUNDED, REVERSED)


UNCONFIRMED = "机构没有确认"
"""How a payment stands whose accounts have paid, and whose result the institution never got."""

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
    """Give the number on a 结算单."""
    return f"SIM{day:%Y%m%d}-{settlement_id:06d}"


def viewer_of(session: Session, who: Me) -> Viewer:
    """Give the eyes with which this user looks at payments."""
    return Viewer(who.person_id, frozenset(looked_after(session, who.person_id)))


def receipt(context: Context, user_id: int, settlement_id: int) -> Receipt:
    """Give the 结算单 of one payment.

    Raises:
        NotAllowed: not this user's to see.
    """
    with context.database.read() as session:
        viewer = viewer_of(session, me(session, user_id))
        row = settlement_for(session, viewer, settlement_id)
        if row is None:
            raise NotAllowed("没有找到这张结算单")
        whole = viewer.sees_whole(row)
        patient = session.get_one(PersonRow, row.patient_id)
        parts = _parts(context, session, viewer, row)
        items = _items(session, settlement_id) if whole else ()
    outside_fen = row.out_of_scope_amt_fen if whole else 0
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
        state=row.state if row.confirmed_at or row.state != SETTLED else UNCONFIRMED,
        total_fen=row.medfee_sumamt_fen if whole else sum(part.paid_fen for part in parts),
        out_of_scope_fen=outside_fen,
        items=items,
        parts=parts,
        sentence=sentence_of(parts, outside_fen),
        fields=tuple((name, words, getattr(row, f"{name}_fen")) for name, words in FIELDS) if whole else (),
        whole=whole,
    )


def _items(session: Session, settlement_id: int) -> tuple[ReceiptItem, ...]:
    rows = session.exec(
        select(SettlementItemRow)
        .where(SettlementItemRow.settlement_id == settlement_id)
        .order_by(col(SettlementItemRow.line))
    )
    return tuple(ReceiptItem(row.name, row.kind, row.chrgitm_lv, row.amount_fen, row.in_scope) for row in rows)


def _parts(context: Context, session: Session, viewer: Viewer, row: SettlementRow) -> tuple[Part, ...]:
    sources = session.exec(
        select(SettlementSourceRow)
        .where(SettlementSourceRow.settlement_id == row.id)
        .order_by(col(SettlementSourceRow.line))
    ).all()
    if not viewer.sees_whole(row):
        sources = [source for source in sources if source.person_id == viewer.person_id]
    names = {key: one.name for key, one in people(session, {s.person_id for s in sources if s.person_id}).items()}
    return tuple(_part(context, viewer, row, source, names) for source in sources)


def _part(
    context: Context, viewer: Viewer, row: SettlementRow, source: SettlementSourceRow, names: dict[int, str]
) -> Part:
    """Give one part; what was left is told only to those who look after the account's owner."""
    kind = SourceKind(source.kind)
    owner = source.person_id or row.patient_id
    knows_owner, knows_patient = owner in viewer.looks_after, row.patient_id in viewer.looks_after
    words = _explanation(context, row, source)
    return Part(
        kind=kind,
        label=SOURCE_LABELS.get(kind) or names.get(owner, ""),
        asked_fen=source.asked_fen,
        paid_fen=source.paid_fen,
        person_id=source.person_id,
        left_fen=source.left_fen if knows_owner else None,
        quota_left_fen=source.quota_left_fen if knows_owner or knows_patient else None,
        left_label="账户剩",
        explanation=words,
        about=rule_behind(context.rules, kind, row.med_type, source.region, row.day, words.rule_key if words else ""),
    )


def _explanation(context: Context, row: SettlementRow, source: SettlementSourceRow) -> Explanation | None:
    """Why this source held back, with the words of the day of payment and the rule that held then."""
    if source.reason is None:
        return None
    words = explain(context.rules, source.reason, source.region, row.day, at=row.place_kind)
    return replace(words, why=Words.unpacked(source.words, source.params) if source.words else words.why)
