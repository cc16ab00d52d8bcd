"""Registering: a checked identity, a phone, two passwords."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select, update

from app.data.people_tables import PersonRow, UserRow
from app.data.queries.people import person_by_certificate, user_of_person
from app.data.sharing_tables import FamilyLinkRow
from app.domain.certificates import CertType, IdCard, parse_id_card, parse_name, parse_phone
from app.domain.errors import FormErrors, InputError
from app.services.context import Context
from app.services.devices import LoggedIn, start_login
from app.services.forms import checked
from app.services.passwords import check_new_password, check_new_pin
from app.services.text_messages import Purpose, use_code


@dataclass(frozen=True)
class Registration:
    """What a new user types."""

    name: str
    cert_no: str
    phone: str
    sms_code: str
    password: str
    pin: str


def check_identity(context: Context, name: str, cert_no: str) -> IdCard:
    """Check name and ID card (GB 11643), as the first page of registering does.

    Raises:
        FormErrors: what is wrong, by field ("name", "cert_no").
    """
    today = context.clock.today()
    card: IdCard
    read_name, card = checked(lambda: parse_name("name", name), lambda: parse_id_card("cert_no", cert_no, today))
    with context.database.read() as session:
        _check_free(context, session, read_name, card)
    return card


def check_phone(context: Context, phone: str, sms_code: str) -> None:
    """Check the phone before the passwords are asked for; the code itself is checked, and used up, by `register`.

    Raises:
        FormErrors: what is wrong, by field ("phone", "sms_code").
    """
    (number,) = checked(lambda: parse_phone("phone", phone))
    if not sms_code.strip():
        raise FormErrors((InputError("sms_code", "输入验证码"),))
    digest = context.vault.digest("phone", number)
    with context.database.read() as session:
        if session.exec(select(UserRow.id).where(UserRow.phone_digest == digest)).first() is not None:
            raise FormErrors((InputError("phone", "这个手机号注册过了，直接登录，或用「忘记密码」"),))


def register(context: Context, form: Registration, device: str) -> LoggedIn:
    """Make a user and log them in. Somebody whom a relative has entered already takes over that entry.

    Raises:
        FormErrors, InputError: what is wrong, at the field; nothing is kept then.
    """
    today = context.clock.today()
    name, card, phone, password, pin = checked(
        lambda: parse_name("name", form.name),
        lambda: parse_id_card("cert_no", form.cert_no, today),
        lambda: parse_phone("phone", form.phone),
        lambda: check_new_password("password", form.password),
        lambda: check_new_pin("pin", form.pin),
    )
    digest = context.vault.digest("phone", phone)
    hashes = context.passwords.hash(password), context.passwords.hash(pin)
    with context.database.write() as unit:
        session = unit.session
        if session.exec(select(UserRow.id).where(UserRow.phone_digest == digest)).first() is not None:
            raise InputError("phone", "这个手机号注册过了，直接登录，或用「忘记密码」")
        person = _check_free(context, session, name, card)
        error = use_code(context, session, phone, Purpose.REGISTER, form.sms_code)
        if error is not None:
            unit.commit()
            raise error
        if person is None:
            person = _new_person(context, session, name, card)
        elif context.shared:
            _end_links_to(session, person.id or 0, context.clock.now())
        user = UserRow(
            person_id=person.id or 0,
            phone_digest=digest,
            phone_sealed=context.vault.seal(phone),
            password_hash=hashes[0],
            pay_password_hash=hashes[1],
            created_at=context.clock.now(),
        )
        session.add(user)
        session.flush()
        logged_in = start_login(context, session, user, device)
        unit.commit()
    return logged_in


def is_empty_install(context: Context) -> bool:
    """Whether nobody has registered yet: then the sample family is offered."""
    with context.database.read() as session:
        return session.exec(select(func.count(col(UserRow.id)))).one() == 0


def _check_free(context: Context, session: Session, name: str, card: IdCard) -> PersonRow | None:
    """Give the register's entry for this card, if there is one that nobody registered with."""
    person = person_by_certificate(session, context.vault.digest("certificate", card.number))
    if person is None:
        return None
    if user_of_person(session, person.id or 0) is not None:
        raise FormErrors((InputError("cert_no", "这个身份证注册过了，直接登录，或用「忘记密码」"),))
    if person.name != name:
        raise FormErrors((InputError("name", "姓名和参保登记里的不一样，按证件上的写"),))
    return person


def _new_person(context: Context, session: Session, name: str, card: IdCard) -> PersonRow:
    person = PersonRow(
        name=name,
        born=card.born,
        sex=card.sex.value,
        cert_type=CertType.ID_CARD.value,
        cert_digest=context.vault.digest("certificate", card.number),
        cert_sealed=context.vault.seal(card.number),
        badge=0,
        created_at=context.clock.now(),
    )
    session.add(person)
    session.flush()
    return person


def _end_links_to(session: Session, person_id: int, now: datetime) -> None:
    """End every 亲情账户 that strangers may have made while nobody could be asked; the caller commits."""
    live = (col(FamilyLinkRow.member_id) == person_id, col(FamilyLinkRow.ended_at).is_(None))
    session.exec(update(FamilyLinkRow).where(*live).values(ended_at=now))
