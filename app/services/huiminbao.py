"""惠民保 (鹰潭): out of whose account it may be bought, for whom, and what it covers. The price is typed (S1 §三)."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.data.people_tables import PersonRow
from app.data.queries.fees import Done, paid_for
from app.data.queries.people import people
from app.data.queries.settlements import Viewer
from app.data.situation import load_giving
from app.domain.book import RuleBook
from app.domain.fees import SELF, Channel, Fee, FeeKind, pay_fee
from app.domain.regions import YINGTAN
from app.domain.rulebook import Rules
from app.domain.settlement import Refusal
from app.domain.situation import Situation
from app.domain.words import Words
from app.services.access import me, visible_people
from app.services.context import Context
from app.services.explain import Explanation
from app.services.fee_quotes import huiminbao_years, known_relation
from app.services.fee_words import Told, explain_fee, told
from app.services.receipts import viewer_of

WHO = ("pooled.huiminbao", "huiminbao.relations", "huiminbao.member_area")
PRICE = "huiminbao.price_stated"
MOST, INPATIENT, OUTPATIENT = (
    "huiminbao.special_drugs_most",
    "huiminbao.inpatient",
    "huiminbao.serious_outpatient",
)
FLAGS = {
    "huiminbao.covers_infants": (Words("婴儿也保"), Words("不保婴儿")),
    "huiminbao.age_limit": (Words("有年龄限制"), Words("不限年龄")),
    "huiminbao.history_limit": (Words("有病史限制"), Words("不限病史")),
}


@dataclass(frozen=True)
class Cover:
    """One thing that 惠民保 covers, and who says so."""

    words: Words
    told: Told


@dataclass(frozen=True)
class HuiminbaoPerson:
    """Somebody for whom it could be bought. `obstacle`: the first rule against it, whatever the year and the price.

    `relation` is what they are to the user, "" where it must be asked. `pays_own`: the user looks after them, and they
    have an account of their own that could buy it for themself.
    """

    person_id: int
    name: str
    badge: int
    is_me: bool
    relation: str
    paid: tuple[Done, ...]
    obstacle: Explanation | None
    pays_own: bool


@dataclass(frozen=True)
class Huiminbao:
    """The page of 惠民保. `obstacle`: why the user's own account can't buy it for anybody.

    `relations`: for whom it may be bought. `price`: no source has one, so it is typed.
    """

    years: tuple[int, int]
    relations: tuple[str, ...]
    obstacle: Explanation | None
    people: tuple[HuiminbaoPerson, ...]
    covers: tuple[Cover, ...]
    who_may: tuple[Told, ...]
    price: tuple[Told, ...]


def huiminbao(context: Context, user_id: int) -> Huiminbao:
    """Give who may buy it for whom in this user's family, what it covers, and who says so."""
    today = context.clock.today()
    local, years = context.rules.book(YINGTAN, today), huiminbao_years(today)
    with context.database.read() as session:
        who = me(session, user_id)
        viewer = viewer_of(session, who)
        rows = people(session, visible_people(session, who))
        situation = load_giving(session, today, who.person_id, rows)
        paid = paid_for(session, viewer, rows, FeeKind.HUIMINBAO, years)
    ordered = sorted(rows.values(), key=lambda row: (row.id != who.person_id, row.badge, row.id))
    family = tuple(_person(context, situation, viewer, row, tuple(paid.get(row.id or 0, ()))) for row in ordered)
    return Huiminbao(
        years=years,
        relations=local.huiminbao_relations,
        obstacle=next(one.obstacle for one in family if one.is_me),
        people=family,
        covers=tuple(_covers(context.rules, local)),
        who_may=told(context.rules, local, *WHO),
        price=told(context.rules, local, PRICE),
    )


def _person(
    context: Context, situation: Situation, viewer: Viewer, row: PersonRow, paid: tuple[Done, ...]
) -> HuiminbaoPerson:
    person_id, mine = str(row.id), str(viewer.person_id)
    relation, is_me = known_relation(situation, mine, person_id), person_id == mine
    looks_after = not is_me and row.id in viewer.looks_after
    return HuiminbaoPerson(
        person_id=row.id or 0,
        name=row.name,
        badge=row.badge,
        is_me=is_me,
        relation=relation,
        paid=paid,
        obstacle=_obstacle(context, situation, mine, person_id, relation),
        pays_own=looks_after and _obstacle(context, situation, person_id, person_id, SELF) is None,
    )


def _obstacle(
    context: Context, situation: Situation, payer: str, beneficiary: str, relation: str
) -> Explanation | None:
    """Give the first rule against buying it; a relation that isn't known is taken for one that may be bought for."""
    book = context.rules.book(YINGTAN, situation.day)
    relation = relation or next(one for one in book.huiminbao_relations if one != SELF)
    fee = Fee(FeeKind.HUIMINBAO, situation.day.year, payer, beneficiary, relation, Channel.GANFUTONG, amount_fen=0)
    outcome = pay_fee(context.rules, situation, fee)
    return explain_fee(context.rules, situation, fee, outcome.rule) if isinstance(outcome, Refusal) else None


def _covers(rules: Rules, book: RuleBook) -> Iterator[Cover]:
    most, inpatient, outpatient = book.number(MOST), book.text(INPATIENT), book.text(OUTPATIENT)
    said = {
        MOST: Words("高额特药：最高赔付 {percent}%", percent=most),
        INPATIENT: Words("住院费用：{how}", how=Words(inpatient or "")),
        OUTPATIENT: Words("门诊大病：{how}", how=Words(outpatient or "")),
    }
    said |= {
        key: words[0] if book.rules[key].value is True else words[1]
        for key, words in FLAGS.items()
        if key in book.rules
    }
    for one in told(rules, book, *said):
        yield Cover(said[one.key], one)
