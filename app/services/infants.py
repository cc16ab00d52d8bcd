"""宝宝参保: an infant's way from birth to being covered, as far as the data tell; what is done, and what is next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.data.people_tables import InsuranceRow, PersonRow
from app.data.queries.people import insurance_on, people
from app.domain.certificates import CertType
from app.domain.errors import NotAllowed
from app.domain.infant import InfantStep, StepState, with_next
from app.domain.people import InsuranceStatus
from app.domain.regions import JIANGXI, is_jiangxi
from app.domain.words import Words
from app.services.access import me, require_known, visible_people
from app.services.context import Context
from app.services.explain import Explanation
from app.services.fee_words import Told, told
from app.services.infant_steps import (
    Scene,
    Step,
    free_step,
    link_step,
    register_step,
    share_step,
    visit_step,
)
from app.services.link_consent import whole

RULES: dict[InfantStep, tuple[str, ...]] = {
    InfantStep.BORN: ("infant.certificate",),
    InfantStep.REGISTER: ("infant.register_days", "infant.covered_from_birth"),
    InfantStep.FREE: ("newborn.confirmation", "newborn.free_years"),
    InfantStep.SHARE: ("infant.bound_by", "sharing.relations"),
    InfantStep.LINK: ("family_code.consent_age", "family_code.own_money"),
    InfantStep.VISIT: ("visit.own_code", "family_account.places"),
}
_READERS: dict[InfantStep, Callable[[Scene], Step]] = {
    InfantStep.REGISTER: register_step,
    InfantStep.FREE: free_step,
    InfantStep.SHARE: share_step,
    InfantStep.LINK: link_step,
    InfantStep.VISIT: visit_step,
}


@dataclass(frozen=True)
class InfantStepView:
    """One step: what is known of it, what to do about it, why it can't be done yet, and the rules behind it.

    `record_id` is what the step has led to: a slip, a sharing, a payment; 0 for nothing.
    """

    step: InfantStep
    state: StepState
    said: Words
    obstacle: Explanation | None
    record_id: int
    rules: tuple[Told, ...]


@dataclass(frozen=True)
class InfantPath:
    """The whole way of one infant, and its papers: `by_birth_certificate` if there is nothing else."""

    person_id: int
    name: str
    badge: int
    born: date
    days_old: int
    cert_type: str
    mother_name: str
    may_edit: bool
    steps: tuple[InfantStepView, ...]

    @property
    def by_birth_certificate(self) -> bool:
        """Whether a birth certificate is all there is."""
        return self.cert_type == CertType.BIRTH_CERTIFICATE.value

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(one.state is StepState.DONE for one in self.steps)

    @property
    def next_step(self) -> InfantStepView | None:
        """The first step that can be done now."""
        return next((one for one in self.steps if one.state is StepState.NEXT), None)


def infants(context: Context, user_id: int) -> list[InfantPath]:
    """Give the way of every infant whom this user may see, youngest first: those in their first insured years."""
    today = context.clock.today()
    with context.database.read() as session:
        who = me(session, user_id)
        rows = people(session, visible_people(session, who) - {who.person_id}).values()
        found = [(row.born, row.id or 0) for row in rows if row.born <= today and is_infant(context, row.born)]
    return [infant(context, user_id, person_id) for _, person_id in sorted(found, reverse=True)]


def is_infant(context: Context, born: date) -> bool:
    """Tell whether somebody is in their first insured years."""
    today = context.clock.today()
    return today.year < born.year + whole(context.rules.home_book(today).rule("newborn.free_years").value)


def infant(context: Context, user_id: int, person_id: int) -> InfantPath:
    """Give the way of one infant.

    Raises:
        NotAllowed: not somebody this user knows, or long past their first insured years.
    """
    today = context.clock.today()
    with context.database.read() as session:
        who = me(session, user_id)
        require_known(session, who, person_id)
        row = session.get_one(PersonRow, person_id)
        if not is_infant(context, row.born):
            raise NotAllowed("{name}已经不是婴儿了，这里讲的是出生后头几年的事", name=row.name)
        now = insurance_on(session, [person_id], today).get(person_id)
        first = _first_insured(session, person_id, today)
    insured = now is not None and bool(now.insutype) and now.status == InsuranceStatus.NORMAL.value
    scene = Scene(context, user_id, row, first if insured else None, now.region if now else "")
    read = {step: reader(scene) for step, reader in _READERS.items()}
    read[InfantStep.BORN] = Step(StepState.DONE, _born_words(row))
    states = with_next(read[step].state for step in InfantStep)
    rules = infant_rules(context, scene.region)
    return InfantPath(
        person_id=person_id,
        name=row.name,
        badge=row.badge,
        born=row.born,
        days_old=(today - row.born).days,
        cert_type=row.cert_type,
        mother_name=row.mother_name,
        may_edit=scene.may_edit,
        steps=tuple(
            InfantStepView(step, state, read[step].said, read[step].obstacle, read[step].record_id, rules[step])
            for step, state in zip(InfantStep, states, strict=True)
        ),
    )


def infant_rules(context: Context, region: str = "") -> dict[InfantStep, tuple[Told, ...]]:
    """Give the rules behind each step, as they hold where the infant is insured."""
    book = context.rules.book(region if is_jiangxi(region) else JIANGXI, context.clock.today())
    return {step: told(context.rules, book, *keys) for step, keys in RULES.items()}


def _first_insured(session: Session, person_id: int, today: date) -> date | None:
    """Give the day from which somebody was insured first."""
    return session.exec(
        select(col(InsuranceRow.since))
        .where(
            InsuranceRow.person_id == person_id,
            InsuranceRow.insutype != "",
            InsuranceRow.status == InsuranceStatus.NORMAL.value,
            InsuranceRow.since <= today,
        )
        .order_by(col(InsuranceRow.since))
        .limit(1)
    ).first()


def _born_words(row: PersonRow) -> Words:
    if row.cert_type != CertType.BIRTH_CERTIFICATE.value:
        return Words("证件登记好了。")
    if not row.mother_name:
        return Words("用出生医学证明登记好了，不用等身份证。")
    return Words("用出生医学证明登记好了，妈妈是{mother}。不用等身份证。", mother=row.mother_name)
