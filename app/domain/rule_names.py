"""The names of the rules that say no, in the order in which they are checked.

The order is that of the published case format; on a tie between limits the first one is named.
"""

from enum import StrEnum


class RuleName(StrEnum):
    """Every rule that can refuse something or hold a source of money back."""

    SELF_SHARING = "self-sharing"
    SHARER_NOT_EMPLOYEE_INSURED = "sharer-not-employee-insured"
    SHARER_NOT_NORMAL = "sharer-not-normal"
    RELATION_NOT_CLOSE = "relation-not-close"
    MEMBER_NOT_INSURED = "member-not-insured"
    WALLET_NOT_YET = "wallet-not-yet"
    MEMBER_REMOTE = "member-remote"
    ALREADY_SHARED = "already-shared"
    COMMITMENT_MISSING = "commitment-missing"

    PATIENT_NOT_INSURED = "patient-not-insured"
    OWN_CODE_ONLY = "own-code-only"
    PLACE_NOT_DESIGNATED = "place-not-designated"

    FAMILY_RESIDENTS_ONLY = "family-account-residents-only"
    FAMILY_OUTPATIENT_ONLY = "family-account-outpatient-only"
    FAMILY_LOCAL_ONLY = "family-account-local-only"
    FAMILY_PLACE = "family-account-place"
    FAMILY_TCM_ONLY = "family-account-tcm-only"
    FAMILY_SHORT = "family-account-short"

    SHARING_NOT_STARTED = "sharing-not-started"
    SHARING_REVOKED = "sharing-revoked"
    SHARING_EXPIRED = "sharing-expired"
    INSURANCE_NOT_NORMAL = "insurance-not-normal"
    PLACE_OUT_OF_AREA = "place-out-of-area"
    INPATIENT_EXCLUDED = "inpatient-excluded"
    SPECIAL_OUTPATIENT_EXCLUDED = "special-outpatient-excluded"
    BALANCE_SHORT = "balance-short"
    PRIOR_YEARS_ONLY = "prior-years-only"
    BALANCE_FLOOR = "balance-floor"
    QUOTA_USED_UP = "quota-used-up"
    PER_PAYMENT_CAP = "per-payment-cap"

    FEE_NOT_STATED = "fee-not-stated"
    FEE_ALREADY_PAID = "fee-already-paid"
    FEE_BEFORE_BIRTH = "fee-before-birth"
    FEE_NEWBORN_FREE = "fee-newborn-free"
    FEE_AMOUNT_UNKNOWN = "fee-amount-unknown"
    FEE_YEAR_OVER = "fee-year-over"
    FEE_WINDOW = "fee-window"
    FEE_CHANNEL = "fee-channel"
    PAYER_NOT_EMPLOYEE_INSURED = "payer-not-employee-insured"
    FEE_BENEFICIARY_EMPLOYEE = "fee-beneficiary-employee"
    FEE_RELATION = "fee-relation"
    FEE_NOT_SHARED = "fee-not-shared"


class NoteName(StrEnum):
    """What needs words and a source like a rule's no, and is no rule of the published list."""

    OUT_OF_SCOPE = "out-of-scope"
    NO_ACCOUNT = "no-account"
    OWN_SHORT = "own-balance-short"
    FEE_NOT_REFUNDABLE = "fee-not-refundable"
    NEWBORN_BORN_EARLIER = "newborn-born-earlier"
    NEWBORN_YEAR_PAYS = "newborn-year-pays"
    NEWBORN_YEARS_UP = "newborn-years-up"
    NEWBORN_ELSEWHERE = "newborn-elsewhere"
    NEWBORN_YEAR_OVER = "newborn-year-over"
    NEWBORN_WINDOW = "newborn-window"
    NEWBORN_WINDOW_UNKNOWN = "newborn-window-unknown"


EXPLAINED: frozenset[str] = frozenset({*map(str, RuleName), *map(str, NoteName)})
"""Every name that must have words."""
