"""What would let a refused fee be paid."""

from datetime import date

from hypothesis import HealthCheck, given, settings

from app.domain.fee_neighbours import FeeChange, fee_neighbours
from app.domain.fees import Channel, Fee, FeeKind, FeePayment, pay_fee
from app.domain.people import Insutype, Person
from app.domain.settlement import Refusal
from app.domain.sharing import Mode, Sharing
from app.domain.situation import Situation
from app.rules.load import load_rules
from tests.rules.situations import fees, situations_with

RULES = load_rules()
OPEN = date(2025, 11, 20)
FATHER = Person("1", "李明", date(1992, 3, 4), Insutype.EMPLOYEE, "360602", prior_years_fen=300000)
GRANNY = Person("2", "王桂兰", date(1960, 5, 6), Insutype.RESIDENT, "360602")
SISTER = Person("3", "李红", date(1994, 3, 4), Insutype.EMPLOYEE, "360602", prior_years_fen=300000)
SHARED = Sharing("s", "1", "2", "父母", date(2025, 1, 1))


def fee(channel=Channel.GANFUTONG, payer="1"):
    return Fee(FeeKind.RESIDENT, 2026, payer, "2", "父母", channel)


def found(one, *sharings, day=OPEN, payers=()):
    where = Situation(day, {p.id: p for p in (FATHER, GRANNY, SISTER)}, sharings)
    return {way.change: way for way in fee_neighbours(RULES, where, one, payers)}


def test_another_channel_takes_what_this_one_doesnt():
    ways = found(fee(Channel.WECHAT_PAY), SHARED)
    assert set(ways) == {FeeChange.CHANNEL}
    assert ways[FeeChange.CHANNEL].fee.channel is Channel.GANFUTONG


def test_a_sharing_is_made_first_or_somebody_else_pays():
    ways = found(fee(), payers=["1", "3"])
    assert ways[FeeChange.SHARING].mode is Mode.PROVINCE
    assert ways[FeeChange.PAYER].fee.payer == "3"


def test_before_its_time_there_is_a_day_to_wait_for():
    ways = found(fee(), SHARED, day=date(2025, 9, 1))
    assert ways[FeeChange.DAY].day == date(2025, 10, 15)


def test_what_is_paid_needs_no_other_way():
    assert found(fee(), SHARED) == {}


@given(situations_with(fees))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_only_a_refused_fee_has_other_ways_and_each_of_them_pays(both):
    where, one = both
    ways = fee_neighbours(RULES, where, one, list(where.people))
    assert not ways or isinstance(pay_fee(RULES, where, one), Refusal)
    assert all(isinstance(way.outcome, FeePayment) for way in ways)
