"""Places and bills to choose from in 付款模拟. All invented: no place of this name exists, the prices are examples."""

from dataclasses import dataclass

from app.domain.settlement import ChargeLevel, ItemKind, MedType, PlaceKind


@dataclass(frozen=True)
class PlaceOption:
    """A place to choose; `code` is the institution code: H or P, six digits of region, five more."""

    name: str
    kind: PlaceKind
    region: str
    code: str
    designated: bool = True


@dataclass(frozen=True)
class ItemForm:
    """A line of the bill as typed: the amount in yuan."""

    name: str
    kind: str
    chrgitm_lv: str
    amount: str


@dataclass(frozen=True)
class BillTemplate:
    """An example bill; `fund_pay` (yuan) is what the pool fund pays of it."""

    name: str
    med_type: MedType
    place_kind: PlaceKind
    items: tuple[ItemForm, ...]
    fund_pay: str = ""


PLACES = (
    PlaceOption("余江区某乡镇卫生院", PlaceKind.TOWNSHIP, "360603", "H36060300001"),
    PlaceOption("月湖区某社区卫生服务中心", PlaceKind.COMMUNITY, "360602", "H36060200002"),
    PlaceOption("贵溪市某村卫生室", PlaceKind.VILLAGE, "360681", "H36068100003"),
    PlaceOption("贵溪市某县级中医院", PlaceKind.COUNTY_TCM, "360681", "H36068100004"),
    PlaceOption("贵溪市某县级医院", PlaceKind.COUNTY, "360681", "H36068100005"),
    PlaceOption("鹰潭某市级医院", PlaceKind.CITY, "360600", "H36060000006"),
    PlaceOption("月湖区某定点药店", PlaceKind.PHARMACY, "360602", "P36060200007"),
    PlaceOption("月湖区某非定点药店", PlaceKind.PHARMACY, "360602", "P36060200008", designated=False),
    PlaceOption("鹰潭某体检机构", PlaceKind.CHECKUP, "360600", "H36060000009"),
    PlaceOption("南昌某省级医院", PlaceKind.PROVINCE, "360100", "H36010000010"),
    PlaceOption("南昌某市级医院", PlaceKind.CITY, "360100", "H36010000011"),
    PlaceOption("东湖区某定点药店", PlaceKind.PHARMACY, "360102", "P36010200012"),
    PlaceOption("南昌某体检机构", PlaceKind.CHECKUP, "360100", "H36010000013"),
    PlaceOption("杭州某市级医院（省外）", PlaceKind.CITY, "330106", "H33010600014"),
)

VISITS = (
    (MedType.OUTPATIENT, "普通门诊"),
    (MedType.PHARMACY, "药店买药"),
    (MedType.INPATIENT, "住院"),
    (MedType.SPECIAL, "透析"),
    (MedType.CHECKUP, "体检"),
)


def visit_name(med_type: str) -> str:
    """Give the word people use for a kind of visit."""
    return dict(VISITS)[MedType(med_type)]


def _line(name: str, kind: ItemKind, amount: str, level: ChargeLevel = ChargeLevel.A) -> ItemForm:
    return ItemForm(name, kind.value, level.value, amount)


TEMPLATES = (
    BillTemplate(
        "感冒门诊",
        MedType.OUTPATIENT,
        PlaceKind.TOWNSHIP,
        (
            _line("一般诊疗费", ItemKind.TREATMENT, "10.00"),
            _line("血常规", ItemKind.TEST, "28.00"),
            _line("小儿退热药", ItemKind.DRUG, "52.00"),
            _line("口服补液盐", ItemKind.DRUG, "30.00"),
        ),
    ),
    BillTemplate(
        "小儿推拿",
        MedType.OUTPATIENT,
        PlaceKind.COUNTY_TCM,
        (_line("小儿推拿", ItemKind.TCM, "40.00"), _line("退热药", ItemKind.DRUG, "60.00")),
    ),
    BillTemplate(
        "药店买药",
        MedType.PHARMACY,
        PlaceKind.PHARMACY,
        (
            _line("降压药", ItemKind.DRUG, "68.00"),
            _line("电子血压计", ItemKind.DEVICE, "128.00", ChargeLevel.C),
            _line("维生素软糖", ItemKind.SUPPLEMENT, "39.00", ChargeLevel.C),
        ),
    ),
    BillTemplate(
        "住院",
        MedType.INPATIENT,
        PlaceKind.CITY,
        (
            _line("住院治疗", ItemKind.TREATMENT, "1500.00"),
            _line("住院用药", ItemKind.DRUG, "900.00", ChargeLevel.B),
        ),
        fund_pay="1600.00",
    ),
    BillTemplate("透析", MedType.SPECIAL, PlaceKind.CITY, (_line("血液透析", ItemKind.TREATMENT, "420.00"),), "300.00"),
    BillTemplate("体检", MedType.CHECKUP, PlaceKind.CHECKUP, (_line("年度体检", ItemKind.CHECKUP, "380.00"),)),
)
