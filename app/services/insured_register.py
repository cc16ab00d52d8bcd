"""The simulated register of the insured: looked up by certificate, and filled in by its users for their relatives."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from app.data.people_tables import AcquaintanceRow, PersonRow
from app.data.queries.people import has_met, in_my_register, person_by_certificate
from app.domain.certificates import CertType, IdCard, parse_certificate, parse_id_card, parse_name
from app.domain.errors import FormErrors, InputError
from app.domain.people import Sex
from app.services.access import may_edit, me
from app.services.context import Context
from app.services.forms import checked
from app.services.insurance import InsuranceForm, InsuranceView, insurance_views, read_form, write_insurance
from app.services.sharing_end import end_with_insurance
from app.services.turn import catch_up

SEXES = frozenset(sex.value for sex in Sex)


@dataclass(frozen=True)
class Certificate:
    """How somebody is identified. A birth certificate goes with the mother's name and ID number."""

    cert_type: CertType
    cert_no: str
    name: str
    mother_name: str = ""
    mother_no: str = ""


@dataclass(frozen=True)
class Checked:
    """A certificate after checking: normalized number, and what it tells of its owner."""

    name: str
    number: str
    born: date | None
    sex: str
    mother_name: str
    mother_number: str


@dataclass(frozen=True)
class NewPerson:
    """A relative to be entered: certificate, day of birth (typed where the certificate doesn't tell), insurance."""

    certificate: Certificate
    born: date | None
    sex: str
    insurance: InsuranceForm


def check_certificate(context: Context, certificate: Certificate) -> Checked:
    """Check the form alone, without looking anything up.

    Raises:
        FormErrors: what is wrong, by field ("cert_no", "name", "mother_name", "mother_no").
    """
    today = context.clock.today()
    if certificate.cert_type is CertType.ID_CARD:
        name, card = checked(
            lambda: parse_name("name", certificate.name),
            lambda: parse_id_card("cert_no", certificate.cert_no, today),
        )
        return Checked(name, card.number, card.born, card.sex.value, "", "")
    number, name, mother = checked(
        lambda: parse_certificate("cert_no", certificate.cert_type, certificate.cert_no, today),
        lambda: parse_name("name", certificate.name),
        lambda: _mother(certificate, today),
    )
    return Checked(name, number, None, "", *mother)


def look_up(context: Context, user_id: int, certificate: Certificate) -> InsuranceView | None:
    """Give the person with this certificate, or None if the register doesn't hold them.

    Whoever is found is known to this user from then on: they may be shared with.

    Raises:
        FormErrors: the form is wrong, or the name (the mother's name or number) isn't the register's.
    """
    typed = check_certificate(context, certificate)
    today = context.clock.today()
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        person = person_by_certificate(session, context.vault.digest("certificate", typed.number))
        if person is None:
            return None
        errors = []
        if person.name != typed.name:
            errors.append(InputError("name", "姓名和参保登记里的不一样，按证件上的写"))
        if person.mother_digest and person.mother_digest != context.vault.digest("certificate", typed.mother_number):
            errors.append(InputError("mother_no", "妈妈的身份证号和登记里的不一样"))
        if person.mother_name and person.mother_name != typed.mother_name:
            errors.append(InputError("mother_name", "妈妈的姓名和登记里的不一样"))
        if errors:
            raise FormErrors(tuple(errors))
        view = insurance_views(context, session, who, [person.id or 0], today)[0]
        if not has_met(session, who.person_id, view.person_id):
            met = AcquaintanceRow(person_id=who.person_id, other_id=view.person_id, since=context.clock.now())
            session.add(met)
            unit.commit()
        return view


def add_person(context: Context, user_id: int, new: NewPerson) -> int:
    """Enter a relative and give their id.

    Raises:
        FormErrors: what is wrong, at the field; an ID card tells day of birth and sex, anything typed then is ignored.
    """
    today = context.clock.today()
    typed = check_certificate(context, new.certificate)
    born = typed.born or new.born
    if born is None:
        raise FormErrors((InputError("born", "选出生日期"),))
    if born > today:
        raise FormErrors((InputError("born", "出生日期在今天以后"),))
    insurance = read_form(context, new.insurance)
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        digest = context.vault.digest("certificate", typed.number)
        if person_by_certificate(session, digest) is not None:
            raise FormErrors((InputError("cert_no", "这个证件已经登记过了"),))
        person = PersonRow(
            name=typed.name,
            born=born,
            sex=typed.sex or (new.sex if new.sex in SEXES else ""),
            cert_type=new.certificate.cert_type.value,
            cert_digest=digest,
            cert_sealed=context.vault.seal(typed.number),
            mother_name=typed.mother_name,
            mother_digest=context.vault.digest("certificate", typed.mother_number) if typed.mother_number else "",
            badge=_next_badge(session, who.person_id),
            created_by=who.person_id,
            created_at=context.clock.now(),
        )
        session.add(person)
        session.flush()
        catch_up(context, session)
        write_insurance(context, session, who, person, insurance)
        person_id = person.id or 0
        unit.commit()
    return person_id


def my_register(context: Context, user_id: int) -> list[InsuranceView]:
    """Give the user and everyone they entered, in order of joining."""
    with context.database.read() as session:
        who = me(session, user_id)
        ids = in_my_register(session, who.person_id)
        return insurance_views(context, session, who, ids, context.clock.today())


def save_insurance(context: Context, user_id: int, person_id: int, form: InsuranceForm) -> None:
    """Change somebody's insurance data: one's own, or that of a relative one entered. A pause ends their sharings.

    Raises:
        FormErrors: what is wrong, at the field.
        InputError: not this user's to change (field "").
    """
    insurance = read_form(context, form)
    with context.database.write() as unit:
        who = me(unit.session, user_id)
        person = unit.session.get(PersonRow, person_id)
        if person is None or not may_edit(unit.session, who, person):
            raise InputError("", "这位家人自己注册了，参保信息由本人改")
        catch_up(context, unit.session)
        write_insurance(context, unit.session, who, person, insurance)
        end_with_insurance(context, unit.session, person_id)
        unit.commit()


def _mother(certificate: Certificate, today: date) -> tuple[str, str]:
    if certificate.cert_type is not CertType.BIRTH_CERTIFICATE:
        return "", ""

    def card() -> IdCard:
        return parse_id_card("mother_no", certificate.mother_no, today)

    name, mother = checked(lambda: parse_name("mother_name", certificate.mother_name), card)
    return name, mother.number


def _next_badge(session: Session, person_id: int) -> int:
    """Badges are given in order of joining; the user has the first."""
    most = session.exec(select(func.max(PersonRow.badge)).where(col(PersonRow.created_by) == person_id)).one()
    return (most or 0) + 1
