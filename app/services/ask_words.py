"""What can be asked about in 能不能付: expenses with their usual sums, and the words people have for them."""

from dataclasses import dataclass

from app.domain.regions import CITIES, PROVINCES
from app.domain.settlement import ChargeLevel, Item, ItemKind, MedType, Place, PlaceKind
from app.services.visit_templates import PLACES, PlaceOption

_SMALL = frozenset({PlaceKind.VILLAGE, PlaceKind.PHARMACY, PlaceKind.CHECKUP})
_BEDS = frozenset(PlaceKind) - _SMALL
_DOCTORS = frozenset(PlaceKind) - {PlaceKind.PHARMACY, PlaceKind.CHECKUP}


@dataclass(frozen=True)
class Expense:
    """Something to pay for: the kind of visit and of item, the usual sum in yuan, and where it is to be had.

    ``place`` is where if nobody says.
    """

    name: str
    med_type: MedType
    kind: ItemKind
    usual: str
    place: PlaceKind
    places: frozenset[PlaceKind]
    level: ChargeLevel = ChargeLevel.A

    def med_type_at(self, place: PlaceKind) -> MedType:
        """Give the kind of visit: what a pharmacy sells is an outpatient's elsewhere."""
        bought = self.med_type is MedType.PHARMACY and place is not PlaceKind.PHARMACY
        return MedType.OUTPATIENT if bought else self.med_type

    def item(self, amount_fen: int) -> Item:
        """Give it as a line of a bill."""
        return Item(self.name, self.kind, self.level, amount_fen)


EXPENSES = (
    Expense(
        "看门诊",
        MedType.OUTPATIENT,
        ItemKind.TREATMENT,
        "120.00",
        PlaceKind.TOWNSHIP,
        _DOCTORS,
    ),
    Expense(
        "买药",
        MedType.PHARMACY,
        ItemKind.DRUG,
        "68.00",
        PlaceKind.PHARMACY,
        _DOCTORS | {PlaceKind.PHARMACY},
    ),
    Expense(
        "住院",
        MedType.INPATIENT,
        ItemKind.TREATMENT,
        "800.00",
        PlaceKind.CITY,
        _BEDS,
        ChargeLevel.B,
    ),
    Expense(
        "透析",
        MedType.SPECIAL,
        ItemKind.TREATMENT,
        "420.00",
        PlaceKind.CITY,
        _BEDS,
    ),
    Expense(
        "检查",
        MedType.OUTPATIENT,
        ItemKind.TEST,
        "150.00",
        PlaceKind.COUNTY,
        _DOCTORS,
    ),
    Expense(
        "中医治疗",
        MedType.OUTPATIENT,
        ItemKind.TCM,
        "40.00",
        PlaceKind.COUNTY_TCM,
        _DOCTORS,
    ),
    Expense(
        "体检",
        MedType.CHECKUP,
        ItemKind.CHECKUP,
        "380.00",
        PlaceKind.CHECKUP,
        _BEDS | {PlaceKind.CHECKUP},
    ),
    Expense(
        "医疗器械",
        MedType.PHARMACY,
        ItemKind.DEVICE,
        "128.00",
        PlaceKind.PHARMACY,
        _DOCTORS | {PlaceKind.PHARMACY},
        ChargeLevel.C,
    ),
    Expense(
        "保健品",
        MedType.PHARMACY,
        ItemKind.SUPPLEMENT,
        "39.00",
        PlaceKind.PHARMACY,
        frozenset({PlaceKind.PHARMACY}),
        ChargeLevel.C,
    ),
)

PLACE_NAMES: dict[str, str] = {**{name: code for code, name in CITIES.items()}}
PROVINCE_NAMES: frozenset[str] = frozenset(PROVINCES.values()) - {"江西"}

BY_NAME = {one.name: one for one in EXPENSES}


def expense_of(name: str) -> Expense:
    """Give an expense by its name; for a name that is none, the first."""
    return BY_NAME.get(name, EXPENSES[0])


def place_at(option: PlaceOption) -> Place:
    """Give a place as the rules see it."""
    return Place(option.kind, option.region, option.designated)


def place_for(kind: PlaceKind, region: str = "") -> PlaceOption:
    """Give the first place of a kind: in the city asked for (four digits are enough), else anywhere."""
    fitting = [one for one in PLACES if one.kind is kind and one.designated]
    return next((one for one in fitting if region and one.region.startswith(region[:4])), fitting[0])


def option_of(code: str) -> PlaceOption | None:
    """Give a place by its code, None for a code that is none."""
    return next((one for one in PLACES if one.code == code), None)
