"""One bill under three rules, and an answer that is paid."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.errors import NotAllowed
from app.domain.settlement import PlaceKind
from app.services.ask import Question
from app.services.ask_pay import FORM, fill_payment, save_asked
from app.services.ask_people import Likeness, example_like
from app.services.ask_words import EXPENSES, place_for
from app.services.compare import compare_asked, compare_like
from app.services.drafts import load_draft
from app.services.sample import enter_sample
from app.services.visit_templates import PLACES
from app.ui.pages.ask.address import compare_path, question_at
from app.ui.pages.pay.draft import from_json

CITY = place_for(PlaceKind.CITY)
GRANNY, BABY = 2, 4


@pytest.fixture
def father(install):
    return enter_sample(install.context, "phone")


def by_title(found):
    return {line.title: line for line in (*found.money, *found.rules)}


def test_an_inpatient_bill_is_shared_in_the_rest_of_the_province_alone(install, father):
    found = compare_asked(install.context, father.user_id, Question(CITY, "住院", 80000, person_id=GRANNY))
    assert found.titles == ("鹰潭", "江西其他市", "医保钱包")
    assert found.cash_fen == (80000, 0, 80000)
    assert found.best == (1,)
    lines = by_title(found)
    assert lines["家人共济"].values == ("0.00", "800.00", "0.00")
    assert lines["共济能付住院吗"].values == ("不能", "能", "不能")
    assert lines["账户里要留多少"].values == ("不用留", "2,000.00 元", "不用留")
    assert all(line.differs for line in found.rules)
    assert "住院费不能共济" in found.whys[0]
    assert found.notes == ()


def test_the_wallet_alone_pays_outside_the_province_and_before_its_day_nothing(install):
    outside = next(one for one in PLACES if one.region == "330106")
    question = Question(outside, "看门诊", 8000, like=example_like("old"))
    assert compare_like(install.context, question).cash_fen == (8000, 8000, 0)
    before = compare_like(install.context, replace(question, day=date(2025, 12, 1)))
    assert before.cash_fen == (8000, 8000, None)
    assert before.whys[2] == ("医保钱包还没开通",)


def test_where_nobody_shares_somebody_is_thought_of_and_that_is_said(install, father):
    found = compare_asked(install.context, father.user_id, Question(CITY, "看门诊", 8000, person_id=BABY))
    assert "现在没有人共济" in str(found.notes[0])
    assert found.cash_fen == (0, 0, 0)
    assert found.best == ()


@pytest.mark.usefixtures("father")
def test_a_guest_compares_nobodys_family(install):
    with pytest.raises(NotAllowed):
        compare_like(install.context, Question(CITY, "住院", 80000, person_id=GRANNY))


@pytest.mark.parametrize("expense", [one.name for one in EXPENSES])
def test_anything_can_be_compared(install, expense):
    for place in PLACES:
        for like in (Likeness(), Likeness("310", "360100", 34, "360600")):
            found = compare_like(install.context, Question(place, expense, 12345, like=like))
            assert len(found.cash_fen) == 3
            assert {len(line.values) for line in (*found.money, *found.rules)} == {3}


def test_a_question_is_read_back_from_its_address():
    family = Question(CITY, "住院", 80000, person_id=GRANNY, day=date(2026, 7, 1))
    alike = Question(CITY, "保健品", 1, like=Likeness("310", "360100", 34, "360600"))
    for question in (family, alike):
        assert question_at(compare_path(question)) == question
    for wrong in ("", "?at=x", "?at=H36060000006&what=99&yuan=8", "?at=H36060000006&what=1&yuan=-8&who=1",
                  "?at=H36060000006&what=1&yuan=8&kind=390&city=999999&age=3"):  # fmt: skip
        assert question_at(f"/ask/compare{wrong}") is None


def test_an_answer_fills_in_a_payment(install, father):
    question = Question(CITY, "住院", 80000, person_id=GRANNY)
    assert fill_payment(install.context, father.user_id, question)
    draft = from_json(load_draft(install.context, father.user_id, FORM), install.context.clock.now())
    assert (draft.patient, draft.place, draft.med_type, draft.total_fen) == (GRANNY, CITY.code, "21", 80000)
    assert draft.form().patient_id == GRANNY


def test_a_code_that_may_not_be_shown_is_left_to_the_counter(install, father):
    assert not fill_payment(install.context, father.user_id, Question(CITY, "住院", 80000, person_id=BABY))
    draft = from_json(load_draft(install.context, father.user_id, FORM), install.context.clock.now())
    assert (draft.taken, draft.total_fen) == (None, 80000)


def test_a_question_is_kept_as_a_case(install, father):
    assert save_asked(install.context, father.user_id, Question(CITY, "住院", 80000, person_id=GRANNY))
    assert save_asked(install.context, father.user_id, Question(CITY, "住院", 80000, like=example_like("baby")))
