"""Random families, with few different values, so that they often meet the edges of the rules."""

from datetime import date, timedelta

from hypothesis import strategies as st

from app.domain.fees import SELF, Channel, Fee, FeeKind
from app.domain.people import InsuranceStatus, Insutype, Person
from app.domain.settlement import ChargeLevel, Item, ItemKind, MedType, Place, PlaceKind, Visit
from app.domain.sharing import BindRequest, Mode, Sharing
from app.domain.situation import Household, Situation
from app.rules.load import load_rules

DAYS = [
    date(2025, 1, 1),
    date(2025, 6, 1),
    date(2025, 10, 14),
    date(2025, 10, 15),
    date(2025, 12, 31),
    date(2026, 1, 8),
    date(2026, 1, 9),
    date(2026, 2, 28),
    date(2026, 3, 1),
    date(2027, 1, 1),
]
BIRTHDAYS = [
    date(1960, 5, 6),
    date(1960, 5, 7),
    date(1960, 5, 8),
    date(1992, 3, 4),
    date(2023, 12, 31),
    date(2024, 1, 1),
    date(2024, 12, 31),
]
REGIONS = ["360602", "360681", "360102", "360702", "330106"]
MOST_ARE_EMPLOYEES = [*[Insutype.EMPLOYEE] * 8, Insutype.RESIDENT, Insutype.NONE]
MOST_ARE_RESIDENTS = [*[Insutype.RESIDENT] * 6, *[Insutype.EMPLOYEE] * 3, Insutype.NONE]
RELATIONS = ["配偶", "父母", "子女", "兄弟姐妹", "祖父母", "外祖父母", "孙子女", "外孙子女", "公婆", "邻居"]
BALANCES = [0, 1, 6_900, 39_999, 40_000, 100_000, 199_999, 200_000, 200_001, 240_000, 300_000]
AMOUNTS = [12_000, 40_000, 1, 2_000, 5_000, 9_000, 90_000, 150_000, 0]
LIMITS = [None, None, 0, 1, 5_000, 39_999, 40_000, 100_000]


@st.composite
def people(draw, number):
    """The first is likely a member, the others are likely sharers."""
    insutype = draw(st.sampled_from(MOST_ARE_RESIDENTS if number == 1 else MOST_ARE_EMPLOYEES))
    regions = REGIONS[:-1] if insutype is Insutype.EMPLOYEE else REGIONS
    balances = st.sampled_from(BALANCES) if insutype is Insutype.EMPLOYEE else st.just(0)
    return Person(
        id=f"p{number}",
        name=draw(st.sampled_from(["王芳", "李明", "李小满"])),
        born=draw(st.sampled_from(BIRTHDAYS)),
        insutype=insutype,
        region=draw(st.sampled_from(regions)),
        status=draw(st.sampled_from([InsuranceStatus.NORMAL] * 30 + list(InsuranceStatus))),
        prior_years_fen=draw(balances),
        this_year_fen=draw(balances),
    )


@st.composite
def sharings(draw, number, day, sharer, member):
    near = st.sampled_from([-300, -30, -1, 0, 1, 30]).map(lambda days: day + timedelta(days=days))
    seldom = st.one_of(*[st.none()] * 4, near)
    return Sharing(
        id=f"s{number}",
        sharer=sharer,
        member=member,
        relation=draw(st.sampled_from(RELATIONS)),
        since=draw(st.sampled_from([-300, -30, -30, -30, -1, 0, 1]).map(lambda days: day + timedelta(days=days))),
        until=draw(seldom),
        revoked=draw(seldom),
        quota_left_fen=draw(st.sampled_from(LIMITS)),
        per_payment_fen=draw(st.sampled_from(LIMITS)),
        mode=draw(st.sampled_from(Mode)),
    )


@st.composite
def situations(draw):
    """Two to four people; sharings between any of them, the first person being the likely member."""
    day = draw(st.sampled_from(DAYS))
    family = [draw(people(number)) for number in range(1, draw(st.integers(2, 4)) + 1)]
    ids = [person.id for person in family]
    made: list[Sharing] = []
    for number in range(draw(st.sampled_from([0, 1, 1, 2, 2, 3, 4]))):
        member = draw(st.sampled_from([*[ids[0]] * 6, *ids]))
        sharer = draw(st.sampled_from([key for key in ids if key != member]))
        sharing = draw(sharings(number, day, sharer, member))
        twice = any(s.sharer == sharer and s.member == member and s.in_force(day) for s in made)
        if not (twice and sharing.in_force(day)):
            made.append(sharing)
    households = []
    if draw(st.booleans()):
        members = frozenset({ids[0], *draw(st.sets(st.sampled_from(ids)))})
        households.append(Household("h1", members, draw(st.sampled_from(AMOUNTS))))
    return Situation(day, {person.id: person for person in family}, tuple(made), tuple(households))


@st.composite
def visits(draw, situation):
    ids = list(situation.people)
    amounts = st.one_of(st.sampled_from(AMOUNTS), st.integers(0, 500_000))
    kinds = st.sampled_from([*ItemKind, ItemKind.TCM, ItemKind.DRUG, ItemKind.DRUG])
    items = tuple(
        Item(f"项目{n}", draw(kinds), draw(st.sampled_from(ChargeLevel)), draw(amounts))
        for n in range(draw(st.integers(1, 3)))
    )
    place = Place(
        kind=draw(st.sampled_from([*PlaceKind, *[PlaceKind.COUNTY_TCM] * 4, *[PlaceKind.TOWNSHIP] * 3])),
        region=draw(st.sampled_from([*REGIONS, *REGIONS[:3] * 2])),
        designated=draw(st.sampled_from([True] * 30 + [False])),
    )
    patient = draw(st.sampled_from([*[ids[0]] * 8, *ids]))
    visit = Visit(
        patient=patient,
        place=place,
        med_type=draw(st.sampled_from([*MedType, *[MedType.OUTPATIENT] * 5])),
        items=items,
        code_of=draw(st.sampled_from([*[None] * 8, *[patient] * 8, *ids])),
    )
    in_scope_fen = visit.total_fen - visit.sum_of(load_rules().home_book(situation.day).out_of_scope_kinds)
    fund_pay_fen = draw(st.one_of(st.just(0), st.just(0), st.integers(0, in_scope_fen)))
    return Visit(visit.patient, place, visit.med_type, items, visit.code_of, fund_pay_fen)


@st.composite
def fees(draw, situation):
    ids = list(situation.people)
    kind = draw(st.sampled_from(FeeKind))
    pairs = [(s.sharer, s.member) for s in situation.sharings]
    payer, beneficiary = draw(st.sampled_from([*pairs * 8, *((a, b) for a in ids for b in ids)]))
    return Fee(
        kind=kind,
        year=draw(st.sampled_from([2023, 2024, *[2025] * 4, *[2026] * 6, 2027])),
        payer=payer,
        beneficiary=beneficiary,
        relation=SELF if payer == beneficiary else draw(st.sampled_from(RELATIONS)),
        channel=draw(st.sampled_from([*[Channel.GANFUTONG] * 6, *Channel])),
        amount_fen=draw(st.sampled_from(AMOUNTS)) if kind is FeeKind.HUIMINBAO else None,
        already_paid=draw(st.sampled_from([False] * 30 + [True])),
    )


@st.composite
def requests(draw, situation):
    ids = list(situation.people)
    return BindRequest(
        sharer=draw(st.sampled_from([*ids[1:] * 8, *ids])),
        member=draw(st.sampled_from([*[ids[0]] * 8, *ids])),
        relation=draw(st.sampled_from(RELATIONS)),
        mode=draw(st.sampled_from(Mode)),
        commitment=draw(st.sampled_from([True, True, False])),
    )


@st.composite
def situations_with(draw, events):
    """A situation and one of the events that ``events`` (visits, fees or requests) makes for it."""
    situation = draw(situations())
    return situation, draw(events(situation))
