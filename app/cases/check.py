"""What must hold of every case; anything else is an error of the file."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from app.cases.case import Case
from app.cases.table import CaseTable
from app.domain.fees import SELF, Fee, FeeKind
from app.domain.people import Insutype, Person
from app.domain.regions import is_jiangxi
from app.domain.settlement import FAMILY_ACCOUNT, Visit
from app.domain.sharing import BindRequest
from app.rules.load import load_rules

FIRST_DAY = date(2025, 1, 1)
"""The first day of the case format."""


def check_case(entry: CaseTable, case: Case, people: list[Person]) -> None:
    """Raise CaseFileError if the case breaks what every case must hold."""
    if case.situation.day < FIRST_DAY:
        raise entry.error(f"date 不能早于 {FIRST_DAY.isoformat()}")
    _check_people(entry, people, case.situation.day)
    _check_households(entry, case)
    _check_sharings(entry, case)
    match case.event:
        case Visit():
            _check_visit(entry, case, case.event)
        case Fee():
            _check_fee(entry, case, case.event)
        case BindRequest(sharer=sharer, member=member):
            _check_known(entry, case, "bind", {"sharer": sharer, "member": member})
    _check_expect(entry, case)


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _check_people(entry: CaseTable, people: list[Person], day: date) -> None:
    for name in _repeated(person.name for person in people):
        raise entry.error(f"person name「{name}」写了两次")
    for person in people:
        where = f"person「{person.name}」"
        if person.name == FAMILY_ACCOUNT:
            raise entry.error(f"{where} name 不能叫这个，这是账户的名字")
        if person.born > day:
            raise entry.error(f"{where} born 在 date 以后")
        if person.insutype is Insutype.EMPLOYEE:
            if not is_jiangxi(person.region):
                raise entry.error(f"{where} region：310 应在江西参保")
        elif person.balance_fen:
            raise entry.error(f"{where} prior_years、this_year：只有 310 有个人账户")


def _check_households(entry: CaseTable, case: Case) -> None:
    members = [name for house in case.situation.households for name in sorted(house.members)]
    _check_known(entry, case, "household", {"members": members})
    for name in _repeated(members):
        raise entry.error(f"household members「{name}」在两个家庭里")


def _check_sharings(entry: CaseTable, case: Case) -> None:
    situation = case.situation
    for sharing in situation.sharings:
        named = {"sharer": sharing.sharer, "member": sharing.member}
        _check_known(entry, case, "sharing", named)
        if sharing.sharer == sharing.member:
            raise entry.error(f"sharing member「{sharing.member}」不能共济给自己")
    active = [f"{s.sharer}→{s.member}" for s in situation.sharings if s.in_force(situation.day)]
    for pair in _repeated(active):
        raise entry.error(f"sharing「{pair}」同时有两条有效")


def _check_visit(entry: CaseTable, case: Case, visit: Visit) -> None:
    named = {"patient": visit.patient, "code_of": visit.code_of or visit.patient}
    _check_known(entry, case, "visit", named)
    out_of_scope = load_rules().home_book(case.situation.day).out_of_scope_kinds
    if visit.fund_pay_fen > visit.total_fen - visit.sum_of(out_of_scope):
        raise entry.error("visit fund_pay 超过了范围内的费用")


def _check_fee(entry: CaseTable, case: Case, fee: Fee) -> None:
    _check_known(entry, case, "fee", {"payer": fee.payer, "beneficiary": fee.beneficiary})
    if fee.for_oneself != (fee.relation == SELF):
        raise entry.error(f"fee relation：给自己缴的才是{SELF}")
    if fee.kind is FeeKind.HUIMINBAO and fee.amount_fen is None:
        raise entry.error("fee amount：惠民保要写价格")
    if fee.kind is FeeKind.RESIDENT and fee.amount_fen is not None:
        raise entry.error("fee amount：居民医保不写金额")


def _check_expect(entry: CaseTable, case: Case) -> None:
    names = {FAMILY_ACCOUNT, *case.situation.people}
    for key in ("pooled_from", "not_used"):
        table = case.expect.get(key, {})
        if isinstance(table, Mapping):
            for name in table:
                if name not in names or (key == "pooled_from" and name == FAMILY_ACCOUNT):
                    raise entry.error(f"expect {key} 里没有这个人：{name}")


def _check_known(entry: CaseTable, case: Case, where: str, named: Mapping[str, str | list[str]]) -> None:
    for key, value in named.items():
        for name in [value] if isinstance(value, str) else value:
            if name not in case.situation.people:
                raise entry.error(f"{where} {key} 没有这个人：{name}")
