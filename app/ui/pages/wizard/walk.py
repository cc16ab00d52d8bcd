"""Going through the wizard: what each step does when one goes on, and what is kept of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.errors import InputError, Refused
from app.services.drafts import load_draft
from app.services.insured_register import add_person
from app.services.share import authorize, check_terms, doubt, precheck
from app.ui.entered import person_of
from app.ui.i18n import tr
from app.ui.pages.wizard.answers import CHECKED_ON_BACK, ONE_DAY, TERMS_FIELDS, Answers, Step, from_json, to_json
from app.ui.pages.wizard.keeper import Keeper
from app.ui.pages.wizard.looking import Found, find, resume
from app.ui.paths import LINK, go, shared
from app.ui.reveal import Reveal
from app.ui.session import Session
from app.ui.share_draft import FORM

CERTIFICATE = frozenset({"cert_type", "cert_no", "name", "mother_name", "mother_no"})


@dataclass(frozen=True, slots=True)
class State:
    """Where one stands. ``taken_up``: a draft was found; ``kept_at``: the step at which to say that it is kept.

    ``asking`` is a question about ages that waits for its answer; ``told`` counts how often something was found wrong.
    """

    ready: bool = False
    answers: Answers = field(default_factory=Answers)
    found: Found = field(default_factory=Found)
    taken_up: bool = False
    kept_at: Step | None = None
    promised: bool = False
    asking: str = ""
    told: int = 0


class Walk:
    """One going through, from opening the page to leaving it. It outlives renders; ``paint`` shows a new state."""

    def __init__(self, session: Session, paint: Callable[[State], None]) -> None:
        """Begin with nothing; ``begin`` takes up what was kept."""
        self.state = State()
        self.body = Reveal()
        self._session = session
        self._paint = paint
        self._keeper = Keeper(session, self._say_kept)
        self._sent = False

    @property
    def answers(self) -> Answers:
        """What was answered so far."""
        return self.state.answers

    @property
    def today(self) -> date:
        """The app's day."""
        return self._session.context.clock.today()

    async def begin(self) -> None:
        """Take up the draft, if there is one.

        Raises:
            InputError: it was left at 核对 with something wrong; it is open at the step of that, to come back after.
        """
        kept = from_json(await self._session.ask(load_draft, FORM))
        answers, found = await resume(self._session, kept)
        wrong = await self._wrong(answers) if answers.step is Step.CHECK else None
        if wrong is not None:
            answers = answers.at(Step.TERMS if wrong.field in TERMS_FIELDS else Step.RELATION, returning=True)
        self._keeper.begin(to_json(answers))
        self._set(State(ready=True, answers=answers, found=found, taken_up=kept.step is not Step.NOTICE))
        if wrong is not None:
            raise wrong

    async def restart(self) -> None:
        """Throw away what was answered."""
        await self._keeper.drop(to_json(Answers()))
        self._set(State(ready=True, kept_at=self.state.kept_at))

    def change(self, **new: str) -> None:
        """Take answers; another certificate is another person, still to be found."""
        found = Found() if CERTIFICATE & new.keys() else self.state.found
        self._set(replace(self.state, answers=self.answers.having(**new), found=found))

    def move(self, step: Step, *, returning: bool = False) -> None:
        """Go to a step."""
        self._set(replace(self.state, answers=self.answers.at(step, returning=returning), taken_up=False, asking=""))

    async def back(self) -> None:
        """Go to the step before; from a step opened from 核对 that is going on to it.

        Raises:
            GongjiError: something is to be corrected first.
        """
        answers, found = self.answers, self.state.found
        if answers.step is Step.MEMBER:
            known = answers.returning and found.member is not None and found.refusal is None
            self.move(Step.CHECK if known else Step.NOTICE)
        elif answers.returning and answers.step in CHECKED_ON_BACK:
            await self.advance()
        else:
            self.move(answers.before, returning=answers.returning)

    def promise(self, *, made: bool) -> None:
        """Take the promise, or take it back."""
        self._set(replace(self.state, promised=made))

    def ask(self, question: str) -> None:
        """Ask, or with "" ask no more."""
        self._set(replace(self.state, asking=question))

    def tell(self) -> None:
        """Note that something was found wrong."""
        self._set(replace(self.state, told=self.state.told + 1))

    def related(self) -> None:
        """Go on from the relation, which is certain now."""
        self.move(Step.CHECK if self.answers.returning else Step.TERMS)

    async def advance(self) -> None:
        """Do what the step's button does.

        Raises:
            GongjiError: something is to be corrected first.
        """
        match self.answers.step:
            case Step.NOTICE if self.answers.wants_link:
                go(LINK)
            case Step.NOTICE:
                self.move(Step.MEMBER)
            case Step.MEMBER:
                await self._look_up()
            case Step.MISSING:
                await self._enter()
            case Step.RELATION:
                await self._relate()
            case Step.TERMS:
                await self._agree()
            case Step.CHECK:
                await self._send()

    async def _look_up(self) -> None:
        found = await find(self._session, self.answers)
        if found.member is None:
            self.move(Step.MISSING, returning=self.answers.returning)
        else:
            self._meet(found)

    async def _enter(self) -> None:
        await self._session.ask(add_person, person_of(self.answers.typed))
        self._session.changed()
        self._meet(await find(self._session, self.answers))

    def _meet(self, found: Found) -> None:
        """Go on with whom the register holds, unless a rule says no."""
        answers = found.fitting(self.answers)
        if found.refusal is not None:
            answers = answers.at(Step.MEMBER, returning=answers.returning)
        else:
            back = answers.returning and bool(answers.get("relation"))
            answers = answers.at(Step.CHECK if back else Step.RELATION)
        told = self.state.told + (found.refusal is not None)
        self._set(replace(self.state, answers=answers, found=found, taken_up=False, told=told))

    async def _relate(self) -> None:
        relation, member = self.answers.get("relation"), self.state.found.member
        if not relation or member is None:
            raise InputError("relation", tr("选一种关系"))
        question = await self._session.ask(doubt, member.person_id, relation)
        if question:
            self.ask(question)
        else:
            self.related()

    async def _agree(self) -> None:
        await self._check_terms(self.answers)
        self.move(Step.CHECK)

    async def _check_terms(self, answers: Answers) -> None:
        until = answers.until(self.today)
        await self._session.run(check_terms, answers.get("quota"), answers.get("per_payment"), until)
        if answers.get("until_kind") == ONE_DAY and until is None:
            raise InputError("until", tr("还没有选日子。写成 2026-06-12 这样，或点右边的日历"))

    async def _wrong(self, answers: Answers) -> InputError | None:
        """Give what is wrong with the answers that 核对 shows."""
        if not answers.get("relation"):
            return InputError("relation", tr("选一种关系"))
        try:
            await self._check_terms(answers)
        except InputError as error:
            return error
        return None

    async def _send(self) -> None:
        member = self.state.found.member
        if self._sent or member is None:
            return
        if not self.state.promised:
            raise InputError("commitment", tr("先读完承诺，再勾选"))
        form = self.answers.form(member.person_id, member.sex, self.today)
        try:
            sharing_id = await self._session.ask(authorize, form)
        except Refused:
            no = await self._session.ask(precheck, form.member_id, form.mode)
            if no is None:
                raise
            self._set(replace(self.state, found=replace(self.state.found, refusal=no), told=self.state.told + 1))
            return
        self._sent = True
        await self._keeper.drop(to_json(self.answers))
        self._session.changed()
        go(shared(sharing_id))

    def _say_kept(self) -> None:
        """Say once, on the page at hand, that the draft is kept."""
        if self.state.kept_at is None:
            self._set(replace(self.state, kept_at=self.answers.step))

    def _set(self, state: State) -> None:
        self.state = state
        if state.ready:
            self._keeper.keep(to_json(state.answers))
        self._paint(state)
