"""The keys that rules may have: the type, the unit and the meaning of each. Values stand in TOML.

A key with ``{year}`` stands for one key for each insured year, like ``resident_fee.2026.amount``.
A key marked ``*`` must have a value in 江西 on a day for a book to exist: the engine needs it. One
marked ``+`` the engine asks for, too, and does without where no rule sets it. On any other key
nothing in the published list of rules hangs: it is there to be read by people, or decides what no case
can state (新生儿免缴确认, the transfers of a 医保钱包, what a year's turn pays in).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

RuleValue = int | bool | str | date | tuple[str, ...]
"""分 or a count; yes or no; a word; several words; a day."""


class ValueKind(StrEnum):
    """Types of values, as they stand in a rule file."""

    FEN = "fen"
    COUNT = "count"
    FLAG = "flag"
    TEXT = "text"
    WORDS = "words"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class KeySpec:
    """What a key may hold. ``unit`` is what a rule file must say; "" where there is none.

    ``decides``: the engine asks for the value; else it only tells. ``required``: it cannot do without.
    """

    kind: ValueKind
    unit: str
    meaning: str
    decides: bool = False
    required: bool = False


_TABLE = """
sharer.insutypes*              | words | insutype | 谁有个人账户可以共济
sharer.kinds                   | words |          | 共济人的参保身份
member.insutypes*              | words | insutype | 谁可以被共济
member.insured_this_year       | flag  |          | 家人要参加当年的医保
member.sharers_at_once+        | count | 人       | 一个家人同时可有几个共济人
sharing.relations*             | words |          | 近亲属的范围
sharing.proof_required         | flag  |          | 要不要亲属关系证明
sharing.commitment_required*   | flag  |          | 要不要勾选个人郑重承诺
sharing.member_area*           | text  | 地区码   | 家人要在哪里参保
sharing.place_area*            | text  | 地区码   | 共济的钱能在哪里用
account.yearly_turn            | flag  |          | 1 月 1 日当年余额转成历年余额
sharing.prior_years_only*      | flag  |          | 是否只能用历年余额
sharing.balance_floor*         | fen   | 元       | 共济人账户里至少要留的钱
sharing.overdraft              | flag  |          | 能不能透支
sharing.revoked_by             | words |          | 谁可以解除
sharing.ends_with_insurance*   | flag  |          | 一方停保，共济自动停用
sharing.harms_sharer           | flag  |          | 是否影响共济人自己的待遇
sharing.offers_quota           | flag  |          | 能不能定共济额度
sharing.offers_dates           | flag  |          | 能不能定开始和结束的日子
sharing.offers_cap             | flag  |          | 能不能定单笔上限
infant.bound_by                | text  |          | 婴儿由谁来绑定
infant.certificate             | words |          | 没有身份证的婴儿填什么
infant.register_days           | count | 天       | 出生后多少天内办参保登记
infant.covered_from_birth      | flag  |          | 按时登记的婴儿从出生那天起报销
family_code.own_money          | flag  |          | 亲情账户花的是不是家人自己的钱
family_code.max_members        | count | 人       | 亲情账户最多几人
family_code.consent_age        | count | 岁       | 从几岁起要本人同意和刷脸
pooled.medicine                | flag  |          | 共济的钱能付药费
pooled.outpatient              | flag  |          | 共济的钱能付普通门诊
pooled.self_funded+            | flag  |          | 共济的钱能付自费医疗费用
pooled.devices                 | flag  |          | 共济的钱能付药店的医疗器械和医用耗材
pooled.inpatient*              | flag  |          | 共济的钱能付住院的个人负担部分
pooled.special_outpatient*     | flag  |          | 共济的钱能付特殊门诊
pooled.checkup                 | flag  |          | 共济的钱能付健康体检
pooled.non_disease             | flag  |          | 共济的钱能付非疾病治疗
pooled.resident_fee            | flag  |          | 共济的钱能缴家人的居民医保
pooled.other_basic_fee         | flag  |          | 共济的钱能缴其他基本医疗保险的个人缴费
pooled.huiminbao+              | flag  |          | 个人账户能买惠民保
scope.excluded_kinds*          | words |          | 谁的账户都不能付的项目
funds.order+                   | words |          | 先用谁的钱
visit.own_code*                | flag  |          | 看病只能用本人的医保码
visit.designated_only*         | flag  |          | 只能在定点机构结算
visit.insured_only*            | flag  |          | 患者要正常参保
impersonation.suspended_least  | count | 月       | 冒名就医暂停联网结算，最短
impersonation.suspended_most   | count | 月       | 冒名就医暂停联网结算，最长
family_account.yearly          | fen   | 元       | 门诊家庭账户每人每年划入
family_account.rest_kept       | flag  |          | 门诊家庭账户上一年剩下的钱留着
family_account.shared          | flag  |          | 门诊家庭账户在家庭成员间共用
family_account.insutypes+      | words | insutype | 谁有门诊家庭账户
family_account.med_types+      | words | med_type | 门诊家庭账户能付哪种就诊
family_account.local_only+     | flag  |          | 门诊家庭账户只在本市用
family_account.places+         | words |          | 门诊家庭账户能用的机构
family_account.tcm_places+     | words |          | 只能付中医药项目的机构
family_account.tcm_kinds+      | words |          | 县级中医院能付的项目
family_account.closed_places   | words |          | 门诊家庭账户不能用的机构
family_account.county_hospital+| flag  |          | 门诊家庭账户能不能在县级医院用
family_account.primary_first   | flag  |          | 优先去基层机构
resident_fee.{year}.amount+    | fen   | 元       | 居民医保一年的个人缴费
resident_fee.{year}.assisted_subsidy | fen | 元    | 定额资助的人，资助的部分
resident_fee.{year}.assisted_own     | fen | 元    | 定额资助的人，自己缴的部分
resident_fee.{year}.fully_funded_own | fen | 元    | 全额资助的人，自己缴的部分
resident_fee.{year}.student_subsidy  | fen | 元    | 大学生，资助的部分
resident_fee.{year}.student_own      | fen | 元    | 大学生，自己缴的部分
resident_fee.{year}.window_from+     | date |      | 集中缴费期第一天
resident_fee.{year}.window_to+       | date |      | 集中缴费期最后一天
resident_fee.{year}.full_year_until  | date |      | 到这天缴了，管全年
resident_fee.{year}.next_day_from    | date |      | 从这天起缴的，第二天生效
resident_fee.{year}.late_wait_months | count | 月  | 过了缴费期补缴，要等多久
resident_fee.channels*         | words |          | 哪些渠道能用个人账户缴居民医保
resident_fee.closed_channels   | words |          | 哪些渠道不能用个人账户缴居民医保
resident_fee.free_insutypes+   | words | insutype | 谁不用缴居民医保
newborn.born_from*             | date  |          | 从哪天起出生的新生儿免缴
newborn.first_year*            | count | 年       | 新生儿免缴从哪个年度算起
newborn.free_years*            | count | 年       | 新生儿免缴几个年度
newborn.confirmation           | text  |          | 每年要办的确认
newborn.confirmed_yearly       | flag  |          | 免缴确认每年办一次
newborn.any_day_of_birth_year  | flag  |          | 出生当年哪天都能办免缴确认
fee.refundable                 | flag  |          | 缴过的费能不能退
huiminbao.relations+           | words |          | 个人账户能给谁买惠民保
huiminbao.member_area+         | text  | 地区码   | 惠民保的参保人要在哪里参保
huiminbao.age_limit            | flag  |          | 惠民保限不限年龄
huiminbao.history_limit        | flag  |          | 惠民保限不限病史
huiminbao.covers_infants       | flag  |          | 惠民保管不管婴儿
huiminbao.special_drugs_most   | count | %        | 高额特药最高赔付比例
huiminbao.inpatient            | text  |          | 惠民保的住院保障
huiminbao.serious_outpatient   | text  |          | 惠民保的门诊大病保障
huiminbao.price_stated         | flag  |          | 资料里有没有惠民保的价格
registration.channels          | words |          | 在哪里办共济登记
registration.fields            | words |          | 登记要填什么
registration.steps_app         | words |          | 江西智慧医保APP的步骤
registration.steps_web         | words |          | 江西医保网上服务大厅的步骤
registration.steps_ganfutong   | words |          | “赣服通”医保专区的步骤
registration.steps_wechat      | words |          | “江西医疗保障”微信公众号的步骤
wallet.available+              | flag  |          | 有没有医保钱包（跨省共济）
wallet.several_sharers+        | flag  |          | 医保钱包能不能有几个共济人
wallet.quota_set_aside         | flag  |          | 转进钱包的额度，共济人自己不能再用
wallet.unused_returns          | flag  |          | 没用完的额度，解除时退回
wallet.topups_per_day          | count | 次       | 医保钱包一天最多转几次
wallet.topup_most              | fen   | 元       | 医保钱包一次最多转多少
wallet.closed_from             | text  | 时刻     | 医保钱包从几点起不能转
wallet.closed_until            | text  | 时刻     | 医保钱包到几点又能转
wallet.returns_at              | text  | 时刻     | 没接收的钱第二天几点退回
"""


def _read_table() -> dict[str, KeySpec]:
    keys = {}
    for line in _TABLE.strip().splitlines():
        key, kind, unit, meaning = (cell.strip() for cell in line.split("|"))
        spec = KeySpec(ValueKind(kind), unit, meaning, decides=key[-1] in "*+", required=key.endswith("*"))
        keys[key.rstrip("*+")] = spec
    return keys


KEYS: dict[str, KeySpec] = _read_table()


def spec_of(key: str) -> KeySpec:
    """Give what a key may hold. Raises KeyError for a key that the app does not know."""
    return KEYS[re.sub(r"(?<=\.)[0-9]{4}(?=\.)", "{year}", key)]


@cache
def required_keys() -> frozenset[str]:
    """Keys without which the engine cannot decide on a day."""
    return frozenset(key for key, spec in KEYS.items() if spec.required)
