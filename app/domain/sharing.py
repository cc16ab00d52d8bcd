"""Who shares a personal account with whom (家庭共济), and who may begin to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.regions import lies_in
from app.domain.rule_names import RuleName

if TYPE_CHECKING:
    from app.domain.rulebook import RuleBook, Rules
    from app.domain.situation import Situation


class Mode(StrEnum):
    """The two ways of sharing: inside the province, or by 医保钱包 (N26)."""

    PROVINCE = "省内"
    WALLET = "医保钱包"


class SharingState(StrEnum):
    """What a sharing is on a day."""

    NOT_STARTED = "未开始"
    ACTIVE = "有效"
    REVOKED = "已解除"
    EXPIRED = "已到期"


@dataclass(frozen=True, slots=True)
class Sharing:
    """A registered authorization: ``member`` may be paid for from the account of ``sharer``.

    ``relation`` is what the member is to the sharer. ``since`` is the first day, ``until`` the last
    valid one, from ``revoked`` on it is unusable. Quota (what is left) and cap in 分, None: none.
    ``set_aside``: the quota is money that lies apart from the account (医保钱包, N26), and is paid from
    there. In a case a quota sets nothing aside.
    """

    id: str
    sharer: str
    member: str
    relation: str
    since: date
    until: date | None = None
    revoked: date | None = None
    quota_left_fen: int | None = None
    per_payment_fen: int | None = None
    mode: Mode = Mode.PROVINCE
    set_aside: bool = False

    def state(self, day: date) -> SharingState:
        """Tell what the sharing is on a day, by its dates alone."""
        if day < self.since:
            return SharingState.NOT_STARTED
        if self.revoked is not None and day >= self.revoked:
            return SharingState.REVOKED
        if self.until is not None and day > self.until:
            return SharingState.EXPIRED
        return SharingState.ACTIVE

    def in_force(self, day: date) -> bool:
        """Tell whether the day lies within: from since, through until, before revoked."""
        return self.state(day) is SharingState.ACTIVE


@dataclass(frozen=True, slots=True)
class BindRequest:
    """A wish to share: ``relation`` is what the member is to the sharer (any text)."""

    sharer: str
    member: str
    relation: str
    mode: Mode = Mode.PROVINCE
    commitment: bool = True


def check_binding(rules: "Rules", situation: "Situation", request: BindRequest) -> str | None:
    """Tell which rule forbids a new sharing, the first in the published order; None: allowed."""
    day = situation.day
    sharer, member = situation.person(request.sharer), situation.person(request.member)
    book, home = rules.book(sharer.region, day), rules.home_book(day)
    wallet = request.mode is Mode.WALLET
    checks = (
        (RuleName.SELF_SHARING, sharer.id == member.id),
        (RuleName.SHARER_NOT_EMPLOYEE_INSURED, sharer.insutype not in book.sharer_insutypes),
        (RuleName.SHARER_NOT_NORMAL, book.suspends(sharer)),
        (RuleName.RELATION_NOT_CLOSE, request.relation not in book.relations),
        (RuleName.MEMBER_NOT_INSURED, member.insutype not in home.member_insutypes or not member.is_normal),
        (RuleName.WALLET_NOT_YET, wallet and not book.wallet_available),
        (RuleName.MEMBER_REMOTE, not wallet and member_is_remote(book, member.region)),
        (RuleName.ALREADY_SHARED, _already_shared(rules, situation, request)),
        (RuleName.COMMITMENT_MISSING, book.commitment_required and not request.commitment),
    )
    return next((rule for rule, forbids in checks if forbids), None)


def member_is_remote(book: "RuleBook", region: str) -> bool:
    """Tell whether a member insured in ``region`` is too far away for the sharer's book.

    鹰潭: the same city; elsewhere in 江西: the province (clash 5). Where no rule is known, yes.
    """
    area = book.member_area
    return area is None or not lies_in(region, area)


def _already_shared(rules: "Rules", situation: "Situation", request: BindRequest) -> bool:
    """Tell whether usable sharings of the member stand in the way (JX23; N26 allows several)."""
    day = situation.day
    owners = [situation.person(one.sharer) for one in situation.sharings_of(request.member) if one.in_force(day)]
    sharers = {owner.id for owner in owners if rules.book(owner.region, day).can_share(owner)}
    home = rules.home_book(day)
    several = request.mode is Mode.WALLET and home.wallet_several_sharers
    return request.sharer in sharers or (not several and len(sharers) >= home.sharers_at_once)
