"""What sharings there are, as the family page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select

from app.data.people_tables import InsuranceRow, PersonRow
from app.data.queries.people import insurance_on, looked_after, people
from app.data.sharing_tables import SharingRow
from app.domain.errors import NotAllowed
from app.domain.people import InsuranceStatus, Insutype
from app.domain.sharing import SharingState
from app.services.access import me
from app.services.context import Context

PAUSED = "paused"


@dataclass(frozen=True)
class Party:
    """One side of a sharing."""

    person_id: int
    name: str
    badge: int
    is_normal: bool


@dataclass(frozen=True)
class SharingView:
    """A sharing as shown; amounts in 分. `state` is active, not_started, revoked, expired, or paused (by insurance).

    It ends by itself when one side's insurance is paused, and shows as paused; when that is normal again, as revoked.
    A day of revocation may lie ahead. The quota of a 医保钱包 is the money that was put into it.
    """

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


def my_sharings(context: Context, user_id: int) -> list[SharingView]:
    """Give every sharing of this family: the user's own, and with those the user looks after. Live ones first."""
    with context.database.read() as session:
        who = me(session, user_id)
        mine = looked_after(session, who.person_id)
        rows = session.exec(
            select(SharingRow)
            .where(or_(SharingRow.sharer_id == who.person_id, col(SharingRow.member_id).in_(mine)))
            .order_by(col(SharingRow.id))
        ).all()
        views = _views(session, rows, mine, who.person_id, context.clock.today())
    return sorted(views, key=lambda one: (not one.is_live, one.state == "revoked", one.sharing_id))


def sharing(context: Context, user_id: int, sharing_id: int) -> SharingView:
    """Give one sharing.

    Raises:
        NotAllowed: it isn't this family's.
    """
    with context.database.read() as session:
        who = me(session, user_id)
        mine = looked_after(session, who.person_id)
        row = session.get(SharingRow, sharing_id)
        if row is None or not concerns(row, mine):
            raise NotAllowed("没有找到这份共济")
        return _views(session, [row], mine, who.person_id, context.clock.today())[0]


def concerns(row: SharingRow, looked_after_ids: set[int]) -> bool:
    """Tell whether a sharing is theirs to see and to end: either side is one of those they look after."""
    return bool({row.sharer_id, row.member_id} & looked_after_ids)


def _views(
    session: Session, rows: Sequence[SharingRow], mine: set[int], person_id: int, today: date
) -> list[SharingView]:
    ids = {one for row in rows for one in (row.sharer_id, row.member_id)}
    named, insured = people(session, ids), insurance_on(session, ids, today)
    views = []
    for row in rows:
        sharer = _party(named[row.sharer_id], insured.get(row.sharer_id), sharer=True)
        member = _party(named[row.member_id], insured.get(row.member_id), sharer=False)
        paused = next((party for party in (sharer, member) if not party.is_normal), None)
        since = insured.get(paused.person_id) if paused else None
        state = _state(row, today, paused=paused is not None)
        views.append(
            SharingView(
                sharing_id=row.id or 0,
                sharer=sharer,
                member=member,
                relation=row.relation,
                kinship=row.kinship or row.relation,
                mode=row.mode,
                since=row.since,
                until=row.until,
                revoked_on=row.revoked_on or (row.ended_on if state == "revoked" else None),
                quota_fen=row.quota_fen or 0 if row.is_wallet else row.quota_fen,
                used_fen=row.used_fen,
                uses=row.uses,
                per_payment_fen=row.per_payment_fen,
                state=state,
                paused_since=since.since if since else None,
                paused_name=paused.name if paused else "",
                may_revoke=state != "revoked" and concerns(row, mine),
                i_share=row.sharer_id == person_id,
            )
        )
    return views


def _party(person: PersonRow, insurance: InsuranceRow | None, *, sharer: bool) -> Party:
    """Give one side; a sharer's insurance must be the employees' to be of use."""
    normal = insurance is not None and insurance.status == InsuranceStatus.NORMAL.value
    if sharer and insurance is not None:
        normal = normal and insurance.insutype == Insutype.EMPLOYEE.value
    return Party(person.id or 0, person.name, person.badge, normal)


def _state(row: SharingRow, today: date, *, paused: bool) -> str:
    match row.to_domain().state(today):
        case SharingState.REVOKED:
            return "revoked"
        case SharingState.EXPIRED:
            return "expired"
        case SharingState.NOT_STARTED:
            return "not_started"
        case _ if paused:
            return PAUSED
        case _:
            return "active" if row.in_force(today) else "revoked"
