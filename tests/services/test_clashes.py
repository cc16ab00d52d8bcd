"""Where the sources clash: both texts, the decision, and the other reading, which is shown and never settled."""

import pytest

from app.cases.run import outcome_of, run_case
from app.domain.rulebook import Rules
from app.rules.load import load_rules
from app.services.case_views import BILL, BIND, FEE
from app.services.channels import all_channels
from app.services.clashes import clashes, example_of, one_clash

RULES = load_rules()
KINDS = {1: BILL, 2: BILL, 3: BILL, 4: BILL, 5: FEE, 6: BILL, 7: FEE, 8: FEE, 9: BIND, 10: BILL, 11: FEE, 12: FEE}


def test_all_twelve_are_told_with_both_texts(install):
    told = clashes(install.context)
    assert [one.number for one in told] == list(range(1, 13))
    for one in told:
        assert len(one.sayings) >= 2
        assert len({(saying.source.key, saying.section, saying.sentence) for saying in one.sayings}) == len(one.sayings)
        assert one.decision
        assert one.reason
        assert one.rules


@pytest.mark.parametrize("number", range(1, 13))
def test_the_other_reading_comes_to_something_else(install, number):
    shown = one_clash(install.context, number)
    assert shown is not None
    assert shown.decided.kind == KINDS[number]
    assert shown.decided.title == shown.otherwise.title
    assert shown.decided.sentence != shown.otherwise.sentence
    assert shown.other_words


@pytest.mark.parametrize("clash", RULES.clashes, ids=lambda clash: f"{clash.number}")
def test_the_other_reading_differs_in_the_values_named_and_in_nothing_else(clash):
    other = RULES.read_otherwise(clash.number)
    named = {(one.key, one.region) for one in clash.otherwise.values}
    for ours, theirs in zip(RULES.all, other.all, strict=True):
        assert (ours.key, ours.region, ours.since) == (theirs.key, theirs.region, theirs.since)
        assert (ours.value != theirs.value) == ((ours.key, ours.region) in named)
    assert len(named) == sum(ours != theirs for ours, theirs in zip(RULES.all, other.all, strict=True))


@pytest.mark.parametrize("clash", RULES.clashes, ids=lambda clash: f"{clash.number}")
def test_by_our_reading_the_example_comes_out_as_its_file_says(clash):
    case = example_of(clash)
    assert run_case(RULES, case) == []
    assert run_case(RULES.read_otherwise(clash.number), case) != []


def test_what_was_shown_changes_nothing_of_the_rules(install):
    before = [outcome_of(RULES, example_of(clash)) for clash in RULES.clashes]
    clashes(install.context)
    assert isinstance(install.context.rules, Rules)
    assert install.context.rules.all == RULES.all
    assert [outcome_of(install.context.rules, example_of(clash)) for clash in RULES.clashes] == before


def test_there_is_no_thirteenth(install):
    assert one_clash(install.context, 13) is None
    assert one_clash(install.context, 0) is None


def test_the_inpatient_bill_of_the_first_clash(install):
    shown = one_clash(install.context, 1)
    assert [(part.label, part.paid_fen) for part in shown.decided.parts if part.paid_fen] == [
        ("统筹基金", 160_000),
        ("现金", 80_000),
    ]
    assert [(part.label, part.paid_fen) for part in shown.otherwise.parts if part.paid_fen] == [
        ("统筹基金", 160_000),
        ("父亲", 80_000),
    ]


def test_four_ways_to_register_and_five_to_pay(install):
    known = all_channels(install.context)
    assert [len(way.steps) for way in known.register] == [4, 3, 3, 3]
    assert known.register[0].steps[0] == "下载并安装“江西智慧医保APP”。"
    assert {way.basis.source_key for way in known.register} == {"S2"}
    assert {view.channel.value: view.pays for view in known.pay} == {
        "赣服通": True,
        "支付宝赣服通": True,
        "江西医疗保障公众号": True,
        "微信缴费": False,
        "银行柜台": False,
    }
    assert known.clash is not None
    assert known.clash.number == 8


def test_which_channel_can_do_what(install):
    can = {one.name: (one.registers, one.pays) for one in all_channels(install.context).abilities}
    assert can == {
        "江西智慧医保APP": (True, None),
        "江西医保网上服务大厅": (True, None),
        "“赣服通”医保专区": (True, True),
        "“江西医疗保障”微信公众号": (True, True),
        "微信缴费": (None, False),
        "银行柜台": (None, False),
    }
