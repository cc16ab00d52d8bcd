"""What each step of an infant's way is called, what it is for, and where it is done."""

from dataclasses import dataclass

import flet as ft

from app.domain.infant import InfantStep
from app.domain.rule_names import NoteName
from app.services.infants import InfantPath, InfantStepView
from app.ui.i18n import mark, tr
from app.ui.paths import (
    PAY,
    SHARE,
    code_of,
    fees_of,
    free_year_receipt,
    insured,
    link_with,
    newborn_of,
    receipt,
    sharing,
)


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step in words: its name, what it is for (said where there is no infant yet), and its sign."""

    title: str
    purpose: str
    icon: ft.IconData


STEPS: dict[InfantStep, StepWords] = {
    InfantStep.BORN: StepWords(
        mark("出生医学证明"),
        mark("编号，加上妈妈的姓名和身份证号码，就能办下面每一步。不用等身份证，也不用刷脸。"),
        ft.Icons.CHILD_FRIENDLY,
    ),
    InfantStep.REGISTER: StepWords(
        mark("参保登记"), mark("按时登记了，出生那天起的费用都管。"), ft.Icons.APP_REGISTRATION
    ),
    InfantStep.FREE: StepWords(
        mark("新生儿免缴确认"), mark("头几个年度不用缴钱，但每年要确认一次。"), ft.Icons.TASK_ALT
    ),
    InfantStep.SHARE: StepWords(
        mark("绑定到爸妈的家庭共济"), mark("宝宝看病不够的部分，从爸妈的个人账户出。"), ft.Icons.VOLUNTEER_ACTIVISM
    ),
    InfantStep.LINK: StepWords(
        mark("加亲情账户"), mark("爸妈的手机上能出示宝宝的码，花的是宝宝自己的钱。"), ft.Icons.QR_CODE_2
    ),
    InfantStep.VISIT: StepWords(
        mark("第一次看病"), mark("出示宝宝自己的码。先去社区或乡镇卫生院，门诊家庭账户能付。"), ft.Icons.LOCAL_HOSPITAL
    ),
}


@dataclass(frozen=True, slots=True)
class Way:
    """Where a step is done, or what it has led to."""

    words: str
    opens: str


def way_of(path: InfantPath, one: InfantStepView) -> Way | None:
    """Give where a step is done; None where nothing can be done about it."""
    person_id = path.person_id
    if one.step is InfantStep.REGISTER and not path.may_edit:
        return None
    if one.obstacle and one.obstacle.rule_name in _PAYS:
        return Way(tr("看居民医保缴费"), fees_of(person_id))
    ways = {
        InfantStep.REGISTER: Way(tr("填参保信息"), insured(person_id)),
        InfantStep.FREE: Way(tr("去办免缴确认"), newborn_of(person_id)),
        InfantStep.SHARE: Way(tr("去办家庭共济"), SHARE),
        InfantStep.LINK: Way(tr("加亲情账户"), link_with(person_id)),
        InfantStep.VISIT: Way(tr("在付款模拟里试一次"), PAY),
    }
    return ways.get(one.step)


def done_way(path: InfantPath, one: InfantStepView) -> Way | None:
    """Give what a step that is done has led to: a slip, a sharing, a code, a payment."""
    if one.step is InfantStep.LINK:
        return Way(tr("看{name}的码", name=path.name), code_of(path.person_id))
    if not one.record_id:
        return None
    match one.step:
        case InfantStep.FREE:
            return Way(tr("看确认单"), free_year_receipt(one.record_id))
        case InfantStep.SHARE:
            return Way(tr("看这份共济"), sharing(one.record_id))
        case InfantStep.VISIT:
            return Way(tr("看结算单"), receipt(one.record_id))
        case _:
            return None


_PAYS = frozenset({NoteName.NEWBORN_YEAR_PAYS.value, NoteName.NEWBORN_BORN_EARLIER.value})
