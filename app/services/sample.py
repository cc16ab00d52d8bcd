"""「体验示例家庭」: fills in the sample family through the services, as its people would have, and logs in."""

from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import col, select

from app.data import sample_family as family
from app.data.people_tables import NoticeRow, PersonRow, UserRow
from app.domain.certificates import CertType
from app.domain.errors import NotAllowed
from app.domain.people import InsuranceStatus, Insutype
from app.domain.words import Words
from app.services.context import AppClock, Context
from app.services.devices import LoggedIn, start_login
from app.services.family_links import link
from app.services.insurance import InsuranceForm
from app.services.insured_register import Certificate, NewPerson, add_person, save_insurance
from app.services.notices import NewNotice, notify
from app.services.pay import PayForm, presettle, settle_quote
from app.services.registration import Registration, is_empty_install, register
from app.services.share import Authorization, authorize
from app.services.show_code import issue, take
from app.services.text_messages import Purpose, send_code
from app.services.visit_templates import PLACES, ItemForm

YINGTAN, NANCHANG = "360600", "360100"
FATHER, MOTHER, BABY, GRANDMOTHER = "李明", "周芳", "李小满", "王桂兰"
FATHERS_INSURANCE = InsuranceForm(
    Insutype.EMPLOYEE.value, YINGTAN, since=date(2020, 1, 1), prior_years="3000.00", this_year="800.00"
)
GRANDMOTHERS_INSURANCE = InsuranceForm(Insutype.RESIDENT.value, YINGTAN, since=date(2020, 1, 1), family_account="90.00")

TURNS = ("turned", "family_account")


def has_sample(context: Context) -> bool:
    """Whether the sample family is there."""
    with context.database.read() as session:
        return session.exec(select(UserRow.id).where(UserRow.is_sample)).first() is not None


def enter_sample(context: Context, device: str) -> LoggedIn:
    """Log in as the sample family's father, filling the family in first where the install is empty.

    Raises:
        NotAllowed: others have registered and there is no sample family.
    """
    if not has_sample(context):
        fill_in(context)
    with context.database.write() as unit:
        user = unit.session.exec(select(UserRow).where(UserRow.is_sample)).one()
        logged_in = start_login(context, unit.session, user, device)
        unit.commit()
    return logged_in


def fill_in(context: Context) -> int:
    """Make the sample family, whole or not at all; what happened earlier is entered on its own day.

    Somebody else may do the same at the same moment: then theirs is taken.

    Returns:
        The father's user id.

    Raises:
        NotAllowed: others have registered and there is no sample family.
    """
    with context.database.all_or_nothing() as database:
        inside = replace(context, database=database)
        with database.read() as session:
            there = session.exec(select(UserRow.id).where(UserRow.is_sample)).first()
        if there is not None:
            return there
        if not is_empty_install(inside):
            raise NotAllowed("已经有人注册了，不能再填示例家庭。换一个目录：gongji demo --data 目录")
        return _fill_in(inside)


def _fill_in(context: Context) -> int:
    today = context.clock.today()
    context.rules.home_book(today)  # no rules yet: said before anything is done
    days = family.days(today, context.first_day)
    start = _on(context, min(days.grandmother_shared, days.mother_paused) - timedelta(days=60))
    father = _father(start)
    grandmother = _grandmother(start, father)
    _mother(start, father, days.mother_paused, today)
    shared = _on(context, days.grandmother_shared)
    until = date(today.year, 12, 31)
    authorize(shared, father, Authorization(grandmother, "父母", "母亲", "2000.00", until=until, commitment=True))
    link(shared, father, grandmother, "母亲", agreed=True)
    _pay_for_grandmother(_on(context, days.grandmother_paid), father, grandmother)
    _baby(context, father, days.baby_born)
    _as_designed(context, father, grandmother)
    _finish(context, father, days.mother_paused)
    return father


def _on(context: Context, day: date) -> Context:
    """Give the same install on an earlier day, but not before the first for which there are rules."""
    shift = (max(day, context.first_day) - context.clock.base.today()).days
    return replace(context, clock=AppClock(context.clock.base, shift))


def _father(context: Context) -> int:
    code = send_code(context, family.PHONE, Purpose.REGISTER, "").code
    form = Registration(FATHER, family.FATHER_NO, family.PHONE, code, context.token(), family.PIN)
    who = register(context, form, "")
    save_insurance(context, who.user_id, who.person_id, replace(FATHERS_INSURANCE, prior_years="3068.00"))
    return who.user_id


def _mother(context: Context, father: int, paused: date, today: date) -> None:
    insurance = InsuranceForm(Insutype.EMPLOYEE.value, NANCHANG, since=date(2021, 1, 1), prior_years="1200.00")
    certificate = Certificate(CertType.ID_CARD, family.MOTHER_NO, MOTHER)
    mother = add_person(context, father, NewPerson(certificate, None, "", insurance))
    stopped = replace(insurance, status=InsuranceStatus.PAUSED.value, since=paused)
    save_insurance(_on(context, max(paused, today - timedelta(days=3))), father, mother, stopped)


def _grandmother(context: Context, father: int) -> int:
    certificate = Certificate(CertType.ID_CARD, family.GRANDMOTHER_NO, GRANDMOTHER)
    return add_person(context, father, NewPerson(certificate, None, "", GRANDMOTHERS_INSURANCE))


def _baby(context: Context, father: int, born: date) -> None:
    insurance = InsuranceForm(Insutype.RESIDENT.value, YINGTAN, since=born, family_account="90.00")
    certificate = Certificate(CertType.BIRTH_CERTIFICATE, family.BABY_CERTIFICATE, BABY, MOTHER, family.MOTHER_NO)
    add_person(context, father, NewPerson(certificate, born, "女", insurance))


def _pay_for_grandmother(context: Context, father: int, grandmother: int) -> None:
    place = next(place for place in PLACES if place.name == "月湖区某定点药店")
    taken = take(context, father, issue(context, father, grandmother).text)
    bill = (ItemForm("降压药", "药品", "01", "68.00"),)
    quote = presettle(context, father, PayForm(taken.code_id, grandmother, place, "41", bill))
    settle_quote(context, father, context.token(), quote)


def _as_designed(context: Context, father: int, grandmother: int) -> None:
    """Bring today's balances to those of the design: a year may have begun since the family's first day."""
    with context.database.read() as session:
        person_id = session.get_one(UserRow, father).person_id
    save_insurance(context, father, person_id, FATHERS_INSURANCE)
    save_insurance(context, father, grandmother, GRANDMOTHERS_INSURANCE)


def _finish(context: Context, father: int, paused: date) -> None:
    """Mark the user as the sample's, give the badges their order, and leave the notice that matters today."""
    order = {FATHER: 0, MOTHER: 1, BABY: 2, GRANDMOTHER: 3}
    with context.database.write() as unit:
        session = unit.session
        user = session.get_one(UserRow, father)
        user.is_sample = True
        session.add(user)
        rows = session.exec(
            select(PersonRow).where((PersonRow.created_by == user.person_id) | (PersonRow.id == user.person_id))
        )
        for row in rows:
            row.badge = order[row.name]
            session.add(row)
        for told_of_turn in session.exec(select(NoticeRow).where(col(NoticeRow.kind).in_(TURNS))):
            session.delete(told_of_turn)  # of balances that _as_designed has since put right
        title = Words("{name}的参保暂停了", name=MOTHER)
        body = Words("从 {day} 起，这个个人账户不能给家人用。", day=f"{paused:%Y-%m-%d}")
        told = NewNotice("paused", title, body, "/me/register")
        notify(context, session, user.person_id, told)
        unit.commit()
