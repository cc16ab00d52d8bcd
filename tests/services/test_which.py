"""共济还是亲情: what two answers lead to, and what can be begun today."""

import pytest

from app.services.family_links import link
from app.services.which import Which, which, which_facts


@pytest.mark.parametrize(
    ("mine", "shown", "leads"),
    [
        (True, False, Which.POOL),
        (False, True, Which.LINK),
        (True, True, Which.BOTH),
        (False, False, Which.NEITHER),
    ],
)
def test_two_answers_lead_to_the_right_one(mine, shown, leads):
    assert which(my_money=mine, on_my_phone=shown) is leads


def test_what_can_be_begun_today(install):
    father, mother = install.family()
    facts = which_facts(install.context, father.user_id)
    assert (facts.shareable_fen, facts.obstacle, facts.places_left) == (300_000, None, 5)
    link(install.context, father.user_id, mother, "", agreed=True)
    assert which_facts(install.context, father.user_id).places_left == 4


@pytest.mark.parametrize(
    ("insutype", "status", "rule"),
    [("390", "1", "sharer-not-employee-insured"), ("310", "2", "sharer-not-normal")],
)
def test_who_has_nothing_to_share_is_told_why(install, insutype, status, rule):
    who = install.register()
    install.insure(who, insutype, status=status)
    facts = which_facts(install.context, who.user_id)
    assert (facts.obstacle.rule_name, facts.shareable_fen) == (rule, 0)
    assert "{" not in facts.obstacle.why


def test_who_has_entered_nothing_yet_is_told_why(install):
    who = install.register()
    assert which_facts(install.context, who.user_id).obstacle.rule_name == "sharer-not-employee-insured"
