"""The browser's Back leaves a page with all that it had opened."""

import pytest

from tests.browser.conftest import App


@pytest.mark.install(today="2026-06-12")
def test_a_question_and_a_sheet_do_not_stay_over_the_next_page(phone: App):
    phone.open("/").tap("体验示例家庭").sees("家人的医保码").settle()
    phone.go("/me").sees("退出登录").settle().tap("退出登录").sees("数据留在这台设备上")
    phone.page.go_back()
    phone.sees_no("数据留在这台设备上").sees("家人的医保码")
    phone.go("/share").sees("家人看病，花谁的钱").settle().tap("下一步").sees("给谁用").settle()
    phone.tap("证件类型").sees("社会保障卡")
    phone.page.go_back()
    phone.sees_no("社会保障卡").sees("家人的医保码")
    # What is asked on the next page is asked as ever.
    phone.go("/me").sees("退出登录").settle().tap("退出登录").sees("数据留在这台设备上").tap("取消")
    phone.sees_no("数据留在这台设备上").sees("支付密码")


@pytest.mark.install(today="2026-06-12")
def test_a_sheet_does_not_stay_over_a_page_whose_address_is_typed(phone: App):
    phone.open("/").tap("体验示例家庭").sees("家人的医保码").settle()
    phone.open("/me/insurance").sees("历年余额").tap("参保地").sees("景德镇").settle()
    phone.open("/link").sees("加谁的亲情账户").settle().sees_no("景德镇")
    phone.tap("周芳").sees("在我的手机上出示")
    # Where the same page is loaded anew, its sheet may stay, and can be used.
    phone.open("/me/insurance").sees("历年余额").settle().tap("参保地").sees("景德镇").settle()
    phone.open("/me/insurance").sees("景德镇").settle().tap("景德镇").sees_no("上饶").sees("历年余额")
