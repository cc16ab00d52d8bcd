"""How people are insured, as their family says: city, kind, status, balances. Balances become transfers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from app.data.ledger import Entry, balances, post, set_balance
from app.data.people_tables import HouseholdMemberRow, HouseholdRow, InsuranceRow, PersonRow
from app.data.queries.people import households, insurance_on, people
from app.domain.certificates import CertType, mask
from app.domain.errors import FormErrors, InputError
from app.domain.ledger import AccountKind, AccountRef, Posting
from app.domain.people import InsuranceStatus, Insutype, age_on
from app.domain.regions import city_name, is_jiangxi, is_region, is_yingtan
from app.services.access import Me, editable
from app.services.context import Context
from app.services.forms import amount_or_none, read_or_note


@dataclass(frozen=True)
class InsuranceForm:
    """What a person types about an insurance; amounts as typed, in yuan; an empty one leaves the account as it is."""

    insutype: str
    region: str = ""
    status: str = InsuranceStatus.NORMAL.value
    since: date | None = None
    prior_years: str = ""
    this_year: str = ""
    family_account: str = ""
    household_with: int | None = None


@dataclass(frozen=True)
class Insurance:
    """The same after checking; amounts in 分, None where nothing was typed or there is no such account.

    `since` None: not typed. `in_household`: the insurance has a 门诊家庭账户.
    """

    insutype: Insutype
    region: str
    status: InsuranceStatus
    since: date | None
    prior_years_fen: int | None
    this_year_fen: int | None
    family_account_fen: int | None
    in_household: bool
    household_with: int | None


@dataclass(frozen=True)
class InsuranceView:
    """A person and their insurance as a page shows it. Money (分) only where the viewer may see it, else None."""

    person_id: int
    name: str
    badge: int
    born: date
    age: int
    sex: str
    cert_type: str
    masked_no: str
    insutype: str
    region: str
    city: str
    status: str
    since: date | None
    is_me: bool
    may_edit: bool
    prior_years_fen: int | None = None
    this_year_fen: int | None = None
    family_account_fen: int | None = None
    household_mates: tuple[int, ...] = ()
    awaits_consent: bool = False

    @property
    def has_code(self) -> bool:
        """Whether there is a code to show: insured, and a grown member of an 亲情账户 has agreed."""
        return self.is_normal and not self.awaits_consent

    @property
    def is_normal(self) -> bool:
        """Whether the insurance is in force."""
        return self.insutype != Insutype.NONE.value and self.status == InsuranceStatus.NORMAL.value


def read_form(context: Context, form: InsuranceForm) -> Insurance:
    """Check a typed insurance.

    Raises:
        FormErrors: what is wrong, by field ("region", "prior_years", "this_year", "family_account", "since").
    """
    errors: list[InputError] = []
    today = context.clock.today()
    kind = Insutype(form.insutype)
    if kind is not Insutype.NONE and not is_region(form.region):
        errors.append(InputError("region", "选参保的地方"))
    elif kind is Insutype.EMPLOYEE and not is_jiangxi(form.region):
        errors.append(InputError("region", "职工医保只模拟江西各市的，选一个江西的市"))
    if form.since is not None and form.since > today:
        errors.append(InputError("since", "日期在今天以后"))
    amounts: dict[str, int | None] = {"prior_years": None, "this_year": None, "family_account": None}
    if kind is Insutype.EMPLOYEE:
        amounts["prior_years"] = read_or_note(errors, lambda: amount_or_none("prior_years", form.prior_years))
        amounts["this_year"] = read_or_note(errors, lambda: amount_or_none("this_year", form.this_year))
    in_household = kind is Insutype.RESIDENT and is_yingtan(form.region)
    if in_household:
        amounts["family_account"] = read_or_note(errors, lambda: amount_or_none("family_account", form.family_account))
    if errors:
        raise FormErrors(tuple(errors))
    status = InsuranceStatus.NONE if kind is Insutype.NONE else InsuranceStatus(form.status)
    return Insurance(
        insutype=kind,
        region=form.region if kind is not Insutype.NONE else "",
        status=status,
        since=form.since,
        prior_years_fen=amounts["prior_years"],
        this_year_fen=amounts["this_year"],
        family_account_fen=amounts["family_account"],
        in_household=in_household,
        household_with=form.household_with,
    )


def write_insurance(context: Context, session: Session, who: Me, person: PersonRow, new: Insurance) -> None:
    """Record an insurance and bring the accounts to the typed balances; the caller has checked `person`, and commits.

    Raises:
        InputError: the household chosen isn't one that this user may use (field "household_with"), or what is on
            record begins on a later day (field "since").
        EarlierDayError: a balance changes on a day before the last one on which money moved.
    """
    today = context.clock.today()
    first = _record(context, session, person.id or 0, new)
    entry = Entry("opening" if first else "correction", today, context.clock.now())
    owner = str(person.id)
    if new.prior_years_fen is not None:
        set_balance(session, AccountRef(AccountKind.PRIOR_YEARS, owner), new.prior_years_fen, entry)
    if new.this_year_fen is not None:
        set_balance(session, AccountRef(AccountKind.THIS_YEAR, owner), new.this_year_fen, entry)
    if new.in_household:
        _write_family_account(session, who, person.id or 0, new, Entry("correction", today, entry.made_at), entry)


def _write_family_account(  # noqa: PLR0913, PLR0917 - two entries: what moves is no opening
    session: Session, who: Me, person_id: int, new: Insurance, moving: Entry, entry: Entry
) -> None:
    """Bring the person into their household, and its account to the typed balance; no money is lost on the way."""
    own = session.get(HouseholdMemberRow, person_id)
    left_id = own.household_id if own else None
    household_id = _household(session, who, person_id, new.household_with)
    account = AccountRef(AccountKind.FAMILY, str(household_id))
    typed_fen = new.family_account_fen
    if left_id is not None and left_id != household_id:
        left = AccountRef(AccountKind.FAMILY, str(left_id))
        held_fen = balances(session, AccountKind.FAMILY, [left.owner]).get(left.owner, 0)
        if typed_fen == held_fen:  # the form showed it: it says nothing of the account that is joined
            typed_fen = None
        if held_fen and not _members(session, left_id):
            post(session, [Posting(left, account, held_fen, "并入同一个门诊家庭账户")], moving)
    if typed_fen is not None:
        set_balance(session, account, typed_fen, entry)


def _members(session: Session, household_id: int) -> int:
    found = select(func.count()).select_from(HouseholdMemberRow).where(HouseholdMemberRow.household_id == household_id)
    return session.exec(found).one()


def _record(context: Context, session: Session, person_id: int, new: Insurance) -> bool:
    """Add the insurance to the person's history, or correct the day of the last entry; tell whether it is the first."""
    history = session.exec(
        select(InsuranceRow)
        .where(InsuranceRow.person_id == person_id)
        .order_by(col(InsuranceRow.since).desc(), col(InsuranceRow.id).desc())
        .limit(2)
    ).all()
    last = history[0] if history else None
    if last and last.since > context.clock.today():
        raise InputError(
            "since", "登记里已有从 {day} 起的参保信息，把日子换到那天或以后再改", day=f"{last.since:%Y-%m-%d}"
        )
    if last and (last.insutype, last.region, last.status) == (new.insutype, new.region, new.status):
        # Nothing has happened but, maybe, that the day was wrong; it can't go before what held until then.
        earliest = [row.since for row in history[1:]]
        last.since = max([new.since or last.since, *earliest])
        session.add(last)
        return False
    # The form shows the day of what held until now: left as it was, it isn't the day of the change.
    kept_day = last is not None and new.since == last.since
    since = context.clock.today() if new.since is None or kept_day else new.since
    session.add(
        InsuranceRow(
            person_id=person_id,
            insutype=new.insutype.value,
            region=new.region,
            status=new.status.value,
            since=max(since, last.since) if last else since,
            recorded_at=context.clock.now(),
        )
    )
    return last is None


def insurance_views(
    context: Context, session: Session, who: Me, person_ids: Sequence[int], day: date
) -> list[InsuranceView]:
    """Give these people as this user may see them, in the order asked for: others' balances stay hidden."""
    rows = people(session, person_ids)
    insured = insurance_on(session, person_ids, day)
    money = _money(session, editable(session, who, person_ids))
    return [_view(context, who, rows[one], insured.get(one), money.get(one)) for one in person_ids if one in rows]


@dataclass(frozen=True)
class _Money:
    """What a person has, in 分; whoever may see it may also change it."""

    prior_years_fen: int
    this_year_fen: int
    family_account_fen: int | None
    mates: tuple[int, ...]


def _money(session: Session, person_ids: set[int]) -> dict[int, _Money]:
    owners = [str(one) for one in person_ids]
    prior = balances(session, AccountKind.PRIOR_YEARS, owners)
    this = balances(session, AccountKind.THIS_YEAR, owners)
    homes = households(session, person_ids)
    family = balances(session, AccountKind.FAMILY, {str(home.household_id) for home in homes.values()})
    found = {}
    for one in person_ids:
        home = homes.get(one)
        found[one] = _Money(
            prior_years_fen=prior.get(str(one), 0),
            this_year_fen=this.get(str(one), 0),
            family_account_fen=family.get(str(home.household_id), 0) if home else None,
            mates=tuple(sorted(home.members - {one})) if home else (),
        )
    return found


def _view(
    context: Context, who: Me, person: PersonRow, insurance: InsuranceRow | None, money: _Money | None
) -> InsuranceView:
    insutype = insurance.insutype if insurance else Insutype.NONE.value
    has_account = money is not None and insutype == Insutype.EMPLOYEE.value
    return InsuranceView(
        person_id=person.id or 0,
        name=person.name,
        badge=person.badge,
        born=person.born,
        age=age_on(person.born, context.clock.today()),
        sex=person.sex,
        cert_type=CertType(person.cert_type).value,
        masked_no=mask(context.vault.unseal(person.cert_sealed)),
        insutype=insutype,
        region=insurance.region if insurance else "",
        city=city_name(insurance.region) if insurance and insurance.region else "",
        status=insurance.status if insurance else InsuranceStatus.NONE.value,
        since=insurance.since if insurance else None,
        is_me=person.id == who.person_id,
        may_edit=money is not None,
        prior_years_fen=money.prior_years_fen if money and has_account else None,
        this_year_fen=money.this_year_fen if money and has_account else None,
        family_account_fen=money.family_account_fen if money else None,
        household_mates=money.mates if money else (),
    )


def _household(session: Session, who: Me, person_id: int, together_with: int | None) -> int:
    """Give the person's household: the one they have, or that of a relative, or a new one."""
    own = session.get(HouseholdMemberRow, person_id)
    wanted = None
    if together_with is not None and together_with != person_id:
        wanted = session.get(HouseholdMemberRow, together_with)
        if wanted is None or not editable(session, who, [together_with]):
            raise InputError("household_with", "不能和这个人合用门诊家庭账户，选自己登记的家人")
    if own is not None and (wanted is None or wanted.household_id == own.household_id):
        return own.household_id
    household_id = wanted.household_id if wanted else _new_household(session)
    own = own or HouseholdMemberRow(person_id=person_id, household_id=household_id)
    own.household_id = household_id
    session.add(own)
    session.flush()
    return household_id


def _new_household(session: Session) -> int:
    household = HouseholdRow()
    session.add(household)
    session.flush()
    return household.id or 0
