"""The case files that say what the rules mean, the published ones and our own."""

from pathlib import Path

import pytest

from app.cases.facts import facts_of
from app.cases.run import outcome_of, run_case
from app.cases.shipped import shipped_cases
from app.domain.rule_names import RuleName
from app.rules.load import load_rules

CASES = shipped_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{Path(case.file).stem}-{case.number}")
def test_case(case):
    assert run_case(load_rules(), case) == [], case.title


@pytest.fixture(scope="module")
def reached():
    names = set()
    for case in CASES:
        facts = facts_of(case.event, outcome_of(load_rules(), case))
        names |= {facts.get("refused_by")} | set(facts.get("not_used", {}).values())
    return names


@pytest.mark.parametrize("name", list(RuleName))
def test_every_rule_is_reached_by_a_case(name, reached):
    assert name in reached
