"""The whole of it on a phone: the sample family, the wizard for the infant, her code, a payment, and the records."""

import pytest

from app.data import sample_family
from tests.browser.conftest import App


def authorize_the_baby(phone: App) -> App:
    """Share with 李小满 by her birth certificate, and add her 亲情账户."""
    phone.open("/").sees("体验示例家庭").settle()
    phone.tap("体验示例家庭").sees("家人的医保码").settle()
    phone.tap("授权登记").sees("家人看病，花谁的钱").settle()
    phone.tap("下一步").sees("给谁用").settle()
    phone.tap("证件类型").sees("中国护照").settle()
    phone.tap("出生医学证明").sees("宝宝姓名").settle()
    phone.type("出生医学证明编号", sample_family.BABY_CERTIFICATE).type("宝宝姓名", "李小满")
    phone.type("妈妈的姓名", "周芳").type("妈妈的身份证号", sample_family.MOTHER_NO)
    phone.tap("查参保登记").sees("李小满是我的谁").settle()
    phone.tap("女儿").settle()
    phone.tap("下一步").sees("最多给李小满用多少").settle()
    phone.tap("下一步").sees("个人郑重承诺").settle()
    phone.tap(phone.page.get_by_role("checkbox")).settle()
    phone.tap("提交授权").sees("在我的手机上出示李小满的医保码").settle()
    phone.tap(phone.page.get_by_role("checkbox")).settle()
    return phone.tap("加亲情账户").sees("秒后换新码").sees("居民医保·鹰潭")


def add_item(phone: App, name: str, amount: str) -> App:
    """Put a medicine on the bill by hand."""
    phone.tap("加一项").sees("金额（元）").settle()
    return phone.type("名称", name).type("金额", amount).tap("保存这一项").sees(f"{name}，{amount}")


@pytest.mark.install(today="2026-06-12")
def test_from_the_sample_family_to_the_records(phone: App) -> None:
    """120 yuan of medicine at a 乡镇卫生院: 90 from the 门诊家庭账户, 30 from the father."""
    authorize_the_baby(phone)
    phone.open("/").sees("家人的医保码").settle()
    phone.tap("付款模拟").sees("李小满的码").settle()
    phone.tap("李小满的码").sees("来看病的是李小满本人").settle()
    add_item(phone, "退热药", "120.00").settle()
    phone.tap("预结算").sees("都有人付").sees("90.00").sees("30.00").settle()
    phone.tap("输密码，付款").sees("已输入 0 位")
    for digit in sample_family.PIN:
        phone.page.keyboard.press(digit)
    phone.sees("结算完成").sees("余江区某乡镇卫生院").sees("医疗费总额").sees("120.00").sees("90.00").sees("30.00")
    phone.sees("2,970.00")
    phone.open("/records").sees("李小满").sees("120.00").sees("余江区某乡镇卫生院")


@pytest.mark.install(today="2026-06-12")
def test_a_shop_that_is_not_designated_settles_nothing(phone: App) -> None:
    """The refusal says why, and there is no way to pay."""
    phone.open("/").sees("体验示例家庭").settle()
    phone.tap("体验示例家庭").sees("家人的医保码")
    phone.open("/pay").sees("王桂兰的码").settle()
    phone.tap("王桂兰的码").sees("来看病的是王桂兰本人").settle()
    phone.tap("在哪里").sees("月湖区某非定点药店").settle()
    phone.tap("月湖区某非定点药店").settle()
    add_item(phone, "退热药", "60.00").settle()
    phone.tap("预结算").sees("不是定点").sees("（S2）").sees_no("输密码，付款")
