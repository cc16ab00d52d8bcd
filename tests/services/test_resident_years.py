"""居民医保缴费, the page: what is known of each insured year on a day, what isn't, and what to do next."""

from datetime import date

import pytest

from app.domain.errors import NotAllowed
from app.domain.fee_years import YearState
from app.services.fees import Channel, NewbornState, confirm_newborn, resident_years
from tests.services.fee_family import (
    CLOSED,
    IN_JANUARY,
    IN_WINDOW,
    LATE_IN_YEAR,
    OTHER,
    family_on,
    go_to,
    pay,
    resident,
)


def years(install, who, person):
    return {one.year: one for one in resident_years(install.context, who.user_id, person).years}


def whole(words):
    assert words
    assert "{" not in words
    return True


def test_in_the_window_what_it_costs_and_from_when_on_it_covers(install):
    father, mother = family_on(install, IN_WINDOW)
    found = years(install, father, mother)
    assert list(found) == [2026, 2025]
    open_year = found[2026]
    assert (open_year.state, open_year.can_pay, open_year.terms.amount_fen) == (YearState.OPEN, True, 40_000)
    assert open_year.cover == "今天缴，2026 年全年都有待遇。"
    assert open_year.next_step == "现在就能缴，缴费期到 2026 年 2 月 28 日 为止。"
    assert (open_year.late, open_year.hint, open_year.newborn, open_year.paid) == (None, "", None, None)
    assert [one.key.rsplit(".", 1)[1] for one in open_year.rules] == [
        "amount",
        "window_from",
        "full_year_until",
        "next_day_from",
        "late_wait_months",
    ]
    assert {one.basis.source_key for one in open_year.rules} == {"JX26"}
    this = found[2025]
    assert (this.state, this.can_pay) == (YearState.OPEN, True)
    assert this.cover == "从哪天起有待遇，资料没有写。"
    assert this.next_step == "现在就能缴；缴到哪天为止，资料没有写。"
    assert this.assisted == ()


def test_in_january_it_covers_from_the_next_day(install):
    father, mother = family_on(install, IN_JANUARY)
    assert years(install, father, mother)[2026].cover == "今天缴，从 2026 年 1 月 21 日 起有待遇。"


def test_who_pays_less_is_told_with_its_source(install):
    father, mother = family_on(install, IN_WINDOW)
    told = years(install, father, mother)[2026].assisted
    assert [(one.who, one.subsidy_fen, one.own_fen) for one in told] == [
        ("定额资助的人", 32_000, 8_000),
        ("全额资助的人", None, 0),
        ("大学生", 20_000, 20_000),
    ]
    assert all(one.basis.source_key == "JX26" and "不模拟" in one.basis.note for one in told)


def test_before_the_window(install):
    father, mother = family_on(install, date(2025, 10, 14))
    early = years(install, father, mother)[2026]
    assert (early.state, early.obstacle.rule_name) == (YearState.NOT_YET, "fee-window")
    assert early.next_step == early.obstacle.next_step
    assert early.cover == ""


def test_when_2026_is_closed_and_2027_unknown_the_page_still_helps(install):
    father, mother = family_on(install, CLOSED)
    found = years(install, father, mother)
    assert list(found) == [2027, 2026, 2025]
    closed, unknown, over = found[2026], found[2027], found[2025]
    assert (closed.state, closed.can_pay, closed.obstacle.rule_name) == (YearState.LATE, False, "fee-window")
    assert "补缴" in closed.next_step
    assert (closed.late.wait_months, closed.late.covers_from) == (3, date(2026, 9, 12))
    assert closed.late.words == "今天补缴，等满 3 个月，从 2026 年 9 月 12 日 起有待遇。"
    assert closed.late.price == "补缴要多少钱，资料没有写。"
    assert "3个月" in closed.late.basis.sentence
    assert (unknown.state, unknown.terms.amount_fen, unknown.terms.window) == (YearState.UNKNOWN, None, None)
    assert unknown.obstacle.rule_name == "fee-amount-unknown"
    assert unknown.hint == "2026 年度是每人 400.00 元，缴费期 2025 年 10 月 15 日 到 2026 年 2 月 28 日，可以参考。"
    assert (unknown.rules, unknown.assisted, unknown.late) == ((), (), None)
    assert (over.state, over.obstacle.rule_name) == (YearState.OVER, "fee-year-over")
    assert all(whole(one.next_step) for one in found.values())


def test_late_in_the_year_paying_late_comes_too_late(install):
    father, mother = family_on(install, LATE_IN_YEAR)
    late = years(install, father, mother)[2026].late
    assert late.covers_from is None
    assert late.words == "今天补缴也要等 3 个月，等满时 2026 年已经过完。"


def test_two_years_on_nothing_is_known_but_the_page_stands(install):
    father, mother = family_on(install, date(2028, 3, 1))
    found = years(install, father, mother)
    assert {year: one.state for year, one in found.items()} == {2029: YearState.UNKNOWN, 2028: YearState.UNKNOWN}
    assert found[2028].hint.startswith("2026 年度")
    assert found[2029].hint.startswith("2026 年度")
    go_to(install, date(2031, 3, 1))
    assert years(install, father, mother)[2031].hint == ""


def test_a_paid_year_is_told_with_its_slip(install):
    father, mother = family_on(install, IN_WINDOW)
    fee_id = pay(install, father, resident(mother))
    install.clock.move(days=1)
    found = years(install, father, mother)[2026]
    assert (found.state, found.paid.day, found.paid.record_id) == (YearState.PAID, IN_WINDOW, fee_id)
    assert found.obstacle.rule_name == "fee-already-paid"


def test_what_stands_in_the_users_way_is_told_too(install):
    father, _ = family_on(install, IN_WINDOW)
    unshared = install.enter(father, "钱七")
    employee = install.enter(father, "周芳", "310")
    assert years(install, father, unshared)[2026].obstacle.rule_name == "fee-not-shared"
    assert years(install, father, unshared)[2026].state is YearState.OPEN
    needless = years(install, father, employee)[2026]
    assert (needless.state, needless.obstacle.rule_name) == (YearState.NOT_NEEDED, "fee-beneficiary-employee")
    go_to(install, CLOSED)
    assert years(install, father, employee)[2026].obstacle.rule_name == "fee-beneficiary-employee"


def test_a_newborns_year_offers_the_confirmation(install):
    father, _ = family_on(install, CLOSED)
    baby = install.enter(father, "李小满", born=date(2026, 2, 12))
    found = years(install, father, baby)
    assert list(found) == [2027, 2026]
    this, following = found[2026], found[2027]
    assert (this.state, this.newborn.state) == (YearState.FREE, NewbornState.CAN_CONFIRM)
    assert "新生儿免缴确认" in this.next_step
    assert (following.state, following.newborn.state) == (YearState.FREE, NewbornState.NOT_NOW)
    assert following.next_step == following.newborn.obstacle.next_step
    confirm_newborn(install.context, father.user_id, baby, 2026)
    this = years(install, father, baby)[2026]
    assert (this.state, this.newborn.state) == (YearState.CONFIRMED, NewbornState.CONFIRMED)
    assert this.next_step == "免缴确认已经办了，这一年不用缴钱。"


def test_the_channels_are_compared_and_their_clash_told(install):
    father, mother = family_on(install, IN_WINDOW)
    found = resident_years(install.context, father.user_id, mother)
    assert {one.channel: one.pays for one in found.channels} == {
        Channel.GANFUTONG: True,
        Channel.ALIPAY_GANFUTONG: True,
        Channel.WECHAT_ACCOUNT: True,
        Channel.WECHAT_PAY: False,
        Channel.BANK: False,
    }
    assert all(one.basis.section and one.basis.sentence for one in found.channels)
    assert found.clash.number == 8
    assert {text.source for text in found.clash.texts} == {"S1", "JX25"}
    assert found.relation == "父母"


def test_a_stranger_sees_nothing(install):
    father, mother = family_on(install, IN_WINDOW)
    stranger = install.register("赵六", phone=OTHER)
    for person in (mother, father.person_id, 999):
        with pytest.raises(NotAllowed, match="没有找到这个人"):
            resident_years(install.context, stranger.user_id, person)
