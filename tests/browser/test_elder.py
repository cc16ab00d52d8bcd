"""长辈版 from the login page to a 结算单, and 「读」 with a voice that is listened to."""

import pytest

from app.data import sample_family
from tests.browser.conftest import TREE, App

# A browser's voice that keeps what it is told; headless Chromium has none of its own.
VOICE = """
window.spoken = [];
window.stopped = 0;
Object.defineProperty(window, "speechSynthesis", { value: {
  speaking: false,
  getVoices: () => [{ lang: "zh-CN" }],
  speak(said) { if (said.text) { window.spoken.push(said.lang + " " + said.text); this.speaking = true; } },
  cancel() { if (this.speaking) window.stopped += 1; this.speaking = false; },
} });
"""


def enter(phone: App) -> App:
    """Switch to 长辈版 on the login page and log in as the sample family's father."""
    phone.open("/").sees("体验示例家庭").tap("长辈版", "switch")
    phone.page.locator(f'{TREE} [role=switch][aria-checked="true"]').wait_for(state="attached")
    return phone.tap("体验示例家庭").sees("付过的钱")


@pytest.mark.install(today="2026-06-12T10:24")
def test_from_login_to_a_payment_in_large_letters(phone):
    enter(phone).tap("我的医保码").sees("秒后换新码")
    assert phone.role("button", "回首页").bounding_box()["height"] == 72
    phone.tap("回首页").sees("能不能付").tap("能不能付").sees("谁要看病买药").settle()
    phone.tap("王桂兰").sees("在哪里？").tap("乡镇卫生院").sees("什么费用？").tap("看门诊").sees("都有人付").settle()
    phone.tap("到付款模拟里付").sees("来看病的是王桂兰本人").sees("合计 1 项").settle()
    phone.tap("预结算").sees("都有人付").settle()
    phone.tap("输密码，付款").sees("想好了吗").sees("一共 120.00 元").settle().tap("再看看").sees_no("想好了吗")
    phone.tap("输密码，付款").sees("想好了吗").settle().tap("想好了").sees("已输入 0 位").settle()
    for digit in sample_family.PIN:
        phone.page.keyboard.press(digit)
    phone.sees("结算完成").settle().tap("回首页").sees("上次 6 月 12 日 120 元")


def test_a_page_is_read_aloud_and_falls_silent(phone):
    phone.page.add_init_script(VOICE)
    enter(phone).tap("读出这一页")
    phone.page.wait_for_function("window.spoken.includes('zh-CN 我的医保码，看病买药，打开给人扫')")
    assert "zh-CN 找人帮忙，医保热线 1 2 3 9 3" in phone.page.evaluate("window.spoken")
    phone.tap("读出这一页")
    phone.page.wait_for_function("window.stopped == 1")
    phone.tap("读出这一页")
    phone.page.wait_for_function("window.speechSynthesis.speaking")
    phone.tap("找人帮忙").sees("打电话前，准备好")
    phone.page.wait_for_function("!window.speechSynthesis.speaking")


def test_without_a_voice_it_is_said_so(phone):
    enter(phone).tap("读出这一页").sees("这个浏览器没有语音")
