"""To whom money goes back, in words: one part for each source of money, the one that paid last first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.data.money_tables import SettlementSourceRow
from app.data.people_tables import PersonRow
from app.data.refund_tables import RefundSourceRow
from app.domain.money import format_yuan
from app.domain.refund import Back
from app.domain.settlement import SourceKind
from app.domain.words import Words
from app.services.split import SOURCE_LABELS


@dataclass(frozen=True)
class BackPart:
    """What goes back to one source of money (分); `turned_fen` of it as prior years' money, as a new year has begun.

    `source` is its number in the order of funds.
    """

    source: int
    kind: SourceKind
    label: str
    amount_fen: int
    person_id: int | None = None
    sharing_id: int | None = None
    turned_fen: int = 0


def back_parts(
    sources: Sequence[SettlementSourceRow], backs: Iterable[Back], named: Mapping[int, PersonRow]
) -> tuple[BackPart, ...]:
    """Add up what goes back by source of money; `sources` are the payment's, `named` their people."""
    by_line = {source.line: source for source in sources}
    found: dict[int, BackPart] = {}
    for back in backs:
        line = back.part.source
        part = found.get(line) or part_of(by_line[line], 0, named)
        turned_fen = part.turned_fen + (back.amount_fen if back.turned else 0)
        found[line] = replace(part, amount_fen=part.amount_fen + back.amount_fen, turned_fen=turned_fen)
    return tuple(found.values())


def part_of(
    source: SettlementSourceRow | RefundSourceRow, amount_fen: int, named: Mapping[int, PersonRow], turned_fen: int = 0
) -> BackPart:
    """Give what goes back to one source of a payment, or went."""
    kind = SourceKind(source.kind)
    label = SOURCE_LABELS.get(kind) or named[source.person_id or 0].name
    return BackPart(source.line, kind, label, amount_fen, source.person_id, source.sharing_id, turned_fen)


def back_sentence(parts: Sequence[BackPart]) -> Words:
    """Give the whole in one sentence, in the order in which the money goes back."""
    if not parts:
        return Words("")
    said = [_said(part) for part in parts]
    rest = Words("{one}。", one=said[-1])
    for one in reversed(said[:-1]):
        rest = Words("{one}，{rest}", one=one, rest=rest)
    return rest


def _said(part: BackPart) -> Words:
    yuan = format_yuan(part.amount_fen)
    match part.kind:
        case SourceKind.FUND:
            return Words("统筹基金收回 {yuan} 元", yuan=yuan)
        case SourceKind.FAMILY:
            return Words("退回门诊家庭账户 {yuan} 元", yuan=yuan)
        case SourceKind.OWN:
            return Words("退回本人个人账户 {yuan} 元", yuan=yuan)
        case SourceKind.SHARER:
            return Words("退回{name}的账户 {yuan} 元", name=part.label, yuan=yuan)
        case SourceKind.CASH:
            return Words("退现金 {yuan} 元", yuan=yuan)
