"""How people are insured, as their family says: city, kind, status, balances. Balances become transfers, corrections too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.data.ledger import Entry, balances, set_balance
from app.data.people_tables import HouseholdMemberRow, HouseholdRow, InsuranceRow, PersonRow
from app.data.queries.people import household_mates, insurance_on, people
from app.domain.certificates import CertType, mask
from app.domain.errors import FormErrors, InputError
from app.domain.ledger import AccountKind, AccountRef
from app.domain.money import parse_amount
from app.domain.people import InsuranceStatus, Insutype, age_on
from app.domain.regions import city_name, is_jiangxi, is_yingtan
from app.services.access import Me, may_edit
from app.services.context import Context


@dataclass(frozen=True)
class InsuranceForm:
    """What a person types about an insurance; amounts as typed, in yuan. Empty amounts count as 0."""

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
    """The same after checking; amounts in 分, None where this person has no such account."""

    insutype: Insutype
    region: str
    status: InsuranceStatus
    since: date
    prior_years_fen: int | None
    this_year_fen: int | None
    family_account_fen: int | None
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
    if kind is not Insutype.NONE and not form.region:
        errors.append(InputError("region", "选参保的地方"))
    if kind is Insutype.EMPLOYEE and form.region and not is_jiangxi(form.region):
        errors.append(InputError("region", "职工医保只模拟江西各市的，选一个江西的市"))
    if form.since is not None and form.since > today:
        errors.append(InputError("since", "日期在今天以后"))
    amounts: dict[str, int | None] = {"prior_years": None, "this_year": None, "family_account": None}
    if kind is Insutype.EMPLOYEE:
        amounts["prior_years"] = _amount(errors, "prior_years", form.prior_years)
        amounts["this_year"] = _amount(errors, "this_year", form.this_year)
    if kind is Insutype.RESIDENT and is_yingtan(form.region):
        amounts["family_account"] = _amount(errors, "family_account", form.family_account)
    if errors:
        raise FormErrors(tuple(errors))
    status = InsuranceStatus.NONE if kind is Insutype.NONE else InsuranceStatus(form.status)
    return Insurance(
        insutype=kind,
        region=form.region if kind is not Insutype.NONE else "",
        status=status,
        since=form.since or today,
        prior_years_fen=amounts["prior_years"],
        this_year_fen=amounts["this_year"],
        family_account_fen=amounts["family_account"],
        household_with=form.household_with,
    )


def write_insurance(context: Context, session: Session, person: PersonRow, new: Insurance) -> None:
    """Record an insurance and bring the accounts to the typed balances; the caller commits."""
    person_id = person.id or 0
    now, today = context.clock.now(), context.clock.today()
    last = insurance_on(session, [person_id], today).get(person_id)
    unchanged = last and (last.insutype, last.region, last.status) == (new.insutype, new.region, new.status)
    if not unchanged or (last and last.since != new.since):
        session.add(
            InsuranceRow(
                person_id=person_id,
                insutype=new.insutype.value,
                region=new.region,
                status=new.status.value,
                since=max(new.since, last.since) if last else new.since,
                recorded_at=now,
            )
        )
    entry = Entry("opening" if last is None else "correction", today, now)
    owner = str(person_id)
    if new.prior_years_fen is not None:
        set_balance(session, AccountRef(AccountKind.PRIOR_YEARS, owner), new.prior_years_fen, entry)
    if new.this_year_fen is not None:
        set_balance(session, AccountRef(AccountKind.THIS_YEAR, owner), new.this_year_fen, entry)
    if new.family_account_fen is not None:
        household_id = _household(session, person_id, new.household_with)
        ref = AccountRef(AccountKind.FAMILY, str(household_id))
        set_balance(session, ref, new.family_account_fen, entry)


def insurance_views(
    context: Context, session: Session, who: Me, person_ids: Sequence[int], day: date
) -> list[InsuranceView]:
    """These people as this user may see them, in the order given: others' balances stay hidden."""
    rows = people(session, person_ids)
    insured = insurance_on(session, person_ids, day)
    return [
        _view(context, session, who, rows[one], insured.get(one), day) for one in person_ids if one in rows
    ]


def _view(
    context: Context, session: Session, who: Me, person: PersonRow, insurance: InsuranceRow | None, day: date
) -> InsuranceView:
    person_id = person.id or 0
    editable = may_edit(session, who, person)
    insutype = insurance.insutype if insurance else Insutype.NONE.value
    prior, this, family = None, None, None
    household_id, mates = household_mates(session, person_id) if editable else (None, frozenset())
    if editable and insutype == Insutype.EMPLOYEE.value:
        owner = str(person_id)
        prior = balances(session, AccountKind.PRIOR_YEARS, [owner]).get(owner, 0)
        this = balances(session, AccountKind.THIS_YEAR, [owner]).get(owner, 0)
    if household_id is not None:
        family = balances(session, AccountKind.FAMILY, [str(household_id)]).get(str(household_id), 0)
    return InsuranceView(
        person_id=person_id,
        name=person.name,
        badge=person.badge,
        born=person.born,
        age=age_on(person.born, day),
        sex=person.sex,
        cert_type=CertType(person.cert_type).value,
        masked_no=mask(context.vault.unseal(person.cert_sealed)),
        insutype=insutype,
        region=insurance.region if insurance else "",
        city=city_name(insurance.region) if insurance and insurance.region else "",
        status=insurance.status if insurance else InsuranceStatus.NONE.value,
        since=insurance.since if insurance else None,
        is_me=person_id == who.person_id,
        may_edit=editable,
        prior_years_fen=prior,
        this_year_fen=this,
        family_account_fen=family,
        household_mates=tuple(sorted(mates - {person_id})),
    )


def _amount(errors: list[InputError], field: str, text: str) -> int | None:
    """A typed balance in 分; nothing typed, or a zero in any form, is 0."""
    if not text.strip(" 0.０．，,"):
        return 0
    try:
        return parse_amount(field, text)
    except InputError as error:
        errors.append(error)
        return None


def _household(session: Session, person_id: int, together_with: int | None) -> int:
    """The person's household: the one they have, or that of a relative, or a new one."""
    own = session.get(HouseholdMemberRow, person_id)
    wanted = session.get(HouseholdMemberRow, together_with) if together_with else None
    if own is not None and (wanted is None or wanted.household_id == own.household_id):
        return own.household_id
    if wanted is not None:
        household_id = wanted.household_id
    else:
        household = HouseholdRow()
        session.add(household)
        session.flush()
        household_id = household.id or 0
    if own is None:
        own = HouseholdMemberRow(person_id=person_id, household_id=household_id)
    own.household_id = household_id
    session.add(own)
    session.flush()
    return household_id
