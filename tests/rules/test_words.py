"""Every rule that says no has words that a grandmother understands, a source, and a next step."""

import re

import pytest

from app.domain.errors import GongjiError
from app.domain.rule_names import NoteName, RuleName
from app.domain.rule_texts import fill
from app.rules.load import load_rules

BUREAUCRATIC = ("请", "！", "!", "您", "予以", "该", "系统", "参数")
LONGEST_SENTENCE = 60


@pytest.mark.parametrize("name", [*RuleName, *NoteName])
def test_words_source_and_next_step(name):
    rules = load_rules()
    words = rules.explain(name)
    behind = [rule for rule in rules.all if rule.key == words.rule_key]
    assert behind
    assert all(rule.source in rules.sources and rule.section and rule.sentence for rule in behind)
    for text in (words.title, said := fill(words.sentence), then := fill(words.next_step)):
        assert text
        assert not re.search(r"[{}]", text), "a placeholder is left open"
        assert len(text) <= LONGEST_SENTENCE
        assert not [word for word in BUREAUCRATIC if word in text]
    assert said.count("。") <= 2, "one plain short sentence"
    assert said.endswith("。")
    assert then.endswith("。")


def test_placeholders_are_filled_and_missing_ones_do_no_harm():
    sentence = load_rules().explain("balance-floor").sentence
    assert "李明的账户里至少要留2,000.00 元" in fill(sentence, sharer="李明", floor="2,000.00 元")
    assert "李明" in fill(sentence, sharer="李明", floor=None)


def test_unknown_rule_name_has_no_words():
    with pytest.raises(GongjiError, match="no-such-rule"):
        load_rules().explain("no-such-rule")
