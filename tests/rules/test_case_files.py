"""The command gongji cases, and what it says of files that are wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.cases.case import CaseFileError
from app.cases.command import main
from app.cases.read import parse_cases
from app.cases.shipped import FOLDER

VISIT = """
[[case]]
title = "样例"
source = "S1 §二"
date = 2025-06-01

[[case.person]]
name = "父亲"
born = 1992-03-04
insutype = "310"
region = "360602"
prior_years = "100.00"

[[case.person]]
name = "宝宝"
born = 2025-02-01
insutype = "390"
region = "360602"

[[case.household]]
members = ["宝宝"]
family_account = "90.00"

[[case.sharing]]
sharer = "父亲"
member = "宝宝"
relation = "子女"
since = 2025-03-01

[case.visit]
patient = "宝宝"
place = {kind = "县级医院", region = "360602"}
med_type = "11"
items = [{name = "退热药", kind = "药品", chrgitm_lv = "01", amount = "120.00"}]

[case.expect]
decision = "accepted"
acct_pay = "100.00"
pooled_from = {"父亲" = "100.00"}
"""

FEE = (
    VISIT[: VISIT.index("[case.visit]")]
    + """
[case.fee]
kind = "居民医保"
year = 2026
payer = "父亲"
beneficiary = "宝宝"
relation = "子女"
channel = "赣服通"

[case.expect]
decision = "refused"
refused_by = "fee-newborn-free"
"""
)

ANOTHER_SHARING = """[[case.sharing]]
sharer = "父亲"
member = "宝宝"
relation = "子女"
since = 2025-04-01

[case.visit]"""


def wrong(text):
    with pytest.raises(CaseFileError) as caught:
        parse_cases(text, "坏.toml")
    message = str(caught.value)
    assert "坏.toml" in message
    return message


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('title = "样例"\n', "", "缺少 title"),
        ("date = 2025-06-01", 'date = "2025-06-01"', "date 应是日期"),
        ("date = 2025-06-01", "date = 2024-12-31", "date 不能早于"),
        ("date = 2025-06-01", "date = 2025-06-01\nday = 1", "不认识的键：day"),
        ("born = 2025-02-01", "born = 2025-06-02", "born 在 date 以后"),
        ("born = 2025-02-01\n", "", "缺少 born"),
        ('insutype = "390"', 'insutype = "391"', "insutype 不能是「391」"),
        ('insutype = "390"', "insutype = 390", "insutype 应是文字"),
        ('insutype = "390"', 'insutype = "390"\npsn_insu_stas = "5"', "psn_insu_stas 不能是「5」"),
        ('insutype = "390"', 'insutype = "390"\nthis_year = "1.00"', "只有 310 有个人账户"),
        ('insutype = "390"', 'insutype = "390"\ncolour = "red"', "不认识的键：colour"),
        ('region = "360602"\nprior', 'region = "330106"\nprior', "310 应在江西参保"),
        ('region = "360602"\nprior', 'region = "36060"\nprior', "region 应是 6 位数字"),
        ('"100.00"\n\n', '"100.0"\n\n', "prior_years 金额「100.0」不对"),
        ('"100.00"\n\n', '"' + "9" * 5000 + '.00"\n\n', "prior_years 金额太大了"),
        ('"100.00"\n\n', '"-1.00"\n\n', "prior_years 金额「-1.00」不对"),
        ('"100.00"\n\n', "100.0\n\n", "prior_years 应是文字"),
        ('name = "宝宝"', 'name = "父亲"', "「父亲」写了两次"),
        ('name = "宝宝"', 'name = "门诊家庭账户"', "不能叫这个"),
        ('members = ["宝宝"]', 'members = ["爷爷"]', "household members 没有这个人：爷爷"),
        ('members = ["宝宝"]', 'members = ["宝宝", "宝宝"]', "写了两次"),
        ('members = ["宝宝"]\n', "", "缺少 members"),
        ('family_account = "90.00"\n', "", "缺少 family_account"),
        (
            "[[case.sharing]]",
            '[[case.household]]\nmembers = ["宝宝"]\nfamily_account = "1.00"\n[[case.sharing]]',
            "两个",
        ),
        ('member = "宝宝"', 'member = "父亲"', "不能共济给自己"),
        ('sharer = "父亲"', 'sharer = "爷爷"', "sharing sharer 没有这个人：爷爷"),
        ("since = 2025-03-01", 'since = 2025-03-01\nmode = "省外"', "mode 不能是「省外」"),
        ("since = 2025-03-01", "since = 2025-03-01\nquota = 5", "quota 应是文字"),
        ("[case.visit]", ANOTHER_SHARING, "同时有两条有效"),
        ('patient = "宝宝"', 'patient = "爷爷"', "visit patient 没有这个人：爷爷"),
        ('patient = "宝宝"', 'patient = "宝宝"\ncode_of = "爷爷"', "visit code_of 没有这个人：爷爷"),
        ('kind = "县级医院"', 'kind = "火星医院"', "kind 不能是「火星医院」"),
        ('region = "360602"}', 'region = "360602", designated = 1}', "designated 应是 true 或 false"),
        ('region = "360602"}', 'region = "360602", level = 1}', "不认识的键：level"),
        ('med_type = "11"', 'med_type = "12"', "med_type 不能是「12」"),
        ('med_type = "11"', 'med_type = "11"\nfund_pay = "120.01"', "fund_pay 超过"),
        ('kind = "药品"', 'kind = "玩具"', "kind 不能是「玩具」"),
        ('"01"', '"04"', "chrgitm_lv 不能是「04」"),
        ('"120.00"}]', '"-1.00"}]', "amount 金额「-1.00」不对"),
        ('[{name = "退热药", kind = "药品", chrgitm_lv = "01", amount = "120.00"}]', "[]", "items 不能空着"),
        ('decision = "accepted"', 'decision = "yes"', "decision 不能是「yes」"),
        ('decision = "accepted"', 'refused_by = "bad-mood"', "refused_by 不能是「bad-mood」"),
        ('acct_pay = "100.00"', 'acct_paid = "100.00"', "不认识的键：acct_paid"),
        ('acct_pay = "100.00"', "acct_pay = 100", "acct_pay 应是文字"),
        ('{"父亲" = "100.00"}', '{"爷爷" = "100.00"}', "pooled_from 里没有这个人：爷爷"),
        ("[case.expect]", "[case.expected]", "expect"),
        ("[case.visit]", "[case.trip]", "正好有一个，写了 0 个"),
    ],
)
def test_a_wrong_case_is_named_by_file_case_and_key(old, new, why):
    assert old in VISIT
    message = wrong(VISIT.replace(old, new, 1))
    assert "第 1 个案例" in message
    assert why in message


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('relation = "子女"\nchannel', 'relation = "本人"\nchannel', "fee relation"),
        ('beneficiary = "宝宝"', 'beneficiary = "父亲"', "fee relation"),
        ('payer = "父亲"', 'payer = "爷爷"', "fee payer 没有这个人：爷爷"),
        ('kind = "居民医保"', 'kind = "惠民保"', "惠民保要写价格"),
        ("year = 2026", 'year = 2026\namount = "400.00"', "居民医保不写金额"),
        ("year = 2026", "year = 2026.0", "year 应是整数"),
        ("year = 2026", "year = true", "year 应是整数"),
        ("year = 2026", "year = 10000", "year 太大了"),
        ("year = 2026", "year = 0x" + "f" * 5000, "year 太大了"),
        ('payer = "父亲"', "payer = 0x" + "f" * 5000, "payer 应是文字"),
        ('channel = "赣服通"', 'channel = "信鸽"', "channel 不能是「信鸽」"),
        ("year = 2026", "year = 2026\nalready_paid = 1", "already_paid 应是 true 或 false"),
        ("[case.expect]", '[case.bind]\nsharer = "父亲"\nmember = "宝宝"\nrelation = ""\n[case.expect]', "写了 2 个"),
    ],
)
def test_a_wrong_fee_is_named(old, new, why):
    assert why in wrong(FEE.replace(old, new, 1))


def test_what_looks_odd_and_is_allowed():
    both_ways = VISIT.replace('relation = "子女"', 'relation = "儿媳"').replace(
        "since = 2025-03-01", "since = 2030-01-01"
    )
    assert len(parse_cases(both_ways, "好.toml")) == 1
    assert len(parse_cases(FEE + FEE, "好.toml")) == 2
    assert parse_cases("", "空.toml") == []
    two = VISIT.replace("[case.visit]", ANOTHER_SHARING).replace(
        "since = 2025-03-01", "since = 2025-03-01\nuntil = 2025-05-31"
    )
    assert len(parse_cases(two, "好.toml")) == 1


def test_the_second_case_is_called_the_second():
    assert "第 2 个案例「样例」" in wrong(FEE + VISIT.replace('med_type = "11"', 'med_type = "12"'))


@pytest.mark.parametrize(
    "text", ["case = 1", "[case]", "cases = []", "case = [1]", "= 1", "title = 3", "[[case]]", "x = " + "9" * 5000]
)
def test_what_is_no_case_file_at_all(text):
    assert wrong(text)


def run(capsys, *files):
    code = main([str(file) for file in files])
    out, err = capsys.readouterr()
    return code, out, err


def test_published_cases_pass(capsys):
    code, out, err = run(capsys, *sorted(FOLDER.glob("*.toml")))
    assert code == 0
    assert err == ""
    assert out.splitlines()[-1].endswith(" passed, 0 failed")


def test_a_failure_shows_expected_and_actual_side_by_side(capsys, tmp_path):
    path = tmp_path / "错.toml"
    path.write_text(VISIT.replace('acct_pay = "100.00"', 'acct_pay = "90.00"') + FEE, encoding="utf-8")
    code, out, _ = run(capsys, path)
    assert code == 1
    lines = out.splitlines()
    assert lines[-1] == "1 passed, 1 failed"
    assert "第 1 个案例「样例」" in lines[0]
    (row,) = [line for line in lines if "acct_pay" in line]
    assert row.split() == ["acct_pay", "90.00", "100.00"]


def test_an_amount_expected_of_a_refusal_fails(capsys, tmp_path):
    path = tmp_path / "拒绝.toml"
    path.write_text(FEE + 'acct_pay = "0.00"\n', encoding="utf-8")
    code, out, _ = run(capsys, path)
    assert code == 1
    assert "（没有）" in out


def test_a_file_that_cannot_be_read_does_not_stop_the_others(capsys, tmp_path):
    good, latin, broken = tmp_path / "好.toml", tmp_path / "拉丁.toml", tmp_path / "坏.toml"
    good.write_text("\ufeff" + VISIT, encoding="utf-8")
    latin.write_bytes("title = é".encode("latin-1"))
    broken.write_text(VISIT.replace('med_type = "11"', 'med_type = "12"'), encoding="utf-8")
    code, out, err = run(capsys, latin, tmp_path, tmp_path / "没有.toml", broken, good)
    assert code == 2
    assert out == "1 passed, 0 failed\n"
    assert len(err.splitlines()) == 4
    assert "不是 UTF-8" in err
    assert "文件夹" in err
    assert "没有这个文件" in err
    assert "第 1 个案例「样例」 visit" in err


def test_no_file_at_all_is_said(capsys):
    code, _, err = run(capsys)
    assert code == 2
    assert err


def test_a_thousand_cases_in_five_seconds_start_included(tmp_path):
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml")))
    path = tmp_path / "很多.toml"
    path.write_text("\n".join([text] * (1000 // text.count("[[case]]") + 1)), encoding="utf-8")
    program = (
        "import sys; from app.cases.command import main; code = main(sys.argv[1:]); "
        "assert not {'sqlmodel', 'flet', 'sqlalchemy'} & set(sys.modules); sys.exit(code)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=root, timeout=5, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [["cases", "-h"], ["cases", "没有.toml"]])
def test_the_command_speaks_chinese_whatever_the_terminal(words):
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())", *words],
        cwd=Path(__file__).parents[2],
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        check=False,
        capture_output=True,
    )
    assert b"Traceback" not in done.stderr
    assert "案例" in (done.stdout + done.stderr).decode("utf-8")
