"""Saved cases: what happened comes out of them again, and nobody learns from them what isn't theirs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.case import Case
from app.cases.command import main
from app.cases.discreet import (
    facts,
    renamed,
    with_roles,
    without_balances,
    without_birthdays,
)
from app.cases.run import run_case
from app.cases.write import table_of, write_cases
from app.domain.certificates import CertType
from app.domain.errors import NotAllowed
from app.domain.fees import FeeKind
from app.rules.load import load_rules
from app.services.case_saving import case_from, save_binding, save_fee, save_fee_quote, save_payment, save_quote
from app.services.fees import FeeForm, quote_fee, settle_fee
from app.services.insured_register import Certificate, look_up
from app.services.share import Authorization
from tests.rules import situations as made
from tests.services.install import NANCHANG, TOWNSHIP

RULES = load_rules()


def saved(install, case_id):
    return case_from(install.one("SELECT content FROM saved_case WHERE id = ?", case_id))


def passes(case):
    return run_case(RULES, case) == []


def test_a_payment_is_saved_without_names(install):
    father, mother = install.family()
    paid = install.pay(father, mother, "68.00")
    case = saved(install, save_payment(install.context, father.user_id, paid))
    assert passes(case)
    assert case.title == "就诊人在定点零售药店结算"
    assert set(case.situation.people) == {"就诊人", "共济人"}
    assert case.expect["pooled_from"] == {"共济人": 6800}
    text = write_cases([table_of(case)])
    assert "李明" not in text
    assert "王桂兰" not in text
    assert case.situation.person("就诊人").born == date(1960, 1, 1)
    assert case.situation.person("共济人").prior_years_fen == 300_000


def test_names_are_kept_for_who_asks(install):
    father, mother = install.family()
    paid = install.pay(father, mother)
    case = saved(install, save_payment(install.context, father.user_id, paid, keep_names=True))
    assert set(case.situation.people) == {"王桂兰", "李明"}
    assert case.situation.person("王桂兰").born == date(1960, 5, 6)
    assert passes(case)


def test_the_same_is_kept_once(install):
    father, mother = install.family()
    paid = install.pay(father, mother)
    assert save_payment(install.context, father.user_id, paid) == save_payment(install.context, father.user_id, paid)


def test_a_stranger_saves_nothing(install):
    father, mother = install.family()
    paid = install.pay(father, mother)
    stranger = install.register("张三", phone="13900000009")
    with pytest.raises(NotAllowed):
        save_payment(install.context, stranger.user_id, paid)


def test_a_refused_quote_is_saved(install):
    father, mother = install.family()
    form = install.form(father, mother)
    other = install.enter(father, "王小二", born=date(1970, 1, 2))
    refused = form.__class__(form.code_id, other, form.place, form.med_type, form.items)
    case = saved(install, save_quote(install.context, father.user_id, refused))
    assert case.expect == {"decision": "refused", "refused_by": "own-code-only"}
    assert case.event.code_of == "出示码的人"
    assert passes(case)


def test_the_balance_of_a_sharer_who_is_a_user_of_her_own_is_not_in_it(install):
    """The father pays at the counter for his son, whom the mother shares with, too."""
    father = install.register()
    install.insure(father, prior_years="50.00", this_year="0.00")
    number = install.id_no(date(2020, 5, 6))
    son = install.enter(father, "李小满", no=number, born=date(2020, 5, 6), region=NANCHANG)
    wife = install.register("周芳", phone="13900000002", no=install.id_no(date(1993, 2, 3), 77), born=date(1993, 2, 3))
    install.insure(wife, region=NANCHANG, prior_years="2345.67", this_year="1111.11")
    look_up(install.context, wife.user_id, Certificate(CertType.ID_CARD, number, "李小满"))
    install.share(wife, son, "子女")
    form = install.form(father, son, "68.00")
    for keep_names in (True, False):
        case = saved(install, save_quote(install.context, father.user_id, form, keep_names=keep_names))
        assert passes(case)
        text = write_cases([table_of(case)])
        assert "2345.67" not in text
        assert "1111.11" not in text
        assert "1993-02-03" not in text
        assert next(iter(case.expect["pooled_from"].values())) == 6800


def test_fees_and_authorizations_are_saved(install):
    father, mother = install.family()
    form = FeeForm(FeeKind.RESIDENT, mother, 2027)
    refused = saved(install, save_fee_quote(install.context, father.user_id, form))
    assert refused.expect["refused_by"] == "fee-amount-unknown"
    assert refused.title == "缴费人给参保人缴2027年度居民医保"
    cover = FeeForm(FeeKind.HUIMINBAO, mother, 2026, relation="父母", amount="128.00")
    quote = quote_fee(install.context, father.user_id, cover)
    paid = settle_fee(install.context, father.user_id, install.context.token(), quote)
    assert saved(install, save_fee(install.context, father.user_id, paid)).expect["acct_mulaid_pay"] == 12800
    again = saved(
        install, save_binding(install.context, father.user_id, Authorization(mother, "父母", "", commitment=True))
    )
    assert again.expect["refused_by"] == "already-shared"
    assert all(passes(case) for case in (refused, again))


def test_the_command_runs_what_was_saved(install, capsys):
    father, mother = install.family(quota="20.00")
    paid = install.pay(father, mother, "68.00", place=TOWNSHIP, med_type="11")
    case = saved(install, save_payment(install.context, father.user_id, paid))
    file = install.folder / "cases.toml"
    file.write_text(write_cases([table_of(case)]), encoding="utf-8")
    assert main([str(file)]) == 0
    assert capsys.readouterr().out == "1 passed, 0 failed\n"


def case_with(situation, event):
    """As a file has it: people go by their ids, and nobody is born after the day."""
    return renamed(Case("", 1, "样例", "", situation, event, {}), {key: key for key in situation.people})


@given(st.one_of(*(made.situations_with(one) for one in (made.visits, made.fees, made.requests))), st.data())
def test_nothing_that_is_taken_out_changes_the_outcome(scene, data):
    case = case_with(*scene)
    known = data.draw(st.sets(st.sampled_from(list(case.situation.people))))
    wanted = facts(RULES, case)
    try:
        quiet = without_balances(RULES, case, known)
    except NotAllowed:
        quiet = case
    assert facts(RULES, quiet) == wanted
    named = with_roles(without_birthdays(RULES, quiet))
    assert len(named.situation.people) == len(case.situation.people)
    roles = dict(zip(case.situation.people, named.situation.people, strict=True))
    assert facts(RULES, named) == {
        key: {roles.get(who, who): what for who, what in fact.items()} if isinstance(fact, dict) else fact
        for key, fact in wanted.items()
    }


@given(made.situations_with(made.visits))
def test_any_visit_can_be_told_without_a_balance(scene):
    """Of nobody known: no balance stands in the case that isn't told by the outcome."""
    case = case_with(*scene)
    quiet = without_balances(RULES, case, ())
    outcome = facts(RULES, case)
    floors = {RULES.book(one.region, case.situation.day).balance_floor_fen for one in case.situation.people.values()}
    paid = {0, outcome.get("acct_pay", 0), *outcome.get("pooled_from", {}).values()}
    own = outcome.get("acct_pay", 0) - outcome.get("acct_mulaid_pay", 0)
    told = {a + b for a in {*paid, own} for b in floors | {0}} | {1_000_000, 1_000_000_000}
    assert {one.prior_years_fen for one in quiet.situation.people.values()} <= told


@pytest.mark.parametrize("keep_names", [True, False])
def test_who_finds_a_person_in_the_register_learns_nothing_of_that_persons_family(install, keep_names):
    father, _ = install.family()
    number = install.id_no(date(1950, 1, 1))
    granny = install.enter(father, "赵祖母", no=number, born=date(1950, 1, 1))
    mate = install.enter(father, "赵祖父", born=date(1949, 1, 1))
    install.share(father, granny)
    install.sql("UPDATE household_member SET household_id = (SELECT max(household_id) FROM household_member)")
    stranger = install.register("张三", phone="13900000009")
    install.insure(stranger, prior_years="5000.00")
    look_up(install.context, stranger.user_id, Certificate(CertType.ID_CARD, number, "赵祖母"))
    form = Authorization(granny, "父母", "", commitment=True)
    case = saved(install, save_binding(install.context, stranger.user_id, form, keep_names=keep_names))
    text = write_cases([table_of(case)])
    assert mate
    assert passes(case)
    assert case.expect["refused_by"] == "already-shared"
    assert "李明" not in text
    assert "赵祖父" not in text
    assert case.situation.households == ()
    assert len(case.situation.people) == 3
    assert ("赵祖母" in text) is keep_names
