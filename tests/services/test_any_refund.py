"""Whatever is refunded, in whatever steps and years: nobody gets more than they paid, and in the end all is back."""

from collections import Counter
from dataclasses import replace
from datetime import date
from shutil import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import FormErrors, GongjiError
from app.services.audit import audit
from app.services.pay import presettle, settle_quote
from app.services.refunds import RefundForm, RefundLine, plan_refund, refund_checked, refundable, reverse
from app.services.turn import turn
from app.services.visit_templates import PLACES, ItemForm
from tests.services.install import Install
from tests.sizes import size

DESIGNATED = [place for place in PLACES if place.designated]
AMOUNTS = ["0.01", "0.02", "5.00", "33.33", "90.00", "120.00"]
ITEMS = st.lists(
    st.tuples(st.sampled_from(["药品", "中医", "保健品"]), st.sampled_from(AMOUNTS)), min_size=1, max_size=3
)
PAYMENTS = st.lists(
    st.tuples(
        st.booleans(), st.sampled_from(DESIGNATED), st.sampled_from(["11", "41"]), ITEMS, st.sampled_from(["", "0.01"])
    ),
    min_size=1,
    max_size=3,
)
REFUNDS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.dictionaries(st.integers(0, 2), st.sampled_from(["0.01", "5.00", "30.00", "90.00"]), min_size=1),
        st.sampled_from([0, 0, 0, 1, 200, 400]),
    ),
    max_size=8,
)


class Ledger:
    """An install with a father, his mother and a child with a family account; and its balances by account."""

    def __init__(self, folder):
        self.install = Install(folder)
        self.father = self.install.register()
        self.install.insure(self.father, prior_years="100.00", this_year="60.00")
        child = self.install.enter(self.father, "李小满", family_account="50.00", born=date(2026, 2, 12))
        self.install.share(self.father, child, "子女", quota="80.00")
        self.people = (self.father.person_id, child)

    def balances(self):
        return Counter(
            {
                ("person" if kind in {"this_year", "prior_years"} else kind, owner): fen
                for kind, owner, fen in self.install.sql(
                    "SELECT CASE WHEN kind IN ('this_year', 'prior_years') THEN 'person' ELSE kind END, owner,"
                    " sum(balance_fen) FROM account WHERE kind <> 'opening' GROUP BY 1, 2"
                )
            }
        )

    def move(self, days):
        """Let days pass, and give what the calendar moved by itself."""
        before = self.balances()
        self.install.clock.move(days=days)
        turn(self.install.context)
        moved = Counter(self.balances())
        moved.subtract(before)
        return {account: fen for account, fen in moved.items() if fen}

    def pay(self, for_child, place, med_type, items, fund_pay):
        user = self.father.user_id
        form = self.install.form(self.father, self.people[for_child], place=place, med_type=med_type)
        bill = tuple(ItemForm(kind, kind, "01", amount) for kind, amount in items)
        quote = presettle(self.install.context, user, replace(form, items=bill, fund_pay=fund_pay))
        return settle_quote(self.install.context, user, self.install.context.token(), quote)

    def give_back(self, settlement, wanted):
        """Refund as planned, and see that just this has happened."""
        user, context = self.father.user_id, self.install.context
        form = RefundForm(tuple(RefundLine(line, amount) for line, amount in wanted.items()))
        before, left = self.balances(), refundable(context, user, settlement).left_fen
        plan = plan_refund(context, user, settlement, form)
        refund_checked(context, user, context.token(), settlement, plan.form)
        moved = Counter(self.balances())
        moved.subtract(before)
        assert sum(fen for fen in moved.values() if fen > 0) == plan.amount_fen == sum(p.amount_fen for p in plan.parts)
        assert refundable(context, user, settlement).left_fen == left - plan.amount_fen
        assert all(fen > 0 or account[0] == "institution" for account, fen in moved.items() if fen)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    return tmp_path_factory


@pytest.mark.soak
@given(PAYMENTS, REFUNDS)
@settings(max_examples=size(15, 200), deadline=None, suppress_health_check=list(HealthCheck))
def test_any_refund(folders, empty, payments, refunds):
    ledger = Ledger(copy(empty, folders.mktemp("refunds") / "gongji.db").parent)
    install, user = ledger.install, ledger.father.user_id
    untouched = ledger.balances()
    settlements = []
    for payment in payments:
        try:
            settlements.append(ledger.pay(*payment))
        except FormErrors:  # more fund money than there is to pay
            continue
    for number, wanted, days in refunds:
        untouched.update(ledger.move(days))
        try:
            ledger.give_back(settlements[number] if number < len(settlements) else 99, wanted)
        except GongjiError as error:
            assert "{" not in str(error)  # noqa: PT017 - a refusal is fine, as long as it is in words
    assert sum(fen for (fen,) in install.sql("SELECT balance_fen FROM account")) == 0
    assert audit(install.context) == []
    for settlement in settlements:
        whole = refundable(install.context, user, settlement).whole
        if whole.lines:
            refund_checked(install.context, user, install.context.token(), settlement, whole)
    assert {account: fen for account, fen in ledger.balances().items() if fen} == dict(untouched)
    assert install.one("SELECT used_fen FROM sharing") == 0
    assert audit(install.context) == []
    install.context.database.close()


@given(st.lists(ITEMS, min_size=1, max_size=3))
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_reversal_leaves_no_trace_but_its_record(folders, empty, bills):
    ledger = Ledger(copy(empty, folders.mktemp("reversals") / "gongji.db").parent)
    install, user = ledger.install, ledger.father.user_id
    untouched = install.sql("SELECT used_fen, uses FROM sharing"), ledger.balances()
    form = install.form(ledger.father, ledger.people[1])
    for bill in bills:
        items = tuple(ItemForm(kind, kind, "01", amount) for kind, amount in bill)
        quote = presettle(install.context, user, replace(form, items=items))
        settlement = settle_quote(install.context, user, install.context.token(), quote, confirmed=False)
        reverse(install.context, user, settlement)
    found = {account: fen for account, fen in ledger.balances().items() if fen}
    assert (install.sql("SELECT used_fen, uses FROM sharing"), found) == (untouched[0], dict(untouched[1]))
    assert audit(install.context) == []
    install.context.database.close()
