"""The words that people type, and what they stand for. None of them is shown."""

import re

from app.domain.settlement import PlaceKind

EXPENSE_WORDS: dict[str, tuple[str, ...]] = {
    "看门诊": ("普通门诊", "门诊", "看病", "看医生", "挂号", "感冒", "发烧", "打针", "clinic", "doctor"),
    "买药": ("药费", "拿药", "开药", "吃药", "降压药", "药品", "药", "medicine"),
    "住院": ("住院费", "手术", "开刀", "inpatient"),
    "透析": ("特殊门诊", "血液透析", "血透", "化疗", "放疗", "放化疗", "dialysis"),
    "检查": ("化验", "验血", "血常规", "抽血", "拍片", "b超", "ct", "test"),
    "中医治疗": ("小儿推拿", "推拿", "针灸", "理疗", "拔罐", "中药", "中医"),
    "体检": ("健康体检", "年检", "checkup"),
    "医疗器械": ("电子血压计", "血压计", "血糖仪", "体温计", "器械"),
    "保健品": ("维生素", "钙片", "软糖", "补品"),
}

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

BETWEEN = re.compile(r"(?:[\s,，。、;；:：!！?？/|+—~～'\"“”‘’（）()]|(?!(?<!\S)[-−.]\.?¥?[0-9])[-−.])+")
"""What stands between words; a minus or a point before figures does not."""

MINE, OF_MINE = "我", ("家", "的")
"""Before a word for a relative, "我" only says whose that is: 我妈, 我家宝宝, 我的孩子."""
SELF_WORDS = ("我", "本人", "自己", "我自己", "me")
CHILD = ("宝宝", "孩子", "小孩", "娃", "娃娃", "baby", "child")
SON = ("儿子", "son")
DAUGHTER = ("女儿", "闺女", "daughter")
WIFE = ("老婆", "妻子", "爱人", "媳妇", "太太", "wife")
HUSBAND = ("老公", "丈夫", "爱人", "先生", "husband")
OLD_WOMAN = ("奶奶", "外婆", "姥姥", "婆婆", "妈妈", "妈", "母亲", "老人", "grandma", "mother")
OLD_MAN = ("爷爷", "外公", "姥爷", "公公", "爸爸", "爸", "父亲", "老人", "grandpa", "father")
MUM = ("妈妈", "孩子妈", "mother")
DAD = ("爸爸", "孩子爸", "father")
EMPLOYEE = (*SELF_WORDS, "职工", "上班", "employee")
RESIDENT = (*WIFE, *HUSBAND, "居民", "农民", "resident")
