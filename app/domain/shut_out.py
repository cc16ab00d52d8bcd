"""When a source of money is shut out of a visit altogether, and what limits a family account."""

from app.domain.limits import Limit
from app.domain.people import Person
from app.domain.regions import lies_in
from app.domain.rule_names import RuleName
from app.domain.rulebook import RuleBook
from app.domain.sharing import Mode, Sharing, SharingState
from app.domain.situation import Household
from app.domain.visit import MedType, Place, Visit

_NOT_IN_FORCE = {
    SharingState.NOT_STARTED: RuleName.SHARING_NOT_STARTED,
    SharingState.REVOKED: RuleName.SHARING_REVOKED,
    SharingState.EXPIRED: RuleName.SHARING_EXPIRED,
}


def family_account_shut_out(book: RuleBook, patient: Person, visit: Visit) -> RuleName | None:
    """Tell why a 门诊家庭账户 cannot pay, by the book of the patient's region (S1 §二)."""
    area = book.family_account_area
    if area is None or patient.insutype not in book.family_account_insutypes:
        return RuleName.FAMILY_RESIDENTS_ONLY
    if visit.med_type not in book.family_account_med_types:
        return RuleName.FAMILY_OUTPATIENT_ONLY
    if book.family_account_local_only and not lies_in(visit.place.region, area):
        return RuleName.FAMILY_LOCAL_ONLY
    if visit.place.kind not in book.family_account_places | book.family_account_tcm_places:
        return RuleName.FAMILY_PLACE
    return None


def family_account_limits(book: RuleBook, household: Household, visit: Visit) -> list[Limit]:
    """Limits on a 门诊家庭账户: 中医 items at a 县级中医院, and what is in it (S1 §二)."""
    limits = []
    if visit.place.kind in book.family_account_tcm_places:
        limits.append(Limit(RuleName.FAMILY_TCM_ONLY, visit.sum_of(book.family_account_tcm_kinds)))
    limits.append(Limit(RuleName.FAMILY_SHORT, household.family_account_fen))
    return limits


def sharer_shut_out(book: RuleBook, sharer: Person, sharing: Sharing, visit: Visit) -> RuleName | None:
    """Tell why a sharer's money cannot pay, by the book of the sharer's region."""
    state = sharing.state(book.day)
    if state is not SharingState.ACTIVE:
        return _NOT_IN_FORCE[state]
    if not book.can_share(sharer):
        return RuleName.INSURANCE_NOT_NORMAL
    if _out_of_area(book, sharing, visit.place):
        return RuleName.PLACE_OUT_OF_AREA
    if visit.med_type is MedType.INPATIENT and not book.inpatient_shared:
        return RuleName.INPATIENT_EXCLUDED
    if visit.med_type is MedType.SPECIAL and not book.special_outpatient_shared:
        return RuleName.SPECIAL_OUTPATIENT_EXCLUDED
    return None


def _out_of_area(book: RuleBook, sharing: Sharing, place: Place) -> bool:
    """Tell whether a place is too far: outside the province, unless by 医保钱包 (clash 10)."""
    if sharing.mode is Mode.WALLET and book.wallet_available:
        return False
    area = book.place_area
    return area is None or not lies_in(place.region, area)
