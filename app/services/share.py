"""家庭共济: checking and authorizing. What there is stands in sharings.py, how it ends in sharing_end.py."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.data.people_tables import PersonRow
from app.data.sharing_tables import SharingRow
from app.data.situation import load_situation
from app.domain.errors import InputError, NotAllowed, Refused
from app.domain.money import format_yuan, parse_amount
from app.domain.people import age_on
from app.domain.regions import city_name
from app.domain.sharing import BindRequest, Mode, SharingState, check_binding
from app.domain.situation import Situation
from app.domain.words import Words
from app.services.access import Me, me, require_known
from app.services.case_facts import binding_facts
from app.services.context import Context
from app.services.explain import Explanation, explain
from app.services.notices import NewNotice, notify
from app.services.sharing_end import revoke
from app.services.sharings import PAUSED, Party, SharingView, my_sharings, sharing

__all__ = [
    "PAUSED",
    "Authorization",
    "Party",
    "SharingView",
    "authorize",
    "check_terms",
    "doubt",
    "modes",
    "my_sharings",
    "precheck",
    "relations",
    "revoke",
    "sharing",
]

# By how many years a relative is at least younger, or older, before nobody asks.
YOUNGER_BY = {"子女": 14, "孙子女": 28, "外孙子女": 28}
OLDER_BY = {"父母": 14, "祖父母": 28, "外祖父母": 28}
YOUNGEST_SPOUSE = 20


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


def precheck(context: Context, user_id: int, member_id: int, mode: Mode = Mode.PROVINCE) -> Explanation | None:
    """Give what already stands in the way of sharing with this person, before relation and promise are asked for.

    Raises:
        NotAllowed: not somebody this user knows.
    """
    with context.database.read() as session:
        who = me(session, user_id)
        require_known(session, who, member_id)
        situation = load_situation(session, context.clock.today(), member_id, who.person_id)
        relations = context.rules.home_book(situation.day).relations
        request = BindRequest(str(who.person_id), str(member_id), relations[0], mode)
        rule = check_binding(context.rules, situation, request)
        return _explain(context, situation, request, rule) if rule else None


def relations(context: Context) -> tuple[str, ...]:
    """Give the kinds of close relatives that may be shared with today."""
    return context.rules.home_book(context.clock.today()).relations


def modes(context: Context) -> tuple[Mode, ...]:
    """Give the ways of sharing there are today."""
    book = context.rules.home_book(context.clock.today())
    return (Mode.PROVINCE, Mode.WALLET) if book.wallet_available else (Mode.PROVINCE,)


def doubt(context: Context, user_id: int, member_id: int, relation: str) -> Words | None:
    """Give a question about ages that hardly fit the relation; it is asked, never refused.

    Raises:
        NotAllowed: not somebody this user knows.
    """
    with context.database.read() as session:
        who = me(session, user_id)
        require_known(session, who, member_id)
        member = session.get_one(PersonRow, member_id)
    mine, theirs = who.person.born, member.born
    if age_on(mine, theirs) < YOUNGER_BY.get(relation, age_on(mine, theirs)):
        text = "{name}比您小不到 {years} 岁，确定是您的{relation}吗？"
        if theirs <= mine:
            text = "{name}比您还大，确定是您的{relation}吗？"
        return Words(text, name=member.name, years=YOUNGER_BY[relation], relation=Words(relation))
    if age_on(theirs, mine) < OLDER_BY.get(relation, age_on(theirs, mine)):
        text = "{name}比您大不到 {years} 岁，确定是您的{relation}吗？"
        if theirs >= mine:
            text = "{name}比您还小，确定是您的{relation}吗？"
        return Words(text, name=member.name, years=OLDER_BY[relation], relation=Words(relation))
    if relation == "配偶" and age_on(theirs, context.clock.today()) < YOUNGEST_SPOUSE:
        return Words("{name}还不到 {years} 岁，确定是您的配偶吗？", name=member.name, years=YOUNGEST_SPOUSE)
    return None


def check_terms(context: Context, quota: str, per_payment: str, until: date | None) -> tuple[int | None, int | None]:
    """Read quota and cap, in 分, None where nothing was typed.

    Raises:
        InputError: fields "quota", "per_payment", "until".
    """
    quota_fen = parse_amount("quota", quota) if quota.strip() else None
    cap_fen = parse_amount("per_payment", per_payment) if per_payment.strip() else None
    if quota_fen is not None and cap_fen is not None and cap_fen > quota_fen:
        raise InputError(
            "per_payment",
            "单次最多 {cap} 元，比额度 {quota} 元还多",
            cap=format_yuan(cap_fen),
            quota=format_yuan(quota_fen),
        )
    if until is not None and until < context.clock.today():
        raise InputError("until", "这一天已经过去了，选今天或以后")
    return quota_fen, cap_fen


def authorize(context: Context, user_id: int, form: Authorization) -> int:
    """Share one's personal account with a relative from today on; give the sharing's id.

    Raises:
        InputError: quota, cap or date are wrong.
        NotAllowed: not somebody this user knows.
        Refused: a rule says no; carries the explanation's words.
    """
    quota_fen, cap_fen = check_terms(context, form.quota, form.per_payment, form.until)
    if form.mode is Mode.WALLET and quota_fen is not None:
        raise InputError("quota", "医保钱包的额度就是转进去的钱，先授权，再往里转")
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        require_known(session, who, form.member_id)
        situation = load_situation(session, context.clock.today(), form.member_id, who.person_id)
        request = BindRequest(str(who.person_id), str(form.member_id), form.relation, form.mode, form.commitment)
        rule = check_binding(context.rules, situation, request)
        if rule is not None:
            raise Refused(rule, _explain(context, situation, request, rule).why)
        _refuse_one_ahead(situation, who, form)
        row = SharingRow(
            sharer_id=who.person_id,
            member_id=form.member_id,
            relation=form.relation,
            kinship=form.kinship,
            mode=form.mode.value,
            since=situation.day,
            until=form.until,
            quota_fen=quota_fen,
            per_payment_fen=cap_fen,
            facts=binding_facts(situation, request),
            created_at=context.clock.now(),
        )
        session.add(row)
        session.flush()
        sharing_id = row.id or 0
        _tell_member(context, session, who, row)
        unit.commit()
    return sharing_id


def _refuse_one_ahead(situation: Situation, who: Me, form: Authorization) -> None:
    """Refuse while there is a sharing that begins on a later day (the clock was moved back): they would overlap."""
    for one in situation.sharings:
        ahead = one.state(situation.day) is SharingState.NOT_STARTED and one.revoked is None
        if ahead and (form.mode is Mode.PROVINCE or one.sharer == str(who.person_id)):
            raise NotAllowed(
                "已经有一份从 {since} 开始的共济，先解除它，或把日子换到那天以后", since=f"{one.since:%Y-%m-%d}"
            )


def _tell_member(context: Context, session: Session, who: Me, row: SharingRow) -> None:
    body = Words("看病买药时，您账户里的钱不够，可以用这份共济。看病仍用您本人的码。")
    title, route = Words("{name}给您开通了家庭共济", name=who.person.name), f"/family/sharing/{row.id}"
    notify(context, session, row.member_id, NewNotice("shared", title, body, route))


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
