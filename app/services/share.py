"""家庭共济: checking, authorizing, revoking, and what there is, as the family page shows it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from app.data.people_tables import PersonRow
from app.data.queries.people import insurance_on, people
from app.data.sharing_tables import SharingRow
from app.data.situation import load_situation
from app.domain.errors import InputError, NotAllowed, Refused
from app.domain.money import format_yuan, parse_amount
from app.domain.people import InsuranceStatus, Insutype
from app.domain.regions import city_name
from app.domain.sharing import BindRequest, Mode, SharingState, check_binding
from app.domain.situation import Situation
from app.services.access import Me, may_edit, me, require_visible
from app.services.case_facts import binding_facts
from app.services.context import Context
from app.services.explain import Explanation, explain
from app.services.notices import notify

PAUSED = "paused"


@dataclass(frozen=True)
class Authorization:
    """What the wizard asks for. Amounts as typed, in yuan, "" for none; `kinship` is the word people use (女儿)."""

    member_id: int
    relation: str
    kinship: str
    quota: str = ""
    per_payment: str = ""
    until: date | None = None
    mode: Mode = Mode.PROVINCE
    commitment: bool = False


@dataclass(frozen=True)
class Party:
    """One side of a sharing."""

    person_id: int
    name: str
    badge: int
    is_normal: bool


@dataclass(frozen=True)
class SharingView:
    """A sharing as shown; amounts in 分. `state` is active, not_started, revoked, expired, or paused (by insurance)."""

    sharing_id: int
    sharer: Party
    member: Party
    relation: str
    kinship: str
    mode: str
    since: date
    until: date | None
    revoked_on: date | None
    quota_fen: int | None
    used_fen: int
    uses: int
    per_payment_fen: int | None
    state: str
    paused_since: date | None
    paused_name: str
    may_revoke: bool
    i_share: bool

    @property
    def left_fen(self) -> int | None:
        """What is left of the quota, None without one."""
        return None if self.quota_fen is None else self.quota_fen - self.used_fen

    @property
    def is_live(self) -> bool:
        """Whether money can be used today."""
        return self.state == "active"


def precheck(context: Context, user_id: int, member_id: int, mode: Mode = Mode.PROVINCE) -> Explanation | None:
    """What already stands in the way of sharing with this person, before relation and promise are asked for."""
    with context.database.read() as session:
        who = me(session, user_id)
        situation = load_situation(session, context.clock.today(), member_id, who.person_id)
        relations = context.rules.home_book(situation.day).relations
        request = BindRequest(str(who.person_id), str(member_id), relations[0], mode)
        rule = check_binding(context.rules, situation, request)
        return _explain(context, situation, request, rule) if rule else None


def relations(context: Context) -> tuple[str, ...]:
    """The kinds of close relatives that may be shared with today."""
    return context.rules.home_book(context.clock.today()).relations


def modes(context: Context) -> tuple[Mode, ...]:
    """The ways of sharing there are today."""
    book = context.rules.home_book(context.clock.today())
    return (Mode.PROVINCE, Mode.WALLET) if book.wallet_available else (Mode.PROVINCE,)


def doubt(context: Context, user_id: int, member_id: int, relation: str) -> str | None:
    """A question about ages that hardly fit the relation; asked, never refused."""
    with context.database.read() as session:
        who = me(session, user_id)
        member = session.get_one(PersonRow, member_id)
        years = (member.born - who.person.born).days / 365.25
    name = member.name
    if relation == "子女" and years < 14:  # noqa: PLR2004
        return f"{name}比您小不到 14 岁，确定是您的子女吗？"
    if relation == "父母" and years > -14:  # noqa: PLR2004
        return f"{name}比您大不到 14 岁，确定是您的父母吗？"
    if relation in ("孙子女", "外孙子女") and years < 28:  # noqa: PLR2004
        return f"{name}比您小不到 28 岁，确定是您的{relation}吗？"
    if relation in ("祖父母", "外祖父母") and years > -28:  # noqa: PLR2004
        return f"{name}比您大不到 28 岁，确定是您的{relation}吗？"
    if relation == "配偶" and (context.clock.today() - member.born).days < 20 * 365:
        return f"{name}还不到 20 岁，确定是您的配偶吗？"
    return None


def check_terms(context: Context, quota: str, per_payment: str, until: date | None) -> tuple[int | None, int | None]:
    """Read quota and cap, in 分, None where nothing was typed.

    Raises:
        InputError: fields "quota", "per_payment", "until".
    """
    quota_fen = parse_amount("quota", quota) if quota.strip() else None
    cap_fen = parse_amount("per_payment", per_payment) if per_payment.strip() else None
    if quota_fen is not None and cap_fen is not None and cap_fen > quota_fen:
        raise InputError("per_payment", "单次最多 {cap} 元，比额度 {quota} 元还多", cap=format_yuan(cap_fen), quota=format_yuan(quota_fen))
    if until is not None and until < context.clock.today():
        raise InputError("until", "这一天已经过去了，选今天或以后")
    return quota_fen, cap_fen


def authorize(context: Context, user_id: int, form: Authorization) -> int:
    """Share one's personal account with a relative from today on; give the sharing's id.

    Raises:
        InputError: quota, cap or date are wrong.
        Refused: a rule says no; carries the explanation's words.
    """
    quota_fen, cap_fen = check_terms(context, form.quota, form.per_payment, form.until)
    today = context.clock.today()
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        member = session.get(PersonRow, form.member_id)
        if member is None:
            raise NotAllowed("没有找到这个人")
        situation = load_situation(session, today, form.member_id, who.person_id)
        request = BindRequest(str(who.person_id), str(form.member_id), form.relation, form.mode, form.commitment)
        rule = check_binding(context.rules, situation, request)
        if rule is not None:
            raise Refused(rule, _explain(context, situation, request, rule).why)
        row = SharingRow(
            sharer_id=who.person_id,
            member_id=form.member_id,
            relation=form.relation,
            kinship=form.kinship,
            mode=form.mode.value,
            since=today,
            until=form.until,
            quota_fen=quota_fen,
            per_payment_fen=cap_fen,
            facts=binding_facts(situation, request),
            created_at=context.clock.now(),
        )
        session.add(row)
        session.flush()
        sharing_id = row.id or 0
        notify(
            context,
            session,
            form.member_id,
            "shared",
            f"{who.person.name}给您开通了家庭共济",
            "看病买药时，您账户里的钱不够，可以用这份共济。看病仍用您本人的码。",
            f"/family/sharing/{sharing_id}",
        )
        unit.commit()
    return sharing_id


def revoke(context: Context, user_id: int, sharing_id: int) -> None:
    """End a sharing from today on; either side may, and whoever looks after one of them.

    Raises:
        NotAllowed: not a side of it, or it has ended already.
    """
    today = context.clock.today()
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        row = session.get(SharingRow, sharing_id)
        if row is None or not _may_revoke(session, who, row):
            raise NotAllowed("没有找到这份共济")
        if row.revoked_on is not None:
            raise NotAllowed("这份共济已经解除了")
        row.revoked_on = max(today, row.since)
        row.revoked_by = who.person_id
        session.add(row)
        names = people(session, [row.sharer_id, row.member_id])
        body = f"{names[row.sharer_id].name}给{names[row.member_id].name}的共济从今天起不能再用，账户里的钱没有动。"
        for person_id in {row.sharer_id, row.member_id}:
            notify(context, session, person_id, "revoked", "家庭共济已解除", body, f"/family/sharing/{sharing_id}")
        unit.commit()


def my_sharings(context: Context, user_id: int) -> list[SharingView]:
    """Every sharing of this family: the user's own, and those between people the user looks after. Live ones first."""
    with context.database.read() as session:
        who = me(session, user_id)
        mine = or_(SharingRow.sharer_id == who.person_id, SharingRow.member_id == who.person_id)
        cared_for = select(PersonRow.id).where(PersonRow.created_by == who.person_id)
        theirs = col(SharingRow.member_id).in_(cared_for)
        views = _views(context, session, who, or_(mine, theirs))
    return sorted(views, key=lambda one: (not one.is_live, one.state == "revoked", one.sharing_id))


def sharing(context: Context, user_id: int, sharing_id: int) -> SharingView:
    """One sharing.

    Raises:
        NotAllowed: it isn't this family's.
    """
    with context.database.read() as session:
        who = me(session, user_id)
        found = _views(context, session, who, col(SharingRow.id) == sharing_id)
        if not found:
            raise NotAllowed("没有找到这份共济")
        require_visible(session, who, found[0].member.person_id)
        require_visible(session, who, found[0].sharer.person_id)
        return found[0]


def _views(context: Context, session: Session, who: Me, where: ColumnElement[bool]) -> list[SharingView]:
    rows = session.exec(select(SharingRow).where(where).order_by(col(SharingRow.id))).all()
    today = context.clock.today()
    ids = {one for row in rows for one in (row.sharer_id, row.member_id)}
    named, insured = people(session, ids), insurance_on(session, ids, today)
    views = []
    for row in rows:
        parties = []
        paused_since, paused_name = None, ""
        for person_id in (row.sharer_id, row.member_id):
            insurance = insured.get(person_id)
            normal = insurance is not None and insurance.status == InsuranceStatus.NORMAL.value
            if person_id == row.sharer_id and insurance is not None:
                normal = normal and insurance.insutype == Insutype.EMPLOYEE.value
            parties.append(Party(person_id, named[person_id].name, named[person_id].badge, normal))
            if not normal and not paused_name:
                paused_since, paused_name = insurance.since if insurance else None, named[person_id].name
        views.append(
            SharingView(
                sharing_id=row.id or 0,
                sharer=parties[0],
                member=parties[1],
                relation=row.relation,
                kinship=row.kinship or row.relation,
                mode=row.mode,
                since=row.since,
                until=row.until,
                revoked_on=row.revoked_on,
                quota_fen=row.quota_fen,
                used_fen=row.used_fen,
                uses=row.uses,
                per_payment_fen=row.per_payment_fen,
                state=_state(row, today, paused=bool(paused_name)),
                paused_since=paused_since,
                paused_name=paused_name,
                may_revoke=row.revoked_on is None and _may_revoke(session, who, row),
                i_share=row.sharer_id == who.person_id,
            )
        )
    return views


def _state(row: SharingRow, today: date, *, paused: bool) -> str:
    match row.to_domain().state(today):
        case SharingState.REVOKED:
            return "revoked"
        case SharingState.EXPIRED:
            return "expired"
        case SharingState.NOT_STARTED:
            return "not_started"
        case _:
            return PAUSED if paused else "active"


def _may_revoke(session: Session, who: Me, row: SharingRow) -> bool:
    if who.person_id in (row.sharer_id, row.member_id):
        return True
    return any(may_edit(session, who, one) for one in people(session, [row.sharer_id, row.member_id]).values())


def _explain(context: Context, situation: Situation, request: BindRequest, rule: str) -> Explanation:
    sharer, member = situation.person(request.sharer), situation.person(request.member)
    return explain(
        context.rules,
        rule,
        sharer.region,
        situation.day,
        sharer=sharer.name,
        member=member.name,
        city=city_name(sharer.region) if sharer.region else None,
    )
