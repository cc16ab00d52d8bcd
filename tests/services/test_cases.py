"""案例 and 练习: kept, opened, handed on, made into sets, answered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cases.case import CaseFileError
from app.cases.run import run_case
from app.cases.starter import starter_cases
from app.domain.errors import InputError, NotAllowed
from app.rules.load import load_rules
from app.services import cases as kept
from app.services import exercises as sets
from app.services.case_outcome import outcome_in_words
from app.services.case_saving import save_payment
from app.services.exercise_answers import BY, Said, answer, question
from tests.services.install import PHARMACY, TOWNSHIP

RULES = load_rules()
NO = Said(accepted=False)


def yes(cash, *payers):
    return Said(accepted=True, payers=frozenset(payers), cash=cash)


@pytest.fixture
def father(install):
    """A user with one saved case: a payment that his sharing paid whole."""
    who, mother = install.family()
    save_payment(install.context, who.user_id, install.pay(who, mother, "68.00"))
    return who


def only(install, who):
    return kept.my_cases(install.context, who.user_id).lines[0]


def call(install, function, who, *args, **rest):
    return function(install.context, who.user_id, *args, **rest)


def test_the_shipped_set_is_as_the_rules_say():
    assert [run_case(RULES, case) for case in starter_cases()] == [[] for _ in range(8)]
    asked = [outcome_in_words(RULES, case) for case in starter_cases()]
    assert [one.accepted for one in asked] == [True, True, True, False, True, True, False, True]


def test_a_file_goes_from_one_to_another(install, father):
    file = call(install, kept.case_file, father)
    other = install.register("周芳", phone="13900000002")
    opened = call(install, kept.open_cases, other, file.name, file.data)
    assert (opened.added, opened.known, opened.disagreeing) == (1, 0, 0)
    assert call(install, kept.open_cases, other, file.name, file.data).known == 1
    line = only(install, other)
    assert (line.title, line.file, line.agrees) == ("就诊人在定点零售药店结算", file.name, True)
    assert call(install, kept.case_file, other).data == file.data


def test_a_case_that_comes_out_otherwise_is_kept_and_said(install, father):
    text = call(install, kept.case_file, father).data.replace(b'psn_cash_pay = "0.00"', b'psn_cash_pay = "5.00"')
    other = install.register("周芳", phone="13900000002")
    assert call(install, kept.open_cases, other, "a.toml", text).disagreeing == 1
    line = only(install, other)
    assert not line.agrees
    view = call(install, kept.case_view, other, line.case_id)
    assert [(one.key, one.expected, one.actual) for one in view.differences] == [("psn_cash_pay", "5.00", "0.00")]
    with pytest.raises(InputError, match="和规则不一致"):
        call(install, sets.make_set, other, "一套", [line.case_id])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe", "不是 UTF-8"),
        (b"[[case]", "不是 TOML"),
        (b"", r"里面没有 \[\[case\]\]"),
        (b"x" * (kept.MOST_BYTES + 1), "太大了"),
        (b"[[case]]\ntitle = 'a'\nsource = ''\ndate = 2026-01-01\nnonsense = 1\n[case.expect]\n", "第 1 个案例「a」"),
    ],
)
def test_a_bad_file_is_told_and_leaves_nothing(install, father, data, words):
    with pytest.raises(CaseFileError, match=words) as caught:
        call(install, kept.open_cases, father, "坏.toml", data)
    assert caught.value.file == "坏.toml"
    assert kept.my_cases(install.context, father.user_id).count == 1


def test_one_bad_case_keeps_the_whole_file_out(install, father):
    data = call(install, kept.case_file, father).data
    other = install.register("周芳", phone="13900000002")
    with pytest.raises(CaseFileError, match="第 2 个案例"):
        call(
            install,
            kept.open_cases,
            other,
            "a.toml",
            data + b"\n" + data.replace(b'"11"', b'"12"').replace(b'"41"', b'"12"'),
        )
    assert kept.my_cases(install.context, other.user_id).count == 0


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400))
def test_no_bytes_do_more_than_an_error_in_words(data):
    with pytest.raises(CaseFileError, match=r"^案例文件 x\.toml"):
        kept.read_file("x.toml", data)


def test_a_case_is_renamed_and_thrown_away_by_its_owner_alone(install, father):
    case_id = only(install, father).case_id
    other = install.register("周芳", phone="13900000002")
    for function, rest in (
        (kept.rename_case, ("好",)),
        (kept.remove_case, ()),
        (kept.case_view, ()),
    ):
        with pytest.raises(NotAllowed):
            call(install, function, other, case_id, *rest)
    with pytest.raises(InputError):
        call(install, kept.rename_case, father, case_id, "  ")
    call(install, kept.rename_case, father, case_id, " 药店  买药 ")
    assert only(install, father).title == "药店 买药"
    call(install, kept.remove_case, father, case_id)
    assert kept.my_cases(install.context, father.user_id).count == 0


def test_a_set_is_practised_with(install, father):
    made = call(install, sets.make_set, father, "药店", [only(install, father).case_id])
    asked = call(install, question, father, str(made), 1)
    assert [one.key for one in asked.payers] == ["family", BY + "共济人"]
    with pytest.raises(InputError, match="写上要付多少现金"):
        call(install, answer, father, str(made), 1, Said(accepted=True))
    wrong = call(install, answer, father, str(made), 1, Said(accepted=True, payers=frozenset(), cash="68"))
    assert [mark.right for mark in wrong.marks] == [True, False, False]
    view = call(install, sets.exercise_set, father, str(made))
    assert (view.about.answered, view.about.right, view.lines[0].was_right) == (1, 0, False)
    right = call(install, answer, father, str(made), 1, yes("0", BY + "共济人"))
    assert right.right
    assert call(install, sets.exercise_set, father, str(made)).about.right == 1
    call(install, sets.forget_answers, father, str(made))
    assert call(install, sets.exercise_set, father, str(made)).about.answered == 0


def test_refusals_are_said_to_be_refusals(install, father):
    said = call(install, answer, father, sets.STARTER, 4, Said(accepted=False))
    assert said.right
    assert said.outcome.refusal.rule_name == "own-code-only"
    assert not call(install, answer, father, sets.STARTER, 4, Said(accepted=True, cash="0")).right
    assert not call(install, answer, father, sets.STARTER, 8, Said(accepted=False)).right


def test_every_exercise_of_the_shipped_set_can_be_answered_rightly(install, father):
    rightly = [
        yes("0", BY + "父亲"),
        yes("0.00", "family", BY + "父亲"),
        yes("800"),
        NO,
        yes("70", BY + "妻子"),
        yes("120", "own", BY + "女儿"),
        NO,
        yes(""),
    ]
    told = [call(install, answer, father, sets.STARTER, n, said) for n, said in enumerate(rightly, 1)]
    assert [one.right for one in told] == [True] * 8
    about = call(install, sets.exercise_sets, father)[0]
    assert (about.count, about.answered, about.right) == (8, 8, 8)


def test_a_set_is_for_everybody_only_when_published(install, father):
    made = call(install, sets.make_set, father, "药店", [only(install, father).case_id])
    learner = install.register("周芳", phone="13900000002")
    assert [one.key for one in call(install, sets.exercise_sets, learner)] == [sets.STARTER]
    with pytest.raises(NotAllowed):
        call(install, question, learner, str(made), 1)
    call(install, sets.publish_set, father, made, published=True)
    call(install, answer, learner, str(made), 1, yes("0", BY + "共济人"))
    assert call(install, sets.exercise_set, father, str(made)).about.answered == 0
    with pytest.raises(NotAllowed):
        call(install, sets.remove_set, learner, made)
    call(install, sets.remove_set, father, made)
    assert install.one("SELECT count(*) FROM exercise_answer") == 0
    assert len(call(install, sets.exercise_sets, learner)) == 1
    install.is_clean()


def test_a_set_is_handed_on_as_a_case_file(install, father):
    file = call(install, sets.set_file, father, sets.STARTER)
    learner = install.register("周芳", phone="13900000002")
    made = call(install, sets.open_set, learner, "入门.toml", file.data)
    assert call(install, sets.exercise_set, learner, str(made)).about.count == 8
    assert call(install, sets.set_file, learner, str(made)).data == file.data


def test_many_cases_stop_at_a_limit(install, father, monkeypatch):
    monkeypatch.setattr("app.services.case_saving.MOST_SAVED", 2)
    mother = install.enter(father, "王小二")
    install.share(father, mother)
    save_payment(install.context, father.user_id, install.pay(father, mother, "1.00", place=TOWNSHIP, med_type="11"))
    with pytest.raises(NotAllowed, match="最多存 2 个"):
        save_payment(install.context, father.user_id, install.pay(father, mother, "2.00", place=PHARMACY))


@pytest.mark.parametrize(
    "key", ["a" + ".a" * 300_000 + "=1", "[" + "a." * 300_000 + "a]", "x={" + "'a' . " * 100_000 + "a=1}"]
)
def test_a_key_of_very_many_parts_is_refused_before_it_is_read(key):
    """Reading one takes the square of its length in memory: a file of 600 KB would end the server."""
    with pytest.raises(CaseFileError, match="一层套一层"):
        kept.read_file("a.toml", key.encode())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title = "', 'title = "' + "长" * 500, "title 太长了"),
        ('title = "', 'title = "\\u202e\\u0000', "title 里有看不见的字符"),
        ("就诊人", "人" * 500, "name 太长了"),
        ("[[case.person]]", "".join(f'[[case.person]]\nname="p{n}"\nborn=1990-01-01\ninsutype="390"\nregion="360602"\n'
                                    for n in range(60)) + "[[case.person]]", "person 有 62 位"),
    ],
)  # fmt: skip
def test_what_no_page_can_show_is_not_opened(install, father, old, new, words):
    file = call(install, kept.case_file, father)
    text = file.data.decode().replace('title = "就诊人', 'title = "有人')
    data = text.replace(old, new, 1) if "person" in old else text.replace(old, new)
    with pytest.raises(CaseFileError, match=words):
        call(install, kept.open_cases, father, "a.toml", data.encode())


def test_a_long_file_name_is_kept_short(install, father):
    file = call(install, kept.case_file, father)
    text = file.data.decode().replace("68.00", "67.00")
    call(install, kept.open_cases, father, "长" * 5000 + "\u202e.toml", text.encode())
    assert only(install, father).file == "长" * 75 + ".toml"


@pytest.mark.parametrize("key", ["１", "²", "-1", "", " 1", "9" * 30, "1e3"])
def test_a_key_that_is_none_finds_no_set(install, father, key):
    sets.make_set(install.context, father.user_id, "一套", [only(install, father).case_id])
    with pytest.raises(NotAllowed):
        call(install, sets.exercise_set, father, key)


def test_the_list_of_sets_reads_no_case(install, father, monkeypatch):
    """Twenty sets of fifty cases took more than a second to count."""
    ids = [only(install, father).case_id]
    made = [str(call(install, sets.make_set, father, f"第 {n} 套", ids)) for n in range(3)]
    call(install, answer, father, made[0], 1, NO)
    call(install, answer, father, sets.STARTER, 4, NO)
    expected = [sets.exercise_set(install.context, father.user_id, key).about for key in (sets.STARTER, *made[::-1])]
    monkeypatch.setattr(sets, "case_from", None)
    found = call(install, sets.exercise_sets, father)
    assert found == expected
    assert [(one.count, one.answered, one.right) for one in found] == [(8, 1, 1), (1, 0, 0), (1, 0, 0), (1, 1, 0)]


def test_many_sets_stop_at_a_limit(install, father, monkeypatch):
    monkeypatch.setattr(sets, "MOST_SETS", 2)
    ids = [only(install, father).case_id]
    for title in ("一", "二"):
        call(install, sets.make_set, father, title, ids)
    with pytest.raises(NotAllowed, match="最多"):
        call(install, sets.make_set, father, "三", ids)
