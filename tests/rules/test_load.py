"""A rule file that is wrong is refused at load, with the file and the key in the words."""

import shutil
from pathlib import Path

import pytest

import app.rules.load
from app.rules.load import RuleFileError, load_rules, read_rules

SHIPPED = Path(app.rules.load.__file__).parent

GOOD = """
region = "36"

[[rule]]
key = "sharing.balance_floor"
value = "2500.00"
unit = "元"
from = 2027-01-01
source = "S2"
section = "设立规则 3"
sentence = "至少要存在2500元。"
"""


@pytest.fixture
def folder(tmp_path):
    for path in SHIPPED.glob("*.toml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_a_new_value_needs_no_code(folder):
    (folder / "new.toml").write_text(GOOD, encoding="utf-8")
    assert len(read_rules(folder).all) == len(load_rules().all) + 1


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('key = "sharing.balance_floor"', 'key = "sharing.balance_flor"', "没有这个规则键"),
        ('"2500.00"', "2500.00", "value 应是文字"),
        ('"2500.00"', "2500", "value 应是文字"),
        ('"2500.00"', '"2500"', "两位小数"),
        ('"2500.00"', "true", "value 应是文字"),
        ('source = "S2"\n', "", "缺少 source"),
        ('source = "S2"', 'source = ""', "source 不能空着"),
        ('source = "S2"', 'source = "S9"', "没有来源「S9」"),
        ('source = "S2"', 'source = "S2"\nalso = ["S9"]', "没有来源「S9」"),
        ("from = 2027-01-01\n", "", "缺少 from"),
        ("from = 2027-01-01", 'from = "2027-01-01"', "from 应是日期"),
        ("from = 2027-01-01", "from = 2027-01-01T00:00:00", "from 应是日期"),
        ("from = 2027-01-01", "from = 2025-01-01", "写了两次"),
        ('section = "设立规则 3"\n', "", "缺少 section"),
        ('sentence = "至少要存在2500元。"\n', "", "缺少 sentence"),
        ('unit = "元"', 'unit = "分"', "单位应是「元」"),
        ('unit = "元"', 'unit = "元"\nclash = 13', "没有第 13 条分歧"),
        ('unit = "元"', 'unit = "元"\nclash = true', "clash 应是整数"),
        ('unit = "元"', 'unit = "元"\nstated = false', "note"),
        ('unit = "元"', 'unit = "元"\ncolour = "red"', "不认识的键：colour"),
        ('region = "36"', 'region = "3"', "region 应是"),
        ('region = "36"', 'region = "36"\nname = "江西"', "不认识的键：name"),
        ("[[rule]]", "[rule]", "rule 应是"),
    ],
)
def test_bad_values_are_refused(folder, old, new, why):
    assert old in GOOD
    (folder / "new.toml").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"new\.toml") as caught:
        read_rules(folder)
    assert why in str(caught.value)


def test_the_error_names_the_key(folder):
    (folder / "new.toml").write_text(GOOD.replace('unit = "元"', ""), encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"sharing\.balance_floor"):
        read_rules(folder)


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("wallet.topups_per_day", "3.0", "应是整数"),
        ("wallet.topups_per_day", "true", "应是整数"),
        ("wallet.topups_per_day", "-1", "不能是负数"),
        ("sharing.overdraft", '"no"', "true 或 false"),
        ("sharing.relations", '"配偶"', "文字的列表"),
        ("sharing.relations", "[]", "不能空着"),
        ("sharing.relations", '["配偶", 1]', "文字的列表"),
        ("family_account.places", '["火星医院"]', "火星医院"),
        ("sharer.insutypes", '["311"]', "311"),
        ("newborn.born_from", '"2024-01-01"', "应是日期"),
        ("newborn.confirmation", '""', "不能空着"),
    ],
)
def test_values_of_another_type_are_refused(folder, key, value, why):
    unit = {"wallet.topups_per_day": "次", "sharer.insutypes": "insutype"}.get(key, "")
    text = GOOD.replace("sharing.balance_floor", key).replace('"2500.00"', value).replace('"元"', f'"{unit}"')
    (folder / "new.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        read_rules(folder)
    assert caught.value.key == key
    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("reasons.toml", "[self-sharing]", "[self-harming]", "没有这个规则名"),
        ("reasons.toml", 'title = "不能共济给自己"\n', "", "缺少 title"),
        ("reasons.toml", "换一位家人做使用人。", "换{somebody}。", "占位符不对"),
        ("reasons.toml", "换一位家人做使用人。", "换{。", "占位符不对"),
        ("reasons.toml", 'rule = "sharing.relations"', 'rule = "sharing.no"', "没有规则键"),
        ("clashes.toml", "number = 2\n", "number = 1\n", "分歧编号重复"),
        ("clashes.toml", 'source = "JX23"', 'source = "JX99"', "没有来源"),
        ("sources.toml", 'key = "S2"', 'key = "S1"', "来源重复"),
        ("sources.toml", 'grade = "A"\n', "", "缺少 grade"),
        ("national.toml", 'region = ""', "region = ", "读不了"),
    ],
)
def test_the_other_files_are_checked_too(folder, file, old, new, why):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleFileError, match=file) as caught:
        read_rules(folder)
    assert why in str(caught.value)


def test_a_rule_name_without_words_is_refused(folder):
    path = folder / "reasons.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("[fee-not-shared]")], encoding="utf-8")
    with pytest.raises(RuleFileError, match="fee-not-shared"):
        read_rules(folder)


def test_a_missing_file_is_said(folder):
    (folder / "clashes.toml").unlink()
    with pytest.raises(RuleFileError, match=r"clashes\.toml"):
        read_rules(folder)
