"""The engine against a second reading of the case format, on random families."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cases.read import parse_cases
from app.cases.run import outcome_of, run_case
from app.cases.write import case_table, table_from_json, table_to_json, write_cases
from app.domain.fees import pay_fee
from app.domain.settlement import settle
from app.domain.sharing import check_binding
from app.rules.load import load_rules
from tests.rules.oracle import decide
from tests.rules.situations import fees, requests, situations_with, visits

EVENTS = [(visits, settle), (fees, pay_fee), (requests, check_binding)]


@pytest.mark.parametrize(("events", "act"), EVENTS)
@given(data=st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_engine_and_naive_reading_decide_the_same(events, act, data):
    situation, event = data.draw(situations_with(events))
    table = case_table("随机", "README", situation, event, act(load_rules(), situation, event))
    assert table["expect"] == decide(table)


@pytest.mark.parametrize(("events", "act"), EVENTS)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_written_case_reads_back_and_passes(events, act, data):
    situation, event = data.draw(situations_with(events))
    outcome = act(load_rules(), situation, event)
    table = case_table(data.draw(st.text(st.characters(codec="utf-8"), min_size=1)), "§", situation, event, outcome)
    assert table_from_json(table_to_json(table)) == table
    (case,) = parse_cases(write_cases([table]), "写出的案例.toml")
    assert case.title == table["title"]
    assert run_case(load_rules(), case) == []
    again = case_table(case.title, case.source, case.situation, case.event, outcome_of(load_rules(), case))
    assert again == table
