"""How a refund is divided: whatever is given back in whatever steps, nobody gets more than they paid."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import GongjiError
from app.domain.ledger import AccountKind, AccountRef
from app.domain.refund import BillLine, PaidPart, divide

DAY = date(2026, 6, 12)
PAYERS = (
    AccountRef(AccountKind.FUND, "统筹基金"),
    AccountRef(AccountKind.FAMILY, "1"),
    AccountRef(AccountKind.THIS_YEAR, "2"),
    AccountRef(AccountKind.PRIOR_YEARS, "2"),
    AccountRef(AccountKind.THIS_YEAR, "3"),
    AccountRef(AccountKind.PRIOR_YEARS, "3"),
    AccountRef(AccountKind.WALLET, "9"),
)
CASH = AccountRef(AccountKind.CASH, "2")
FEN = st.integers(1, 500)


def lines(*amounts, outside=()):
    return [BillLine(number, number not in outside, fen, fen) for number, fen in enumerate(amounts)]


def paid(*amounts):
    """Parts of a payment by (account, 分), in the order in which they paid."""
    return [PaidPart(number, number, account, DAY, fen, fen) for number, (account, fen) in enumerate(amounts, 1)]


def told(backs):
    return [(back.account, back.amount_fen) for back in backs]


def test_who_paid_last_is_paid_back_first():
    parts = paid((PAYERS[1], 9000), (PAYERS[2], 100), (PAYERS[3], 300), (PAYERS[5], 2000), (CASH, 600))
    assert told(divide(lines(12_000), parts, {0: 700}, DAY)) == [(CASH, 600), (PAYERS[5], 100)]
    assert told(divide(lines(12_000), parts, {0: 2950}, DAY)) == [
        (CASH, 600),
        (PAYERS[5], 2000),
        (PAYERS[3], 300),
        (PAYERS[2], 50),
    ]


def test_what_nobodys_account_may_pay_goes_back_in_cash():
    """A bill of 30.00 in scope, of which 5.00 was paid in cash, and a tonic of 20.00."""
    parts, bill = paid((PAYERS[3], 2500), (CASH, 2500)), lines(3000, 2000, outside={1})
    assert told(divide(bill, parts, {1: 2000}, DAY)) == [(CASH, 2000)]
    assert told(divide(bill, parts, {0: 3000}, DAY)) == [(CASH, 500), (PAYERS[3], 2500)]
    assert told(divide(bill, parts, {0: 600, 1: 1}, DAY)) == [(CASH, 501), (PAYERS[3], 100)]


@pytest.mark.parametrize(
    ("account", "day", "back"),
    [
        (PAYERS[2], date(2026, 12, 31), PAYERS[2]),
        (PAYERS[2], date(2027, 1, 1), PAYERS[3]),
        (PAYERS[3], date(2027, 1, 1), PAYERS[3]),
        (PAYERS[1], date(2028, 1, 1), PAYERS[1]),
        (PAYERS[6], date(2028, 1, 1), PAYERS[6]),
    ],
)
def test_this_years_money_comes_back_as_prior_years_after_the_year(account, day, back):
    (found,) = divide(lines(100), paid((account, 100)), {0: 100}, day)
    assert (found.account, found.turned) == (back, account != back)


@pytest.mark.parametrize("wanted", [{0: 101}, {0: 0}, {0: -1}, {1: 1}, {0: 50, 7: 1}])
def test_more_than_is_left(wanted):
    with pytest.raises(GongjiError, match="退的比付的多"):
        divide(lines(100), paid((CASH, 100)), wanted, DAY)


@st.composite
def payments(draw):
    """A bill and the parts that paid it: those in scope by some of the payers, what is left and the rest in cash."""
    bill = [
        BillLine(number, in_scope, fen, fen)
        for number, (in_scope, fen) in enumerate(draw(st.lists(st.tuples(st.booleans(), FEN), min_size=1, max_size=4)))
    ]
    left = sum(line.amount_fen for line in bill if line.in_scope)
    parts = []
    for payer in PAYERS:
        fen = min(left, draw(st.integers(0, 300)))
        parts += [(payer, fen)] if fen else []
        left -= fen
    cash = left + sum(line.amount_fen for line in bill if not line.in_scope)
    return bill, paid(*parts, *([(CASH, cash)] if cash else []))


@given(payments(), st.lists(st.tuples(st.integers(0, 3), FEN), max_size=8))
def test_in_any_steps_everybody_gets_back_what_they_paid_and_no_more(payment, steps):
    bill, parts = payment
    for number, fen in [*steps, *((line.line, line.amount_fen) for line in bill)]:
        wanted = {number: min(fen, bill[number].left_fen)} if number < len(bill) else {}
        if not any(wanted.values()):
            continue
        backs = divide(bill, parts, wanted, DAY)
        assert sum(back.amount_fen for back in backs) == sum(wanted.values())
        gone = {back.part.transfer_id: back.amount_fen for back in backs}
        parts = [replace(part, left_fen=part.left_fen - gone.get(part.transfer_id, 0)) for part in parts]
        bill = [replace(line, left_fen=line.left_fen - wanted.get(line.line, 0)) for line in bill]
        assert all(part.left_fen >= 0 for part in parts)
        keep_order(bill, parts)
    assert [part.left_fen for part in parts] == [0] * len(parts)


def keep_order(bill, parts):
    """Nobody gets anything back before those who paid later; cash for what is out of scope stands apart."""
    outside = sum(line.left_fen for line in bill if not line.in_scope)
    whole_outside = sum(line.amount_fen for line in bill if not line.in_scope)
    inside = [
        (part.amount_fen - whole_outside, part.left_fen - outside)
        if part.account.kind is AccountKind.CASH
        else (part.amount_fen, part.left_fen)
        for part in parts
    ]
    assert all(left >= 0 for _, left in inside)
    begun = [number for number, (fen, left) in enumerate(inside) if left < fen]
    assert all(left == 0 for _, left in inside[min(begun, default=len(inside)) + 1 :])
