"""The steps of an infant's way, one function each: how far it is, and in one sentence what is so or what to do."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from app.data.money_tables import SettlementRow
from app.data.people_tables import PersonRow
from app.data.queries.fees import is_paid
from app.data.queries.people import linked_to, looked_after, people
from app.data.sharing_tables import SharingRow
from app.domain.fees import FeeKind
from app.domain.infant import Registration, StepState, registration_of
from app.domain.money import format_yuan
from app.domain.people import age_on
from app.domain.regions import is_yingtan
from app.domain.rule_names import NoteName
from app.domain.words import Words, listed
from app.services.access import me
from app.services.context import Context
from app.services.explain import Explanation
from app.services.family_account import family_account_rules
from app.services.family_links import link_question
from app.services.link_consent import consent_age, waiting_members, whole
from app.services.newborns import Newborn, NewbornState, NewbornYear, newborn
from app.services.receipts import viewer_of
from app.services.share import precheck
from app.services.written import written

FIRST = Words("先办参保登记。")


@dataclass(frozen=True)
class Step:
    """What is known of one step; `obstacle` explains why it can't be done yet, where a rule says so."""

    state: StepState
    said: Words
    obstacle: Explanation | None = None
    record_id: int = 0


@dataclass(frozen=True)
class Scene:
    """What every step is told from: the infant, and from when on it is insured (None: it isn't)."""

    context: Context
    user_id: int
    child: PersonRow
    insured_since: date | None
    region: str

    @property
    def child_id(self) -> int:
        """The infant's id."""
        return self.child.id or 0

    @property
    def may_edit(self) -> bool:
        """Whether this user keeps the infant's insurance."""
        with self.context.database.read() as session:
            return self.child_id in looked_after(session, me(session, self.user_id).person_id)

    @property
    def registration(self) -> Registration:
        """How it stands with being registered in time."""
        today = self.context.clock.today()
        days = whole(self.context.rules.home_book(today).rule("infant.register_days").value)
        return registration_of(self.child.born, self.insured_since, today, days)


def register_step(scene: Scene) -> Step:
    """参保登记, within some days of birth."""
    found, since = scene.registration, scene.insured_since
    if since is not None:
        words = {
            True: Words("从 {day} 起参保，登记得及时，出生那天起的费用都管。", day=written(since)),
            False: Words("从 {day} 起参保，过了期限才登记。之前的费用管不管，问医保窗口。", day=written(since)),
        }
        return Step(StepState.DONE, words[bool(found.in_time)])
    last = written(found.last_day)
    if found.days_left < 0:
        text = "最晚该在 {last} 登记，已经过了。还能登记，从哪天起管用，问医保窗口。"
        return Step(StepState.OPEN, Words(text, last=last))
    if found.days_left == 0:
        return Step(StepState.OPEN, Words("今天是最后一天。登记了，出生那天起的费用都管。"))
    text = "最晚 {last} 登记，还有 {days} 天。登记了，出生那天起的费用都管。"
    return Step(StepState.OPEN, Words(text, last=last, days=found.days_left))


def free_step(scene: Scene) -> Step:
    """免缴确认 of this insured year; or its fee, where the year isn't free."""
    year = scene.context.clock.today().year
    known = newborn(scene.context, scene.user_id, scene.child_id)
    this = next((one for one in known.years if one.year == year), None)
    if this is not None and this.state is NewbornState.CONFIRMED:
        return Step(
            StepState.DONE, Words("{year} 年度免缴，确认过了。", year=year), record_id=this.confirmation_id or 0
        )
    with scene.context.database.read() as session:
        if is_paid(session, scene.child_id, FeeKind.RESIDENT, year):
            return Step(StepState.DONE, Words("{year} 年度的钱缴过了。", year=year))
    if scene.insured_since is None:
        return Step(StepState.WAITS, FIRST)
    return _free_today(known, this, year)


def _free_today(known: Newborn, this: NewbornYear | None, year: int) -> Step:
    """Give what can be done today about a year that is neither confirmed nor paid."""
    if this is not None and this.state is NewbornState.CAN_CONFIRM:
        if not known.may_confirm:
            return Step(StepState.WAITS, Words("免缴确认由登记孩子的家长办。"))
        return Step(StepState.OPEN, Words("{year} 年度免缴，现在就能确认，不花钱。", year=year))
    obstacle = this.obstacle if this is not None else known.obstacle
    if obstacle is None or obstacle.rule_name in {NoteName.NEWBORN_YEAR_PAYS, NoteName.NEWBORN_BORN_EARLIER}:
        return Step(StepState.OPEN, Words("{year} 年度不免缴，要缴居民医保。", year=year), obstacle)
    return Step(StepState.WAITS, obstacle.why, obstacle)


def share_step(scene: Scene) -> Step:
    """家庭共济 with a parent."""
    today = scene.context.clock.today()
    with scene.context.database.read() as session:
        viewer = viewer_of(session, me(session, scene.user_id))
        rows = session.exec(select(SharingRow).where(SharingRow.member_id == scene.child_id)).all()
        seen = [
            row
            for row in rows
            if row.in_force(today) and {row.sharer_id, row.member_id} & {viewer.person_id, *viewer.looks_after}
        ]
        names = [people(session, [row.sharer_id])[row.sharer_id].name for row in seen]
    if seen:
        said = Words("不够的部分，能用{sharers}个人账户里的钱。", sharers=listed(names))
        return Step(StepState.DONE, said, record_id=seen[0].id or 0)
    if scene.insured_since is None:
        return Step(StepState.WAITS, FIRST)
    obstacle = precheck(scene.context, scene.user_id, scene.child_id)
    if obstacle is not None:
        return Step(StepState.WAITS, obstacle.why, obstacle)
    return Step(StepState.OPEN, Words("授权以后，{name}看病不够的钱从您的个人账户出。", name=scene.child.name))


def link_step(scene: Scene) -> Step:
    """亲情账户, so that the infant's code can be shown at all."""
    with scene.context.database.read() as session:
        person_id = me(session, scene.user_id).person_id
        linked = scene.child_id in linked_to(session, person_id)
        linked = linked and scene.child_id not in waiting_members(scene.context, session, person_id)
    if linked:
        return Step(StepState.DONE, Words("您的手机能出示{name}的医保码。", name=scene.child.name))
    if link_question(scene.context, scene.user_id, scene.child_id).places_left <= 0:
        return Step(StepState.OPEN, Words("亲情账户已经加满了，换下一位才能加。"))
    young = age_on(scene.child.born, scene.context.clock.today()) < consent_age(scene.context)
    said = Words("监护人勾选同意就行，不用刷脸。花的是宝宝自己的钱。") if young else Words("要本人同意。")
    return Step(StepState.OPEN, said)


def visit_step(scene: Scene) -> Step:
    """Go to a doctor for the first time, with the infant's own code."""
    with scene.context.database.read() as session:
        viewer = viewer_of(session, me(session, scene.user_id))
        rows = session.exec(
            select(SettlementRow)
            .where(SettlementRow.patient_id == scene.child_id)
            .order_by(col(SettlementRow.id))
            .limit(1)
        ).all()
        seen = [(row.id or 0, row.day, row.place_name) for row in rows if viewer.sees_whole(row)]
    for record_id, day, place in seen:
        said = Words("{day} 在{place}看过了。", day=written(day), place=place)
        return Step(StepState.DONE, said, record_id=record_id)
    if scene.insured_since is None:
        return Step(StepState.WAITS, FIRST)
    if link_step(scene).state is not StepState.DONE:
        return Step(StepState.WAITS, Words("先加亲情账户，手机上才有宝宝的码。"))
    return Step(StepState.OPEN, _visit_words(scene))


def _visit_words(scene: Scene) -> Words:
    if not is_yingtan(scene.region):
        return Words("出示宝宝自己的码。别人的码不能用。")
    known = family_account_rules(scene.context, scene.user_id)
    return Words(
        "出示宝宝自己的码。门诊家庭账户一年 {yuan} 元，在{places}先用它。",
        yuan=format_yuan(known.yearly_fen),
        places=listed(Words(place) for place in known.places),
    )
