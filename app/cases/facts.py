"""What came of an event, in the words of the case format."""

from app.cases.case import ACCEPTED, REFUSED, Event, Fact
from app.domain.fees import Fee, FeePayment
from app.domain.settlement import Refusal, Settlement

Outcome = Settlement | FeePayment | Refusal | str | None
"""For a binding: the rule name that refused it, or None."""


def facts_of(event: Event, outcome: Outcome) -> dict[str, Fact]:
    """Give the facts that a case may expect; amounts in 分, people by id."""
    match outcome:
        case Settlement():
            return _facts_of_settlement(outcome)
        case FeePayment():
            return _facts_of_fee(event, outcome)
        case Refusal(rule=rule):
            return {"decision": REFUSED, "refused_by": str(rule)}
        case None:
            return {"decision": ACCEPTED}
        case _:
            return {"decision": REFUSED, "refused_by": str(outcome)}


def _facts_of_settlement(settlement: Settlement) -> dict[str, Fact]:
    return {
        "decision": ACCEPTED,
        "medfee_sumamt": settlement.medfee_sumamt_fen,
        "fund_pay_sumamt": settlement.fund_pay_sumamt_fen,
        "family_account_pay": settlement.family_account_pay_fen,
        "psn_part_amt": settlement.psn_part_amt_fen,
        "out_of_scope_amt": settlement.out_of_scope_amt_fen,
        "acct_pay": settlement.acct_pay_fen,
        "acct_mulaid_pay": settlement.acct_mulaid_pay_fen,
        "psn_cash_pay": settlement.psn_cash_pay_fen,
        "pooled_from": settlement.pooled_from,
        "not_used": {who: str(rule) for who, rule in settlement.not_used.items()},
    }


def _facts_of_fee(event: Event, payment: FeePayment) -> dict[str, Fact]:
    pooled_fen = payment.amount_fen if payment.pooled else 0
    payer = event.payer if isinstance(event, Fee) else ""
    return {
        "decision": ACCEPTED,
        "acct_pay": payment.amount_fen,
        "acct_mulaid_pay": pooled_fen,
        "psn_cash_pay": 0,
        "pooled_from": {payer: pooled_fen} if pooled_fen else {},
        "not_used": {},
    }
