"""What holds of every settlement, fee and ledger, whatever the family."""

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.domain.fees import FeePayment, pay_fee
from app.domain.ledger import AccountKind, postings_of
from app.domain.people import Insutype
from app.domain.settlement import FAMILY_ACCOUNT, Settlement, SourceKind, settle
from app.domain.situation import Situation
from app.rules.load import load_rules
from tests.rules.situations import fees, situations_with, visits

# Refusals are filtered out: they are rightly many, above all among fees.
FILTERED = [HealthCheck.filter_too_much, HealthCheck.too_slow]
SLOW = settings(max_examples=120, deadline=None, suppress_health_check=FILTERED)


def settled(situation, visit):
    settlement = settle(load_rules(), situation, visit)
    assume(isinstance(settlement, Settlement))
    return settlement


@given(situations_with(visits))
@SLOW
def test_the_identities_of_the_national_fields(both):
    s = settled(*both)
    assert s.medfee_sumamt_fen == sum(item.amount_fen for item in s.visit.items)
    assert s.medfee_sumamt_fen == s.fund_pay_sumamt_fen + s.psn_part_amt_fen
    assert s.psn_part_amt_fen == s.acct_pay_fen + s.psn_cash_pay_fen
    assert 0 <= s.acct_mulaid_pay_fen <= s.acct_pay_fen
    assert s.acct_mulaid_pay_fen == sum(s.pooled_from.values())
    assert s.psn_cash_pay_fen >= s.out_of_scope_amt_fen
    assert s.fund_pay_sumamt_fen == s.visit.fund_pay_fen + s.family_account_pay_fen


@given(situations_with(visits))
@SLOW
def test_no_source_pays_more_than_asked_or_than_it_has(both):
    situation, visit = both
    s = settled(situation, visit)
    assert sum(source.paid_fen for source in s.sources) == s.medfee_sumamt_fen
    for source in s.sources:
        assert 0 <= source.paid_fen <= source.asked_fen
        assert (source.reason is not None) <= (source.paid_fen < source.asked_fen)
        if source.kind in (SourceKind.OWN, SourceKind.SHARER):
            person = situation.people[source.person]
            assert source.paid_fen == source.this_year_fen + source.prior_years_fen
            assert 0 <= source.this_year_fen <= person.this_year_fen
            assert 0 <= source.prior_years_fen <= person.prior_years_fen
        if source.kind is SourceKind.SHARER and source.paid_fen < source.asked_fen:
            assert source.reason is not None, "whoever pays less than asked is told why"


@given(situations_with(visits))
@SLOW
def test_a_sharers_limits_hold(both):
    situation, visit = both
    s = settled(situation, visit)
    sharings = {sharing.id: sharing for sharing in situation.sharings}
    for source in s.sources:
        if source.kind is not SourceKind.SHARER or not source.paid_fen:
            continue
        sharing, sharer = sharings[source.sharing], situation.people[source.person]
        assert sharing.member == visit.patient
        assert sharing.in_force(situation.day)
        assert sharer.can_share
        assert sharing.quota_left_fen is None or source.paid_fen <= sharing.quota_left_fen
        assert sharing.per_payment_fen is None or source.paid_fen <= sharing.per_payment_fen
        if sharer.region.startswith("3606"):
            assert source.this_year_fen == 0, "鹰潭: prior years only"
            assert visit.med_type not in ("14", "21")
        else:
            assert sharer.balance_fen - source.paid_fen >= 200_000, "the floor stays"


@given(situations_with(visits))
@SLOW
def test_sources_pay_in_the_order_of_funds(both):
    kinds = [source.kind for source in settled(*both).sources]
    assert kinds == sorted(kinds, key=list(SourceKind).index)
    assert kinds[0] is SourceKind.FUND
    assert kinds[-1] is SourceKind.CASH
    assert kinds.count(SourceKind.OWN) == 1


@given(situations_with(visits), st.integers(1, 500_000), st.data())
@SLOW
def test_more_money_never_means_more_cash(both, more_fen, data):
    situation, visit = both
    before = settled(situation, visit)
    rich = [person.id for person in situation.people.values() if person.insutype is Insutype.EMPLOYEE]
    assume(rich)
    who = situation.people[data.draw(st.sampled_from(rich))]
    kind = data.draw(st.sampled_from(["prior_years_fen", "this_year_fen"]))
    richer = replace(who, **{kind: getattr(who, kind) + more_fen})
    people = {**situation.people, who.id: richer}
    after = settled(Situation(situation.day, people, situation.sharings, situation.households), visit)
    assert after.psn_cash_pay_fen <= before.psn_cash_pay_fen


@given(situations_with(visits))
@SLOW
def test_who_is_named_as_not_used_was_there(both):
    situation, visit = both
    s = settled(situation, visit)
    sharers = {sharing.sharer for sharing in situation.sharings if sharing.member == visit.patient}
    assert s.not_used.keys() - {FAMILY_ACCOUNT} <= sharers
    if FAMILY_ACCOUNT in s.not_used:
        assert situation.household_of(visit.patient) is not None
    if s.psn_cash_pay_fen == s.out_of_scope_amt_fen:
        last = [source for source in s.sources if source.kind is not SourceKind.CASH][-1]
        assert last.paid_fen == last.asked_fen, "the last who was asked has covered all that was left"


@given(situations_with(visits))
@SLOW
def test_the_ledger_adds_up_by_balance_and_in_all(both):
    s = settled(*both)
    postings = postings_of(s, "H36060200001")
    assert sum(posting.amount_fen for posting in postings) == s.medfee_sumamt_fen
    assert all(posting.amount_fen > 0 for posting in postings)
    assert all(posting.credit.owner == "H36060200001" for posting in postings)
    debits = [posting.debit for posting in postings]
    assert len(set(debits)) == len(debits), "one posting for each account that paid"
    personal = [p for p in postings if p.debit.kind in (AccountKind.THIS_YEAR, AccountKind.PRIOR_YEARS)]
    assert sum(p.amount_fen for p in personal) == s.acct_pay_fen
    shared = sum(p.amount_fen for p in personal if p.debit.owner != s.visit.patient)
    assert shared == s.acct_mulaid_pay_fen
    assert sum(p.amount_fen for p in postings if p.debit.kind is AccountKind.CASH) == s.psn_cash_pay_fen


@given(situations_with(fees))
@SLOW
def test_a_fee_is_paid_whole_from_what_is_there(both):
    situation, fee = both
    payment = pay_fee(load_rules(), situation, fee)
    assume(isinstance(payment, FeePayment))
    payer = situation.people[fee.payer]
    assert payment.amount_fen == payment.this_year_fen + payment.prior_years_fen
    assert 0 <= payment.this_year_fen <= payer.this_year_fen
    assert 0 <= payment.prior_years_fen <= payer.prior_years_fen
    assert payment.pooled == (fee.payer != fee.beneficiary)
    assert payment.amount_fen == (40_000 if fee.amount_fen is None else fee.amount_fen)
    if payment.pooled and payer.region.startswith("3606"):
        assert payment.this_year_fen == 0
