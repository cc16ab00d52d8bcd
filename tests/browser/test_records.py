"""记录 in Chromium: what was paid, by month and by person; on a wide window the 结算单 beside it."""

import pytest


@pytest.mark.install(today="2026-06-12")
def test_records_of_the_sample_family(phone):
    phone.open("/").tap("体验示例家庭").sees("家人的医保码")
    phone.open("/records").sees("全家").sees("68.00 元").sees("月湖区某定点药店")
    phone.tap("王桂兰", exact=True).sees("68.00 元")
    phone.tap("王桂兰，月湖区某定点药店").sees("降压药").sees("单号 SIM2026").sees("为什么没有多付")
    phone.screenshot("receipt-pharmacy")


@pytest.mark.install(today="2026-06-12")
def test_a_wide_window_shows_list_and_slip(desktop):
    desktop.open("/").tap("体验示例家庭").sees("家人的医保码")
    desktop.open("/records").sees("全家").sees("单号 SIM2026").sees("降压药")
    desktop.screenshot("records-desktop")


def test_a_new_user_is_told_how_to_begin(phone):
    phone.open("/").tap("体验示例家庭").sees("家人的医保码")
    phone.open("/records/999").sees("没有找到这张结算单")
