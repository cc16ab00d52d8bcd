"""Fees in words: why one is refused, and out of which balances one is paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.fees import Fee, sharing_for
from app.domain.ledger import AccountKind
from app.domain.money import format_yuan
from app.domain.rulebook import RuleBook, Rules
from app.domain.sharing import Sharing
from app.domain.situation import Situation
from app.domain.words import Words
from app.services.explain import Explanation, explain
from app.services.share_terms import Basis, basis_of
from app.services.written import written


@dataclass(frozen=True)
class Told:
    """A rule that is told beside a fee: what it is about, who says so, and the number of a clash between sources."""

    key: str
    meaning: Words
    basis: Basis
    clash: int | None


@dataclass(frozen=True)
class FeePart:
    """What one balance pays of a fee, and what is left in it then (分); None where the viewer may not know."""

    kind: AccountKind
    label: Words
    paid_fen: int
    left_fen: int | None = None


LABELS: Mapping[AccountKind, Words] = {
    AccountKind.THIS_YEAR: Words("当年余额"),
    AccountKind.PRIOR_YEARS: Words("历年余额"),
    AccountKind.WALLET: Words("医保钱包"),
}


def told(rules: Rules, book: RuleBook, *keys: str) -> tuple[Told, ...]:
    """Give those of these rules that the book has."""
    found = [book.rules[key] for key in keys if key in book.rules]
    return tuple(Told(rule.key, Words(rule.meaning), basis_of(rules, rule), rule.clash) for rule in found)


def window_words(window: tuple[date, date] | None) -> Words | None:
    """Give the first and the last day of a window in words."""
    if window is None:
        return None
    return Words("{first} 到 {last}", first=written(window[0]), last=written(window[1]))


def yuan_words(fen: int | None) -> Words | None:
    """Give an amount with its unit."""
    return None if fen is None else Words("{yuan} 元", yuan=format_yuan(fen))


def explain_fee(rules: Rules, situation: Situation, fee: Fee, rule: str) -> Explanation:
    """Explain why a fee is refused, to somebody who may know the payer's balances."""
    payer, beneficiary = situation.person(fee.payer), situation.person(fee.beneficiary)
    book, home = rules.book(payer.region, situation.day), rules.home_book(situation.day)
    sharing = sharing_for(situation, fee)
    return explain(
        rules,
        rule,
        payer.region,
        situation.day,
        at=fee.kind.value,
        payer=payer.name,
        sharer=payer.name,
        member=beneficiary.name,
        year=fee.year,
        channel=Words(fee.channel.value),
        window=window_words(home.fee_window(fee.year)),
        balance=yuan_words(payer.balance_fen),
        floor=yuan_words(book.balance_floor_fen or None),
        quota=yuan_words(_quota_left(sharing)),
        cap=yuan_words(sharing.per_payment_fen if sharing else None),
    )


def fee_sentence(payer: str, parts: Sequence[FeePart], amount_fen: int) -> Words:
    """Give in one sentence who pays a fee (分): out of which balances, where the parts are given."""
    if not parts:
        return Words("{name}的个人账户付 {yuan} 元。", name=payer, yuan=format_yuan(amount_fen))
    said = Words("")
    for part in parts:
        one = Words("{label}付 {yuan} 元", label=part.label, yuan=format_yuan(part.paid_fen))
        said = Words("{said}，{one}", said=said, one=one) if said else one
    return Words("{name}的{said}。", name=payer, said=said)


def _quota_left(sharing: Sharing | None) -> int | None:
    return sharing.quota_left_fen if sharing else None
