"""What holds for shared money, in the rules' own words: which balance it comes from, and what it can't pay."""

from dataclasses import dataclass
from datetime import date

from app.data.queries.people import insurance_on
from app.domain.rulebook import Rule, RuleBook, Rules
from app.services.access import me, require_visible
from app.services.context import Context

POOLED = "pooled."
MAY_PAY = "共济的钱能付"


@dataclass(frozen=True)
class Basis:
    """Who says so: a document, its section and words, and the day from which it holds. `stated`: it says so itself.

    `rule_key` and `region` are the rule that it is said of.
    """

    source_key: str
    source_title: str
    section: str
    sentence: str
    since: date
    stated: bool
    note: str
    rule_key: str = ""
    region: str = ""


@dataclass(frozen=True)
class NotPaid:
    """Things that shared money can't pay, and the one source that says so of all of them."""

    what: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True)
class MoneyTerms:
    """What holds for the money of one sharer, by the book of the sharer's region. Amounts in 分."""

    prior_years_only: bool
    floor_fen: int
    not_paid: tuple[NotPaid, ...]

    @property
    def pays_from(self) -> str:
        """Which balance the money comes from."""
        return "历年余额" if self.prior_years_only else "个人账户余额"


@dataclass(frozen=True)
class Difference:
    """What tells 家庭共济 and 亲情账户 apart: how many of each there may be, and who says whose money it is."""

    sharers_at_once: int
    most_links: int
    consent_age: int
    basis: Basis


def money_terms(context: Context, user_id: int, sharer_id: int | None = None) -> MoneyTerms:
    """Give what holds for the user's own shared money, or for that of somebody the user may see.

    Raises:
        NotAllowed: not somebody this user may see.
    """
    today = context.clock.today()
    with context.database.read() as session:
        who = me(session, user_id)
        person_id = who.person_id if sharer_id is None else sharer_id
        require_visible(session, who, person_id)
        insurance = insurance_on(session, [person_id], today).get(person_id)
    book = context.rules.book(insurance.region, today) if insurance else context.rules.home_book(today)
    return MoneyTerms(book.prior_years_only, book.balance_floor_fen, _not_paid(context.rules, book))


def difference(context: Context) -> Difference:
    """Give what tells the two apart today."""
    book = context.rules.home_book(context.clock.today())
    return Difference(
        sharers_at_once=book.number("member.sharers_at_once") or 1,
        most_links=book.number("family_code.max_members") or 0,
        consent_age=book.number("family_code.consent_age") or 0,
        basis=basis_of(context.rules, book.rule("family_code.own_money")),
    )


def _not_paid(rules: Rules, book: RuleBook) -> tuple[NotPaid, ...]:
    """Give what the book says no to, one entry a source and section; what is stated first."""
    said: dict[tuple[str, str, date, bool], list[Rule]] = {}
    for key, rule in book.rules.items():
        if key.startswith(POOLED) and rule.value is False and rule.meaning.startswith(MAY_PAY):
            said.setdefault((rule.source, rule.section, rule.since, rule.stated), []).append(rule)
    found = [
        NotPaid(tuple(rule.meaning.removeprefix(MAY_PAY) for rule in found), basis_of(rules, found[0]))
        for found in said.values()
    ]
    return tuple(sorted(found, key=lambda one: not one.basis.stated))


def basis_of(rules: Rules, rule: Rule) -> Basis:
    """Give who says so, of one rule."""
    source = rules.sources.get(rule.source)
    title = source.title if source else ""
    return Basis(
        rule.source, title, rule.section, rule.sentence, rule.since, rule.stated, rule.note, rule.key, rule.region
    )
