"""家庭: who shares with whom, one sharing closely, and 亲情账户."""

import re

import pytest

from app.data.sample_family import MOTHER_NO

DAY = pytest.mark.install(today="2026-06-12")


def enter(app):
    return app.open("/").tap("体验示例家庭").sees("家人的医保码")


@DAY
def test_a_sharing_is_read_and_ended(phone):
    enter(phone).tap("家庭", "tab").sees("李明给王桂兰共济，还剩 1,932.00，额度 2,000.00，至 12 月 31 日")
    phone.tap("李明给王桂兰共济").sees("共济详情").sees("68.00 元，1 次").sees("李明的历年余额")
    phone.sees("王桂兰不能用这笔钱付").sees("住院的个人负担部分、特殊门诊").sees("（S1），2025 年起")
    phone.sees("月湖区某定点药店").sees("开始共济")
    phone.tap("解除共济").sees("账户里的钱不会动").tap("取消").sees("生效中")
    phone.tap("解除共济").sees("账户里的钱不会动")
    phone.role("button", "解除共济").last.click()
    phone.sees("已解除").sees("解除共济").sees_no("生效中")
    phone.open("/family").sees("2026 年 6 月 12 日 解除").sees("给家人授权")


@DAY
def test_a_payment_in_the_history_opens_its_receipt(phone):
    enter(phone).open("/family/sharing/1").sees("往来").tap("月湖区某定点药店")
    phone.page.wait_for_url(re.compile(r"/records/1$"))


@DAY
def test_wide_windows_show_the_detail_beside_the_list(desktop):
    enter(desktop).open("/family").sees("李明给王桂兰共济，还剩 1,932.00").sees("从哪笔钱出").sees("往来")
    desktop.tap("亲情账户·家人的钱").sees("已加 1 位，最多 5 位家人").sees("亲情账户花谁的钱").sees_no("从哪笔钱出")


@DAY
def test_a_code_is_added_with_consent_and_given_back(phone):
    enter(phone).open("/family?kind=link").sees("王桂兰").tap("加亲情账户").sees("加谁的亲情账户")
    phone.tap("周芳").sees("在我的手机上出示周芳的医保码").tap("加亲情账户").sees("要先得到本人同意")
    phone.tap("周芳本人已在身边同意（模拟）", "checkbox").tap("加亲情账户").sees("周芳的亲情账户加好了")
    phone.tap("回家庭").sees("已加 2 位，最多 5 位家人")
    phone.tap("和周芳解绑").sees("不能再出示周芳的医保码").tap("解绑", exact=True).sees("已加 1 位，最多 5 位家人")
    phone.sees("已和周芳解绑").tap("撤销").sees("已加 2 位，最多 5 位家人")


@DAY
def test_a_code_is_added_by_certificate(phone):
    enter(phone).open("/link").sees("加谁的亲情账户").tap("按证件加一位").sees("身份证号码")
    phone.type("身份证号码", MOTHER_NO[:17]).tap("查参保登记，下一步").sees("还少 1 位")
    phone.type("身份证号码", MOTHER_NO).type("姓名", "周芳").tap("查参保登记，下一步").sees("出示周芳的医保码")


@DAY
def test_somebody_elses_sharing_is_not_found(phone):
    enter(phone).open("/family/sharing/99").sees("没有找到这份共济")
