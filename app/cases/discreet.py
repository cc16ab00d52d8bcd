"""A case that tells nothing of people that isn't needed: names become roles, what nobody may know is left out.

Whatever is taken out, the case comes out as before: each change is tried on the rules, and kept only then.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from app.cases.case import Case, Event, Fact
from app.cases.facts import facts_of
from app.cases.run import outcome_of
from app.domain.errors import NotAllowed
from app.domain.fees import Fee
from app.domain.money import LARGEST_TYPED_FEN
from app.domain.people import Insutype, Person
from app.domain.rulebook import Rules
from app.domain.settlement import Settlement, Visit
from app.domain.sharing import BindRequest, Sharing
from app.domain.situation import Household, Situation

PLENTY_FEN = 1_000_000
"""What an account is said to hold of which nobody may know more than that it was enough."""
PATIENT, BENEFICIARY, MEMBER = "就诊人", "参保人", "使用人"
SHARER, OTHER_SHARER, PAYER, SHOWN, RELATIVE = "共济人", "另一位共济人", "缴费人", "出示码的人", "家人"
ROLES = (PATIENT, BENEFICIARY, MEMBER, SHARER, OTHER_SHARER, PAYER, SHOWN, RELATIVE)
"""What people are called in place of their names; with a letter where several are the same."""
LETTERS = "甲乙丙丁戊己庚辛壬癸"


def subject_of(event: Event) -> str:
    """Give whom an event is about: the patient, the beneficiary of a fee, the member of an authorization."""
    match event:
        case Visit(patient=who):
            return who
        case Fee(beneficiary=who):
            return who
        case BindRequest(member=who):
            return who


def title_of(case: Case) -> str:
    """Give a title to a case out of what happens in it."""
    match case.event:
        case Visit(patient=patient, place=place):
            return f"{patient}在{place.kind.value}结算"
        case Fee() as fee:
            return f"{fee.payer}给{fee.beneficiary}缴{fee.year}年度{fee.kind.value}"
        case BindRequest(sharer=sharer, member=member):
            return f"{sharer}给{member}授权家庭共济"


def renamed(case: Case, names: Mapping[str, str]) -> Case:
    """Call people by other names, everywhere in the case but in its title."""
    there = case.situation
    people = [replace(one, id=names[key], name=names[key]) for key, one in there.people.items()]
    situation = replace(
        there,
        people={one.id: one for one in people},
        sharings=tuple(replace(one, sharer=names[one.sharer], member=names[one.member]) for one in there.sharings),
        households=tuple(
            replace(one, members=frozenset(names[who] for who in one.members)) for one in there.households
        ),
    )
    expect = {key: _renamed_fact(fact, names) for key, fact in case.expect.items()}
    return replace(case, situation=situation, event=_renamed_event(case.event, names), expect=expect)


def with_roles(case: Case) -> Case:
    """Call people by what they are in the case (就诊人, 共济人), and give the case a title of these words."""
    made = renamed(case, _roles(case))
    return replace(made, title=title_of(made))


def with_names_of(case: Case, known: Collection[str]) -> Case:
    """Keep the names of ``known`` people, of those whom the event names, and of who pays a visit; the others get roles.

    Somebody who asks whether they may share with a person learns that somebody else does, but not who.
    """
    event, subject = case.event, subject_of(case.event)
    kept = {*known, subject}
    match event:
        case Visit():
            kept |= {one.sharer for one in case.situation.sharings_of(subject)} | {event.code_of or subject}
        case Fee():
            kept.add(event.payer)
        case BindRequest():
            kept.add(event.sharer)
    names: dict[str, str] = {name: name for name in case.situation.people if name in kept}
    for name, role in _roles(case).items():
        if name not in names:
            taken = {*names.values(), *case.situation.people}
            names[name] = next(word for word in (role, *(f"{role}{one}" for one in LETTERS), name) if word not in taken)
    return renamed(case, names)


def without_strangers(rules: Rules, case: Case, known: Collection[str]) -> Case:
    """Leave out households, sharings and people that aren't ``known`` and that nothing depends on."""
    there, subject = case.situation, subject_of(case.event)
    for house in there.households:
        fewer = replace(house, members=house.members & {*known, subject})
        rest = tuple(one for one in case.situation.households if one.id != house.id)
        if not house.members & set(known):
            case = _tried(rules, case, [_with(case, replace(case.situation, households=rest))])
        if house in case.situation.households:
            case = _tried(rules, case, [_with(case, replace(case.situation, households=(*rest, fewer)))])
    for sharing in there.sharings:
        if not {sharing.sharer, sharing.member} & set(known):
            rest_of = tuple(one for one in case.situation.sharings if one.id != sharing.id)
            case = _tried(rules, case, [_with(case, replace(case.situation, sharings=rest_of))])
    return _with_people_named(case)


def _with_people_named(case: Case) -> Case:
    """Leave out people whom neither the event nor a sharing or household names."""
    event, there = case.event, case.situation
    named = {subject_of(event), *(who for house in there.households for who in house.members)}
    named |= {who for one in there.sharings for who in (one.sharer, one.member)}
    match event:
        case Visit(code_of=str(shown)):
            named.add(shown)
        case Fee():
            named.add(event.payer)
        case BindRequest():
            named.add(event.sharer)
    return _with(case, replace(there, people={key: one for key, one in there.people.items() if key in named}))


def without_birthdays(rules: Rules, case: Case, known: Collection[str] = ()) -> Case:
    """Tell only the year in which people were born whose birthday isn't ``known``, unless a rule asks for more."""
    for name, person in case.situation.people.items():
        if name not in known:
            case = _tried(rules, case, [_with_person(case, replace(person, born=person.born.replace(month=1, day=1)))])
    return case


def without_balances(rules: Rules, case: Case, known: Collection[str]) -> Case:
    """Tell no more of accounts and quotas of people who aren't ``known`` than the outcome tells.

    Raises:
        NotAllowed: the outcome can't be had without them.
    """
    paid = _paid_by_sharing(rules, case)
    for name, person in case.situation.people.items():
        if name not in known and person.insutype is Insutype.EMPLOYEE:
            others = [_with_person(case, one) for one in _like(rules, case, person)]
            case = _tried(rules, case, others, needed=True)
    for number, sharing in enumerate(case.situation.sharings):
        if sharing.sharer not in known and sharing.member not in known:
            options = _looser(sharing, paid.get(sharing.id, 0))
            case = _tried(rules, case, [_with_sharing(case, number, one) for one in options], needed=True)
    for number, household in enumerate(case.situation.households):
        if not household.members & set(known):
            amounts = [*_plenty(case), *_family_paid(rules, case)]
            houses = [replace(household, family_account_fen=fen) for fen in amounts]
            case = _tried(rules, case, [_with_household(case, number, one) for one in houses], needed=True)
    return case


def facts(rules: Rules, case: Case) -> dict[str, Fact]:
    """Give what comes of a case by the rules."""
    return facts_of(case.event, outcome_of(rules, case))


def _renamed_event(event: Event, names: Mapping[str, str]) -> Event:
    match event:
        case Visit():
            return replace(event, patient=names[event.patient], code_of=names.get(event.code_of or "", event.code_of))
        case Fee():
            return replace(event, payer=names[event.payer], beneficiary=names[event.beneficiary])
        case BindRequest():
            return replace(event, sharer=names[event.sharer], member=names[event.member])


def _renamed_fact(fact: Fact, names: Mapping[str, str]) -> Fact:
    if not isinstance(fact, Mapping):
        return fact
    return {names.get(who, who): value for who, value in fact.items()}  # type: ignore[return-value]


def _roles(case: Case) -> dict[str, str]:
    """Give each person a role, numbered where several have the same."""
    event, subject = case.event, subject_of(case.event)
    words = {Visit: PATIENT, Fee: BENEFICIARY, BindRequest: MEMBER}
    roles = {subject: words[type(event)]}
    if isinstance(event, Fee):
        roles.setdefault(event.payer, PAYER)
    if isinstance(event, BindRequest):
        roles.setdefault(event.sharer, SHARER)
    if isinstance(event, Visit) and event.code_of:
        roles.setdefault(event.code_of, SHOWN)
    sharers = [one.sharer for one in case.situation.sharings if one.member == subject]
    _add(roles, OTHER_SHARER if isinstance(event, BindRequest) else SHARER, sharers)
    _add(roles, RELATIVE, case.situation.people)
    return roles


def _add(roles: dict[str, str], word: str, names: Collection[str]) -> None:
    new = [name for name in dict.fromkeys(names) if name not in roles]
    for number, name in enumerate(new):
        letter = LETTERS[number] if number < len(LETTERS) else str(number + 1)
        roles[name] = word if len(new) == 1 else f"{word}{letter}"


def _tried(rules: Rules, case: Case, others: list[Case], *, needed: bool = False) -> Case:
    """Give the first of the other cases that comes out as this one."""
    wanted = facts(rules, case)
    found = next((other for other in others if facts(rules, other) == wanted), None)
    if found is None and needed:
        raise NotAllowed("里面写着别人账户里有多少钱，只有照看那位家人的人才能存成案例")
    return found or case


def _like(rules: Rules, case: Case, person: Person) -> Iterator[Person]:
    """Give people with other balances, who tell less: enough, or no more than what was paid."""
    paid_fen = _paid_by(rules, case).get(person.id, 0)
    floor_fen = rules.book(person.region, case.situation.day).balance_floor_fen
    for fen in _plenty(case):
        yield replace(person, prior_years_fen=fen, this_year_fen=0)
        yield replace(person, prior_years_fen=paid_fen, this_year_fen=fen)
    for fen in (paid_fen, paid_fen + floor_fen):
        yield replace(person, prior_years_fen=fen, this_year_fen=0)


def _plenty(case: Case) -> tuple[int, ...]:
    asked_fen = case.event.total_fen if isinstance(case.event, Visit) else 0
    return (PLENTY_FEN, LARGEST_TYPED_FEN) if asked_fen < PLENTY_FEN else (LARGEST_TYPED_FEN,)


def _looser(sharing: Sharing, paid_fen: int) -> list[Sharing]:
    return [
        replace(sharing, quota_left_fen=quota, per_payment_fen=cap)
        for quota, cap in ((None, None), (paid_fen, None), (None, paid_fen), (paid_fen, paid_fen))
    ]


def _paid_by(rules: Rules, case: Case) -> dict[str, int]:
    outcome, paid = outcome_of(rules, case), dict[str, int]()
    for source in outcome.sources if isinstance(outcome, Settlement) else ():
        if source.person:
            paid[source.person] = paid.get(source.person, 0) + source.this_year_fen + source.prior_years_fen
    return paid


def _paid_by_sharing(rules: Rules, case: Case) -> dict[str, int]:
    outcome = outcome_of(rules, case)
    sources = outcome.sources if isinstance(outcome, Settlement) else ()
    return {source.sharing: source.paid_fen for source in sources if source.sharing}


def _family_paid(rules: Rules, case: Case) -> tuple[int, ...]:
    outcome = outcome_of(rules, case)
    return (outcome.family_account_pay_fen,) if isinstance(outcome, Settlement) else (0,)


def _with_person(case: Case, person: Person) -> Case:
    people = {**case.situation.people, person.id: person}
    return _with(case, replace(case.situation, people=people))


def _with_sharing(case: Case, number: int, sharing: Sharing) -> Case:
    sharings = list(case.situation.sharings)
    sharings[number] = sharing
    return _with(case, replace(case.situation, sharings=tuple(sharings)))


def _with_household(case: Case, number: int, household: Household) -> Case:
    households = list(case.situation.households)
    households[number] = household
    return _with(case, replace(case.situation, households=tuple(households)))


def _with(case: Case, situation: Situation) -> Case:
    return replace(case, situation=situation)
