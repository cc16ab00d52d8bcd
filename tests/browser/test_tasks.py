"""How far it is to what people come for, counted as a person who has never been here would tap."""

import pytest

from app.data import sample_family
from tests.browser.conftest import App

DAY = pytest.mark.install(today="2026-06-12")
TAPS_TO_A_CODE, TAPS_TO_AN_ANSWER, SCREENS_TO_A_SHARING = 2, 4, 9


class Newcomer:
    """Counts: a tap is a tap; a screen is whatever replaces what was there, a sheet too."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.taps = 0
        self.screens = 1

    def tap(self, name: str, role: str = "button", *, sees: str) -> None:
        """Tap once, and wait for what it shows."""
        self.app.settle().tap(name, role).sees(sees)
        self.taps += 1

    def on_the_next_screen(self, name: str, *, sees: str) -> None:
        """Tap once, and come to another screen."""
        self.tap(name, sees=sees)
        self.screens += 1


@pytest.fixture
def father(phone) -> Newcomer:
    """Give a phone on which the family's father is logged in, just launched."""
    phone.open("/").tap("体验示例家庭").sees("家人的医保码")
    return Newcomer(phone.open("/").sees("家人的医保码"))


@DAY
def test_a_relatives_code_is_two_taps_away(father):
    father.tap("王桂兰的医保码", sees="王桂兰的医保码，二维码")
    assert father.taps <= TAPS_TO_A_CODE


@DAY
def test_whether_it_can_be_paid_is_four_taps_away(father):
    father.tap("付款模拟", sees="王桂兰的码")
    father.tap("王桂兰的码", sees="来看病的是王桂兰本人")
    father.tap("样单，感冒门诊", sees="合计 4 项")
    father.tap("预结算", sees="都有人付")
    assert father.taps <= TAPS_TO_AN_ANSWER


@DAY
def test_an_infant_is_authorized_in_nine_screens(father):
    father.on_the_next_screen("授权登记", sees="家人看病，花谁的钱")
    father.on_the_next_screen("下一步", sees="给谁用")
    father.on_the_next_screen("证件类型", sees="社会保障卡")
    father.on_the_next_screen("出生医学证明", sees="妈妈的姓名")
    app = father.app.settle()
    app.type("出生医学证明编号", sample_family.BABY_CERTIFICATE).type("宝宝姓名", "李小满")
    app.type("妈妈的姓名", "周芳").type("妈妈的身份证号", sample_family.MOTHER_NO)
    father.on_the_next_screen("查参保登记", sees="李小满是我的谁")
    father.tap("女儿", sees="下一步")
    father.on_the_next_screen("下一步", sees="最多给李小满用多少")
    father.on_the_next_screen("下一步", sees="个人郑重承诺")
    father.tap("我已读完，我承诺", "checkbox", sees="提交授权")
    father.on_the_next_screen("提交授权", sees="李小满能用您的钱了")
    assert father.screens <= SCREENS_TO_A_SHARING
