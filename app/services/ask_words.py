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

    ``place`` is where if nobody says. ``words`` are other names for it.
    """

    name: str
    med_type: MedType
    kind: ItemKind
    usual: str
    place: PlaceKind
    places: frozenset[PlaceKind]
    words: tuple[str, ...]
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
        ("普通门诊", "门诊", "看病", "看医生", "挂号", "感冒", "发烧", "打针", "clinic", "doctor"),
    ),
    Expense(
        "买药",
        MedType.PHARMACY,
        ItemKind.DRUG,
        "68.00",
        PlaceKind.PHARMACY,
        _DOCTORS | {PlaceKind.PHARMACY},
        ("药费", "拿药", "开药", "吃药", "降压药", "药品", "药", "medicine"),
    ),
    Expense(
        "住院",
        MedType.INPATIENT,
        ItemKind.TREATMENT,
        "800.00",
        PlaceKind.CITY,
        _BEDS,
        ("住院费", "手术", "开刀", "inpatient"),
        ChargeLevel.B,
    ),
    Expense(
        "透析",
        MedType.SPECIAL,
        ItemKind.TREATMENT,
        "420.00",
        PlaceKind.CITY,
        _BEDS,
        ("特殊门诊", "血液透析", "血透", "化疗", "放疗", "放化疗", "dialysis"),
    ),
    Expense(
        "检查",
        MedType.OUTPATIENT,
        ItemKind.TEST,
        "150.00",
        PlaceKind.COUNTY,
        _DOCTORS,
        ("化验", "验血", "血常规", "抽血", "拍片", "b超", "ct", "test"),
    ),
    Expense(
        "中医治疗",
        MedType.OUTPATIENT,
        ItemKind.TCM,
        "40.00",
        PlaceKind.COUNTY_TCM,
        _DOCTORS,
        ("小儿推拿", "推拿", "针灸", "理疗", "拔罐", "中药", "中医"),
    ),
    Expense(
        "体检",
        MedType.CHECKUP,
        ItemKind.CHECKUP,
        "380.00",
        PlaceKind.CHECKUP,
        _BEDS | {PlaceKind.CHECKUP},
        ("健康体检", "年检", "checkup"),
    ),
    Expense(
        "医疗器械",
        MedType.PHARMACY,
        ItemKind.DEVICE,
        "128.00",
        PlaceKind.PHARMACY,
        _DOCTORS | {PlaceKind.PHARMACY},
        ("电子血压计", "血压计", "血糖仪", "体温计", "器械"),
        ChargeLevel.C,
    ),
    Expense(
        "保健品",
        MedType.PHARMACY,
        ItemKind.SUPPLEMENT,
        "39.00",
        PlaceKind.PHARMACY,
        frozenset({PlaceKind.PHARMACY}),
        ("维生素", "钙片", "软糖", "补品"),
        ChargeLevel.C,
    ),
)

PLACE_WORDS: dict[PlaceKind, tuple[str, ...]] = {
    PlaceKind.TOWNSHIP: ("乡镇卫生院", "镇卫生院", "乡卫生院", "卫生院", "镇医院", "乡镇医院"),
    PlaceKind.COMMUNITY: ("社区卫生服务中心", "社区医院", "社区中心", "社区"),
    PlaceKind.VILLAGE: ("村卫生室", "卫生室", "村医", "村里", "诊所"),
    PlaceKind.COUNTY_TCM: ("县级中医院", "县中医院", "中医院"),
    PlaceKind.COUNTY: ("县级医院", "县医院", "县人民医院", "区医院", "二级医院"),
    PlaceKind.CITY: ("市级医院", "市医院", "市人民医院", "市里的医院", "大医院", "三级医院"),
    PlaceKind.PROVINCE: ("省级医院", "省医院", "省人民医院", "省城医院", "省里的医院"),
    PlaceKind.PHARMACY: ("药店", "药房", "大药房", "定点药店", "pharmacy"),
    PlaceKind.CHECKUP: ("体检机构", "体检中心", "体检站"),
}
NO_KIND = ("医院", "人民医院", "hospital")
NOT_DESIGNATED = ("非定点药店", "非定点", "不定点")
OUTSIDE = ("省外", "外省", "外地", "杭州")
"""Places outside the province stand for one: the only one that there is to choose."""

_FILLERS = """
能不能付 能不能 能付 可不可以 可以 多少钱 多少 用不用 医保 共济 报销 怎么 什么 一下 这个 那个 家里 家人 自己的
在 去 到 的 看 吗 么 呢 吧 给 用 要 花 了 付 交 做 带 是 和 跟 想 我们 请 上 里 钱 费 费用 元 块 能 会 该 得
个人 账户 得要 大概 大约 左右 差不多 市 省 县 区 镇 买
"""
FILLERS = tuple(_FILLERS.split())

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
