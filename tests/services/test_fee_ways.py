"""What would let a refused fee be paid, on a real database."""

from datetime import datetime

import pytest

from app.config import CHINA
from app.domain.fee_neighbours import FeeChange
from app.domain.fees import Channel, FeeKind
from app.services.fee_quotes import FeeForm
from app.services.fee_ways import ways_for_fee
from tests.services.install import Install, SetClock


@pytest.fixture
def install(tmp_path):
    return Install(tmp_path, clock=SetClock(datetime(2025, 11, 20, 10, 0, tzinfo=CHINA)))


def ways(install, who, member, channel=Channel.GANFUTONG):
    found = ways_for_fee(install.context, who.user_id, FeeForm(FeeKind.RESIDENT, member, 2026, channel))
    return {way.change: way for way in found}


def test_a_channel_that_doesnt_take_it_names_one_that_does(install):
    father, mother = install.family()
    found = ways(install, father, mother, Channel.WECHAT_PAY)
    assert found[FeeChange.CHANNEL].title == "换成赣服通"
    assert found[FeeChange.CHANNEL].outcome == "能付 400.00"
    assert ways(install, father, mother) == {}


def test_who_isnt_shared_with_yet_is_to_be_first(install):
    father = install.register()
    install.insure(father, prior_years="3000.00")
    mother = install.enter(father)
    assert ways(install, father, mother)[FeeChange.SHARING].title == "先给王桂兰办家庭账户共济授权"
