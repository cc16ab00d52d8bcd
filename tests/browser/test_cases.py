"""Cases and exercises in Chromium: saved, handed on, opened, run; answered before the answer is shown."""

import pytest

from app.cases.command import main
from app.cases.read import read_cases


def sample(app):
    return app.open("/").tap("体验示例家庭").sees("家人的医保码")


def download(app, name):
    with app.page.expect_download() as caught:
        app.tap(name)
    return caught.value


def choose(app, name, file):
    with app.page.expect_file_chooser() as caught:
        app.tap(name)
    caught.value.set_files(file)
    return app


@pytest.mark.install(today="2026-06-12")
def test_a_payment_becomes_a_case_that_goes_as_a_file(phone, tmp_path, capsys):
    sample(phone).open("/records/1").sees("存为案例").tap("存为案例").sees("名字换成称呼")
    phone.tap("存下来").sees("存好了").tap("存好了，看这个案例").sees("和现在的规则一致").sees(
        "共济人的账户共济给就诊人"
    )
    phone.sees_no("王桂兰").sees_no("李明")
    file = tmp_path / "one.toml"
    file.write_bytes(download(phone, "存成文件").path().read_bytes())
    assert main([str(file)]) == 0
    assert capsys.readouterr().out == "1 passed, 0 failed\n"
    assert set(read_cases(file)[0].situation.people) == {"就诊人", "共济人"}
    phone.tap("删掉").sees("删掉这个案例？").tap("删掉", exact=True).sees("还没有案例")
    choose(phone, "打开案例文件", file).sees("新的 1 个，已经有的 0 个").sees("1 个案例，都用现在的规则验过")
    choose(phone, "打开案例文件", file).sees("新的 0 个，已经有的 1 个")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[case.expect]", '[case.expect]\nnonsense = "1.00"'), encoding="utf-8")
    choose(phone, "打开案例文件", file).sees("案例文件 one.toml").sees("nonsense")
    file.write_text(text.replace('psn_cash_pay = "0.00"', 'psn_cash_pay = "5.00"'), encoding="utf-8")
    choose(phone, "打开案例文件", file).sees("新的 1 个").sees("1 个和现在的规则不一致")
    phone.tap("不一致").sees("案例里写的：5.00").sees("规则算出来：0.00")


@pytest.mark.install(today="2026-06-12")
def test_back_leads_to_the_page_below(phone):
    """Flet's router would go from a modal's child to where the modal was opened."""
    sample(phone).open("/zone").sees("练习").tap("练习").sees("入门：钱从哪里来").settle().tap("入门").sees("答了 0 题")
    phone.settle().tap("开始做").sees("第 1 题").settle().tap("返回").sees("答了 0 题").settle()
    phone.tap("返回").sees("用案例做一套").settle().tap("返回").sees("政策依据").sees_no("用案例做一套")
    phone.open("/fees/2/2026").sees("在哪里缴？").tap("返回").sees("在哪里缴，能用个人账户的钱？").settle()
    phone.tap("返回").sees("给谁缴？").sees_no("在哪里缴，能用个人账户的钱？")


@pytest.mark.install(today="2026-06-12")
def test_a_refusal_becomes_an_exercise(desktop):
    """The authorization that is there already is refused in the wizard."""
    sample(desktop).open("/fees/2/2026").sees("存为案例").tap("存为案例").sees("名字换成称呼").tap("存下来").sees(
        "存好了"
    )
    desktop.open("/exercises").sees("入门：钱从哪里来").tap("用案例做一套").sees("这套练习叫什么")
    desktop.settle().tap("缴费人给参保人缴", "checkbox").sees("做成练习，共 1 题")
    desktop.type("这套练习叫什么", "缴费练习").tap("做成练习，共 1 题")
    desktop.sees("答了 0 题").tap("给大家练", "switch").tap("开始做").sees("您说会怎样？").sees_no("规则这样算")
    desktop.tap("不能缴").tap("看答案").sees("说对了").sees("规则这样算").tap("看看成绩").sees("答了 1 题，对 1 题")


@pytest.mark.install(today="2026-06-12")
def test_the_answer_comes_after_the_learners(phone):
    sample(phone).open("/exercises").tap("入门：钱从哪里来").sees("第 1 题").tap("开始做").sees("您说会怎样？")
    phone.sees_no("规则这样算").tap("能结算").sees("哪些账户会付一部分？").tap("看答案").sees("写上要付多少现金")
    phone.type("要付多少现金（元）", "68").tap("看答案").sees("有不对的地方").sees("规则：0.00 元")
    phone.tap("再答一次").sees("哪些账户会付一部分？").tap("父亲的共济", "checkbox")
    phone.type("要付多少现金（元）", "0").tap("看答案").sees("说对了").tap("下一题").sees("第 2 题，共 8 题")
    phone.sees_no("说对了").sees("宝宝看病买药")
