"""A visit to a place of care or a pharmacy, and what is on its bill."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """Kinds of places that settle with the insurance."""

    TOWNSHIP = "乡镇卫生院"
    COMMUNITY = "社区卫生服务中心"
    VILLAGE = "村卫生室"
    COUNTY_TCM = "县级中医院"
    COUNTY = "县级医院"
    CITY = "市级医院"
    PROVINCE = "省级医院"
    PHARMACY = "定点零售药店"
    CHECKUP = "体检机构"


class MedType(StrEnum):
    """Kinds of visit; the values are the national codes (med_type)."""

    OUTPATIENT = "11"
    SPECIAL = "14"
    INPATIENT = "21"
    PHARMACY = "41"
    CHECKUP = "9107"


class ItemKind(StrEnum):
    """Kinds of items on a bill; the last four are out of scope by the rule data."""

    DRUG = "药品"
    TREATMENT = "诊疗"
    TEST = "检查检验"
    TCM = "中医"
    DEVICE = "医疗器械"
    SUPPLY = "医用耗材"
    CHECKUP = "体检"
    SUPPLEMENT = "保健品"
    FITNESS = "健身"
    PUBLIC_HEALTH = "公共卫生"
    NON_DISEASE = "非疾病治疗"


class ChargeLevel(StrEnum):
    """Level of an item in the catalogue (chrgitm_lv): 甲, 乙, 丙 (自费). It shuts nothing out."""

    A = "01"
    B = "02"
    C = "03"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the visit happens; ``region`` has six digits."""

    kind: PlaceKind
    region: str
    designated: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the bill, in 分."""

    name: str
    kind: ItemKind
    level: ChargeLevel
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: ``code_of`` is whose 医保码 was shown (None: the patient's).

    ``fund_pay_fen`` has been paid by the pool fund already, at most the part in scope.
    """

    patient: str
    place: Place
    med_type: MedType
    items: tuple[Item, ...]
    code_of: str | None = None
    fund_pay_fen: int = 0

    @property
    def total_fen(self) -> int:
        """The whole bill, in 分."""
        return sum(item.amount_fen for item in self.items)

    def sum_of(self, kinds: frozenset[ItemKind]) -> int:
        """Add up the items of some kinds, in 分."""
        return sum(item.amount_fen for item in self.items if item.kind in kinds)
