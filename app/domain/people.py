"""People as the insurance sees them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Insutype(StrEnum):
    """Kind of basic insurance; the values are the national codes (insutype)."""

    EMPLOYEE = "310"
    RESIDENT = "390"
    NONE = ""


class InsuranceStatus(StrEnum):
    """State of the insurance; the values are the national codes (psn_insu_stas)."""

    NONE = "0"
    NORMAL = "1"
    PAUSED = "2"
    INVALID = "3"
    ENDED = "4"


class Sex(StrEnum):
    """Sex as an ID card tells it."""

    MALE = "男"
    FEMALE = "女"


@dataclass(frozen=True, slots=True)
class Person:
    """One insured person on one day; the balances are those of the personal account, in 分.

    ``region`` is where the person is insured, six digits. Only the employee-insured have a
    personal account (S2 资格要求).
    """

    id: str
    name: str
    born: date
    insutype: Insutype
    region: str
    status: InsuranceStatus = InsuranceStatus.NORMAL
    prior_years_fen: int = 0
    this_year_fen: int = 0

    @property
    def is_normal(self) -> bool:
        """Whether the insurance is in its normal state on the day."""
        return self.status is InsuranceStatus.NORMAL

    @property
    def is_insured(self) -> bool:
        """Whether there is a basic insurance, and in its normal state."""
        return self.insutype is not Insutype.NONE and self.is_normal

    @property
    def can_share(self) -> bool:
        """Whether there is a personal account that may be shared: 310 and normal."""
        return self.insutype is Insutype.EMPLOYEE and self.is_normal

    @property
    def balance_fen(self) -> int:
        """All that is in the personal account, in 分."""
        return self.prior_years_fen + self.this_year_fen


def age_on(born: date, day: date) -> int:
    """Give the age in full years on a day; somebody born on 29 February ages on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
